#!/bin/sh
# proofs/lists.sh [--check|--write [REASON]] [--made] [FILE...]: what the proofs take for granted, and what they say, as Frama-C reads the
# sources (proofs/view.ml). The lists stand in proofs/assumed:
#   axioms       axioms, and names of the logic that have no body       definitions  logic with a body; a recursive one has a lemma
#   lemmas       proved, by name                                        outside      functions that no proof covers, with contracts
#   otherwise    functions that a module with a definition of its own (proofs/modules) sees by other words than they are proved
#   ghosts       what only the prover sees of the code                  options      how each module is proved
#   uncovered    functions of the folders that are not proved; proofs/uncovered says why, for each file
# and in proofs/contracts the functions that matter (proofs/SOUNDNESS.md names them) and the definitions that their contracts
# use: a digest of each, and the reason of its last change.
# --check (or nothing): a difference is an error. --write: writes them anew; REASON is that of the contracts that have changed.
# FILE...: only these are looked at anew, the others are as an earlier run has left them; --made: so are all.
set -u
cd "$(dirname "$0")/.." || exit 1
write='' reason='' files='' made=''
while [ $# -gt 0 ]; do
  case $1 in
  --check) ;;
  --made) made=1 ;;
  --write) write=1; case ${2:-} in '' | *.c | --*) ;; *) reason=$2; shift ;; esac ;;
  *) files="$files $1" ;;
  esac
  shift
done
to=build/proofs/lists
rm -rf "$to"
mkdir -p "$to/made" "$to/texts"
LC_ALL=C
export LC_ALL
proofs/plugin.sh || exit 1
proofs/jobs.sh >"$to/jobs" || exit 1
# shellcheck disable=SC2086 # words
if [ -n "$made" ]; then
  :
elif [ -n "$files" ]; then
  for file in $files; do grep -F " $file" "$to/jobs"; done
else
  cat "$to/jobs"
fi | xargs -r -P "${JOBS:-2}" -L 1 proofs/view.sh >"$to/said" 2>&1
cat "$to/said"

views=$(awk '{ n = $2; sub(/.*\//, "", n); sub(/\.c$/, "", n); print "build/proofs/" $1 "/" n ".view" }' "$to/jobs")
: >"$to/refused"
for view in $views; do
  [ -s "$view" ] || echo "$view: Frama-C does not read this file: see ${view%.view}.said"
  sed 's/$/: the compiler has other code here than the prover/' "${view%.view}.other"
done >>"$to/refused"
for list in axioms definitions lemmas outside otherwise otherwise.texts ghosts matter; do : >"$to/$list"; done
# shellcheck disable=SC2046,SC2086 # words
awk -v to="$to" -v defines="$(awk '/ -cpp-extra-args=-D/ { print $1 }' "$to/jobs" | sort -u | tr '\n' ' ')" \
  -f proofs/lists.awk $(for view in $views; do [ ! -s "$view" ] || echo "$view"; done) >>"$to/refused"

# Texts by their digests: DIRECTORY of one file each, which is named by what it is.
digests() { (cd "$1" && find . -type f -name '*' -exec sha256sum {} + | sed 's|^\(.\{16\}\)[^ ]* *\./|\1 |'); }
mkdir -p "$to/other"
sort -u "$to/otherwise.texts" | awk -F '\t' -v to="$to/other" '{ f = to "/" $1 "@" $2; print $3 > f; close(f) }'
digests "$to/other" | awk '{ split($2, p, "@"); print p[1] "\t" p[2] "\t" $1 }' >"$to/otherwise"
awk '{ o = $1; for (i = 3; i <= NF; i++) o = o " " $i; print o }' "$to/jobs" | sort -u >"$to/options"

# Lines of gcc's -aux-info: the names.
functions() { awk '{ sub(/^[^*]*\*[^*]*\*\/ /, ""); if (match($0, /[A-Za-z_0-9]+ \(/)) print substr($0, RSTART, RLENGTH - 2) }'; }
# The functions that the compiler finds in what is not proved.
cut -d ' ' -f 2 "$to/jobs" | sort -u >"$to/covered"
find engine -name '*.c' | sort | comm -23 - "$to/covered" | while read -r file; do
  gcc -std=gnu11 -w -Iengine/include -Iengine -fsyntax-only -aux-info "$to/aux" "$file" 2>>"$to/gcc" || echo "$file does-not-compile"
  awk -v file="$file" 'index($2, file ":") == 1 && $2 ~ /F$/' "$to/aux" | functions | sed "s|^|$file |"
done >"$to/uncovered"
cut -d ' ' -f 1 "$to/uncovered" | sort -u | while read -r file; do
  grep -v '^#' proofs/uncovered | while read -r pattern why; do
    # shellcheck disable=SC2254 # a pattern
    case $file in $pattern) [ -z "$why" ] || echo yes ;; esac
  done | grep -q yes || echo "$file: no proof covers it, and proofs/uncovered does not say why"
