#!/bin/sh
# tests/planted/run.sh: each planted mistake of tests/sabotage can be planted, and is one: the patch finds its place to the letter,
# and what a test has to catch compiles. That each is caught is `make sabotage`.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$PWD/build/planted
rm -rf "$work"
mkdir -p "$work"
git ls-files -z | tar cf - --null -T - | tar xf - -C "$work"
passed=0 failed=0

# The C files that a patch changes, one a line.
changed() { sed -n 's|^+++ [ab]/\(engine/[^	 ]*\.c\).*|\1|p' "$1"; }

compiles() { # FILE...
  for file; do
    gcc -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -Wall -Wextra -Wconversion -Wshadow -Werror -fsyntax-only -Iengine/include -Iengine "$file" || return 1
  done
}

one() { # PATCH
  patch -s -p1 -F0 -f -d "$work" <"$1" || return 1
  case $(sed -n '1s/^# caught-by: \([a-z0-9]*\).*/\1/p' "$1") in
  test | tls13 | bare | ct | fuzz | runs) (cd "$work" && compiles $(changed "$OLDPWD/$1")) || return 1 ;;
  esac
}

for patch in tests/sabotage/*.patch; do
  if one "$patch" >"$work.log" 2>&1; then passed=$((passed + 1)); else
    failed=$((failed + 1))
    echo "failed: $patch"
    cat "$work.log"
  fi
  for file in $(sed -n 's|^+++ [ab]/\([^	 ]*\).*|\1|p; s|^--- [ab]/\([^	 ]*\).*|\1|p' "$patch" | sort -u); do
    if [ -f "$file" ]; then cp "$file" "$work/$file"; else rm -f "${work:?}/$file"; fi
  done
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
