#!/bin/sh
# tests/check.sh [SUITE...]: runs the suites (all of them when none is named), shows what fails, and sums up.
# A suite is tests/NAME/run.sh. Its last line of the form `N passed, N failed[, N skipped]` is its result; without that
# line, or with a bad exit status and nothing failed, it counts as one failure. Whole logs: build/check/NAME.log.
set -u
cd "$(dirname "$0")/.." || exit 1
logs=build/check
mkdir -p "$logs"
not_suites=" bench demo fuzz mutants sabotage timing "
form='^[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$'
passed=0 failed=0 skipped=0

suites=$*
if [ -z "$suites" ]; then
  for script in tests/*/run.sh; do
    name=$(basename "$(dirname "$script")")
    case "$not_suites" in *" $name "*) ;; *) suites="$suites $name" ;; esac
  done
fi

run_suite() {
  log=$logs/$1.log
  before=$(date +%s)
  "tests/$1/run.sh" </dev/null >"$log" 2>&1
  status=$?
  line=$(grep -E "$form" "$log" | tail -n 1)
  [ -n "$line" ] || line="0 passed, 1 failed"
  # shellcheck disable=SC2046 # three numbers
  set -- "$1" $(echo "$line" | tr -c '0-9\n' ' ')
  bad=$3
  [ "$status" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
  passed=$((passed + $2)) failed=$((failed + bad)) skipped=$((skipped + ${4:-0}))
  printf '%-12s %5d passed %4d failed %4d skipped %5d s\n' "$1" "$2" "$bad" "${4:-0}" $(($(date +%s) - before))
  grep -iE 'skipped: ' "$log" | sort | uniq -c | sed 's/^ */  /' | head -n 20
  [ "$bad" -eq 0 ] || { echo "--- $log (status $status), its end:"; tail -n 60 "$log"; echo "---"; }
}

for suite in $suites; do
  run_suite "$suite"
done
total="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || total="$total, $skipped skipped"
echo "$total"
[ "$failed" -eq 0 ]
