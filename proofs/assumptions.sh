#!/bin/sh
# proofs/assumptions.sh [--check]: what the proofs take for granted, one a line: its kind, its name, where it stands.
#   axiom, admit   in ACSL            provider, port   a contract on a function that no proof covers
#   unproved      functions with goals that no solver shows are counted from SOUNDNESS.md; proofs/gate.awk holds them to it
# --check: each must stand in proofs/SOUNDNESS.md as `NAME`, in the section of its kind, and nothing else may stand there.
set -u
cd "$(dirname "$0")/.." || exit 1

sources() {
  find engine proofs -name '*.[ch]' ! -path '*/cli/*' ! -path '*/tomcrypt/*' | sort
}
declared() { # KIND FILE: the functions declared in a header
  clang_free=$(sed -e 's|/\*|\n/*|g' "$2" | awk '
    /^\/\*/ { inside = 1 } inside { if (sub(/.*\*\//, "")) inside = 0; else next } /^#/ { next } { printf "%s ", $0 }')
  echo "$clang_free" | grep -oE '\bhf_[a-z0-9_]+ *\(' | tr -d ' (' | sort -u | sed "s|\(.*\)|$1 \1 $2|"
}
list() {
  # shellcheck disable=SC2046
  grep -nHoE '\baxiom +[A-Za-z_0-9]+' $(sources) | awk -F '[: ]+' '{ print "axiom", $4, $1 }'
  # shellcheck disable=SC2046
  grep -nHE '\badmit\b' $(sources) | awk -F : '{ print "admit", $1 ":" $2, $1 }'
  declared provider engine/include/handfast/provider.h
  declared port engine/ports/ports.h
}

if [ "${1:-}" != --check ]; then
  list
  exit 0
fi
mkdir -p build/proofs
list | awk '{ print $1, $2 }' | sort -u >build/proofs/assumed
awk '/^## / { kind = $2 } /^- `/ { split($0, a, "`"); if (kind ~ /^(axiom|admit|provider|port)$/) print kind, a[2] }' \
  proofs/SOUNDNESS.md | sort >build/proofs/listed
comm -23 build/proofs/assumed build/proofs/listed | sed 's/^/assumed, not in SOUNDNESS.md: /'
comm -13 build/proofs/assumed build/proofs/listed | sed 's/^/in SOUNDNESS.md, assumed nowhere: /'
awk '{ n[$1]++ } END { for (k in n) printf "%s %d  ", k, n[k]; print "" }' build/proofs/assumed
awk '/^## / { on = $0 == "## unproved list" } on && /^- `/ { split($0, a, /`/); split(a[3], b, /[ :]+/); f++; g += b[2] }
  END { printf "unproved %d functions, %d goals\n", f, g }' proofs/SOUNDNESS.md
cmp -s build/proofs/assumed build/proofs/listed
