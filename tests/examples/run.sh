#!/bin/sh
# tests/examples/run.sh: the programs of this directory: each at most 100 lines, compiled against the public headers alone, and run.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=build/examples
certs=build/tests/certs
rm -rf "$work"
mkdir -p "$work"
passed=0 failed=0
check() { # NAME COMMAND...
  name=$1
  shift
  if "$@" >"$work/out" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "failed: $name"
    head -n 30 "$work/out"
  fi
}
make -s all "$certs/made" >"$work/make.log" 2>&1 || tail -n 20 "$work/make.log"
build/handfast anchors --c anchors "$certs/anchors.pem" >"$work/anchors.c"
for source in tests/examples/*.c; do
  one=$(basename "$source" .c)
  check "$one has at most 100 lines" test "$(wc -l <"$source")" -le 100
  with=
  [ "$one" != fixed_client ] || with=$work/anchors.c
  # shellcheck disable=SC2086 # a file or none
  check "$one" gcc -std=gnu11 -Wall -Wextra -Wconversion -Wshadow -Werror -Iengine/include "$source" $with build/libhandfast.a \
    -ltomcrypt -lgmp -o "$work/$one"
done

server=
trap '[ -z "$server" ] || kill "$server"' EXIT
start() { # PROGRAM ARGUMENT...; its line that ends with the port has `listening on` or, of OpenSSL, ACCEPT
  : >"$work/server.log"
  "$@" >"$work/server.log" 2>&1 &
  server=$!
  tail -n +1 -f --pid=$server "$work/server.log" | grep -m 1 -E '^(listening on|ACCEPT) ' >"$work/port"
  port=$(sed 's/.*://' "$work/port")
}
stop() {
  kill "$server" && wait "$server" 2>/dev/null
  server=
}
ec=$certs/server-ec

# poll_server: while one client says nothing, eight get 100,000 bytes back each; then the silent one its own.
start "$work/poll_server" 0 "$ec.0.der" "$ec.1.der" "$ec.key.der"
client() { build/handfast client "localhost:$port" --ca "$certs/anchors.pem" "$@"; }
echoes() { # NAME OPTION...
  head -c 100000 /dev/urandom >"$work/$1"
  out=$work/$1
  shift
  client "$@" <"$out" >"$out.back" 2>"$out.log" && cmp "$out" "$out.back"
}
mkfifo "$work/silence"
client <"$work/silence" >"$work/silent" 2>"$work/silent.log" &
silent=$!
exec 3>"$work/silence"
trap '' PIPE # a client that has ended is said below
clients=
for i in 1 2 3 4; do
  echoes "12-$i" --tls12 >"$work/12-$i.out" 2>&1 &
  clients="$clients $!"
  echoes "13-$i" --tls13 >"$work/13-$i.out" 2>&1 &
  clients="$clients $!"
done
for one in $clients; do
  check "one of eight gets back what it sent" wait "$one"
done
echo 'at last' >&3
exec 3>&-
check "the silent one ends well" wait "$silent"
check "with its words" grep -qx 'at last' "$work/silent"
# OpenSSL's client goes on until its input ends: that is, until its answer is there.
mkfifo "$work/hold"
openssl_echo() { # OPTION
  { echo question; cat "$work/hold"; } |
    openssl s_client "$1" -quiet -no_ign_eof -connect "127.0.0.1:$port" -CAfile "$certs/anchors.pem" -verify_return_error 2>"$work/openssl.log" |
    { sed q >"$work/answer"; : >"$work/hold"; }
  grep -qx question "$work/answer"
}
check "OpenSSL, TLS 1.2" openssl_echo -tls1_2
check "OpenSSL, TLS 1.3" openssl_echo -tls1_3
# All places taken: who comes then is turned away, and none is lost of those that are there.
cat >"$work/crowd.py" <<'PY'
import socket, sys
address = ("127.0.0.1", int(sys.argv[1]))
crowd = [socket.create_connection(address) for _ in range(32)]
late = socket.create_connection(address)
assert late.recv(1) == b""
for one in crowd:
    one.send(b"\x16\x03\x01\x00\x04none")  # no ClientHello
    assert one.recv(1) == b"\x15"  # an alert
PY
check "the thirty-third is turned away" python3 "$work/crowd.py" "$port"
check "afterwards there is place again" echoes later
check "it is still there" kill -0 "$server"
stop

# fixed_client: of Handfast's server and of OpenSSL's, which knows how to send small records; with a name that is not the server's.
fixed() { # STATUS PATTERN NAME
  "$work/fixed_client" 127.0.0.1 "$port" "$3" >"$work/page" 2>"$work/said"
  status=$?
  cat "$work/page" "$work/said"
  bytes=$(sed -n 's/ bytes of RAM for a connection$//p' "$work/said")
  [ $status -eq "$1" ] && [ "$bytes" -le 10240 ] && cat "$work/page" "$work/said" | grep -q "$2"
}
start build/handfast server --listen 127.0.0.1:0 --cert "$ec.pem" --key "$ec.key" --www
check "a page of Handfast's" fixed 0 'TLS 1.3' localhost
check "another name" fixed 1 'TLS: a certificate for another name' other.example
stop
start openssl s_server -accept 127.0.0.1:0 -cert "$ec.pem" -cert_chain "$ec.pem" -key "$ec.key" -www
check "a page of OpenSSL's" fixed 0 'TLSv1.3' localhost
stop
start openssl s_server -accept 127.0.0.1:0 -cert "$ec.pem" -cert_chain "$ec.pem" -key "$ec.key" -www -tls1_2
check "a page of OpenSSL's, TLS 1.2" fixed 0 'TLSv1.2' localhost
stop

# names_server: each name has its own certificate, whatever its letters; another name is refused, and who says none gets the first.
other=$certs/wrong-name # it is for other.example
start "$work/names_server" 0 localhost "$ec.0.der" "$ec.1.der" "$ec.key.der" other.example "$other.0.der" "$other.1.der" "$other.key.der"
named() { # PATTERN OPTION...
  pattern=$1
  shift
  openssl s_client -connect "127.0.0.1:$port" -CAfile "$certs/anchors.pem" "$@" </dev/null >"$work/named" 2>&1
  grep -q "$pattern" "$work/named" || { cat "$work/named"; return 1; }
}
for version in -tls1_2 -tls1_3; do
  check "a name, $version" named '^subject=CN = server-ec' $version -servername localhost -verify_return_error
  check "another one, $version" named '^subject=CN = wrong-name' $version -servername Other.Example -verify_return_error
  check "one that it has not, $version" named 'unrecognized name' $version -servername third.example
  check "none, $version" named '^subject=CN = server-ec' $version -noservername
done
told() { [ "$(client </dev/null)" = localhost ]; }
check "it tells the name" told
stop

# hardware_key: each handshake by a signature that another process makes; without one, the client is told that it is not its fault.
signed() { [ "$(build/handfast client "localhost:$port" --ca "$certs/intermediate-ec.pem" "$@" </dev/null)" = 'signed elsewhere' ]; }
start "$work/hardware_key" 0 "$ec.0.der" "$ec.key.der"
for version in --tls12 --tls13 --tls13; do
  check "a key elsewhere, $version" signed $version
done
stop
told_why() {
  ! build/handfast client "localhost:$port" --ca "$certs/intermediate-ec.pem" "$1" </dev/null 2>"$work/said" && cat "$work/said" &&
    grep -q 'received: internal_error' "$work/said"
}
start "$work/hardware_key" 0 "$ec.0.der" "$ec.0.der" # what has no key in it
for version in --tls12 --tls13; do
  check "no answer, $version" told_why $version
done
check "it is there, and says so" grep -qx "$(sed -n 's/^private_key_failed,[^,]*,\([^,]*\),.*/\1/p' spec/registry/errors.csv)" "$work/server.log"
stop
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
