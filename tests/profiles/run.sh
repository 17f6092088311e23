#!/bin/bash
# tests/profiles/run.sh [PROFILE...]: an engine of each profile of spec/profiles. It is made and built; what its profile leaves out is not in it; it
# speaks with the one that has all and with openssl, full and resumed; what it has not it refuses. What each takes stands at the end.
set -u
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/support/peers.sh
. tests/support/peers.sh
use profiles
full=$HANDFAST
key=(--cert "$certs/server-ec.pem" --key "$certs/server-ec.key")

# Symbols, as extended regular expressions: each names something in the engine with all, and nothing where it is left out.
tls13='hf_(tls13_(keys|seal|open|export)|hkdf_[a-z_]*|binder|finished_mac|do_derive_handshake_secrets|psk_bind|offer_tls13|send_key_update)'
tls12='hf_(cbc_[a-z_]*|etm_[a-z_]*|prf|prf_keyed|exporter|master_secret[a-z_]*|key_block[a-z_]*)'
rsa='hf_(do_make_pre_master_secret|decide_recover_pre_master_secret|send_client_key_exchange_rsa)'
client_side='hf_(do_prepare_client_hello|send_client_hello|decide_check_server_hello(13)?|answer_[a-z_]*|psk_choose_offer|encode_client_hello)'
server_side='hf_(decide_check_client_hello(13)?|offer_(cipher_suite|extension|binder_bytes)|do_make_ticket|send_server_hello|do_prepare_retry|encode_server_hello)'
chacha20='hf_(chacha20_poly1305_(open|seal)|chacha20_(open|seal)_record)'

symbols() { # PROGRAM
  nm "$1" | awk '$2 ~ /[tTrRdDbB]/ { sub(/\..*/, "", $3); print $3 }' | sort -u
}
has_all() { # PATTERN: each alternative of it is in the engine that has all
  [ "$(grep -cxE -- "$1" "$work/full.symbols")" -ge 3 ] || { echo "of $1 there is too little in the full engine"; return 1; }
}
left_out() { # PATTERN...
  for pattern; do
    has_all "$pattern" && has_not "$work/own.symbols" "^($pattern)\$" || return 1
  done
}
symbols build/handfast >"$work/full.symbols"

# The client says a line and hears it; and again with its session.
talks() { # PATTERN CLIENT ARGS...
  local pattern=$1 client=$2
  shift 2
  echo "over and back" | timeout 20 "$client" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" --reconnect 1 "$@" \
    >"$work/client.out" 2>"$work/client.err"
  has "$work/client.out" '^(over and back|kcab dna revo)' && has "$work/client.err" "^connected: $pattern, .*full" &&
    has "$work/client.err" "^connected: $pattern, .*resumed"
}
fails() { # PATTERN CLIENT ARGS...
  local pattern=$1 client=$2
  shift 2
  exits 1 timeout 20 "$client" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" "$@" >"$work/client.out" 2>"$work/client.err" </dev/null
  has "$work/client.err" "$pattern"
}
serve() { # PROGRAM ARGS...
  HANDFAST=$1
  shift
  handfast_server --echo "${key[@]}" "$@"
}
from_openssl() { # PATTERN ARGS...: full, then resumed
  local pattern=$1 session=$work/openssl.session
  shift
  for turn in -sess_out -sess_in; do
    : >"$work/client.out"
    # shellcheck disable=SC2094 # it waits for what the other writes
    (echo "over and back"; await "$work/client.out" '^over and back' >/dev/null) | timeout 20 openssl s_client -connect "127.0.0.1:$port" \
      -CAfile "$certs/anchors.pem" -verify_return_error -servername localhost "$turn" "$session" "$@" >"$work/client.out" 2>&1
    has "$work/client.out" '^over and back' || return 1
  done
  has "$work/client.out" "^Reused, $pattern"
}

make_one() { # PROFILE
  own=build/small/$1/handfast
  objects="$objects $1=build/small/$1/obj"
  check "$1: made and built" make -j2 PROFILE="$1" B="build/small/$1" CFLAGS=-Os "$own" "build/small/$1/refused"
  symbols "$own" >"$work/own.symbols"
}

as_client() { # NAME VERSION-PATTERN
  serve "$full"
  check "$1: a client of the full engine's server" talks "$2" "$own"
  stop "$pid"
  openssl_server_of -rev -cert "$certs/server-ec.pem" -key "$certs/server-ec.key" -cert_chain "$certs/server-ec.pem"
  check "$1: a client of openssl's server" talks "$2" "$own"
  stop "$pid"
}
as_server() { # NAME OPENSSL-OPTION VERSION OPENSSL'S-VERSION
  serve "$own"
  check "$1: a server of the full engine's client" talks "$3" "$full"
  check "$1: a server of openssl's client" from_openssl "$4" "$2"
}
of_other_version() { # NAME CLIENT-OPTION OPENSSL-SERVER-OPTION
  check "$1: a server refuses the other version's client" fails 'handshake failed: peer_alert' "$full" "$2"
  stop "$pid"
  openssl_server_of "$3" -rev -cert "$certs/server-ec.pem" -key "$certs/server-ec.key"
  check "$1: a client refuses the other version's server" fails 'handshake failed: (peer_alert|version_unsupported)' "$own"
  stop "$pid"
}
refuses() { # NAME WHAT...: what its caller may not ask for
  local name=$1
  shift
  check "$name: what it has not is refused when it is asked for" "build/small/$name/refused" "$@"
}

of_client() {
  make_one client
  check "client: no server" left_out "$server_side"
  as_client client 'TLS 1.3'
  refuses client server
}
of_server() {
  make_one server
  check "server: no client" left_out "$client_side"
  as_server server -tls1_2 'TLS 1.3' TLSv1.2
  stop "$pid"
  refuses server client
}
of_tls13() {
  make_one tls13
  check "tls13: no CBC, no PRF, no RSA key exchange" left_out "$tls12" "$rsa"
  as_client tls13 'TLS 1.3'
  as_server tls13 -tls1_3 'TLS 1.3' TLSv1.3
  of_other_version tls13 --tls12 -tls1_2
  refuses tls13 tls12 suite12
}
of_tls12() {
  make_one tls12
  check "tls12: nothing of TLS 1.3" left_out "$tls13"
  as_client tls12 'TLS 1.2'
  as_server tls12 -tls1_2 'TLS 1.2' TLSv1.2
  of_other_version tls12 --tls13 -tls1_3
  refuses tls12 tls13 suite13
}
of_tiny() {
  make_one tiny
  check "tiny: no server, no TLS 1.2, one record protection" left_out "$server_side" "$tls12" "$rsa" "$chacha20"
  as_client tiny 'TLS 1.3, TLS_AES_128_GCM_SHA256, group x25519'
  refuses tiny server tls12 suite12 chacha20
}

objects=
[ $# -gt 0 ] || set -- client server tls13 tls12 tiny
for profile; do
  "of_$profile"
done

# shellcheck disable=SC2086 # words
sizes() {
  tests/profiles/sizes.sh x86-64 $objects
}
check "each is measured" sizes
cat "$work/case.log"
HANDFAST=$full
finish
