#!/bin/bash
# tests/cases/run.sh: small chains of certificates with their right answers, of another hand than ours, from ../shared/cases (or
# $HANDFAST_CASES). Each must have the answer that is written beside it, but for those of tests/cases/too-strict, which are refused
# where they should be valid: they count as skipped. That list is held: what is on it and passes, or is not there, is a failure, and
# so is one that is valid where it should be refused.
set -u
cd "$(dirname "$0")/../.." || exit 1
cases=${HANDFAST_CASES:-../shared/cases}
HANDFAST=${HANDFAST:-build/handfast}
listed=tests/cases/too-strict
work=build/tests/cases
mkdir -p "$work"
if [ ! -f "$cases/run_cases.py" ]; then
  echo "skipped: no $cases"
  echo "0 passed, 0 failed, 1 skipped"
  exit 0
fi
python3 "$cases/run_cases.py" "$HANDFAST" >"$work/said" 2>"$work/errors"
read -r passed _ different _ left _ <<<"$(tail -n 1 "$work/said")"
failed=0 skipped=0
bad() {
  failed=$((failed + 1))
  echo "FAILED: $*"
}
[ ! -s "$work/errors" ] || { cat "$work/errors"; bad "run_cases.py came to no end"; }
case "$passed$different" in '' | *[!0-9]*) echo "0 passed, 1 failed"; exit 1 ;; esac
[ -z "$left" ] || bad "$left cases ask for an option that the command does not have"

awk '!/^#/ && NF { print $1 }' "$listed" | sort >"$work/listed"
awk '!/^#/ && NF == 1 { print $1 }' "$listed" >"$work/unexplained"
while read -r name; do bad "$listed: $name has no reason"; done <"$work/unexplained"
# NAME: GOT, not WANTED ...
grep -E '^[^ ]+: [a-z0-9 -]+, not ' "$work/said" | sort >"$work/different"
[ "$(wc -l <"$work/different")" -eq "$different" ] || bad "$different differ, and not as many are named"
while IFS= read -r line; do
  name=${line%%: *}
  case $line in
  "$name: refused, not valid"*)
    if grep -qx "$name" "$work/listed"; then
      skipped=$((skipped + 1))
      continue
    fi ;;
  esac
  bad "$line"
  grep -F -A 1 "$name: " "$work/said" | tail -n 1
done <"$work/different"
sed 's/: .*//' "$work/different" | sort | comm -23 "$work/listed" - >"$work/mended"
while read -r name; do bad "$name is in $listed, and is not refused, or no case at all: take it out"; done <"$work/mended"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
