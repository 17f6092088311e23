# shellcheck shell=bash
# Standard output and error that nobody reads, or that are closed; descriptors that are short. A server goes on, and SIGTERM
# ends it; nobody is told that something was written which was not.

held=9 # none yet
# A pipe that is held open by us, and full when nothing else is said: $work/NAME.pipe and the descriptor $held.
hold_pipe() { # NAME [empty]
  rm -f "$work/$1.pipe"
  mkfifo "$work/$1.pipe"
  exec {held}<>"$work/$1.pipe"
  [ "${2:-}" = empty ] || fill_pipe "$1"
}
fill_pipe() { # NAME; $filled: with how many bytes
  filled=$(LC_ALL=C dd if=/dev/zero of="$work/$1.pipe" bs=4096 oflag=nonblock conv=notrunc 2>&1 | sed -n 's/ bytes.*//p')
}
drain_pipe() { # NAME: what is in it now
  dd if="$work/$1.pipe" bs=65536 iflag=nonblock 2>/dev/null
  return 0
}
free_held() { exec {held}>&-; }
# Where a server listens that cannot say so: the one socket of this process that is in the state of a listener.
find_port() {
  local turn inode
  for ((turn = 0; turn < 1000; turn++)); do
    for inode in $(find "/proc/$pid/fd" -lname 'socket:*' -printf '%l\n' 2>/dev/null | tr -dc '0-9\n'); do
      port=$((16#0$(awk -v i="$inode" '$4 == "0A" && $10 == i { sub(/.*:/, "", $2); print $2 }' /proc/net/tcp)))
      [ "$port" -gt 0 ] && return 0
    done
    sleep 0.02
  done
  return 1
}
# A server of which the test says where its output and errors go: stdout=, stderr=.
mute_server() { # ARGS...
  "$HANDFAST" server --listen 127.0.0.1:0 "$@" >"${stdout:-/dev/null}" 2>"${stderr:-$work/mute.err}" </dev/null {held}>&- &
  pid=$!
  background="$background $pid "
  find_port
}
answered() { another "$1" && has "$work/$1.out" "^$1\$"; }
ended() { # by SIGTERM, and well
  kill -TERM "$pid" && exits 0 wait "$pid"
}

no_reader() {
  hold_pipe err
  # shellcheck disable=SC2086
  stderr=$work/err.pipe mute_server --echo --trace=all $identity && answered one && answered two || return 1
  drain_pipe err >/dev/null
  answered three && drain_pipe err >"$work/drained" || return 1
  has "$work/drained" '^handfast: [0-9]+ lines lost: nobody read standard error' && has "$work/drained" ': connected: TLS 1.3' &&
    fill_pipe err && answered four && ended && free_held
}
check "server: nobody reads standard error" no_reader
lost_alone() {
  hold_pipe err
  # shellcheck disable=SC2086
  stderr=$work/err.pipe mute_server --echo $identity && answered one && drain_pipe err >/dev/null || return 1
  # It says so without being asked: nothing else happens.
  timeout 20 grep -qaE -m 1 'lines lost' <&"$held" && ended && free_held
}
check "server: what was lost is said when there is room" lost_alone
reader_gone() {
  hold_pipe err empty
  # shellcheck disable=SC2086
  stderr=$work/err.pipe mute_server --echo --trace $identity || return 1
  free_held
  answered one && answered two && ended
}
check "server: the reader of standard error goes away" reader_gone
reader_never() {
  local gone
  hold_pipe err empty
  exec {gone}>"$work/err.pipe"
  free_held
  # shellcheck disable=SC2086
  "$HANDFAST" server --listen 127.0.0.1:0 --echo --trace $identity 2>&"$gone" </dev/null >/dev/null &
  pid=$!
  background="$background $pid "
  exec {gone}>&-
  find_port && answered one && answered two && ended
}
check "server: the reader of standard error was never there" reader_never
closed_error() {
  # shellcheck disable=SC2086
  "$HANDFAST" server --listen 127.0.0.1:0 --echo --trace $identity 2>&- </dev/null >/dev/null &
  pid=$!
  background="$background $pid "
  find_port && answered one && answered two && ended
}
check "server: standard error is closed" closed_error
all_closed() {
  # shellcheck disable=SC2086
  "$HANDFAST" server --listen 127.0.0.1:0 --trace $identity 2>&- <&- >&- &
  pid=$!
  background="$background $pid "
  find_port && another one && another two && ended
}
check "server: all standard descriptors are closed" all_closed
# What is no pipe can be full as well.
muffled() { # KIND
  # shellcheck disable=SC2086
  open_peer muffle '^pid' muffle "$1" "$HANDFAST" server --listen 127.0.0.1:0 --echo --trace=all $identity || return 1
  pid=$(sed -n 's/^pid //p' "$work/muffle.out")
  local server=$client
  find_port && answered one && answered two && kill -TERM "$pid" && exits 0 wait "$server"
}
for kind in socket terminal; do
  check "server: nobody reads standard error, a $kind" muffled $kind
done
key_log() {
  hold_pipe keys
  # shellcheck disable=SC2086
  handfast_server --echo --keylog "$work/keys.pipe" $identity && answered one && ended && has "$log" 'keys.pipe: cannot write the key log: ' &&
    free_held
}
check "server: nobody reads the key log" key_log
mkfifo "$work/keyhole"
check "client: a key log that nobody has opened" says 3 'cannot write the key log' client 127.0.0.1:1 --insecure --keylog "$work/keyhole"

unread_output() {
  hold_pipe out
  # shellcheck disable=SC2086
  stdout=$work/out.pipe mute_server $identity --trace || return 1
  # One client has something to be printed, and waits; another comes and goes; a third is reset.
  head -c 300000 /dev/urandom >"$work/much"
  timeout 60 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" <"$work/much" >"$work/much.out" \
    2>"$work/much.err" &
  local much=$!
  background="$background $much "
  await "$work/much.err" '^connected' && timeout 20 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" \
    </dev/null >/dev/null 2>&1 || return 1
  timeout 20 head -c $((filled + 300000)) <&"$held" | tail -c 300000 >"$work/printed"
  exits 0 wait "$much" && cmp "$work/much" "$work/printed" && ended && free_held
}
check "server: standard output is read late, and nothing is lost" unread_output
never_read_output() {
  hold_pipe out
  # shellcheck disable=SC2086
  stdout=$work/out.pipe mute_server $identity --trace && peer reset "$port" "$pid" >"$work/reset.out" || return 1
  open_client waits && say something && is_calm "$pid" && ended && exits 0 wait "$client" && hang_up && free_held
}
# At last it uses no more than a twentieth of the processor for half a second: what spins never does.
is_calm() { # PID
  local before after turn
  for ((turn = 0; turn < 20; turn++)); do
    before=$(awk '{ print $14 + $15 }' "/proc/$1/stat") || return 1
    sleep 0.5
    after=$(awk '{ print $14 + $15 }' "/proc/$1/stat") || return 1
    [ $((after - before)) -gt 2 ] || return 0
  done
  echo "$((after - before)) ticks in half a second"
  return 1
}
check "server: nobody reads standard output: it stays calm, and SIGTERM ends it" never_read_output
output_gone() {
  hold_pipe out empty
  # shellcheck disable=SC2086
  stdout=$work/out.pipe mute_server $identity || return 1
  free_held
  another one && another two && ended && has "$work/mute.err" 'cannot write to standard output: Broken pipe: .* lost from now on'
}
check "server: the reader of standard output goes away" output_gone
output_full() {
  # shellcheck disable=SC2086
  stdout=/dev/full mute_server $identity && another one && another two && ended || return 1
  [ "$(grep -c 'cannot write to standard output: No space left' "$work/mute.err")" -eq 1 ]
}
check "server: standard output is full" output_full

# A client waits for who reads its words and its lines, but SIGTERM does not wait with it: in the handshake or behind it.
can_be_told() { await "/proc/$client/status" '^Name:.handfast' && await "/proc/$client/status" '^SigCgt:.*[4567cdef]...$'; }
client_unread_error() {
  hold_pipe err
  # shellcheck disable=SC2086
  handfast_server --echo $identity || return 1
  "$HANDFAST" client "127.0.0.1:$port" --tls12 --name localhost --ca "$certs/anchors.pem" --trace=all </dev/null >/dev/null 2>"$work/err.pipe" &
  client=$!
  background="$background $client "
  can_be_told && await_accepted && kill -TERM "$client" && exits 143 wait "$client" && await "$log" '(handshake failed: closed_early|: closed$)' &&
    ended && free_held
}
check "client: nobody reads standard error, and SIGTERM ends it" client_unread_error
client_unread_output() {
  hold_pipe out
  # shellcheck disable=SC2086
  handfast_server --echo $identity || return 1
  local words
  rm -f "$work/words"
  mkfifo "$work/words"
  exec {words}<>"$work/words"
  "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" <"$work/words" >"$work/out.pipe" 2>"$work/unread.err" &
  client=$!
  background="$background $client "
  await "$work/unread.err" '^connected: ' && echo words >&"$words" && await_words && is_calm "$client" && kill -TERM "$client" || return 1
  exits 143 wait "$client" && await "$log" ': closed$' && ended && free_held && exec {words}>&-
}
# Until the client has read what was said to it.
await_words() {
  local turn
  for ((turn = 0; turn < 1000; turn++)); do
    read -r -t 0 -u "$words" || return 0
    sleep 0.02
  done
  return 1
}
check "client: nobody reads standard output, and SIGTERM ends it" client_unread_output
no_input() {
  # shellcheck disable=SC2086
  handfast_server --echo $identity || return 1
  exits 1 timeout 20 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem" <"$work" >"$work/out" 2>&1 &&
    has "$work/out" 'cannot read standard input: Is a directory' && ended
}
check "client: standard input cannot be read" no_input

few_descriptors() {
  # shellcheck disable=SC2086
  (ulimit -n 24; stderr=$work/few.err mute_server --echo $identity; echo "$pid $port" >"$work/few"; trap - EXIT)
  read -r pid port <"$work/few"
  background="$background $pid "
  mkfifo "$work/few.in"
  timeout 60 python3 tests/cli/peer.py crowd "$port" 60 <"$work/few.in" >"$work/few.out" &
  local crowd=$! go
  background="$background $crowd "
  exec {go}>"$work/few.in"
  await "$work/few.out" '^all' && await "$work/few.err" 'refused: Too many open files' && is_calm "$pid" || return 1
  echo >&"$go"
  exec {go}>&-
  exits 0 wait "$crowd" && has "$work/few.out" '^2:80$' && has "$work/few.err" 'the system allows 24 open files' || return 1
  # When they are gone, there is room again.
  again && kill -TERM "$pid" && await "$work/few.err" '^ended: '
}
again() {
  local turn
  for ((turn = 0; turn < 100; turn++)); do
    another again && return 0
  done
  return 1
}
check "server: no descriptors are left" few_descriptors
# Not with sanitizers, which need all the addresses there are.
little_memory() {
  local plain=$HANDFAST
  case $plain in */san/*) plain=$(realpath build/handfast) ;; esac
  # shellcheck disable=SC2086
  (ulimit -v 40000; HANDFAST=$plain stderr=$work/little.err mute_server --echo $identity; echo "$pid $port" >"$work/few"; trap - EXIT)
  read -r pid port <"$work/few"
  background="$background $pid "
  rm -f "$work/few.in"
  mkfifo "$work/few.in"
  timeout 60 python3 tests/cli/peer.py crowd "$port" 900 <"$work/few.in" >"$work/few.out" &
  local crowd=$! go
  background="$background $crowd "
  exec {go}>"$work/few.in"
  await "$work/few.out" '^all' && await "$work/little.err" 'refused: there is no memory' || return 1
  echo >&"$go"
  exec {go}>&-
  exits 0 wait "$crowd" && has "$work/few.out" '^2:80$' && again && kill -TERM "$pid" && await "$work/little.err" '^ended: '
}
check "server: no memory is left" little_memory

# Those who write to standard output say so when they could not.
unwritten() { # STATUS WHY OUTPUT ARGS...
  local status=$1 why=$2 output=$3 gone got
  shift 3
  case $output in
  closed) timeout 20 "$HANDFAST" "$@" <"${from:-/dev/null}" 1>&- 2>"$work/err" ;;
  full) timeout 20 "$HANDFAST" "$@" <"${from:-/dev/null}" 1>/dev/full 2>"$work/err" ;;
  unread)
    hold_pipe cut empty
    exec {gone}>"$work/cut.pipe"
    free_held
    timeout 20 "$HANDFAST" "$@" <"${from:-/dev/null}" 1>&"$gone" 2>"$work/err"
    ;;
  esac
  got=$?
  [ "$output" != unread ] || exec {gone}>&-
  exits "$status" test_status $got && has "$work/err" "cannot write to standard output: $why"
}
test_status() { return "$1"; }
get_unwritten() { # WHY OUTPUT: the server, too, hears that this is the end
  printf 'GET / HTTP/1.0\r\n\r\n' >"$work/get"
  from=$work/get unwritten 1 "$1" "$2" client "127.0.0.1:$port" --name localhost --ca "$certs/anchors.pem"
}
chain="$certs/server-rsa.pem --ca $certs/anchors.pem"
# shellcheck disable=SC2086
handfast_server --www $identity || failed=$((failed + 1))
# shellcheck disable=SC2086
for output in full closed unread; do
  case $output in closed) why='Bad file descriptor' ;; full) why='No space left' ;; *) why='Broken pipe' ;; esac
  check "client: standard output is $output" get_unwritten "$why" $output
  check "verify: standard output is $output" unwritten 2 "$why" $output verify $chain
  check "verify --json: standard output is $output" unwritten 2 "$why" $output verify $chain --json
  check "--version: standard output is $output" unwritten 3 "$why" $output --version
  check "--help: standard output is $output" unwritten 3 "$why" $output --help
  check "verify --help: standard output is $output" unwritten 2 "$why" $output verify --help
  check "demo: standard output is $output" unwritten 1 "$why" $output demo --cert "$certs/server-rsa.pem" --key "$certs/server-rsa.key" \
    --ca "$certs/root.pem"
done
stop "$pid"
