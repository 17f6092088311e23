#!/bin/sh
# tests/fuzz_short/run.sh: the fuzzers for a few seconds, as part of the tests; `make fuzz` lets them work at length.
exec "$(dirname "$0")/../fuzz/run.sh" 8