done >>"$to/refused"

# The functions that matter: those that are exported, and those that SOUNDNESS.md names, by name or by its beginning.
awk '/^## / { on = $0 == "## contracts that matter" } on && /^- / { n = split($0, a, "`"); for (i = 2; i <= n; i += 2) print a[i] }' \
  proofs/SOUNDNESS.md >"$to/names"
find engine/include -name '*.h' ! -name provider.h | while read -r file; do
  gcc -std=gnu11 -w -x c -Iengine/include -Iengine -fsyntax-only -aux-info "$to/aux" "$file" 2>>"$to/gcc"
  awk 'index($2, "engine/include/") == 1' "$to/aux" | functions
done | sort -u >"$to/exported"
sort -u "$to/matter" | awk -F '\t' -v to="$to" '
  FILENAME ~ /names$/ { if (sub(/\*$/, "")) { begins[$0] = 1 } else { wanted[$0] = 1 } next }
  FILENAME ~ /exported$/ { may[$0] = 1; next }
  { texts[$1, $2] = texts[$1, $2] $3 "\n"; uses[$1, $2] = uses[$1, $2] " " $4; if ($1 == "function") known[$2] = 1 }
  function put(kind, name,    f) { f = to "/texts/" kind "@" name; printf "%s", texts[kind, name] > f; close(f) }
  function reach(kind, name,    part, n, i) {
    if (done[kind, name]++) return
    put(kind, name)
    n = split(uses[kind, name], part, " ")
    for (i = 1; i <= n; i++) if (("definition", part[i]) in texts) reach("definition", part[i])
  }
  END {
    for (f in known) { hit = (f in wanted) || (f in may); for (b in begins) if (index(f, b) == 1) { hit = 1; found[b] = 1 } if (hit) reach("function", f) }
    for (f in wanted) if (!(f in known)) print "proofs/SOUNDNESS.md: " f " matters, and no proof covers it"
    for (b in begins) if (!(b in found)) print "proofs/SOUNDNESS.md: " b "* matters, and no proof covers one"
  }' "$to/names" "$to/exported" - >>"$to/refused"
[ -f proofs/contracts ] || : >proofs/contracts
digests "$to/texts" | awk '{ split($2, p, "@"); print p[1] "\t" p[2] "\t" $1 }' | sort >"$to/digests"
awk -F '\t' -v reason="$reason" '
  FILENAME == "proofs/contracts" { was[$1, $2] = $3; why[$1, $2] = $4; next }
  { r = was[$1, $2] == $3 ? why[$1, $2] : reason; print $1 "\t" $2 "\t" $3 "\t" r }' proofs/contracts "$to/digests" >"$to/contracts"

for list in axioms definitions lemmas outside otherwise ghosts options uncovered; do sort -u "$to/$list" >"$to/made/$list"; done
# A definition that a module makes for its prover stands in SOUNDNESS.md, and changes contracts only: proofs/view.sh compares the code.
grep -o -- '-D[A-Za-z_0-9]*' "$to/made/options" | sort -u | while read -r define; do
  grep -q "\`${define#-D}\`" proofs/SOUNDNESS.md || echo "proofs/modules: SOUNDNESS.md says nothing of ${define#-D}"
done >>"$to/refused"

status=0
if [ -s "$to/refused" ]; then
  cut -c 1-400 "$to/refused"
  status=1
fi
if [ -n "$write" ]; then
  if awk -F '\t' '$4 == "" { print "  " $1, $2; bad = 1 } END { exit !bad }' "$to/contracts" >"$to/unsaid"; then
    echo "contracts that matter have changed, and no reason is given (proofs/lists.sh --write 'REASON'):"
    cat "$to/unsaid"
    status=1
  else
    cp "$to/contracts" proofs/contracts
  fi
  mkdir -p proofs/assumed
  cp "$to/made"/* proofs/assumed/
else
  for list in axioms definitions lemmas outside otherwise ghosts options uncovered; do
    diff "proofs/assumed/$list" "$to/made/$list" >"$to/diff" && continue
    echo "proofs/assumed/$list is not what the sources say (proofs/lists.sh --write, when it is meant):"
    cut -c 1-300 "$to/diff"
    status=1
  done
  cut -f 1-3 proofs/contracts | diff - "$to/digests" >"$to/diff" || {
    echo "contracts that matter have changed (proofs/contracts; proofs/lists.sh --write 'REASON', when it is meant):"
    cat "$to/diff"
    status=1
  }
fi
wc -l "$to/made"/* | awk '/made\// { n = $2; sub(/.*\//, "", n); printf "%s %d  ", n, $1 } END { print "" }'
exit $status
