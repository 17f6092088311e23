#!/bin/sh
# tests/mutants/run.sh: mutants of the engine, and what catches them. N=300 SEED=1 JOBS=2 say how many, which, and how many at
# once; LISTED=1 takes those of tests/mutants/survivors, ONLY="NAME..." those whose names have one of these words in them;
# PROVE=1 asks the proofs about those that no test caught; STAGES="unit sanitized chains interop" are the suites that are asked;
# RESUME=1 goes on with a run that was interrupted.
set -eu
cd "$(dirname "$0")/../.."
export PYTHONDONTWRITEBYTECODE=1
if ! { make -s all test-programs && make -s SANITIZE=1 all test-programs; }; then
  echo "0 passed, 1 failed"
  exit 1
fi
exec python3 tests/mutants/mutants.py
