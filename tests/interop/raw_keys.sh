# shellcheck shell=bash
# Raw public keys (RFC 7250), with GnuTLS in either role; OpenSSL has them from 3.2 on, Debian's is older. GnuTLS reads a raw key
# as PEM, BEGIN PUBLIC KEY.
for key in server-ec server-rsa client-ec client-rsa untrusted; do
  openssl pkey -in "$certs/$key.key" -pubout -out "$work/$key.pub.pem"
done
raw=NORMAL:-VERS-ALL:+VERS-TLS1.2:+CTYPE-CLI-RAWPK:+CTYPE-SRV-RAWPK
only_raw=NORMAL:-VERS-ALL:+VERS-TLS1.2:-CTYPE-ALL:+CTYPE-CLI-RAWPK:+CTYPE-SRV-RAWPK

raw_client() { # ARGS...: no authority is trusted
  printf 'hello\n' | timeout 20 "$HANDFAST" client "127.0.0.1:$port" --name localhost "$@" >"$work/client.out" 2>"$work/client.err"
}
raw_connected() { # PATTERN ARGS...
  local pattern=$1
  shift
  raw_client "$@" && has "$work/client.err" "^connected: .*$pattern" && has "$work/client.out" '^hello$'
}
raw_refused() { # ERROR ARGS...
  local error=$1
  shift
  exits 1 raw_client "$@" && has "$work/client.err" "(handshake|connection) failed: $error:" # in TLS 1.3 our side may be complete before
}

for kind in ec rsa; do
  gnutls_server --echo --rawpkkeyfile "$certs/server-$kind.key" --rawpkfile "$work/server-$kind.pub.pem" --disable-client-cert \
    --priority "$raw" || failed=$((failed + 1))
  check "client, gnutls: raw public key, $kind" raw_connected 'full.*peer raw public key$' --raw-key "$work/server-$kind.pub.pem"
  check "client, gnutls: raw public key, $kind, resumed" raw_connected 'resumed' --raw-key "$work/server-$kind.pub.pem" --reconnect 1
  check "client, gnutls: raw public key, $kind, that is not trusted" raw_refused raw_public_key_not_trusted \
    --raw-key "$work/client-ec.pub.pem"
  stop "$pid"
done
gnutls_server --echo --rawpkkeyfile "$certs/server-ec.key" --rawpkfile "$work/server-ec.pub.pem" --require-client-cert \
  --priority "$raw" || failed=$((failed + 1))
for kind in ec rsa; do
  check "client, gnutls: raw public keys of both, $kind" raw_connected 'peer raw public key$' --raw-key "$work/server-ec.pub.pem" \
    --cert "$work/client-$kind.pub.pem" --key "$certs/client-$kind.key"
done
stop "$pid"
gnutls_server --echo --x509certfile "$certs/server-ec.pem" --x509keyfile "$certs/server-ec.key" --disable-client-cert \
  --priority NORMAL:-VERS-ALL:+VERS-TLS1.2 || failed=$((failed + 1))
check "client, gnutls: a raw public key or a certificate, and it has a certificate" raw_connected 'peer certificates 2$' \
  --raw-key "$work/server-ec.pub.pem" --ca "$certs/anchors.pem"
check "client, gnutls: only a raw public key, and it has a certificate" raw_refused 'certificate_unknown_issuer|peer_alert' \
  --raw-key "$work/server-ec.pub.pem"
stop "$pid"

raw_gnutls() { # OUT PRIORITY ARGS...: gnutls-cli trusts the key with --tofu alone, so it is told to accept any, and to show it
  local out=$1 priorities=$2
  shift 2
  printf '%s' "$request" | timeout 20 gnutls-cli --port "$port" --priority "$priorities" --insecure --no-ca-verification "$@" 127.0.0.1 \
    >"$out" 2>&1
}
raw_served() { # PATTERN PRIORITY ARGS...
  local pattern=$1
  shift
  raw_gnutls "$work/client.out" "$@" && has "$work/client.out" 'TLS 1.2' && await "$log" "$pattern"
}
# shellcheck disable=SC2086
handfast_server --www --cert "$work/server-ec.pub.pem" --key "$certs/server-ec.key" --cert "$work/server-rsa.pub.pem" --key \
  "$certs/server-rsa.key" || failed=$((failed + 1))
check "server, gnutls: raw public key" raw_served 'connected' "$only_raw"
check "server, gnutls: raw public key, RSA key exchange" raw_served 'TLS_RSA_WITH' "$only_raw:-KX-ALL:+RSA"
check "server, openssl: a client that takes certificates only" s_client_refused 'alert unsupported certificate' \
  no_shared_certificate_type
stop "$pid"
handfast_server --www --cert "$work/server-ec.pub.pem" --key "$certs/server-ec.key" --require-client-cert --raw-key \
  "$work/client-ec.pub.pem" --raw-key "$work/client-rsa.pub.pem" || failed=$((failed + 1))
for kind in ec rsa; do
  check "server, gnutls: raw public keys of both, $kind" raw_served 'peer raw public key' "$only_raw" --rawpkkeyfile \
    "$certs/client-$kind.key" --rawpkfile "$work/client-$kind.pub.pem"
done
raw_unserved() { # PATTERN ARGS...
  local pattern=$1
  shift
  ! raw_gnutls "$work/client.out" "$only_raw" "$@" && await "$log" "$pattern"
}
check "server, gnutls: a client's raw public key that is not trusted" raw_unserved raw_public_key_not_trusted --rawpkkeyfile \
  "$certs/untrusted.key" --rawpkfile "$work/untrusted.pub.pem"
check "server, handfast client: raw public keys of both" raw_client --raw-key "$work/server-ec.pub.pem" --cert \
  "$work/client-ec.pub.pem" --key "$certs/client-ec.key"
check "server, handfast client: raw public keys of both, one not trusted" raw_refused peer_alert --raw-key \
  "$work/server-ec.pub.pem" --cert "$work/untrusted.pub.pem" --key "$certs/untrusted.key"
check "server, handfast client: no raw public key where one is required" raw_refused peer_alert --raw-key "$work/server-ec.pub.pem"
stop "$pid"
