#!/bin/sh
# tests/regen/run.sh: the checked-in generated files are what the spec gives, byte for byte, run after run.
set -u
cd "$(dirname "$0")/../.." || exit 1
passed=0 failed=0
made=build/regen
for turn in 1 2; do
  rm -rf "$made$turn" && mkdir -p "$made$turn"
  gen/regen.sh build/hfgen "$made$turn" || failed=$((failed + 1))
done
for dir in engine/generated proofs/generated tests/generated; do
  [ -d "$dir" ] || [ -d "${made}1/$dir" ] || continue
  for against in "$dir" "${made}2/$dir"; do
    if diff -r "$against" "${made}1/$dir"; then
      passed=$((passed + 1))
    else
      echo "not what spec/ gives: $against (make regen writes it anew)"
      failed=$((failed + 1))
    fi
  done
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
