#!/bin/sh
# proofs/solvers.sh: makes build/proofs/why3.conf, which tells Why3 of the solvers; WP takes it by WHY3CONFIG. The entries are
# Why3's own but for two things: Why3 1.5 does not know cvc5 (its driver is made from CVC4's), and the solvers are not told
# their time limit, because they would count the time on the clock and give up early on a busy machine. proofs/solver.sh ends
# them after as many seconds of the processor.
set -eu
cd "$(dirname "$0")/.."
mkdir -p build/proofs
conf=$PWD/build/proofs/why3.conf
driver=$PWD/build/proofs/cvc5.drv
export WHY3CONFIG="$conf"
rm -f "$conf"
why3 config detect >build/proofs/why3.log 2>&1 || { cat build/proofs/why3.log >&2; exit 1; }
drivers=$(sed -n 's/^datadir = "\(.*\)"/\1/p' "$conf")/drivers
sed -i '/^\[partial_prover\]/,$d' "$conf"
sed -e 's/ALL_SUPPORTED/ALL/' -e "s|\"cvc4_16.gen\"|\"$drivers/cvc4_16.gen\"|" "$drivers/cvc4_17.drv" >"$driver"

entry() { # NAME SHORTCUT VERSION DRIVER COMMAND
  [ -n "$3" ] || { echo "solvers: $2 should be there" >&2; exit 1; }
  printf '[prover]\ncommand = "solver.sh %s"\ndriver = "%s"\nin_place = false\ninteractive = false\n' "$5" "$4"
  printf 'name = "%s"\nshortcut = "%s"\nversion = "%s"\n\n' "$1" "$2" "$3"
}
version() { # PROGRAM OPTION, then the words before the number
  "$1" "$2" 2>/dev/null | sed -n "s/^$3 \([0-9.]*\).*/\1/p" | head -n 1
}
{
  entry CVC4 cvc4 "$(version cvc4 --version 'This is CVC4 version')" "$drivers/cvc4_17.drv" \
    'cvc4 --stats --lang=smt2 %f'
  entry Z3 z3 "$(version z3 -version 'Z3 version')" "$drivers/z3_471.drv" \
    'z3 -smt2 sat.random_seed=42 nlsat.randomize=false smt.random_seed=42 -st %f'
  entry cvc5 cvc5 "$(version cvc5 --version 'This is cvc5 version')" "$driver" \
    'cvc5 --stats-internal --lang=smt2 %f'
} >>"$conf"
