#!/bin/bash
# tests/profiles/run.sh [PROFILE...]: an engine of each profile of spec/profiles. It is made and built; what its profile leaves out is not in it; it
# speaks with the one that has all and with openssl, full and resumed; what it has not it refuses. What each takes stands at the end.
set -u
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/support/peers.sh
. tests/support/peers.sh
use profiles
full=$HANDFAST
ca=$certs/anchors.pem
key=(--cert "$certs/server-ec.pem" --key "$certs/server-ec.key")

# Symbols, as extended regular expressions: each names something in the engine with all, and nothing where it is left out.
tls13='hf_(tls13_(keys|seal|open|export)|hkdf_[a-z_]*|binder|finished_mac|do_derive_handshake_secrets|psk_bind|offer_tls13|send_key_update)'
tls12='hf_(cbc_[a-z_]*|etm_[a-z_]*|prf|prf_keyed|exporter|master_secret[a-z_]*|key_block[a-z_]*)'
rsa='hf_(do_make_pre_master_secret|decide_recover_pre_master_secret|send_client_key_exchange_rsa)'
client_side='hf_(do_prepare_client_hello|send_client_hello|decide_check_server_hello(13)?|answer_[a-z_]*|psk_choose_offer|encode_client_hello)'
server_side='hf_(decide_check_client_hello(13)?|offer_(cipher_suite|extension|binder_bytes)|do_make_ticket|send_server_hello|do_prepare_retry|encode_server_hello)'
chacha20='hf_(chacha20_poly1305_(open|seal)|chacha20_(open|seal)_record)'

