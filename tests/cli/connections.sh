# shellcheck shell=bash
# Many connections, bad ones among them; time limits; how both sides end.

# A client whose standard input is a pipe that we hold: `say` writes to it, `hang_up` ends it. $client is its process id.
open_client() { # NAME ARGS...; $wrapper: what it runs under
  local name=$1
  shift
  rm -f "$work/$name.in"
  mkfifo "$work/$name.in"
  : >"$work/$name.out"
  ${wrapper:-timeout 60} "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" "$@" <"$work/$name.in" \
    >"$work/$name.out" 2>"$work/$name.err" &
  client=$!
  background="$background $client "
  exec {input}>"$work/$name.in"
  await "$work/$name.err" '^connected: '
}
say() { echo "$1" >&"$input"; }
hang_up() { exec {input}>&-; }

# shellcheck disable=SC2086
handfast_server --echo --trace $identity --handshake-timeout 3 || failed=$((failed + 1))

steadfast() {
  open_client steady || return 1
  say one && await "$work/steady.out" '^one$' || return 1
  printf 'GET / HTTP/1.0\r\n\r\n' >"/dev/tcp/127.0.0.1/$port" && await "$log" 'handshake failed: record_(type_unknown|version_wrong)' || return 1
  printf '\x16\x03\x01\x00\x04\x02\x00\x00\x00' >"/dev/tcp/127.0.0.1/$port" && await "$log" 'handshake failed: unexpected_message' ||
    return 1
  : >"/dev/tcp/127.0.0.1/$port" && await "$log" 'handshake failed: truncated' || return 1
  timeout 20 "$HANDFAST" client "127.0.0.1:$port" --name other.example --ca "$certs/anchors.pem" </dev/null 2>/dev/null
  await "$log" 'handshake failed: peer_alert: .*alert received: bad_certificate' || return 1
  say two && await "$work/steady.out" '^two$' || return 1
  hang_up
  exits 0 wait "$client"
}
check "failing connections do not touch another" steadfast
check "--trace: what was expected instead of what was refused" has "$log" \
  'trace: server <- ServerHello .*refused in await_client_hello: unexpected_message.*expected: ClientHello'
check "--trace: the row and its RFC section" has "$log" \
  'trace: server <- ClientHello .*await_client_hello => choose_version  \[hello.fsm:[0-9]+ RFC5246 7.4.1.2\]'
# All that was sent before the client closed its direction comes back behind it.
half_closed() {
  openssl rand 3000000 >"$work/half"
  timeout 60 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" <"$work/half" 2>"$work/half.err" |
    cmp - "$work/half" && ! grep -q failed "$work/half.err"
}
check "--echo: 3,000,000 bytes and a half-close come back whole" half_closed
check "--trace: the alert that we send" has "$log" \
  'trace: server -> Alert +2 bytes  fatal: unexpected_message, 10  \[RFC5246 '
check "--trace: none is shown where none is sent" has_not "$log" 'trace: server -> Alert .*(close_notify|none)'
client_alert() {
  exits 1 timeout 20 "$HANDFAST" client "127.0.0.1:$port" --name other.example --ca "$certs/anchors.pem" --trace </dev/null >"$work/out" 2>&1 &&
    has "$work/out" 'trace: client -> Alert +2 bytes  fatal: bad_certificate, 42  \[RFC9525 6'
}
check "--trace: the alert that a client sends" client_alert
# Bytes that mean nothing, behind the header of a handshake record, an alert, application data, or none.
noise() {
  local turn head
  open_client calm || return 1
  for ((turn = 0; turn < 40; turn++)); do
    for head in '\x16\x03\x03\x00\x40' '\x16\x03\x01\x01\x00\x01\x00\x00\xfc\x03\x03' '\x15\x03\x03\x00\x02' ''; do
      (printf '%b' "$head"; head -c 300 /dev/urandom) 2>/dev/null >"/dev/tcp/127.0.0.1/$port"
    done
  done
  say still && await "$work/calm.out" '^still$' || return 1
  hang_up
  exits 0 wait "$client"
}
check "noise does not touch another connection" noise
slow() {
  local hole
  exec {hole}<>"/dev/tcp/127.0.0.1/$port" || return 1
  await "$log" 'the handshake takes too long'
  local answer=$?
  exec {hole}>&-
  return $answer
}
check "a client that says nothing is dropped" slow

goodbye() {
  open_client parting || return 1
  kill -TERM "$pid"
  exits 0 wait "$pid" && exits 0 wait "$client" && hang_up && has "$log" '^ended: '
}
check "SIGTERM: clients hear close_notify, both end well" goodbye

murder() {
  # shellcheck disable=SC2086
  handfast_server --echo $identity && open_client orphan || return 1
  kill -KILL "$pid"
  exits 1 wait "$client" && hang_up && has "$work/orphan.err" 'connection failed: truncated: '
}
check "a server that dies: truncation is an error" murder

