#!/bin/sh
# tests/regen/run.sh: the checked-in generated files are what the spec gives, byte for byte, run after run.
set -u
cd "$(dirname "$0")/../.." || exit 1
passed=0 failed=0
made=build/regen
for turn in 1 2; do
  rm -rf "$made$turn"
  gen/regen.sh build/hfgen "$made$turn" || { echo "the generator fails"; failed=$((failed + 1)); }
done
compare() { # NAME ONE OTHER
  if diff -ru "$2" "$3"; then
    passed=$((passed + 1))
  else
    echo "$1"
    failed=$((failed + 1))
  fi
}
compare "two runs differ" ${made}1 ${made}2
for dir in $(cd ${made}1 && echo */generated */*/generated); do
  compare "not what spec/ gives: $dir (make regen writes it anew)" "$dir" "${made}1/$dir"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
