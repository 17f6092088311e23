# shellcheck shell=bash disable=SC2154 # peers.sh and run.sh give the rest
# Keys on P-521 under a root whose RSA key has 8192 bits: both roles, both versions, with OpenSSL and GnuTLS; and a server whose own
# key is as large as that root's, which is refused by its size.
large=$certs/root-rsa8192.pem
p521="--cert $certs/server-ec521.pem --key $certs/server-ec521.key"
page_for() { # PATTERN ARGS...
  local pattern=$1
  shift
  printf 'GET / HTTP/1.0\r\n\r\n' | timeout 20 openssl s_client -connect "127.0.0.1:$port" -CAfile "$large" -verify_return_error \
    -verify_hostname localhost -servername localhost -ign_eof "$@" >"$work/client.out" 2>&1
  has "$work/client.out" "$pattern" && has "$work/client.out" 'handshake</td><td>full<' && has "$work/client.out" 'Verify return code: 0'
}
page_for_gnutls() { # PRIORITY
  printf 'GET / HTTP/1.0\r\n\r\n' | timeout 20 gnutls-cli --port "$port" --priority "$1" --x509cafile "$large" \
    --verify-hostname localhost --sni-hostname localhost 127.0.0.1 >"$work/client.out" 2>&1
  has "$work/client.out" 'handshake</td><td>full<' && has "$work/client.out" 'ECDSA-SECP521R1-SHA512|SECP521R1'
}
reversed() { # PATTERN ARGS...
  local pattern=$1
  shift
  echo "over and back" | timeout 20 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$large" "$@" >"$work/client.out" 2>"$work/client.err"
  has "$work/client.err" "$pattern" && has "$work/client.out" 'kcab dna revo'
}

# shellcheck disable=SC2086 # words
handfast_server --www $p521 || failed=$((failed + 1))
for version in 1_2 1_3; do
  check "server, openssl: TLS $version, P-521 key" page_for 'Peer signature type: ECDSA' -tls$version -groups P-256:P-521
  check "server, openssl: TLS $version, P-521 key with SHA-512" page_for 'Peer signing digest: SHA512' -tls$version -sigalgs ECDSA+SHA512:RSA+SHA512
  check "server, openssl: TLS $version, group secp521r1" page_for 'group</td><td>secp521r1<' -tls$version -groups P-521
  check "server, gnutls: TLS $version, P-521 key" page_for_gnutls "NORMAL:-VERS-ALL:+VERS-TLS${version//_/.}:-GROUP-ALL:+GROUP-SECP521R1"
done
version=-tls1_2
stop "$pid"
# shellcheck disable=SC2086
handfast_server --www $p521 --client-ca "$large" --require-client-cert || failed=$((failed + 1))
for tls in -tls1_2 -tls1_3; do
  check "server, openssl: $tls, a client's P-521 key" page_for 'client certificates</td><td>[1-9]<' $tls -cert "$certs/client-ec521.pem" \
    -key "$certs/client-ec521.key" -cert_chain "$certs/client-ec521.pem"
done
stop "$pid"

# shellcheck disable=SC2046 # words
openssl_server_of -rev $(chain server-ec521) -CAfile "$large" -verify 4 -verify_return_error || failed=$((failed + 1))
for tls in --tls12 --tls13; do
  check "client, openssl: $tls, P-521 certificate" reversed '^connected: ' $tls
  check "client, openssl: $tls, P-521 certificate, group secp521r1" reversed 'group secp521r1' $tls --groups P-521
  check "client, openssl: $tls, a P-521 key of ours" reversed '^connected: ' $tls --cert "$certs/client-ec521.pem" --key "$certs/client-ec521.key"
done
stop "$pid"
# shellcheck disable=SC2046
openssl_server_of -rev $(chain server-rsa8192) || failed=$((failed + 1))
for tls in --tls12 --tls13; do
  check "client, openssl: $tls, a key of 8192 bits is refused" refused peer_key_too_large 'alert unsupported certificate' $tls --ca "$large"
done
stop "$pid"