x509='hf_(certificate_read|path_(search|begin|policies)|chain_(record|status|verify)|crl_[a-z_]*|ocsp_[a-z_]*|extensions_read|constraints_[a-z]*)'
asn1='hf_asn1_(read|take|rows|states|choices)'
rsa_keys='hf_(pss_[a-z_]*|pkcs1_[a-z_]*|rsa_[a-z]*)'

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
  echo "over and back" | timeout 20 "$client" client "127.0.0.1:$port" --name localhost --ca "$ca" --reconnect 1 "$@" \
    >"$work/client.out" 2>"$work/client.err"
  has "$work/client.out" '^(over and back|kcab dna revo)' && has "$work/client.err" "^connected: $pattern, .*full" &&
    has "$work/client.err" "^connected: $pattern, .*resumed"
}
fails() { # PATTERN CLIENT ARGS...
  local pattern=$1 client=$2
  shift 2
  exits 1 timeout 20 "$client" client "127.0.0.1:$port" --name localhost --ca "$ca" "$@" >"$work/client.out" 2>"$work/client.err" </dev/null
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
  check "$1: its static libraries link" links "build/small/$1" "$1"
}
links() { # DIRECTORY PROFILE: what each is made of comes once
  make -s -j2 PROFILE="$2" B="$1" CFLAGS=-Os "$1/libhandfast.a" "$1/libhandfast-bare.a" >"$work/make.log" 2>&1 || { cat "$work/make.log"; return 1; }
  printf '#include <handfast.h>\nint main(void) { static struct hf_connection c; return hf_client_start(&c, 0, 0, 0, 0) == HF_OK; }\n' >"$work/links.c"
  gcc -std=c11 -Iengine/include "$work/links.c" "$1/libhandfast.a" -ltomcrypt -lgmp -o "$work/links" && "$work/links" &&
    gcc -std=c11 -Iengine/include "$work/links.c" "$1/libhandfast-bare.a" -o "$work/links" && "$work/links"
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
# A client that trusts keys alone, and says no names: full and resumed with a raw public key, and with a key that both were told. OpenSSL
# knows raw public keys from 3.2 on; so that server is ours.
trusts() { # TURNS CLIENT ARGS...: TURNS, extended regular expressions, one a connection
  local turns=$1 client=$2
  shift 2
  echo "over and back" | timeout 20 "$client" client "127.0.0.1:$port" "$@" >"$work/client.out" 2>"$work/client.err"
  has "$work/client.out" '^(over and back|kcab dna revo)' || return 1
  for turn in $turns; do has "$work/client.err" "^connected: TLS 1.3, .*$turn" || return 1; done
}
distrusts() { # ALERT CLIENT ARGS...: by its number, for there are no texts
  local alert=$1 client=$2
  shift 2
  exits 1 timeout 20 "$client" client "127.0.0.1:$port" "$@" >"$work/client.out" 2>"$work/client.err" </dev/null
  has "$work/client.err" "(handshake|connection) failed: .*alert $alert\\)$"
}
reaches_nothing() { # of what the public functions of a client reach
  tests/profiles/sizes.sh x86-64 tiny=build/small/tiny/obj >/dev/null
  symbols build/small/tiny/obj/linked >"$work/own.symbols"
  left_out "$@"
}
of_tiny() {
  local psk=00112233445566778899aabbccddeeff pub=$work/server-ec.pub.pem
  openssl pkey -in "$certs/server-ec.key" -pubout -out "$pub"
  openssl pkey -in "$certs/client-ec.key" -pubout -out "$work/other.pub.pem"
  make_one tiny
  check "tiny: no server, no TLS 1.2, one record protection" left_out "$server_side" "$tls12" "$rsa" "$chacha20"
  check "tiny: no certificates, no ASN.1, no RSA" reaches_nothing "$x509" "$asn1" "$rsa_keys"
  HANDFAST=$full handfast_server --echo --cert "$pub" --key "$certs/server-ec.key"
  check "tiny: a raw public key, full and resumed" trusts "full resumed" "$own" --raw-key "$pub" --reconnect 1
  check "tiny: another raw public key is refused" distrusts "sent: , 46" "$own" --raw-key "$work/other.pub.pem"
  check "tiny: no key that both were told, and no type of certificate" distrusts "received: , 43" "$own" --psk "sensor:$psk"
  stop "$pid"
  HANDFAST=$full handfast_server --echo "${key[@]}"
  check "tiny: a certificate in place of a pre-shared key is refused" distrusts "sent: , 40" "$own" --psk "sensor:$psk"
  check "tiny: a server with certificates alone is refused" distrusts "received: , 43" "$own" --raw-key "$pub"
  stop "$pid"
  HANDFAST=$full handfast_server --echo --psk "sensor:$psk"
  check "tiny: a pre-shared key" trusts pre-shared.key "$own" --psk "sensor:$psk"
  check "tiny: another pre-shared key is refused" distrusts "received: , 51" "$own" --psk "sensor:${psk}00"
  stop "$pid"
  openssl_server_of -tls1_3 -rev -nocert -psk "$psk" -psk_identity sensor
  check "tiny: a pre-shared key of openssl's server" trusts pre-shared.key "$own" --psk "sensor:$psk"
  stop "$pid"
  openssl_server_of -tls1_3 -stateless -rev -nocert -psk "$psk" -psk_identity sensor
  check "tiny: a cookie of openssl's server" trusts pre-shared.key "$own" --psk "sensor:$psk"
  stop "$pid"
  refuses tiny server tls12 suite12 chacha20 anchors any_certificate nothing staple crl crl_policy rules identity name protocol fragment record_size
}

# Certificates without revocation, policies and RSA; of RSA it takes not even an authority's.
of_small() {
  make_one small
  check "small: no server, no CBC, no RSA" left_out "$server_side" "$rsa" "$chacha20"
  ca=$certs/root-ec.pem
  HANDFAST=$full handfast_server --echo "${key[@]}"
  check "small: a client of the full engine's server" talks 'TLS 1.3, TLS_AES_128_GCM_SHA256, group secp256r1' "$own"
  stop "$pid"
  openssl_server_of -tls1_2 -rev -cert "$certs/server-ec.pem" -key "$certs/server-ec.key" -cert_chain "$certs/intermediate-ec.pem"
  check "small: a client of openssl's server, TLS 1.2" talks 'TLS 1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256' "$own"
  stop "$pid"
  ca=$certs/anchors.pem
  refuses small server suite12 chacha20 staple crl crl_policy rules identity protocol fragment record_size
}

objects=
[ $# -gt 0 ] || set -- client server tls13 tls12 small tiny
for profile; do
  "of_$profile"
done

# shellcheck disable=SC2086 # words
check "x86-64: none takes more than tests/profiles/budget" tests/profiles/sizes.sh --within x86-64 $objects
cat "$work/case.log"
if command -v arm-none-eabi-gcc >/dev/null; then
  check "Cortex-M4: none takes more than tests/profiles/budget" tests/profiles/sizes.sh --within cortex-m4 "$@"
  cat "$work/case.log"
  awk 'NF == 5 && $2 ~ /^[0-9]+$/ { print "    " $1, $2, $3 }' "$work/case.log" >"$work/table"
  check "Cortex-M4: README.md's table says so" awk -v bound=1 -f tests/support/near.awk README.md "$work/table"
fi
HANDFAST=$full
finish
