#!/bin/sh
# tests/install/run.sh: what `make install` gives suffices to build against, statically and shared.
set -u
cd "$(dirname "$0")/../.." || exit 1
root=$PWD/build/install
rm -rf "$root"
passed=0 failed=0
check() { # NAME COMMAND...
  name=$1
  shift
  if "$@"; then passed=$((passed + 1)); else echo "failed: $name"; failed=$((failed + 1)); fi
}
cat >build/installed.c <<'C'
#include <handfast.h>
#include <stdio.h>
int main(void) {
  static struct hf_connection c;
  puts(hf_strerror(HF_OK));
  return hf_status(&c) == HF_STATUS_OPEN;
}
C
export PKG_CONFIG_PATH=$root/usr/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$root
cflags() { pkg-config --cflags --libs "$@" handfast; }
check "make install" make -s install DESTDIR="$root" PREFIX=/usr
# shellcheck disable=SC2046 # words
check "shared" gcc -std=c11 -Wall -Wextra -Werror build/installed.c -o build/installed-shared $(cflags)
check "shared runs" env LD_LIBRARY_PATH="$root/usr/lib" build/installed-shared
# shellcheck disable=SC2046
check "static" gcc -std=c11 build/installed.c -o build/installed-static $(cflags --static | sed "s|-lhandfast|$root/usr/lib/libhandfast.a|")
check "static runs" build/installed-static
check "command" "$root/usr/bin/handfast" --help
check "manual" test -s "$root/usr/share/man/man1/handfast.1"

# The example of README.md, as it stands there, against a server on this machine.
awk '/^```c$/ { on = 1; next } /^```$/ { on = 0 } on' README.md >build/readme.c
check "the example has at most 60 lines" test "$(wc -l <build/readme.c)" -le 60
# shellcheck disable=SC2046
check "the example" gcc -std=gnu11 -Wall -Wextra -Werror build/readme.c -o build/readme-example $(cflags)
certs=build/tests/certs
"$root/usr/bin/handfast" server --listen 127.0.0.1:0 --cert $certs/server-ec.pem --key $certs/server-ec.key --www \
  >build/readme.log 2>&1 &
server=$!
tail -n +1 -f --pid=$server build/readme.log | grep -m 1 '^listening on ' >build/readme.port
port=$(sed 's/.*://' build/readme.port)
answers() { # STATUS NAME PATTERN
  env LD_LIBRARY_PATH="$root/usr/lib" timeout 30 build/readme-example 127.0.0.1 "$port" "$2" $certs/root-ec.0.der \
    >build/readme.out 2>&1
  [ $? -eq "$1" ] && grep -q "$3" build/readme.out
}
check "the example shows the page" answers 0 localhost 'TLS 1.2'
check "the example refuses another name" answers 1 other.example 'for another name'
kill $server && wait $server
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
