# shellcheck shell=bash disable=SC2154 # peers.sh and run.sh give the rest
# Keys of RSASSA-PSS (RFC 8446 4.2.3, RFC 4055) with OpenSSL, in both roles and both versions: any hash function, and one alone.
page_pss() { # PATTERN ARGS...
  local pattern=$1
  shift
  printf 'GET / HTTP/1.0\r\n\r\n' | timeout 20 openssl s_client -connect "127.0.0.1:$port" -CAfile "$certs/anchors.pem" \
    -verify_return_error -servername localhost -ign_eof "$@" >"$work/client.out" 2>&1
  has "$work/client.out" "$pattern" && has "$work/client.out" 'Peer signature type: RSA-PSS' &&
    has "$work/client.out" 'handshake</td><td>full<'
}
reversed_pss() { # ARGS...
  echo "over and back" | timeout 20 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" "$@" \
    >"$work/client.out" 2>"$work/client.err"
  has "$work/client.out" 'kcab dna revo'
}

for key in server-pss server-pss384; do
  digest=SHA256
  [ $key = server-pss ] || digest=SHA384
  handfast_server --www --cert "$certs/$key.pem" --key "$certs/$key.key" --client-ca "$certs/anchors.pem" --require-client-cert ||
    failed=$((failed + 1))
  for tls in -tls1_2 -tls1_3; do
    check "server, openssl: $tls, $key and a client's" page_pss "Peer signing digest: $digest" $tls -cert "$certs/client-pss.pem" \
      -key "$certs/client-pss.key" -cert_chain "$certs/client-pss.pem"
  done
  stop "$pid"
  openssl_server_of -rev -cert "$certs/$key.pem" -key "$certs/$key.key" -cert_chain "$certs/$key.pem" -CAfile "$certs/anchors.pem" \
    -Verify 3 -verify_return_error || failed=$((failed + 1))
  for tls in --tls12 --tls13; do
    check "client, openssl: $tls, $key and a client's" reversed_pss $tls --cert "$certs/client-pss.pem" --key "$certs/client-pss.key"
  done
  stop "$pid"
done
