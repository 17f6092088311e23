#!/bin/sh
# proofs/assumptions.sh [--check]: what the proofs take for granted, one a line: its kind, its name, where it stands.
#   axiom, admit   in ACSL            provider, port   a contract on a function that no proof covers
# From the lists in proofs/assumed, which proofs/lists.sh holds against what Frama-C reads.
# --check: each must stand in proofs/SOUNDNESS.md as `NAME`, in the section of its kind, and nothing else may stand there. The
# functions with goals that no solver shows must be as many as SOUNDNESS.md says, and none of them one that matters
# (proofs/contracts); proofs/gate.awk holds the proofs to that list.
set -u
cd "$(dirname "$0")/.." || exit 1

list() {
  awk -F '\t' '$3 !~ /^FRAMAC_SHARE/ && ($1 == "axiom" || $1 == "admit") { print $1, $2, $3 }' proofs/assumed/axioms
  awk -F '\t' '{ print $2 ~ /provider\.h$/ ? "provider" : "port", $1, $2 }' proofs/assumed/outside
}

if [ "${1:-}" != --check ]; then
  list
  exit 0
fi
mkdir -p build/proofs
status=0
: >build/proofs/unproved-names
list | awk '{ print $1, $2 }' | sort -u >build/proofs/assumed
awk '/^## / { kind = $2 } /^- `/ { split($0, a, "`"); if (kind ~ /^(axiom|admit|provider|port)$/) print kind, a[2] }' \
  proofs/SOUNDNESS.md | sort >build/proofs/listed
comm -23 build/proofs/assumed build/proofs/listed | sed 's/^/assumed, not in SOUNDNESS.md: /'
comm -13 build/proofs/assumed build/proofs/listed | sed 's/^/in SOUNDNESS.md, assumed nowhere: /'
awk '{ n[$1]++ } END { for (k in n) printf "%s %d  ", k, n[k]; print "" }' build/proofs/assumed
awk '/^## / { on = $0 == "## unproved list" } !on { next }
  /^- `/ { split($0, a, /`/); split(a[3], b, /[ :]+/); f++; g += b[2]; n = a[2]; sub(/.*:/, "", n); print n >"build/proofs/unproved-names" }
  /^Counted: / { counted = $2 + 0 " functions, " $4 + 0 " goals" }
  END {
    is = f + 0 " functions, " g + 0 " goals"
    print "unproved " is
    if (counted != is) { print "SOUNDNESS.md counts " counted " in the unproved list, and there are " is; exit 1 }
  }' proofs/SOUNDNESS.md || status=1
awk -F '\t' 'FILENAME == "proofs/contracts" { matters[$1 == "function" ? $2 : ""] = 1; next }
  $1 in matters { print "in the unproved list, and it matters: " $1; bad = 1 } END { exit bad }' proofs/contracts build/proofs/unproved-names || status=1
cmp -s build/proofs/assumed build/proofs/listed || status=1
exit $status
