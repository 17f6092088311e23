# shellcheck shell=bash
# handfast server, against openssl s_client, gnutls-cli and curl.
request=$'GET / HTTP/1.0\r\n\r\n'
both="--cert $certs/server-rsa.pem --key $certs/server-rsa.key --cert $certs/server-ec.pem --key $certs/server-ec.key"

version=-tls1_2
s_client() { # OUT ARGS...
  local out=$1
  shift
  printf '%s' "$request" | timeout 20 openssl s_client -connect "127.0.0.1:$port" "$version" -CAfile "$certs/anchors.pem" \
    -verify_return_error -verify_hostname localhost -servername localhost -quiet "$@" >"$out" 2>&1
}

gnutls() { # OUT PRIORITY ARGS...
  local out=$1 priorities=$2
  shift 2
  printf '%s' "$request" | timeout 20 gnutls-cli --port "$port" --priority "$priorities" --x509cafile "$certs/anchors.pem" \
    --verify-hostname localhost --sni-hostname localhost "$@" 127.0.0.1 >"$out" 2>&1
}

page_says() { # FILE SUITE HANDSHAKE
  has "$1" "cipher suite</td><td>$2<" && has "$1" "handshake</td><td>$3<"
}

openssl_full_resumed() { # IANA OPENSSL
  local out=$work/client.out
  rm -f "$work/session"
  s_client "$out" -cipher "$2" -sess_out "$work/session" && page_says "$out" "$1" full &&
    s_client "$out" -cipher "$2" -sess_in "$work/session" && page_says "$out" "$1" resumed
}

gnutls_full() { # IANA PRIORITY ARGS...
  local iana=$1
  shift
  gnutls "$work/client.out" "$@" && page_says "$work/client.out" "$iana" full
}
gnutls_resumed() { # IANA PRIORITY
  gnutls "$work/client.out" "$2" --resume && has "$work/client.out" 'This is a resumed session' &&
    page_says "$work/client.out" "$1" resumed
}

# shellcheck disable=SC2086 # words
handfast_server --www $both || failed=$((failed + 1))
while read -r iana openssl kx _; do
  [ -n "$iana" ] || continue
  check "server, openssl: $openssl, full and resumed" openssl_full_resumed "$iana" "$openssl"
  check "server, gnutls: $openssl, full" gnutls_full "$iana" "$(priority "$kx")"
  check "server, gnutls: $openssl, resumed" gnutls_resumed "$iana" "$(priority "$kx")"
done <<<"$suites"

s_client_says() { # PATTERN ARGS...
  local pattern=$1
  shift
  s_client "$work/client.out" "$@" && has "$work/client.out" "$pattern"
}
s_client_refused() { # PATTERN-AT-CLIENT PATTERN-AT-SERVER ARGS...
  local client=$1 server=$2
  shift 2
  exits 1 s_client "$work/client.out" "$@" && has "$work/client.out" "$client" && await "$log" "$server"
}
check "server, openssl: group secp256r1" s_client_says 'group</td><td>secp256r1<' -groups P-256
check "server, openssl: group secp384r1" s_client_says 'group</td><td>secp384r1<' -groups P-384
check "server, openssl: group x25519" s_client_says 'group</td><td>x25519<' -groups X25519
check "server, openssl: only X448, so RSA key exchange" s_client_says 'group</td><td>none<' -groups X448
check "server, openssl: extended master secret" s_client_says 'extended master secret</td><td>yes<'
check "server, openssl: encrypt-then-MAC" s_client_says 'encrypt-then-MAC</td><td>yes<' -cipher AES128-SHA
check "server, openssl: MAC-then-encrypt" s_client_says 'encrypt-then-MAC</td><td>no<' -cipher AES128-SHA -no_etm
check "server, openssl: fragments of 512 bytes" s_client_says 'handshake</td><td>full<' -maxfraglen 512
check "server, openssl: small records" s_client_says 'handshake</td><td>full<' -max_send_frag 512 -split_send_frag 512
check "server, openssl: RSA-PSS signature only" s_client_says 'handshake</td><td>full<' -cipher ECDHE-RSA-AES128-GCM-SHA256 \
  -sigalgs RSA-PSS+SHA256
