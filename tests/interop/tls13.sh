# shellcheck shell=bash disable=SC2154 # peers.sh and run.sh give the rest
# TLS 1.3 (RFC 8446) with OpenSSL and GnuTLS: suites, groups, another hello, resumption, client certificates, key updates, early data.

# A line there and back through our server.
over13() { # PATTERN ARGS...
  local pattern=$1
  shift
  : >"$work/client.out"
  (echo "over and back"; await "$work/client.out" '^over and back' >/dev/null) | timeout 20 openssl s_client -connect "127.0.0.1:$port" \
    -CAfile "$certs/anchors.pem" -verify_return_error -servername localhost "$@" >"$work/client.out" 2>&1
  has "$work/client.out" '^over and back' && has "$work/client.out" "$pattern"
}
handfast_server --echo --cert "$certs/server-rsa.pem" --key "$certs/server-rsa.key" --cert "$certs/server-ec.pem" --key "$certs/server-ec.key"
ours_pid=$pid
for suite in TLS_AES_128_GCM_SHA256 TLS_AES_256_GCM_SHA384 TLS_CHACHA20_POLY1305_SHA256; do
  check "server, openssl: $suite" over13 "New, TLSv1.3, Cipher is $suite" -tls1_3 -ciphersuites $suite
done
check "server, openssl: TLS 1.3, x25519" over13 'Server Temp Key: X25519' -groups X25519
check "server, openssl: TLS 1.3, secp256r1" over13 'Server Temp Key: ECDH, prime256v1' -groups P-256
check "server, openssl: TLS 1.3, secp384r1" over13 'Server Temp Key: ECDH, secp384r1' -groups P-384
check "server, openssl: TLS 1.3, another hello" over13 'Server Temp Key: ECDH, secp384r1' -groups X448:P-384
check "server, openssl: TLS 1.3, an ECDSA certificate" over13 'Peer signature type: ECDSA' -sigalgs ECDSA+SHA256
check "server, openssl: TLS 1.3, that it came down to" over13 'New, TLSv1.3' -tls1_3 -fallback_scsv
rm -f "$work/session13"
check "server, openssl: TLS 1.3, a ticket" over13 'New, TLSv1.3' -sess_out "$work/session13"
check "server, openssl: TLS 1.3, resumed" over13 'Reused, TLSv1.3' -sess_in "$work/session13"
check "server, openssl: TLS 1.3, resumed behind another hello" over13 'Reused, TLSv1.3' -sess_in "$work/session13" -groups X448:P-384
updates() {
  (echo k; sleep 0.5; echo K; sleep 0.5; echo "over and back"; await "$work/client.out" '^over and back' >/dev/null) | timeout 20 openssl s_client -tls1_3 \
    -connect "127.0.0.1:$port" -CAfile "$certs/anchors.pem" >"$work/client.out" 2>&1
  [ "$(grep -c '^KEYUPDATE' "$work/client.out")" -eq 2 ] && has "$work/client.out" '^over and back'
}
: >"$work/client.out"
check "server, openssl: TLS 1.3, keys are updated" updates
# A session of a server that takes early data: ours knows it not, and passes over what is sent with it (RFC 8446 4.2.10).
head -c 9000 /dev/zero | tr '\0' x >"$work/early"
ours=$port
: >"$work/early.log"
sleep 6 | timeout 20 openssl s_server -accept 127.0.0.1:0 -naccept 1 -early_data -max_early_data 16384 -cert "$certs/server-rsa.pem" \
  -key "$certs/server-rsa.key" >"$work/early.log" 2>&1 &
await "$work/early.log" '^ACCEPT ' >/dev/null
port=$(sed -n 's/^ACCEPT .*://p' "$work/early.log" | head -n 1)
sleep 1 | timeout 20 openssl s_client -connect "127.0.0.1:$port" -sess_out "$work/early13" >/dev/null 2>&1
port=$ours
check "server, openssl: TLS 1.3, early data is passed over" over13 'Early data was rejected' -sess_in "$work/early13" -early_data "$work/early"
check "server, openssl: TLS 1.3, early data before another hello" over13 'Early data was rejected' -sess_in "$work/early13" \
  -early_data "$work/early" -groups X448:P-384
