# shellcheck shell=bash disable=SC2154 # peers.sh and run.sh give the rest
# The bare provider on this machine: the command links without a library, speaks to the default provider's, and the unit tests of
# primitives are passed but for those of tests/embedded/absent, which ask for what it has not.
needs() { readelf -d build/tests/handfast-bare | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | same "libc.so.6"; }
check "no library but C's is needed" needs
# Each of them fails, or has no vectors; no other fails.
answers() {
  build/tests/unit-bare --tap="$work/unit.tap" --timeout 300 --color=never --filter '@(crypto|known|p256|x25519|keys|record_keys|record_known|record_padding|record_round|record_tls13|secrets_stack)*/*' \
    >"$work/unit.out" 2>&1
  sed -n 's/^not ok - \([^ ]*\) .*/\1/p' "$work/unit.tap" | sed 's,::,/,' | sort >"$work/fail"
  sed -n 's/^ok - \([^ ]*\) .*# SKIP .*/\1/p' "$work/unit.tap" | sed 's,::,/,' | sort >"$work/skip"
  grep -v -e '^#' -e '^$' tests/embedded/absent | sort >"$work/absent"
  ! comm -13 "$work/absent" "$work/fail" | grep . && ! comm -23 "$work/absent" <(sort "$work/fail" "$work/skip") | grep .
}
check "known answers" answers
check "many of them" test "$(grep -c '^ok ' "$work/unit.tap")" -gt 100
HANDFAST=build/tests/handfast-bare
handfast_server --echo --cert "$certs/server-ec.pem" --key "$certs/server-ec.key"
bare=$pid
over() { # SUITE ARGS...
  local suite=$1
  shift
  echo "over and back" | timeout 20 build/handfast client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" --ciphers "$suite" "$@" \
    >"$work/over.out" 2>"$work/over.err"
  has "$work/over.out" '^over and back' && has "$work/over.err" "$suite.*group ${groups%%,*}"
}
for suite in $(sed -n 's,.*/\* \(TLS_[A-Z0-9_]*\) \*/.*,\1,p' engine/include/handfast/bare.h); do
  for groups in x25519,secp256r1 secp256r1; do # the certificate is of secp256r1
    check "each of handfast/bare.h: $suite, ${groups%%,*}" over $suite --groups $groups
  done
done
stop "$bare"
