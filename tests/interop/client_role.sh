# shellcheck shell=bash
# handfast client, against openssl s_server and gnutls-serv.
chain() { echo "-cert $certs/$1.pem -key $certs/$1.key -cert_chain $certs/$1.pem"; }
both_chains="$(chain server-rsa) -dcert $certs/server-ec.pem -dkey $certs/server-ec.key -dcert_chain $certs/server-ec.pem"

client() { # ARGS...: says hello, and reads the answer
  usual_options "$@"
  printf 'hello\n' | timeout 20 "$HANDFAST" client "127.0.0.1:$port" "${usual[@]}" "$@" \
    >"$work/client.out" 2>"$work/client.err"
}
connected() { # PATTERN ARGS...: and the answer is right
  local pattern=$1
  shift
  client "$@" && has "$work/client.err" "^connected: .*$pattern" && has "$work/client.out" "$answer"
}
full_resumed() { # IANA OPENSSL
  connected "$1, .*full" --ciphers "$2" --reconnect 1 && has "$work/client.err" "$1, .*resumed"
}
refused() { # ERROR ALERT-AT-SERVER ARGS...
  local error=$1 alert=$2
  shift 2
  exits 1 client "$@" || { cat "$work/client.err"; return 1; }
  has "$work/client.err" "handshake failed: $error:" && { [ -z "$alert" ] || await "$log" "$alert"; }
}

answer='^olleh$' # s_server -rev turns each line round
# shellcheck disable=SC2086 # words
openssl_server -rev $both_chains -cipher 'ALL' || failed=$((failed + 1))
while read -r iana openssl kx _; do
  [ -n "$iana" ] || continue
  check "client, openssl: $openssl, full and resumed" full_resumed "$iana" "$openssl"
done <<<"$suites"
check "client, openssl: IANA's name of a suite" connected TLS_RSA_WITH_AES_128_CBC_SHA, --ciphers TLS_RSA_WITH_AES_128_CBC_SHA
check "client, openssl: group secp256r1" connected 'group secp256r1' --groups P-256
check "client, openssl: group secp384r1" connected 'group secp384r1' --groups secp384r1
check "client, openssl: extended master secret" connected 'extended master secret'
check "client, openssl: encrypt-then-MAC" connected 'encrypt-then-MAC' --ciphers AES128-SHA
session_file() {
  rm -f "$work/session"
  connected full --session-out "$work/session" && [ "$(stat -c %a "$work/session")" = 600 ] &&
    connected resumed --session-in "$work/session"
}
check "client, openssl: a session in a file" session_file
other_name() {
  rm -f "$work/session"
  connected full --session-out "$work/session" && connected full --session-in "$work/session" --name server.example
}
check "client, openssl: a session for another name is not offered" other_name
check "client, openssl: an IP address as name" connected full --name 127.0.0.1
check "client, openssl: a wildcard's name" connected full --name www.wild.example
check "client, openssl: wrong name" refused certificate_name_wrong 'alert bad certificate' --name other.example
check "client, openssl: untrusted" refused certificate_unknown_issuer 'alert unknown ca' --ca "$certs/untrusted-root.pem"
check "client, openssl: untrusted, and --insecure" bash -c "printf 'hello\n' | timeout 20 '$HANDFAST' client 127.0.0.1:$port --insecure"
trace_and_keys() {
  rm -f "$work/keys"
  connected full --trace --keylog "$work/keys" && has "$work/client.err" '^trace: client -> ClientHello .*hello.fsm:' &&
    has "$work/client.err" '^trace: client <- Finished ' && has "$work/keys" '^CLIENT_RANDOM [0-9a-f]{64} [0-9a-f]{96}$'
}
check "client, openssl: --trace and --keylog" trace_and_keys
stop "$pid"

# shellcheck disable=SC2046
openssl_server -rev $(chain server-rsa) -no_etm -sigalgs RSA+SHA384 -alpn h2,http/1.1 || failed=$((failed + 1))
check "client, openssl: MAC-then-encrypt" connected 'TLS_RSA_WITH_AES_128_CBC_SHA, group none, full, extended master secret, alpn' \
  --ciphers AES128-SHA
check "client, openssl: PKCS#1 signature with SHA-384 only" connected full --ciphers ECDHE-RSA-AES128-GCM-SHA256
check "client, openssl: ALPN" connected 'alpn http/1.1' --alpn http/1.1,http/1.0
check "client, openssl: ALPN not offered" connected 'alpn none'
check "client, openssl: no common ALPN" refused peer_alert '' --alpn spdy/1
check "client, openssl: no common suite" refused peer_alert '' --ciphers ECDHE-ECDSA-AES128-GCM-SHA256
stop "$pid"

