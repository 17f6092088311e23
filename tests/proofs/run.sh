#!/bin/sh
# tests/proofs/run.sh: what of the proofs needs no prover: the model of both machines and an attacker, searched by Spin within
# its small bounds, and the assumptions, each of which must stand in proofs/SOUNDNESS.md. The proofs in C are
# `make prove-replay`, from what is saved of them.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=build/tests/proofs
mkdir -p "$work"
passed=0 failed=0
proofs/model.sh --quick >"$work/model" 2>&1
status=$?
cat "$work/model"
passed=$(grep -cE ' holds$' "$work/model")
[ "$status" -eq 0 ] && [ "$passed" -gt 0 ] || failed=$((failed + 1))
if proofs/assumptions.sh --check; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
