# shellcheck shell=bash
# Why a session is not resumed: the reason that is shown is the true one. Sourced by run.sh.
resuming() { # PORT ARGS...: a client of that server, whose messages are in $work/client
  local port=$1
  shift
  "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$certs/root.pem" "$@" </dev/null >"$work/client" 2>&1
}
explains() { # PATTERN
  grep -q "$1" "$work/client" || { cat "$work/client"; return 1; }
}
silent_of() { # PATTERN
  ! grep "$1" "$work/client"
}
no_session='the server gave no session'
no_secret='the server has no extended master secret, without which no session is resumed'

gnutls_server --echo --x509certfile "$certs/server-rsa.pem" --x509keyfile "$certs/server-rsa.key" \
  --priority 'NORMAL:-VERS-ALL:+VERS-TLS1.2:%NO_SESSION_HASH'
rm -f "$work/session"
check "a server without extended master secret" resuming "$port" --reconnect 1 --session-out "$work/session"
check "is why its session is not resumed" explains "$no_secret.*: the next connection makes a full handshake"
check "and not written" explains "session: not written: $no_secret"
check "nobody says that the server gave none" silent_of "$no_session"
stop "$pid"

handfast_server --cert "$certs/server-rsa.pem" --key "$certs/server-rsa.key" --echo --cache-size 0
check "a server without a cache" resuming "$port" --reconnect 1 --session-out "$work/session"
check "gave no session" explains "$no_session to resume: the next"
check "and that is said of the file" explains "session: not written: $no_session"
stop "$pid"

handfast_server --cert "$certs/server-rsa.pem" --key "$certs/server-rsa.key" --echo
check "a session is written" resuming "$port" --session-out "$work/session"
check "and offered again without a word" resuming "$port" --session-in "$work/session"
check "as it fits" silent_of "is not offered"
check "with another policy it is not" resuming "$port" --session-in "$work/session" --alpn h2
check "and the reason is said" explains "the session is not offered: it does not fit"
stop "$pid"
