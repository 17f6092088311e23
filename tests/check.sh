#!/bin/sh
# tests/check.sh [SUITE...]: runs the suites (all of them when none is named), shows what fails, and sums up.
# A suite is tests/NAME/run.sh. Its last line of the form `N passed, N failed[, N skipped]` is its result; without that
# line, or with a bad exit status and nothing failed, it counts as one failure. Whole logs: build/check/NAME.log. What failed is named
# once more at the end, where nobody has to look for it.
# Two run at a time (LANES=1: one), since most suites use one core: beside one that may build in build/, one of `apart`.
set -u
cd "$(dirname "$0")/.." || exit 1
logs=build/check
mkdir -p "$logs"
not_suites=" bench demo fuzz mutants sabotage timing "
# These build in places of their own, or nothing, and wait for no clock: the longest first.
apart=" planted ct chains exchanged walkthrough proofs profiles goals mutants_sample cases asn1 gen trace "
form='^[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$'

suites=$*
if [ -z "$suites" ]; then
  for script in tests/*/run.sh; do
    name=$(basename "$(dirname "$script")")
    case "$not_suites" in *" $name "*) ;; *) suites="$suites $name" ;; esac
  done
fi

# Writes the result of a suite to $logs/NAME.result: passed, failed, skipped, status, seconds.
run_suite() { # NAME
  before=$(date +%s)
  "tests/$1/run.sh" </dev/null >"$logs/$1.log" 2>&1
  status=$?
  line=$(grep -E "$form" "$logs/$1.log" | tail -n 1)
  # shellcheck disable=SC2046 # three numbers
  set -- "$1" $(echo "${line:-0 passed, 1 failed}" | tr -c '0-9\n' ' ')
  bad=$3
  [ "$status" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
  echo "$2 $bad ${4:-0} $status $(($(date +%s) - before))" >"$logs/$1.result.new"
  mv "$logs/$1.result.new" "$logs/$1.result"
}

# Runs those of the named suites that nobody has begun.
lane() { # SUITE...
  for suite; do
    mkdir "$logs/$suite.begun" 2>/dev/null && run_suite "$suite"
  done
}

tell() { # NAME: its result, when it is there
  read -r good bad left status seconds <"$logs/$1.result"
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left))
  printf '%-12s %5d passed %4d failed %4d skipped %5d s\n' "$1" "$good" "$bad" "$left" "$seconds"
  grep -iE 'skipped: ' "$logs/$1.log" | sort | uniq -c | sed 's/^ */  /' | head -n 20
  [ "$bad" -eq 0 ] || { echo "--- $logs/$1.log (status $status), its end:"; tail -n 60 "$logs/$1.log"; echo "---"; }
}

for suite in $suites; do
  rm -rf "$logs/$suite.begun" "$logs/$suite.result"
done
first='' second=''
for suite in $suites; do
  case "$apart" in *" $suite "*) ;; *) first="$first $suite" ;; esac
done
for suite in $apart; do
  case " $suites " in *" $suite "*) second="$second $suite" ;; esac
done
# shellcheck disable=SC2086 # lists
lane $first $second &
if [ "${LANES:-2}" -gt 1 ]; then
  # shellcheck disable=SC2086
  lane $second &
fi
passed=0 failed=0 skipped=0
waiting=$suites
while [ -n "$waiting" ]; do
  still=''
  for suite in $waiting; do
    if [ -f "$logs/$suite.result" ]; then tell "$suite"; else still="$still $suite"; fi
  done
  waiting=$still
  [ -z "$waiting" ] || sleep 1
done
wait
for suite in $suites; do
  read -r good bad left status seconds <"$logs/$suite.result"
  [ "$bad" -eq 0 ] || { echo "failed: $suite: $bad (status $status)"; grep -aE '^(\[FAIL\]|FAILED|FAIL|not ok|failed)[: ]' "$logs/$suite.log" | head -n 20; }
done
total="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || total="$total, $skipped skipped"
echo "$total"
[ "$failed" -eq 0 ]