check "server, openssl: PKCS#1 signature with SHA-512 only" s_client_says 'handshake</td><td>full<' \
  -cipher ECDHE-RSA-AES128-GCM-SHA256 -sigalgs RSA+SHA512
check "server, openssl: fallback signal below our best version" s_client_refused 'alert inappropriate fallback' 'fallback_refused' -fallback_scsv
version=-tls1_1
check "server, openssl: TLS 1.1 is refused" s_client_refused 'alert protocol version' 'version_unsupported' \
  -cipher 'DEFAULT@SECLEVEL=0'
check "server, openssl: TLS 1.1 as a fallback is refused" s_client_refused 'alert (inappropriate fallback|protocol version)' \
  'fallback_refused|version_unsupported' -cipher 'DEFAULT@SECLEVEL=0' -fallback_scsv
version=-tls1_2
check "server, openssl: no common suite" s_client_refused 'alert handshake failure' 'no_shared_cipher_suite' \
  -cipher DHE-RSA-AES128-GCM-SHA256

tls13_client() {
  printf '%s' "$request" | timeout 20 openssl s_client -connect "127.0.0.1:$port" -CAfile "$certs/anchors.pem" -quiet \
    -verify_return_error >"$work/client.out" 2>&1 && has "$work/client.out" 'protocol</td><td>TLS 1.3<'
}
check "server, openssl: a client that knows TLS 1.3" tls13_client

# "R" asks for a renegotiation: the server says no_renegotiation and goes on; OpenSSL gives up there.
renegotiation() {
  (printf 'R\n'; await "$work/client.out" 'no renegotiation' >/dev/null) | timeout 20 openssl s_client -tls1_2 -connect "127.0.0.1:$port" \
    -CAfile "$certs/anchors.pem" >"$work/client.out" 2>&1
  has "$work/client.out" 'no renegotiation'
}
check "server, openssl: renegotiation is refused" renegotiation

curl_gets() { # PATTERN ARGS...
  local pattern=$1
  shift
  timeout 20 curl --silent --show-error --tlsv1.2 --tls-max 1.2 --cacert "$certs/anchors.pem" \
    --resolve "localhost:$port:127.0.0.1" "$@" "https://localhost:$port/" >"$work/client.out" 2>&1 &&
    has "$work/client.out" "$pattern"
}
check "server, curl: the status page" curl_gets 'TLS 1.2'
check "server, curl: HEAD" curl_gets 'HTTP/1.1 200' --head
check "server, curl: POST is refused" curl_gets '405' --data x=1 --include
check "server, curl: RSA key exchange" curl_gets 'TLS_RSA_WITH_AES_128_GCM_SHA256' --ciphers AES128-GCM-SHA256

many() {
  local i pids=()
  for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
    timeout 20 curl --silent --tls-max 1.2 --cacert "$certs/anchors.pem" --resolve "localhost:$port:127.0.0.1" \
      "https://localhost:$port/" >"$work/many.$i" 2>&1 &
    pids+=($!)
  done
  wait "${pids[@]}"
  for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
    has "$work/many.$i" 'cipher suite' || return 1
  done
}
check "server, curl: twelve at once" many
ends_cleanly() {
  kill -TERM "$pid"
  exits 0 wait "$pid" && has "$log" '^ended: '
}
check "server: SIGTERM ends it cleanly" ends_cleanly

# shellcheck disable=SC2086
handfast_server --www $both --cert "$certs/server-ec384.pem" --key "$certs/server-ec384.key" --alpn h2,http/1.1 --ciphers \
  ECDHE-ECDSA-AES128-GCM-SHA256,AES256-SHA256 || failed=$((failed + 1))
check "server, openssl: ALPN, the server's choice" s_client_says 'application protocol</td><td>h2<' -alpn http/1.1,h2
check "server, openssl: ALPN not asked for" s_client_says 'application protocol</td><td>none<'
check "server, openssl: no common ALPN" s_client_refused 'no application protocol' 'no_application_protocol' -alpn spdy/1
check "server, curl: ALPN" curl_gets 'application protocol</td><td>http/1.1<' --http1.1
check "server, openssl: only the suites of --ciphers" s_client_refused 'alert handshake failure' 'no_shared_cipher_suite' \
  -cipher AES128-SHA
