# shellcheck shell=bash disable=SC2154 # peers.sh and run.sh give the rest
# Sealed tickets (--ticket-keys): sessions that outlive the server that made them, with OpenSSL, GnuTLS and our client; keys that change.
keys="$work/ticket.keys"
openssl rand -hex 48 >"$keys"
sealing() {
  handfast_server --echo --cert "$certs/server-rsa.pem" --key "$certs/server-rsa.key" --cache-size 0 --ticket-keys "$keys" "$@"
  sealing_pid=$pid
  sealing_log=$log
}
# The server reads its keys again, and says what it found: each time something else.
renew() { # PATTERN
  ! has "$sealing_log" "$1" && kill -HUP "$sealing_pid" && await "$sealing_log" "$1" >/dev/null
}
sealing --request-client-cert --client-ca "$certs/anchors.pem"
rm -f "$work"/sealed.*
check "server, openssl: a sealed ticket" over13 'New, TLSv1.3' -sess_out "$work/sealed.1"
check "server, openssl: a sealed ticket of a client with a certificate" over13 'New, TLSv1.3' -sess_out "$work/sealed.2" \
  -cert "$certs/client-ec.pem" -key "$certs/client-ec.key" -cert_chain "$certs/client-ec.pem"
ours_sealed() { # PATTERN ARGS...
  local pattern=$1
  shift
  echo "over and back" | timeout 20 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" "$@" \
    >"$work/client.out" 2>"$work/client.err"
  has "$work/client.out" 'over and back' && has "$work/client.err" "$pattern"
}
check "server, ours: a sealed ticket" ours_sealed 'TLS 1.3, .*full' --session-out "$work/sealed.3"
gnutls_sealed() {
  gnutls "$work/client.out" 'NORMAL:-VERS-ALL:+VERS-TLS1.3' --resume && has "$work/client.out" 'This is a resumed session'
}
check "server, gnutls: a sealed ticket, resumed" gnutls_sealed
stop "$sealing_pid"
sealing --request-client-cert --client-ca "$certs/anchors.pem"
check "another server, openssl: resumed" over13 'Reused, TLSv1.3' -sess_in "$work/sealed.1"
check "another server, openssl: resumed behind another hello" over13 'Reused, TLSv1.3' -sess_in "$work/sealed.1" -groups P-521:P-384
check "another server, openssl: a client with a certificate, resumed" over13 'Reused, TLSv1.3' -sess_in "$work/sealed.2"
check "another server, ours: resumed" ours_sealed 'TLS 1.3, .*resumed' --session-in "$work/sealed.3"
{ openssl rand -hex 48; echo "# what sealed until now"; cat "$keys"; } >"$work/both.keys"
cp "$work/both.keys" "$keys"
check "a key before the others, at SIGHUP" renew '2 ticket keys'
check "a new key, openssl: resumed by the old one" over13 'Reused, TLSv1.3' -sess_in "$work/sealed.1" -sess_out "$work/sealed.4"
echo "no key" >"$keys"
check "a file that is wrong, at SIGHUP" renew 'ticket.keys:1: a ticket key is 96 hexadecimal digits'
check "and the keys are what they were" over13 'Reused, TLSv1.3' -sess_in "$work/sealed.1"
head -n 1 "$work/both.keys" >"$keys"
check "the old key goes, at SIGHUP" renew '1 ticket keys'
check "an old key, openssl: a full handshake" over13 'New, TLSv1.3' -sess_in "$work/sealed.1"
check "a new key, openssl: resumed" over13 'Reused, TLSv1.3' -sess_in "$work/sealed.4"
stop "$sealing_pid"
sealing --require-client-cert --client-ca "$certs/anchors.pem"
check "a server of another policy, openssl: a full handshake" over13 'New, TLSv1.3' -sess_in "$work/sealed.2" \
  -cert "$certs/client-ec.pem" -key "$certs/client-ec.key" -cert_chain "$certs/client-ec.pem"
stop "$sealing_pid"
