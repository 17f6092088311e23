#!/bin/sh
# tests/model/run.sh: runs of the model (tests/model/told), done by real connections: after each step the connection must be what the model
# says (replay.c, facts.c). With Spin, that they are still what the model says. Each row of the tables must be in some run, or in
# tests/model/uncovered with the reason.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=build/tests/model.out
mkdir -p "$work"
skipped=
make -s build/tests/model build/tests/certs/made || { echo "0 passed, 1 failed"; exit 1; }
build/tests/model "$work/rows" <tests/model/told >"$work/log" 2>&1
status=$?
cat "$work/log"
passed=$(sed -n 's/^\([0-9]*\) runs as the model.*/\1/p' "$work/log")
failed=$(sed -n 's/.* tells them, \([0-9]*\) not$/\1/p' "$work/log")
passed=${passed:-0} failed=${failed:-1}
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1

# Rows: those of the tables that no run takes, and those of the list that one does.
awk -F '\t' '
  FILENAME ~ /uncovered$/ { if (/^[a-z]/) { split($0, u, /  +/); reason[u[1]] = u[2] } next }
  FILENAME ~ /rows\.tsv$/ { key[$1] = $2 " " $3 ": " $4; next }
  { taken[$1] = 1 }
  END {
    for (mark in key) {
      rows++
      if (mark in taken) covered++
      if (!(mark in taken) && reason[key[mark]] == "") { print "failed: no run takes " key[mark]; bad++ }
      if (mark in taken && reason[key[mark]] != "") { print "failed: tests/model/uncovered names what a run takes: " key[mark]; bad++ }
    }
    print covered " of " rows " rows"
    exit bad > 0
  }' tests/model/uncovered proofs/generated/rows.tsv "$work/rows"
if [ $? -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi

if command -v spin >/dev/null; then
  if tests/model/tell.sh >"$work/told" && cmp "$work/told" tests/model/told; then passed=$((passed + 1)); else
    failed=$((failed + 1))
    echo "failed: the model tells other runs now: tests/model/tell.sh >tests/model/told"
  fi
else
  echo "skipped: spin is not installed: that tests/model/told is what the model says"
  skipped=1
fi
echo "$passed passed, $failed failed${skipped:+, $skipped skipped}"
[ "$failed" -eq 0 ]
