# shellcheck shell=bash
# tests/support/peers.sh: for the scripts that run the handfast command against real peers. To be sourced, from the top of
# the source tree. A test waits for what it needs to see, never for a time; each program is given a port by the system.
#
#   use NAME                    where this suite works: build/tests/NAME (or in SUITES_WORK), emptied
#   check NAME COMMAND...       one case; its output is shown when it fails
#   start LOG COMMAND...        runs a program behind the scenes; its process id is in $pid
#   await FILE PATTERN          until a line matches (extended regular expression), at most 20 seconds
#   stop PID...                 ends programs that `start` started, and waits for them
#   handfast_server ARGS...     a handfast server on a free port; $port, $pid, $log
#   usual_options ARGS...       for a handfast client: $usual, its --name and --ca unless ARGS have others
#   openssl_server ARGS...      likewise openssl s_server
#   gnutls_server ARGS...       likewise gnutls-serv
#   finish                      the last line, `N passed, N failed`; its status is the script's
export LC_ALL=C
HANDFAST=${HANDFAST:-}
if [ -z "$HANDFAST" ]; then
  HANDFAST=build/handfast
  # The build with sanitizers, when it is of the same sources: what it finds ends the program, and the case fails.
  [ build/san/handfast -nt build/handfast ] && HANDFAST=build/san/handfast
fi
certs=${CERTS:-build/tests/certs}
passed=0 failed=0
background=
servers=0

use() {
  work=${SUITES_WORK:-build/tests}/$1
  rm -rf "$work"
  mkdir -p "$work"
  trap end_all EXIT
  trap 'exit 130' INT TERM
  certs=$(realpath -m "$certs")
  HANDFAST=$(realpath -m "$HANDFAST")
  [ -e "$certs/server-rsa.pem" ] || tests/support/make_certs.sh "$certs" || exit 1
  [ -x "$HANDFAST" ] || { echo "$HANDFAST is not there: run make first"; echo "0 passed, 1 failed"; exit 1; }
  echo "with $HANDFAST, $(openssl version | cut -d' ' -f1,2), $(gnutls-cli --version | head -n 1), $(curl --version | cut -d' ' -f1,2 | head -n 1)"
}

end_all() {
  # shellcheck disable=SC2086 # words
  stop $background
}

stop() {
  local one
  for one; do
    kill "$one" 2>/dev/null
  done
  for one; do
    wait "$one" 2>/dev/null
    background=${background//" $one "/}
  done
}

start() { # LOG COMMAND...
  local out=$1
  shift
  : >"$out"
  "$@" >"$out" 2>&1 </dev/null &
  pid=$!
  background="$background $pid "
}

await() { # FILE PATTERN
  local turn
  for ((turn = 0; turn < 1000; turn++)); do
    grep -qE -- "$2" "$1" 2>/dev/null && return 0
    sleep 0.02
  done
  echo "not seen in $1: $2"
  return 1
}

# Each server has a log of its own: $log.
next_log() {
  servers=$((servers + 1))
  log=$work/server.$servers.log
}

# Until a program that listens says so, or has ended.
await_server() { # LOG PATTERN
  local turn
  for ((turn = 0; turn < 1000; turn++)); do
    grep -qE -- "$2" "$1" && return 0
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.02
  done
  echo "no server: $(tail -n 3 "$1")"
  return 1
}

handfast_server() {
  next_log
  start "$log" "$HANDFAST" server --listen 127.0.0.1:0 "$@"
  await_server "$log" '^listening on ' || return 1
  port=$(sed -n 's/^listening on .*://p' "$log" | head -n 1)
}

openssl_server() {
  openssl_server_of -tls1_2 "$@"
}
openssl_server_of() { # VERSION ARGS...
  next_log
  start "$log" openssl s_server -accept 127.0.0.1:0 "$@"
  await_server "$log" '^ACCEPT ' || return 1
  port=$(sed -n 's/^ACCEPT .*://p' "$log" | head -n 1)
}

# gnutls-serv does not tell which port it was given: one outside of the system's range is tried until it can have it.
gnutls_server() {
  local turn
  next_log
  for ((turn = 0; turn < 20; turn++)); do
    port=$((20000 + RANDOM % 10000))
    start "$log" gnutls-serv --port "$port" "$@"
    await_server "$log" 'listening on IPv4.*done|bind\(\) failed|rror' >/dev/null
    grep -qE 'listening on IPv4.*done' "$log" && ! grep -q 'bind() failed' "$log" && return 0
    stop "$pid"
  done
  echo "gnutls-serv: $(tail -n 3 "$log")"
  return 1
}

# The client's name and authorities, where ARGS do not say others: an option is not to be given twice. In $usual.
usual_options() { # ARGS...
  usual=()
  case " $* " in *" --name "*) ;; *) usual+=(--name localhost) ;; esac
  case " $* " in *" --ca "*) ;; *) usual+=(--ca "$certs/anchors.pem") ;; esac
}

check() { # NAME COMMAND...
  local name=$1
  shift
  if "$@" >"$work/case.log" 2>&1; then
    passed=$((passed + 1))
    echo "ok: $name"
  else
    failed=$((failed + 1))
    echo "FAILED: $name: $*"
    tail -n 30 "$work/case.log" | sed 's/^/    /'
  fi
}

# For the commands of a case: each says what it missed.
has() { # FILE PATTERN
  grep -qE -- "$2" "$1" || { echo "no line matches '$2' in $1:"; tail -n 20 "$1"; return 1; }
}
has_not() { # FILE PATTERN
  ! grep -E -- "$2" "$1" || { echo "a line matches '$2' in $1"; return 1; }
}
exits() { # STATUS COMMAND...
  local want=$1 got
  shift
  "$@"
  got=$?
  [ "$got" -eq "$want" ] || { echo "exit status $got, not $want: $*"; return 1; }
}

# What a sanitizer found in a program whose exit status nobody asked for.
sound() {
  ! grep -lE 'ERROR: [A-Za-z]+Sanitizer|runtime error: ' "$work"/*.log "$work"/*.err 2>/dev/null
}

finish() {
  end_all
  check "no sanitizer complains" sound
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}