check "server, openssl: P-384 key" s_client_says 'handshake</td><td>full<' -cipher ECDHE-ECDSA-AES128-GCM-SHA256 \
  -sigalgs ECDSA+SHA384
stop "$pid"

# shellcheck disable=SC2086
handfast_server --www $both --cache-size 0 --no-rsa-key-exchange || failed=$((failed + 1))
no_cache() {
  gnutls "$work/client.out" "$(priority ECDHE-RSA:AES-128-GCM:AEAD)" --resume
  has "$work/client.out" 'handshake</td><td>full<' && has_not "$work/client.out" 'This is a resumed session'
}
check "server, gnutls: without a cache each handshake is full" no_cache
check "server, openssl: RSA key exchange switched off" s_client_refused 'alert handshake failure' 'no_shared_cipher_suite' \
  -cipher AES128-GCM-SHA256
stop "$pid"

# Client certificates.
with() { echo "-cert $certs/$1.pem -key $certs/$1.key -cert_chain $certs/$1.pem"; }
authenticated='client certificates</td><td>[1-9]'
# shellcheck disable=SC2086
handfast_server --www $both --client-ca "$certs/anchors.pem" --request-client-cert || failed=$((failed + 1))
check "server, openssl: certificate requested, none given" s_client_says 'client certificates</td><td>0<'
for kind in rsa ec; do
  # shellcheck disable=SC2046
  check "server, openssl: certificate requested, $kind given" s_client_says "$authenticated" $(with client-$kind)
done
check "server, gnutls: certificate requested, none given" gnutls_full '[A-Z0-9_]*' "$(priority RSA:AES-128-GCM:AEAD)"
# shellcheck disable=SC2046
check "server, openssl: certificate requested, expired given" s_client_refused 'alert certificate expired' 'certificate_expired' \
  $(with expired)
stop "$pid"

# shellcheck disable=SC2086
handfast_server --www $both --client-ca "$certs/anchors.pem" --require-client-cert || failed=$((failed + 1))
check "server, openssl: certificate required, none given" s_client_refused 'alert handshake failure' 'client_certificate_missing'
for kind in rsa ec; do
  for cipher in ECDHE-RSA-AES128-GCM-SHA256 AES256-GCM-SHA384 ECDHE-ECDSA-CHACHA20-POLY1305; do
    # shellcheck disable=SC2046
    check "server, openssl: certificate required, $kind given, $cipher" s_client_says "$authenticated" -cipher $cipher \
      $(with client-$kind)
  done
  check "server, gnutls: certificate required, $kind given" gnutls_full '[A-Z0-9_]*' "$(priority ECDHE-RSA:AES-128-GCM:AEAD)" \
    --x509certfile "$certs/client-$kind.pem" --x509keyfile "$certs/client-$kind.key"
done
resumed_client() {
  rm -f "$work/session"
  # shellcheck disable=SC2046
  s_client "$work/client.out" -sess_out "$work/session" $(with client-rsa) &&
    s_client "$work/client.out" -sess_in "$work/session" && has "$work/client.out" 'handshake</td><td>resumed<'
}
check "server, openssl: certificate required, resumed" resumed_client
for bad in expired:certificate.expired:certificate_expired future:certificate.expired:certificate_not_yet_valid \
  server-rsa:unsupported.certificate:certificate_purpose_wrong; do
  IFS=: read -r name at_client at_server <<<"$bad"
  # shellcheck disable=SC2046
  check "server, openssl: certificate required, $name given" s_client_refused "alert ${at_client/./ }" "$at_server" $(with "$name")
done
stop "$pid"

# shellcheck disable=SC2086
handfast_server --www $both --client-ca "$certs/untrusted-root.pem" --request-client-cert || failed=$((failed + 1))
for kind in rsa ec; do
  # shellcheck disable=SC2046
  check "server, openssl: certificate requested, untrusted $kind given" s_client_refused 'alert unknown ca' \
    'certificate_unknown_issuer' $(with client-$kind)
done
stop "$pid"
