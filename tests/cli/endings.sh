# shellcheck shell=bash
# How connections end: with close_notify behind all that was to be said, whoever ends them and why; and what never ends by itself.
peer() { timeout 300 python3 tests/cli/peer.py "$@"; }
open_peer() { # NAME WORD ARGS...: a peer behind the scenes, until it says WORD; $client is its process id
  local name=$1 word=$2
  shift 2
  : >"$work/$name.out"
  timeout 300 python3 tests/cli/peer.py "$@" >"$work/$name.out" 2>&1 </dev/null & # no function: to be stopped by its process id
  client=$!
  background="$background $client "
  await "$work/$name.out" "$word"
}
lines() { # FILE LINE...: these and no others
  local file=$1
  shift
  [ "$(cat "$file")" = "$(printf '%s\n' "$@")" ] || { echo "in $file:"; cat "$file"; return 1; }
}
# A handshake that is given up: user_canceled, a warning, and close_notify (RFC 5246 7.2.1, 7.2.2).
canceled="1:90 1:0"

idle() {
  # shellcheck disable=SC2086
  handfast_server --echo --idle-timeout 1 $identity && peer silent "$port" >"$work/silent.out" || return 1
  stop "$pid"
  lines "$work/silent.out" open close_notify && has "$log" 'nothing came for too long'
}
check "server, --idle-timeout: close_notify" idle
slow_hello() {
  # shellcheck disable=SC2086
  handfast_server --echo --handshake-timeout 1 $identity && peer dribble "$port" >"$work/dribble.out" || return 1
  stop "$pid"
  # shellcheck disable=SC2086
  lines "$work/dribble.out" $canceled && has "$log" 'the handshake takes too long'
}
check "server, --handshake-timeout: a hello byte by byte is canceled" slow_hello
stopped_early() {
  # shellcheck disable=SC2086
  handfast_server --echo $identity && open_peer raw '^open' raw "$port" || return 1
  await_accepted && kill -TERM "$pid" || return 1
  # shellcheck disable=SC2086
  exits 0 wait "$pid" && exits 0 wait "$client" && lines "$work/raw.out" open $canceled
}
# Until the server has a socket besides its listener.
await_accepted() {
  local turn
  for ((turn = 0; turn < 1000; turn++)); do
    [ "$(find "/proc/$pid/fd" -lname 'socket:*' 2>/dev/null | wc -l)" -ge 2 ] && return 0
    sleep 0.02
  done
  return 1
}
check "server, SIGTERM: a handshake is canceled" stopped_early
whole_echo() {
  # shellcheck disable=SC2086
  handfast_server --echo $identity && peer deaf "$port" "$pid" >"$work/deaf.out" || return 1
  exits 0 wait "$pid" && lines "$work/deaf.out" whole close_notify
}
check "server, SIGTERM: close_notify behind all of the echo" whole_echo
slow_request() {
  # shellcheck disable=SC2086
  handfast_server --www --request-timeout 1 $identity && peer request "$port" >"$work/request.out" || return 1
  stop "$pid"
  lines "$work/request.out" 'HTTP/1.1 408 Request Timeout' close_notify && has "$log" 'the request takes too long'
}
check "server, --request-timeout: a request byte by byte" slow_request
check "server, --request-timeout: only with --www" says 2 'of no use without --www' server --listen 127.0.0.1:0 \
  --cert "$certs/server-rsa.pem" --key "$certs/server-rsa.key" --request-timeout 5
deaf_ears() {
  # shellcheck disable=SC2086
  handfast_server --echo --idle-timeout 1 $identity && exits 0 peer stuck "$port" "$pid" >"$work/stuck.out" || return 1
  stop "$pid"
  has "$log" 'nothing came for too long' && has "$log" 'does not take what is for it' && lines "$work/stuck.out" gone
}
check "server: a client that never reads its echo" deaf_ears

# The client's side.
told() { # SIGNAL: it ends the client as it would any program, and the server hears close_notify
  # shellcheck disable=SC2086
  handfast_server --echo $identity && wrapper="env --default-signal=INT" open_client told || return 1
  kill "-$1" "$client"
  exits $((128 + $(kill -l "$1"))) wait "$client"
  local answer=$?
  hang_up
  await "$log" ': closed$' || answer=1
  stop "$pid"
  return $answer
}
check "client, SIGTERM: close_notify" told TERM
check "client, SIGINT: close_notify" told INT
told_early() {
  open_peer swallow '^port' swallow || return 1
  start "$work/early.err" "$HANDFAST" client "127.0.0.1:$(sed -n 's/^port //p' "$work/swallow.out")" --insecure
  await "$work/swallow.out" '^hello' && kill -TERM "$pid"
  # shellcheck disable=SC2086
  exits 143 wait "$pid" && exits 0 wait "$client" && lines <(tail -n +3 "$work/swallow.out") type-22 $canceled
}
check "client, SIGTERM: a handshake is canceled" told_early
late_server() {
  open_peer swallow '^port' swallow || return 1
  exits 1 timeout 20 "$HANDFAST" client "127.0.0.1:$(sed -n 's/^port //p' "$work/swallow.out")" --insecure --timeout 1 </dev/null \
    >"$work/out" 2>&1
  # shellcheck disable=SC2086
  has "$work/out" 'the handshake takes too long' && exits 0 wait "$client" &&
    lines <(tail -n +3 "$work/swallow.out") type-22 $canceled
}
check "client, --timeout: a handshake is canceled" late_server
bored() {
  # shellcheck disable=SC2086
  handfast_server --echo $identity && open_client bored --idle-timeout 1 || return 1
  exits 1 wait "$client"
  local answer=$?
  hang_up
  await "$log" ': closed$' && has "$work/bored.err" 'nothing came for too long' || answer=1
  stop "$pid"
  return $answer
}
check "client, --idle-timeout: close_notify" bored
never_read() {
  open_peer mute '^port' mute "$certs/server-rsa.pem" "$certs/server-rsa.key" || return 1
  exits 1 timeout 20 "$HANDFAST" client "127.0.0.1:$(sed -n 's/^port //p' "$work/mute.out")" --insecure --idle-timeout 1 </dev/zero \
    >"$work/out" 2>&1
  local answer=$?
  stop "$client"
  has "$work/out" 'nothing came for too long' && return $answer
}
check "client: a server that never reads" never_read

# With peers of TLS 1.3 too.
export PEER_TLS=1.3
check "server, --idle-timeout: close_notify, TLS 1.3" idle
check "server, SIGTERM: close_notify behind all of the echo, TLS 1.3" whole_echo
check "server, --request-timeout: a request byte by byte, TLS 1.3" slow_request
check "server: a client that never reads its echo, TLS 1.3" deaf_ears
check "client: a server that never reads, TLS 1.3" never_read
unset PEER_TLS
