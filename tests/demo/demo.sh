#!/bin/bash
# tests/demo/demo.sh: what `make demo` shows: both sides in one process, then each side with openssl. The table at the end
# has one row for each connection; the exit status is 1 when any is not as expected.
set -u
cd "$(dirname "$0")/../.." || exit 1
HANDFAST=${HANDFAST:-build/handfast}
# shellcheck source=tests/support/peers.sh
. tests/support/peers.sh
use demo
table=$work/table
bad=0
: >"$table"

row() { # CLIENT SERVER SUITE HANDSHAKE DATA RESULT
  printf '%-10s %-10s %-46s %-9s %-9s %s\n' "$@" >>"$table"
  [ "$6" = ok ] || bad=1
}

title() {
  printf '\n== %s\n' "$1"
}

title "handfast demo"
if "$HANDFAST" demo; then
  row handfast handfast "in one process: 1.3, RSA, ECDHE" "f, r, ..." both ok
else
  row handfast handfast "in one process: 1.3, RSA, ECDHE" "f, r, ..." both FAILED
fi

# One connection's line of the table: the suite, the handshake and the answer must all be what was expected.
judge() { # CLIENT SERVER SUITE HANDSHAKE REPORT-FILE ANSWER-FILE ANSWER
  local data=both result=ok
  grep -qF -- "$7" "$6" || { data=missing; result=FAILED; }
  grep -qE -- "$3.*$4" "$5" || result=FAILED
  row "$1" "$2" "$3" "$4" "$data" "$result"
  if [ "$result" = ok ]; then grep -hE -- "$3.*$4" "$5" | tail -n 1; else tail -n 5 "$5" "$6"; fi
}

title "openssl s_client with handfast server"
# Each connection sends a line; the server's --echo sends it back; openssl ends when it has it.
s_client() { # SUITE OUT ARGS...
  local suite=$1 out=$2 how
  shift 2
  : >"$out"
  case $suite in TLS_*) how="-tls1_3 -ciphersuites" ;; *) how="-tls1_2 -cipher" ;; esac
  # shellcheck disable=SC2086 # two words
  (echo "over and back"; await "$out" '^over and back' >/dev/null) | timeout 20 openssl s_client -connect "127.0.0.1:$port" $how \
    "$suite" -CAfile "$certs/anchors.pem" -verify_return_error -servername localhost "$@" >"$out" 2>&1
}
# The server's report of its latest client.
report() {
  await "$log" "$1" >/dev/null
  grep -E 'connected: ' "$log" | tail -n 1
}
demo_suites="TLS_AES_128_GCM_SHA256:TLS_AES_128_GCM_SHA256 TLS_AES_256_GCM_SHA384:TLS_AES_256_GCM_SHA384
TLS_CHACHA20_POLY1305_SHA256:TLS_CHACHA20_POLY1305_SHA256 AES128-GCM-SHA256:TLS_RSA_WITH_AES_128_GCM_SHA256 AES128-SHA:TLS_RSA_WITH_AES_128_CBC_SHA
ECDHE-RSA-AES128-GCM-SHA256:TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
ECDHE-ECDSA-CHACHA20-POLY1305:TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"
if handfast_server --echo --cert "$certs/server-rsa.pem" --key "$certs/server-rsa.key" --cert "$certs/server-ec.pem" --key \
  "$certs/server-ec.key"; then
  for pair in $demo_suites; do
    rm -f "$work/session"
    for handshake in full resumed; do
      if [ $handshake = full ]; then use_session="-sess_out $work/session"; else use_session="-sess_in $work/session"; fi
      # shellcheck disable=SC2086 # two words
      s_client "${pair%%:*}" "$work/client.out" $use_session
      report "${pair#*:}, .*$handshake" >"$work/report"
      judge openssl handfast "${pair#*:}" $handshake "$work/report" "$work/client.out" "over and back"
    done
  done
  stop "$pid"
else
  row openssl handfast "no server" - - FAILED
fi

title "handfast client with openssl s_server"
if openssl_server_of -rev -cipher ALL -cert "$certs/server-rsa.pem" -key "$certs/server-rsa.key" -cert_chain "$certs/server-rsa.pem" \
  -dcert "$certs/server-ec.pem" -dkey "$certs/server-ec.key" -dcert_chain "$certs/server-ec.pem"; then
  for pair in $demo_suites; do
    echo "over and back" | timeout 20 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" \
      --ciphers "${pair%%:*}" --reconnect 1 >"$work/client.out" 2>"$work/report"
    judge handfast openssl "${pair#*:}" full "$work/report" "$work/client.out" "kcab dna revo"
    judge handfast openssl "${pair#*:}" resumed "$work/report" "$work/client.out" "kcab dna revo"
  done
  stop "$pid"
else
  row handfast openssl "no server" - - FAILED
fi

title "summary"
printf '%-10s %-10s %-46s %-9s %-9s %s\n' client server "cipher suite" handshake data result
cat "$table"
if [ $bad -eq 0 ]; then
  printf '\nEverything is as expected.\n'
else
  printf '\nSomething is not as expected: see the rows that say FAILED.\n'
fi
exit $bad
