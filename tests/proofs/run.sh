#!/bin/sh
# tests/proofs/run.sh: what of the proofs needs no prover: the model of both machines and an attacker, searched by Spin within
# its small bounds; the gate: what Frama-C reads of the sources is what the lists in proofs/assumed and proofs/contracts say, each
# assumption stands in proofs/SOUNDNESS.md, and each trick of tests/sabotage/gate-*.patch is refused; and that README.md quotes no
# number of the proofs, which `make prove-replay` says. The proofs in C are `make prove-replay`, from what is saved of them.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=build/tests/proofs
mkdir -p "$work"
passed=0 failed=0 skipped=0
say() { # STATUS WHAT
  if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo "failed: $2"; fi
}
proofs/model.sh --quick >"$work/model" 2>&1
status=$?
cat "$work/model"
passed=$(grep -cE ' holds$' "$work/model")
[ "$status" -eq 0 ] && [ "$passed" -gt 0 ] || failed=$((failed + 1))

if command -v frama-c >/dev/null && command -v ocamlopt >/dev/null; then
  proofs/lists.sh --check
  say $? "proofs/lists.sh"
  HF_VIEW=$work/kinds.view frama-c -no-autoload-plugins -load-module build/proofs/view/hf_view.cmxs -machdep gcc_x86_64 \
    tests/proofs/kinds.c -print >"$work/kinds.said" 2>&1
  sed 's|tests/proofs/kinds.c|engine/kinds/kinds.c|' "$work/kinds.view" | awk -v names=1 -f proofs/kinds.awk | grep -v all_of_them >"$work/kinds"
  [ "$(wc -l <"$work/kinds")" -eq 11 ] && ! awk '{ sub(/_.*/, "", $3) } $1 != $3' "$work/kinds" | grep .
  say $? "proofs/kinds.awk"
  WORK=$PWD/$work/gate tests/sabotage/run.sh tests/sabotage/gate-*.patch >"$work/gate.log"
  cat "$work/gate.log"
  # shellcheck disable=SC2046 # two numbers
  set -- $(tail -n 1 "$work/gate.log" | tr -c '0-9\n' ' ')
  passed=$((passed + ${1:-0})) failed=$((failed + ${2:-1}))
else
  echo "skipped: frama-c-base or ocaml is not installed"
  skipped=1
fi
proofs/assumptions.sh --check
say $? "proofs/assumptions.sh"
awk '/^\*\*Prove\.\*\*/ { on = 1 } /^\*\*Embed\.\*\*/ { on = 0 } on' README.md >"$work/readme"
[ -s "$work/readme" ] && ! grep -nE '[0-9]|minute|second' "$work/readme"
say $? "README.md quotes a number of the proofs, which a command says and a page forgets"
echo "$passed passed, $failed failed$([ "$skipped" -eq 0 ] || echo ", $skipped skipped")"
[ "$failed" -eq 0 ]
