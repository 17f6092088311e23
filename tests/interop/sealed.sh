# shellcheck shell=bash disable=SC2154,SC2034 # peers.sh and run.sh give the rest
# Sealed tickets (--ticket-keys): sessions that outlive the server that made them, with OpenSSL, GnuTLS and our client, in both versions;
# keys that change. And the tickets that other servers of TLS 1.2 give our client (RFC 5077).
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
over12() { # PATTERN ARGS...
  local pattern=$1
  shift
  over13 "$pattern" -tls1_2 "$@"
}
rm -f "$work"/sealed.*
check "server, openssl: a sealed ticket" over13 'New, TLSv1.3' -sess_out "$work/sealed.1"
check "server, openssl: a sealed ticket of a client with a certificate" over13 'New, TLSv1.3' -sess_out "$work/sealed.2" \
  -cert "$certs/client-ec.pem" -key "$certs/client-ec.key" -cert_chain "$certs/client-ec.pem"
check "server, openssl: a sealed ticket of TLS 1.2" over12 'TLS session ticket lifetime hint: 7200 ' -sess_out "$work/sealed.5"
check "server, openssl: a sealed ticket of TLS 1.2, of a client with a certificate" over12 'New, TLSv1.2' -sess_out "$work/sealed.6" \
  -cert "$certs/client-ec.pem" -key "$certs/client-ec.key" -cert_chain "$certs/client-ec.pem"
check "server, openssl: TLS 1.2, a client without tickets" over12 'New, TLSv1.2' -no_ticket
ours_sealed() { # PATTERN ARGS...
  local pattern=$1
  shift
  echo "over and back" | timeout 20 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" "$@" \
    >"$work/client.out" 2>"$work/client.err"
  has "$work/client.out" 'over and back' && has "$work/client.err" "$pattern"
}
check "server, ours: a sealed ticket" ours_sealed 'TLS 1.3, .*full' --session-out "$work/sealed.3"
check "server, ours: a sealed ticket of TLS 1.2" ours_sealed 'TLS 1.2, .*full' --tls12 --session-out "$work/sealed.7"
gnutls_sealed() { # VERSION
  gnutls "$work/client.out" "NORMAL:-VERS-ALL:+VERS-TLS$1" --resume && has "$work/client.out" 'This is a resumed session'
}
check "server, gnutls: a sealed ticket, resumed" gnutls_sealed 1.3
check "server, gnutls: a sealed ticket of TLS 1.2, resumed" gnutls_sealed 1.2
stop "$sealing_pid"
sealing --request-client-cert --client-ca "$certs/anchors.pem"
check "another server, openssl: resumed" over13 'Reused, TLSv1.3' -sess_in "$work/sealed.1"
check "another server, openssl: resumed behind another hello" over13 'Reused, TLSv1.3' -sess_in "$work/sealed.1" -groups P-521:P-384
check "another server, openssl: a client with a certificate, resumed" over13 'Reused, TLSv1.3' -sess_in "$work/sealed.2"
check "another server, ours: resumed" ours_sealed 'TLS 1.3, .*resumed' --session-in "$work/sealed.3"
check "another server, openssl: TLS 1.2, resumed" over12 'Reused, TLSv1.2' -sess_in "$work/sealed.5"
check "another server, openssl: TLS 1.2, another suite, a full handshake" over12 'New, TLSv1.2' -sess_in "$work/sealed.5" \
  -cipher ECDHE-RSA-AES256-GCM-SHA384
