#!/bin/sh
# tests/fuzz_short/run.sh: replays what is kept of each fuzzer's inputs, once, as part of the tests; `make fuzz` lets them work at length.
exec "$(dirname "$0")/../fuzz/run.sh" 0
