# shellcheck shell=bash
# OCSP stapling and pins, with both openssl and GnuTLS in either role.

# The client first: a server that staples a good response, one of another certificate, one that says revoked, none.
good='peer certificates [23], OCSP response good'
answer='^olleh$'
# shellcheck disable=SC2046
openssl_server -rev $(chain server-rsa) -status_file "$certs/server-rsa.ocsp" || failed=$((failed + 1))
check "client, openssl: a stapled response is asked for" connected "$good" --request-staple
check "client, openssl: a stapled response is required" connected "$good" --require-staple
check "client, openssl: stapled, with RSA key exchange" connected "$good" --require-staple --ciphers AES128-GCM-SHA256
check "client, openssl: stapled, then resumed" connected "$good" --require-staple --reconnect 1
check "client, openssl: stapled, and resumed without" has "$work/client.err" ', resumed.*peer certificates 0$'
check "client, openssl: nobody asked for a response" connected 'peer certificates 3$'
pin_of() { base64 -w 0 "$certs/$1.pin"; }
check "client, openssl: the server's key is pinned" connected full --pin "$(pin_of server-rsa)"
check "client, openssl: the authority's key is pinned" connected full --pin "sha256//$(pin_of root)"
check "client, openssl: one of two pins" connected full --pin "$(od -An -tx1 -v "$certs/client-ec.pin" | tr -d ' \n')" \
  --pin "$(od -An -tx1 -v "$certs/intermediate.pin" | tr -d ' \n')"
check "client, openssl: another key is pinned" refused certificate_not_pinned 'alert bad certificate' --pin "$(pin_of server-ec)"
check "client, openssl: a pin makes nothing valid" refused certificate_name_wrong 'alert bad certificate' --name other.example \
  --pin "$(pin_of server-rsa)"
stop "$pid"
# shellcheck disable=SC2046
openssl_server -rev $(chain server-rsa) -CAfile "$certs/anchors.pem" -Verify 4 -status_file "$certs/server-rsa.ocsp" || failed=$((failed + 1))
check "client, openssl: stapled, and a certificate required" connected "$good" --require-staple --cert "$certs/client-ec.pem" \
  --key "$certs/client-ec.key"
stop "$pid"
for bad in server-rsa-revoked:certificate_revoked:'certificate revoked' must-staple:ocsp_other_certificate:'bad certificate status response'; do
  IFS=: read -r name error alert <<<"$bad"
  # shellcheck disable=SC2046
  openssl_server -rev $(chain server-rsa) -status_file "$certs/$name.ocsp" || failed=$((failed + 1))
  check "client, openssl: $error" refused "$error" "$alert" --request-staple
  stop "$pid"
done
# shellcheck disable=SC2046
openssl_server -rev $(chain server-rsa) || failed=$((failed + 1))
check "client, openssl: no response, none required" connected 'peer certificates 3$' --request-staple
check "client, openssl: no response, one required" refused certificate_status_missing 'bad certificate status response' \
  --require-staple
stop "$pid"
# shellcheck disable=SC2046
openssl_server -rev $(chain must-staple) || failed=$((failed + 1))
check "client, openssl: a certificate that demands a response, and none" refused certificate_status_missing \
  'bad certificate status response' --request-staple
stop "$pid"

answer='^hello$'
for kind in rsa ec; do
  gnutls_server --echo --x509certfile "$certs/server-$kind.pem" --x509keyfile "$certs/server-$kind.key" --disable-client-cert \
    --ocsp-response "$certs/server-$kind.ocsp" --priority NORMAL:-VERS-ALL:+VERS-TLS1.2 || failed=$((failed + 1))
  check "client, gnutls: stapled, $kind" connected "$good" --require-staple
  stop "$pid"
done
gnutls_server --echo --x509certfile "$certs/server-rsa.pem" --x509keyfile "$certs/server-rsa.key" --disable-client-cert \
  --ignore-ocsp-response-errors --ocsp-response "$certs/server-rsa-revoked.ocsp" --priority NORMAL:-VERS-ALL:+VERS-TLS1.2 ||
  failed=$((failed + 1))
check "client, gnutls: certificate_revoked" refused certificate_revoked '' --request-staple
stop "$pid"

# The server: what it is given, it sends to those who ask.
handfast_server --www --cert "$certs/server-rsa.pem" --key "$certs/server-rsa.key" --staple "$certs/server-rsa.ocsp" \
  --cert "$certs/server-ec.pem" --key "$certs/server-ec.key" --staple "$certs/server-ec.ocsp" || failed=$((failed + 1))
openssl_status() { # ARGS...: the response comes whole, and is that of the certificate
  printf '%s' "$request" | timeout 20 openssl s_client -connect "127.0.0.1:$port" -tls1_2 -CAfile "$certs/anchors.pem" \
    -verify_return_error -servername localhost -status "$@" >"$work/client.out" 2>&1
  has "$work/client.out" 'OCSP Response Status: successful' && has "$work/client.out" 'Cert Status: good' &&
    has "$work/client.out" 'Verify return code: 0'
}
for cipher in ECDHE-RSA-AES128-GCM-SHA256 AES128-GCM-SHA256 ECDHE-ECDSA-AES128-GCM-SHA256; do
  check "server, openssl: stapled, $cipher" openssl_status -cipher $cipher
done
openssl_no_status() {
  s_client "$work/client.out" && has_not "$work/client.out" 'OCSP response'
}
check "server, openssl: nobody asked for a response" openssl_no_status
gnutls_status() { # PRIORITY: gnutls-cli checks what is stapled, and says what it is
  gnutls "$work/client.out" "$1" --ocsp && has "$work/client.out" 'OCSP status request|Certificate Status: good|good'
}
check "server, gnutls: stapled" gnutls_status NORMAL:-VERS-ALL:+VERS-TLS1.2
curl_status() {
  timeout 20 curl --silent --show-error --tls-max 1.2 --cacert "$certs/anchors.pem" --cert-status \
    --resolve "localhost:$port:127.0.0.1" "https://localhost:$port/" >"$work/client.out" 2>&1 && has "$work/client.out" 'TLS 1.2'
}
check "server, curl: --cert-status is content" curl_status
stop "$pid"
handfast_server --www --cert "$certs/server-rsa.pem" --key "$certs/server-rsa.key" --staple "$certs/server-rsa-revoked.ocsp" ||
  failed=$((failed + 1))
check "server, curl: --cert-status finds a revoked certificate" exits 91 curl --silent --tls-max 1.2 --cacert "$certs/anchors.pem" \
  --cert-status --resolve "localhost:$port:127.0.0.1" "https://localhost:$port/"
check "server, handfast client: a revoked certificate" refused certificate_revoked 'certificate_revoked' --request-staple
stop "$pid"

# Clients' keys can be pinned, too.
handfast_server --www --cert "$certs/server-rsa.pem" --key "$certs/server-rsa.key" --require-client-cert --client-ca "$certs/anchors.pem" \
  --pin "$(pin_of client-ec)" || failed=$((failed + 1))
check "server, openssl: the client's key is pinned" s_client_says 'TLS 1.2' -cert "$certs/client-ec.pem" -key "$certs/client-ec.key" \
  -cert_chain "$certs/client-ec.pem"
check "server, openssl: another key is pinned" s_client_refused 'alert bad certificate' certificate_not_pinned \
  -cert "$certs/client-rsa.pem" -key "$certs/client-rsa.key" -cert_chain "$certs/client-rsa.pem"
stop "$pid"