for bad in expired:certificate_expired:certificate_expired future:certificate_not_yet_valid:certificate_expired \
  wrong-name:certificate_name_wrong:bad_certificate untrusted:certificate_unknown_issuer:unknown_ca \
  not-ca:certificate_not_ca:bad_certificate sha1:certificate_algorithm_weak:bad_certificate \
  short-key:certificate_key_weak:unsupported_certificate \
  purpose:certificate_purpose_wrong:unsupported_certificate; do
  IFS=: read -r name error alert <<<"$bad"
  # shellcheck disable=SC2046
  openssl_server -rev $(chain "$name") -cipher 'ALL:@SECLEVEL=0' || failed=$((failed + 1))
  check "client, openssl: certificate $name is refused" refused "$error" "alert ${alert//_/ }"
  check "client, openssl: certificate $name says so" has "$work/client.err" "alert sent: $alert"
  stop "$pid"
done

# A key that may not sign is shown by no server here: handfast server has none for this hello. (What a client makes of one that is shown
# all the same: handshake_leaf/usage_of_a_server.)
handfast_server --echo --cert "$certs/usage.pem" --key "$certs/usage.key" || failed=$((failed + 1))
check "client, handfast server: certificate usage is not shown" refused peer_alert 'alert sent: handshake_failure'
stop "$pid"

ec384() {
  # shellcheck disable=SC2046
  openssl_server -rev $(chain server-ec384) && connected full
}
check "client, openssl: P-384 certificate" ec384
stop "$pid"

# TLS 1.1 only; no close_notify; fragmented handshake messages; a certificate asked for.
# shellcheck disable=SC2046
openssl_server_of -tls1_1 -rev $(chain server-rsa) -cipher 'ALL:@SECLEVEL=0' || failed=$((failed + 1))
check "client, openssl: a server of TLS 1.1" refused 'peer_alert|version_unsupported' ''
stop "$pid"
# shellcheck disable=SC2046
openssl_server -rev $(chain server-rsa) -max_send_frag 512 -split_send_frag 512 || failed=$((failed + 1))
check "client, openssl: messages in small records" connected full
stop "$pid"

# shellcheck disable=SC2046
openssl_server -rev $(chain server-rsa) -CAfile "$certs/anchors.pem" -verify 4 -verify_return_error || failed=$((failed + 1))
check "client, openssl: certificate requested, none given" connected full
for kind in rsa ec; do
  check "client, openssl: certificate requested, $kind given" connected full --cert "$certs/client-$kind.pem" \
    --key "$certs/client-$kind.key"
done
stop "$pid"
# shellcheck disable=SC2046
openssl_server -rev $(chain server-rsa) -CAfile "$certs/anchors.pem" -Verify 4 -verify_return_error || failed=$((failed + 1))
check "client, openssl: certificate required, none given" refused peer_alert ''
for kind in rsa ec; do
  for cipher in ECDHE-RSA-AES128-GCM-SHA256 AES128-SHA AES256-GCM-SHA384; do
    check "client, openssl: certificate required, $kind given, $cipher" connected full --ciphers $cipher \
      --cert "$certs/client-$kind.pem" --key "$certs/client-$kind.key" --reconnect 1
  done
done
check "client, openssl: certificate required, the right one of two" connected full --cert "$certs/client-ec.pem" \
  --key "$certs/client-ec.key" --cert "$certs/client-rsa.pem" --key "$certs/client-rsa.key"
check "client, openssl: certificate required, the one whose authority is named" connected full --cert "$certs/untrusted.pem" \
  --key "$certs/untrusted.key" --cert "$certs/client-ec.pem" --key "$certs/client-ec.key"
check "client, openssl: certificate required, untrusted given" refused peer_alert '' --cert "$certs/untrusted.pem" \
  --key "$certs/untrusted.key"
stop "$pid"

answer='^hello$'
gnutls_server --echo --x509certfile "$certs/server-rsa.pem" --x509keyfile "$certs/server-rsa.key" --x509certfile \
  "$certs/server-ec.pem" --x509keyfile "$certs/server-ec.key" --disable-client-cert --priority \
  "NORMAL:-VERS-ALL:+VERS-TLS1.2:+RSA:+AES-128-CBC:+AES-256-CBC:+SHA256:+SHA1" || failed=$((failed + 1))
while read -r iana openssl _; do
  [ -n "$iana" ] || continue
  check "client, gnutls: $openssl, full and resumed" full_resumed "$iana" "$openssl"
done <<<"$suites"
check "client, gnutls: wrong name" refused certificate_name_wrong '' --name other.example
stop "$pid"
gnutls_server --echo --x509certfile "$certs/server-rsa.pem" --x509keyfile "$certs/server-rsa.key" --x509cafile \
  "$certs/anchors.pem" --require-client-cert --verify-client-cert --priority NORMAL:-VERS-ALL:+VERS-TLS1.2 || failed=$((failed + 1))
for kind in rsa ec; do
  check "client, gnutls: certificate required, $kind given" connected full --cert "$certs/client-$kind.pem" \
    --key "$certs/client-$kind.key"
done
check "client, gnutls: certificate required, none given" refused peer_alert ''
stop "$pid"
