#!/bin/sh
# tests/fuzz/make_corpus.sh [TARGET...]: writes tests/fuzz/corpus/TARGET anew: of the seeds (tests/fuzz/seeds.py, and what the target writes
# itself), of what is kept and of what runs on this machine found (build/fuzz/TARGET.found) those inputs that together reach what
# all of them reach, the smallest first.
set -eu
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- $(cd tests/fuzz && ls -- *.c | sed 's/\.c$//')
make -s fuzzers build/tests/certs/made
seeds=build/fuzz/seeds
rm -rf "$seeds"
mkdir -p "$seeds/message"
python3 tests/fuzz/seeds.py build/tests/certs "$seeds"
FUZZ_SEEDS=$seeds/message build/fuzz/message -runs=0 >build/fuzz/seeds.log 2>&1
for target; do
  new=build/fuzz/$target.new
  rm -rf "$new"
  mkdir -p "$new" "tests/fuzz/corpus/$target" "build/fuzz/$target.found"
  "build/fuzz/$target" -merge=1 -max_len=20000 -timeout=300 "$new" "tests/fuzz/corpus/$target" "$seeds/$target" "build/fuzz/$target.found" \
    >"build/fuzz/$target.merge.log" 2>&1 || { tail -n 20 "build/fuzz/$target.merge.log"; exit 1; }
  rm -rf "tests/fuzz/corpus/$target"
  mv "$new" "tests/fuzz/corpus/$target"
  echo "$target: $(ls "tests/fuzz/corpus/$target" | wc -l) inputs, $(cat "tests/fuzz/corpus/$target"/* | wc -c) bytes"
done
