#!/bin/sh
# proofs/solvers.sh: makes build/proofs/why3.conf, which tells Why3 of the solvers; WP takes it by WHY3CONFIG. Why3 1.5 does
# not know cvc5, so its entry, and a driver made from CVC4's, are written here.
set -eu
cd "$(dirname "$0")/.."
mkdir -p build/proofs
conf=$PWD/build/proofs/why3.conf
driver=$PWD/build/proofs/cvc5.drv
export WHY3CONFIG="$conf"
rm -f "$conf"
why3 config detect >build/proofs/why3.log 2>&1 || { cat build/proofs/why3.log >&2; exit 1; }
drivers=$(sed -n 's/^datadir = "\(.*\)"/\1/p' "$conf")/drivers
sed -e 's/ALL_SUPPORTED/ALL/' -e "s|\"cvc4_16.gen\"|\"$drivers/cvc4_16.gen\"|" "$drivers/cvc4_17.drv" >"$driver"
version=$(cvc5 --version | sed -n 's/^This is cvc5 version \([0-9.]*\).*/\1/p')
cat >>"$conf" <<C

[prover]
command = "cvc5 --stats-internal --tlimit=%t000 --lang=smt2 %f"
driver = "$driver"
in_place = false
interactive = false
name = "cvc5"
shortcut = "cvc5"
version = "$version"
C
C=$(grep -c '^name = ' "$conf")
[ "$C" -eq 3 ] || { echo "solvers: cvc4, z3 and cvc5 should be there; see $conf" >&2; exit 1; }