another() { # NAME
  timeout 20 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" <<<"$1" >"$work/$1.out" 2>"$work/$1.err"
}
bounded() {
  # shellcheck disable=SC2086
  handfast_server --echo --max-connections 1 $identity && open_client first || return 1
  exits 1 another second && has "$work/second.err" 'handshake failed: .*alert received: internal_error' &&
    has "$log" '^handfast: 127.0.0.1:[0-9]+: refused: .*--max-connections' || return 1
  say alone && await "$work/first.out" '^alone$' || return 1
  hang_up
  exits 0 wait "$client" && await "$log" ': closed$' && another third && has "$work/third.out" '^third$'
}
check "--max-connections: the next one is refused at once" bounded
crowd() {
  open_client early || return 1
  mkfifo "$work/crowd.in"
  timeout 60 python3 tests/cli/peer.py crowd "$port" 300 <"$work/crowd.in" >"$work/crowd.out" &
  local crowd=$! go
  background="$background $crowd "
  exec {go}>"$work/crowd.in"
  await "$work/crowd.out" '^all' && await "$log" ' more refused' && echo >&"$go"
  exec {go}>&-
  exits 0 wait "$crowd" && has_not "$work/crowd.out" 'open' && hang_up && exits 0 wait "$client" &&
    [ "$(grep -c refused "$log")" -lt 20 ]
}
check "--max-connections: many are refused with few lines" crowd
stop "$pid"

# shellcheck disable=SC2086
handfast_server --www $identity --cache-lifetime 3600 || failed=$((failed + 1))
reconnects() {
  printf 'GET / HTTP/1.0\r\n\r\n' | timeout 20 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" --reconnect 3 \
    >"$work/out" 2>"$work/err" || { cat "$work/err"; return 1; }
  [ "$(grep -c '^connected: .*full' "$work/err")" -eq 1 ] && [ "$(grep -c '^connected: .*resumed' "$work/err")" -eq 3 ] &&
    has "$work/out" 'of them resumed 3<'
}
check "--reconnect 3" reconnects
# A session is for a server that would be taken now: not with other authorities, nor for another address.
client_says() { # STATUS PATTERN ARGS...
  local status=$1 pattern=$2
  shift 2
  printf 'GET / HTTP/1.0\r\n\r\n' | exits "$status" timeout 20 "$HANDFAST" client "127.0.0.1:$port" --name "${asked_name:-localhost}" "$@" >"$work/out" \
    2>"$work/err" && has "$work/err" "$pattern" || { cat "$work/err"; return 1; }
}
session_in() {
  client_says 0 '^connected: .*full' --ca "$certs/anchors.pem" --session-out "$work/session" &&
    client_says 0 '^connected: .*resumed with CN=server-(rsa|ec)' --ca "$certs/anchors.pem" --session-in "$work/session" &&
    client_says 1 'handshake failed: certificate_unknown_issuer' --ca "$certs/loose-root.pem" --session-in "$work/session" &&
    asked_name=127.0.0.2 client_says 1 'handshake failed: certificate_name_wrong' --ca "$certs/anchors.pem" --session-in "$work/session"
}
check "--session-in: what a full handshake would refuse now" session_in
# The same session as the release before wrote it.
session_of_old() {
  client_says 0 '^connected: .*full' --ca "$certs/anchors.pem" --session-out "$work/session" || return 1
  { printf 'Handfast\0\1'; tail -c +11 "$work/session" | head -c 127; head -c 7 /dev/zero; } >"$work/old"
  openssl dgst -sha256 -binary "$work/old" | head -c 16 >>"$work/old"
  [ "$(stat -c %s "$work/old")" -eq 160 ] && client_says 0 '^connected: .*full' --ca "$certs/anchors.pem" --session-in "$work/old" &&
    has "$work/err" 'a session of another release'
}
check "--session-in: a file of another release is a full handshake" session_of_old
full_output() {
  printf 'GET / HTTP/1.0\r\n\r\n' | exits 1 timeout 20 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" \
    >/dev/full 2>"$work/err" && has "$work/err" 'cannot write to standard output: No space left'
}
check "client: standard output is full" full_output
stop "$pid"

six() {
  # shellcheck disable=SC2086
  next_log
  start "$log" "$HANDFAST" server --listen '[::1]:0' --echo $identity
  await_server "$log" '^listening on ' || return 1
  port=$(sed -n 's/^listening on \[::1\]://p' "$log")
  echo hello | timeout 20 "$HANDFAST" client "[::1]:$port" --name localhost --ca "$certs/anchors.pem" 2>&1 | grep -q '^hello$'
}
if grep -q '^00000000000000000000000000000001 ' /proc/net/if_inet6 2>/dev/null; then
  check "IPv6" six
  stop "$pid"
else
  echo "IPv6: skipped: there is no ::1 on this machine"
fi
everywhere() {
  # shellcheck disable=SC2086
  next_log
  start "$log" "$HANDFAST" server --listen '*:0' --echo $identity
  await_server "$log" '^listening on ' || return 1
  port=$(sed -n 's/^listening on .*://p' "$log")
  echo hello | timeout 20 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" 2>&1 | grep -q '^hello$'
}
check "every address" everywhere
stop "$pid"
