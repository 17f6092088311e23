#!/bin/sh
# tests/fuzz/run.sh SECONDS: builds each tests/fuzz/NAME.c with clang's sanitizers, and lets libFuzzer work on it for so long,
# beginning with the kept corpus and with what earlier runs found (build/fuzz/NAME.found). What fails is left in build/fuzz.
set -u
cd "$(dirname "$0")/../.." || exit 1
seconds=${1:-60}
passed=0 failed=0
for target in tests/fuzz/*.c; do
  name=$(basename "$target" .c)
  program=build/fuzz/$name
  log=build/fuzz/$name.log
  mkdir -p "build/fuzz/$name.found"
  if make -s "$program" >"$log" 2>&1 && "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/$name." "build/fuzz/$name.found" "tests/fuzz/corpus/$name" >>"$log" 2>&1; then
    passed=$((passed + 1))
    grep -E 'number_of_executed_units|DONE' "$log" | tail -n 2
  else
    failed=$((failed + 1))
    tail -n 30 "$log"
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
