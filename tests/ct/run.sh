#!/bin/sh
# tests/ct/run.sh [--all]: runs each program of tests/ct under valgrind with its secrets undefined; any branch or address
# that depends on one is a failure. --all: not only as built, but with gcc and clang at -O2 and -Os.
set -u
cd "$(dirname "$0")/../.." || exit 1
passed=0 failed=0

run() { # DIRECTORY NAME
  program=$1/tests/ct/$2
  valgrind -q --error-exitcode=9 --log-file="$program.valgrind" "$program"
  status=$?
  wanted=0
  [ "$2" = control ] && wanted=9
  if [ "$status" -eq "$wanted" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "failed: $program (status $status, expected $wanted)"
    head -n 30 "$program.valgrind"
  fi
}

run_all() { # DIRECTORY
  for source in tests/ct/*.c; do
    run "$1" "$(basename "$source" .c)"
  done
}

if [ "${1:-}" = --all ]; then
  for compiler in gcc clang; do
    for level in -O2 -Os; do
      directory=build/ct$level-$compiler
      make -s B="$directory" CC=$compiler CFLAGS="$level -g" ct-programs || failed=$((failed + 1))
      run_all "$directory"
    done
  done
else
  run_all build
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