check "another server, openssl: TLS 1.2, another name, a full handshake" over12 'New, TLSv1.2' -sess_in "$work/sealed.5" -servername other.example
check "another server, openssl: TLS 1.2, a client with a certificate, resumed" over12 'Reused, TLSv1.2' -sess_in "$work/sealed.6"
check "another server, ours: TLS 1.2, resumed" ours_sealed 'TLS 1.2, .*resumed' --tls12 --session-in "$work/sealed.7"
check "another server, ours: a session of TLS 1.2, and the newer version" ours_sealed 'TLS 1.3, .*full' --session-in "$work/sealed.7"
{ openssl rand -hex 48; echo "# what sealed until now"; cat "$keys"; } >"$work/both.keys"
cp "$work/both.keys" "$keys"
check "a key before the others, at SIGHUP" renew '2 ticket keys'
check "a new key, openssl: resumed by the old one" over13 'Reused, TLSv1.3' -sess_in "$work/sealed.1" -sess_out "$work/sealed.4"
check "a new key, openssl: TLS 1.2, resumed by the old one" over12 'Reused, TLSv1.2' -sess_in "$work/sealed.5" -msg
check "a new key, openssl: TLS 1.2, sealed anew" has "$work/client.out" 'Handshake .*, NewSessionTicket'
check "a new key, ours: TLS 1.2, sealed anew" ours_sealed 'client <- NewSessionTicket .*resumed_' --tls12 --trace --session-in "$work/sealed.7" \
  --session-out "$work/sealed.8"
echo "no key" >"$keys"
check "a file that is wrong, at SIGHUP" renew 'ticket.keys:1: a ticket key is 96 hexadecimal digits'
check "and the keys are what they were" over13 'Reused, TLSv1.3' -sess_in "$work/sealed.1"
head -n 1 "$work/both.keys" >"$keys"
check "the old key goes, at SIGHUP" renew '1 ticket keys'
check "an old key, openssl: a full handshake" over13 'New, TLSv1.3' -sess_in "$work/sealed.1"
check "a new key, openssl: resumed" over13 'Reused, TLSv1.3' -sess_in "$work/sealed.4"
check "an old key, openssl: TLS 1.2, a full handshake" over12 'New, TLSv1.2' -sess_in "$work/sealed.5"
check "an old key, ours: TLS 1.2, a full handshake" ours_sealed 'TLS 1.2, .*full' --tls12 --session-in "$work/sealed.7"
check "a new key, ours: TLS 1.2, resumed" ours_sealed 'TLS 1.2, .*resumed' --tls12 --session-in "$work/sealed.8"
stop "$sealing_pid"
sealing --require-client-cert --client-ca "$certs/anchors.pem"
check "a server of another policy, openssl: a full handshake" over13 'New, TLSv1.3' -sess_in "$work/sealed.2" \
  -cert "$certs/client-ec.pem" -key "$certs/client-ec.key" -cert_chain "$certs/client-ec.pem"
stop "$sealing_pid"

# Servers of TLS 1.2 that give tickets, and one that gives none: then its session has an ID.
answer='^olleh$'
given() { # PATTERN
  rm -f "$work/session"
  connected full --trace --session-out "$work/session" && has "$work/client.err" "$1" && connected resumed --session-in "$work/session"
}
# shellcheck disable=SC2046
openssl_server -rev $(chain server-rsa) || failed=$((failed + 1))
check "client, openssl: a ticket, resumed" given 'client <- NewSessionTicket '
rm -f "$work/session"
check "client, openssl: the session that --reconnect resumes has a ticket" connected 'resumed' --reconnect 1 --session-out "$work/session"
stop "$pid"
# shellcheck disable=SC2046
openssl_server -rev $(chain server-rsa) || failed=$((failed + 1))
check "client, openssl: a ticket of another server, a full handshake" connected 'full' --session-in "$work/session"
stop "$pid"
# shellcheck disable=SC2046
openssl_server -rev $(chain server-rsa) -no_ticket || failed=$((failed + 1))
no_ticket() { given 'connected: .*full' && has_not "$work/client.err" 'NewSessionTicket'; }
check "client, openssl: no ticket, resumed by the session's ID" no_ticket
stop "$pid"
answer='^hello$'
gnutls_server --echo --x509certfile "$certs/server-rsa.pem" --x509keyfile "$certs/server-rsa.key" --disable-client-cert --priority \
  NORMAL:-VERS-ALL:+VERS-TLS1.2 || failed=$((failed + 1))
check "client, gnutls: a ticket, resumed" given 'client <- NewSessionTicket '
stop "$pid"