gnutls13() { # PRIORITY
  (echo "over and back"; sleep 1) | timeout 20 gnutls-cli --x509cafile "$certs/anchors.pem" -p "$port" localhost --priority "$1" >"$work/client.out" 2>&1
  has "$work/client.out" '^over and back' && has "$work/client.out" 'TLS1.3'
}
check "server, gnutls: TLS 1.3" gnutls13 'NORMAL:-VERS-ALL:+VERS-TLS1.3'
check "server, gnutls: TLS 1.3, another hello" gnutls13 'NORMAL:-VERS-ALL:+VERS-TLS1.3:-GROUP-ALL:+GROUP-X448:+GROUP-SECP384R1'
stop "$ours_pid"

ours13() { # PATTERN ARGS...
  local pattern=$1
  shift
  echo "over and back" | timeout 20 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" "$@" \
    >"$work/client.out" 2>"$work/client.err"
  has "$work/client.out" 'kcab dna revo' && has "$work/client.err" "$pattern"
}
server13() {
  openssl_server_of -rev -cert "$certs/server-rsa.pem" -key "$certs/server-rsa.key" -cert_chain "$certs/server-rsa.pem" "$@"
}
server13
for suite in TLS_AES_128_GCM_SHA256 TLS_AES_256_GCM_SHA384 TLS_CHACHA20_POLY1305_SHA256; do
  check "client, openssl: $suite" ours13 "connected: TLS 1.3, $suite" --ciphers $suite
done
for group in x25519 secp256r1 secp384r1 secp521r1; do
  check "client, openssl: TLS 1.3, $group" ours13 "TLS 1.3, .*group $group" --groups $group
done
check "client, openssl: TLS 1.3, resumed" ours13 'TLS 1.3, .*resumed' --reconnect 1
check "client, openssl: TLS 1.3, keys are updated" ours13 'keys updated' --key-update
stop "$pid"
server13 -groups P-384
check "client, openssl: TLS 1.3, another hello" ours13 'TLS 1.3, .*group secp384r1'
check "client, openssl: TLS 1.3, resumed behind another hello" ours13 'TLS 1.3, .*resumed' --reconnect 1
stop "$pid"
server13 -groups P-256
hellos() { [ "$(grep -c 'client -> ClientHello' "$work/client.err")" -eq "$1" ]; }
check "client, openssl: TLS 1.3, two shares" ours13 'TLS 1.3, .*group secp256r1' --key-shares 2 --trace
check "and one hello" hellos 1
check "client, openssl: TLS 1.3, one share" ours13 'TLS 1.3, .*group secp256r1' --trace
check "and two hellos" hellos 2
stop "$pid"
server13 -groups P-384
check "client, openssl: TLS 1.3, two shares, and another hello" ours13 'TLS 1.3, .*group secp384r1' --key-shares 2
stop "$pid"
server13 -stateless -tls1_3
check "client, openssl: TLS 1.3, two shares and a cookie" ours13 'TLS 1.3, .*group x25519' --key-shares 2
check "client, openssl: TLS 1.3, a cookie" ours13 'TLS 1.3'
stop "$pid"
server13 -tls1_2
check "client, openssl: a server of TLS 1.2" ours13 'connected: TLS 1.2'
check "client, openssl: a server of TLS 1.2 for TLS 1.3 alone" exits 1 ours13 'TLS 1.3' --tls13
stop "$pid"
server13 -Verify 1 -CAfile "$certs/anchors.pem"
check "client, openssl: TLS 1.3, an RSA certificate of ours" ours13 'TLS 1.3' --cert "$certs/client-rsa.pem" --key "$certs/client-rsa.key"
check "client, openssl: TLS 1.3, an ECDSA certificate of ours" ours13 'TLS 1.3' --cert "$certs/client-ec.pem" --key "$certs/client-ec.key"
stop "$pid"
