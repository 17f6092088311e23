# shellcheck shell=bash disable=SC2154 # peers.sh and run.sh give the rest
# External pre-shared keys (RFC 8446 2.2) with OpenSSL and GnuTLS, both roles, without a certificate on either side.
psk=4c6f6e6720656e6f75676820666f7220612068617368206f6620736861323536
psk_over() { # PATTERN ARGS...
  local pattern=$1
  shift
  : >"$work/client.out"
  (echo "over and back"; await "$work/client.out" '^over and back' >/dev/null) | timeout 20 openssl s_client -connect "127.0.0.1:$port" \
    -tls1_3 "$@" >"$work/client.out" 2>&1
  has "$work/client.out" '^over and back' && has "$work/client.out" "$pattern"
}
handfast_server --echo --psk "another:00112233" --psk "sensor 7:$psk"
ours_pid=$pid
check "server, openssl: a pre-shared key" psk_over 'Reused, TLSv1.3, Cipher is TLS_AES_128_GCM_SHA256' -psk $psk -psk_identity 'sensor 7'
check "server, openssl: another of its pre-shared keys" psk_over 'Reused, TLSv1.3' -psk 00112233 -psk_identity another
check "server, openssl: a pre-shared key behind another hello" psk_over 'Reused, TLSv1.3' -psk $psk -psk_identity 'sensor 7' -groups X448:P-384
check "server, openssl: another pre-shared key" exits 1 psk_over 'Reused' -psk 0011223344 -psk_identity 'sensor 7'
check "and it is heard of" has "$work/client.out" 'alert decrypt error'
check "server, openssl: a pre-shared key of nobody" exits 1 psk_over 'Reused' -psk $psk -psk_identity 'sensor 8'
check "and it is heard of" has "$work/client.out" 'alert number 115'
gnutls_psk() {
  (echo "over and back"; sleep 1) | timeout 20 gnutls-cli -p "$port" localhost --pskusername 'sensor 7' --pskkey $psk \
    --priority 'NORMAL:-VERS-ALL:+VERS-TLS1.3:-KX-ALL:+ECDHE-PSK:+DHE-PSK' >"$work/client.out" 2>&1
  has "$work/client.out" '^over and back' && has "$work/client.out" 'PSK'
}
check "server, gnutls: a pre-shared key" gnutls_psk
stop "$ours_pid"

psk_ours() { # PATTERN ARGS...
  local pattern=$1
  shift
  echo "over and back" | timeout 20 "$HANDFAST" client "127.0.0.1:$port" "$@" >"$work/client.out" 2>"$work/client.err"
  has "$work/client.out" 'kcab dna revo' && has "$work/client.err" "$pattern"
}
openssl_server_of -rev -tls1_3 -nocert -psk $psk -psk_identity 'sensor 7'
check "client, openssl: a pre-shared key" psk_ours 'connected: TLS 1.3, TLS_AES_128_GCM_SHA256, .*pre-shared key' --psk "sensor 7:$psk"
check "client, openssl: another pre-shared key" exits 1 psk_ours 'pre-shared key' --psk "sensor 7:00"
stop "$pid"
openssl_server_of -rev -tls1_3 -groups P-384 -nocert -psk $psk -psk_identity 'sensor 7'
check "client, openssl: a pre-shared key behind another hello" psk_ours 'group secp384r1, pre-shared key' --psk "sensor 7:$psk"
stop "$pid"
openssl_server_of -rev -cert "$certs/server-rsa.pem" -key "$certs/server-rsa.key" -cert_chain "$certs/server-rsa.pem"
check "client, openssl: a server that knows no pre-shared key" psk_ours 'TLS 1.3, .*full' --psk "sensor 7:$psk" --name localhost \
  --ca "$certs/anchors.pem"
check "client, openssl: a certificate in its place, and no authority" exits 1 psk_ours 'TLS 1.3' --psk "sensor 7:$psk" --name localhost
check "and it says so" has "$work/client.err" 'certificate_unknown_issuer'
stop "$pid"
printf 'sensor7:%s\n' $psk >"$work/psk.txt"
gnutls_server --echo --pskpasswd "$work/psk.txt" --priority 'NORMAL:-VERS-ALL:+VERS-TLS1.3:-KX-ALL:+ECDHE-PSK:+DHE-PSK'
psk_gnutls() {
  echo "over and back" | timeout 20 "$HANDFAST" client "127.0.0.1:$port" --psk "sensor7:$psk" >"$work/client.out" 2>"$work/client.err"
  has "$work/client.out" 'over and back' && has "$work/client.err" 'connected: TLS 1.3, .*pre-shared key'
}
check "client, gnutls: a pre-shared key" psk_gnutls
stop "$pid"
handfast_server --echo --psk "sensor 9:$psk:sha384"
psk_both() {
  echo "over and back" | timeout 20 "$HANDFAST" client "127.0.0.1:$port" --psk "sensor 9:$psk:sha384" >"$work/client.out" 2>"$work/client.err"
  has "$work/client.out" 'over and back' && has "$work/client.err" 'TLS_AES_256_GCM_SHA384, .*pre-shared key'
}
check "both ours: a pre-shared key of SHA-384" psk_both
stop "$pid"
