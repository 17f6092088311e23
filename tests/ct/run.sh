#!/bin/sh
# tests/ct/run.sh [PROGRAM...]: builds the engine with gcc and clang at -O2 and -Os (CONFIGURATIONS names others, such as
# gcc-O2), and runs each program of tests/ct under valgrind with its secrets undefined: any branch or address that depends
# on one is a failure. The controls have such a branch and such an address, and must be found. `trace` is run by trace.sh.
set -u
cd "$(dirname "$0")/../.." || exit 1
passed=0 failed=0
configurations=${CONFIGURATIONS:-gcc-O2 gcc-Os clang-O2 clang-Os}
programs=$*
[ -n "$programs" ] || programs=$(for source in tests/ct/*.c; do basename "$source" .c; done)

run() { # DIRECTORY NAME
  program=$1/tests/ct/$2
  wanted=0
  case $2 in
  control*) wanted=9 ;;
  esac
  if [ "$2" = trace ]; then
    tests/ct/trace.sh "$program" >"$program.valgrind" 2>&1
  else
    valgrind -q --error-exitcode=9 --log-file="$program.valgrind" "$program" >"$program.out" 2>&1
  fi
  status=$?
  if [ "$status" -eq "$wanted" ]; then
    passed=$((passed + 1))
    echo "ok     $program"
  else
    failed=$((failed + 1))
    echo "failed $program (status $status, expected $wanted)"
    head -n 30 "$program.valgrind"
  fi
}

for configuration in $configurations; do
  directory=build/ct/$configuration
  mkdir -p "$directory"
  # valgrind 3.19 does not read all of clang's DWARF 5
  if make -s B="$directory" CC="${configuration%-*}" CFLAGS="-${configuration#*-} -gdwarf-4" ct-programs >"$directory/log" 2>&1; then
    for name in $programs; do
      run "$directory" "$name"
    done
  else
    failed=$((failed + 1))
    tail -n 20 "$directory/log"
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
