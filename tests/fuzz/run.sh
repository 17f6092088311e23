#!/bin/sh
# tests/fuzz/run.sh SECONDS [TARGET...]: builds the fuzzers of tests/fuzz/TARGET.c (all), replays the corpus that is kept and what earlier
# runs found (build/fuzz/TARGET.found), and lets libFuzzer go on from there for so long; 0: the replay of the kept corpus alone. Prints
# what of the engine was reached. What fails is left in build/fuzz.
set -u
cd "$(dirname "$0")/../.." || exit 1
seconds=${1:-60}
[ $# -eq 0 ] || shift
# shellcheck disable=SC2046 # a word for each target
[ $# -gt 0 ] || set -- $(cd tests/fuzz && ls -- *.c | sed 's/\.c$//')
passed=0 failed=0

# What libFuzzer counts is only of the program: the edges that it has, and those that were reached.
reached() { # LOG
  all=$(sed -n 's/^INFO: Loaded .*(\([0-9]*\) inline 8-bit counters).*/\1/p' "$1" | head -n 1)
  sed -n 's/.*\(INITED\|DONE\) *cov: \([0-9]*\) ft: \([0-9]*\) corp: \([0-9]*\).*/\2 \3 \4/p' "$1" | tail -n 1 |
    awk -v all="${all:-0}" '{ printf "%d of %d edges, %d features, %d inputs", $1, all, $2, $3 }'
}

# The names of the functions that no input came to; the symbols are looked up only where there is time.
unreached() { # LOG
  sed -n 's/^UNCOVERED_FUNC: .*edges: [0-9/]* //p' "$1" | sed "s|$PWD/||" | sort -u
}

run() { # TARGET
  program=build/fuzz/$1
  set -- "$1" -timeout=300 -rss_limit_mb=2048 -artifact_prefix="build/fuzz/$1." -verbosity=1
  [ ! -f "tests/fuzz/$1.dict" ] || set -- "$@" -dict="tests/fuzz/$1.dict"
  target=$1
  shift
  if [ "$seconds" -eq 0 ]; then
    "$program" "$@" -runs=0 "tests/fuzz/corpus/$target"
  else
    mkdir -p "build/fuzz/$target.found"
    "$program" "$@" -max_total_time="$seconds" -print_coverage=1 "build/fuzz/$target.found" "tests/fuzz/corpus/$target"
  fi
}

for target; do
  log=build/fuzz/$target.log
  mkdir -p build/fuzz
  rm -f "build/fuzz/$target.unreached"
  if [ ! -f "tests/fuzz/$target.c" ] || ! ls "tests/fuzz/corpus/$target"/* >/dev/null 2>&1; then
    echo "failed: there is no fuzzer $target with a corpus"
    failed=$((failed + 1))
  elif make -s "build/fuzz/$target" >"$log" 2>&1 && run "$target" >"$log" 2>&1 && [ -n "$(reached "$log")" ]; then
    passed=$((passed + 1))
    echo "$target: $(reached "$log")"
    [ "$seconds" -eq 0 ] || { unreached "$log" >"build/fuzz/$target.unreached" &&
      echo "  functions never reached: $(wc -l <"build/fuzz/$target.unreached"), in build/fuzz/$target.unreached"; }
  else
    failed=$((failed + 1))
    echo "failed: $target"
    tail -n 40 "$log"
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
