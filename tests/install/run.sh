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
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
