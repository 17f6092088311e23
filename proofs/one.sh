#!/bin/sh
# proofs/one.sh FILE [FUNCTION]: proves one file, or one function of it, and tells of each goal that is left what a person wants to
# know: which clause, where, what the solvers said, and what they were given. proofs/README.md walks through one.
# The module and its options are those of proofs/modules; the variables are those of proofs/wp.sh. What concerns the whole tree
# (the lists, the modules, the model) is not looked at. It works in build/proofs/one/MODULE: nothing there is counted by a report.
# proofs/sessions is read; it is written only for a whole file with SAVE=1.
#   SMOKE=yes        smoke tests too, of a whole file
#   LINES_SHOWN=40   of what WP says of a goal; GOALS_SHOWN=5   of the goals
# Status: 0 all goals are proved, or stand in SOUNDNESS.md's unproved list; 1 not; 2 nothing was proved, for it was not asked well.
set -u
cd "$(dirname "$0")/.." || exit 1
refuse() { echo "prove: $1" >&2; exit 2; }
[ -n "${1:-}" ] || refuse "which file? FILE=engine/record/seal.c [FUNCTION=check]"
file=${1#"$PWD"/}
file=${file#./}
export FUNCTION="${2:-${FUNCTION:-}}" SMOKE="${SMOKE:-no}"
[ -f "$file" ] || refuse "there is no file $file"
job=$(proofs/jobs.sh | awk -v f="$file" '$2 == f')
if [ -z "$job" ]; then
  while read -r pattern why; do
    # shellcheck disable=SC2254 # a pattern
    case $file in $pattern) refuse "no proof covers $file: $why" ;; esac
  done <proofs/uncovered
  refuse "$file is in no module of proofs/modules"
fi
module=${job%% *}
name=$(basename "$file" .c)
export HF_WORK=build/proofs/one
work=$HF_WORK/$module/$name
goals=$work.goals
export HF_GOALS="$PWD/$goals" # a solver runs elsewhere
if [ -n "$FUNCTION" ]; then
  [ -z "${SAVE:-}" ] || refuse "SAVE=1 saves a whole file: leave FUNCTION out"
  mkdir -p "$HF_WORK/$module"
  gcc -std=c11 -Iengine/include -Iengine -c "$file" -o "$work.o" || refuse "$file does not compile"
  nm "$work.o" | awk '$2 ~ /^[tT]$/ { print $3 }' >"$work.compiled"
  grep -qx "$FUNCTION" "$work.compiled" || refuse "no function $FUNCTION in $file; there are: $(tr '\n' ' ' <"$work.compiled")"
fi
[ -f build/proofs/why3.conf ] || proofs/solvers.sh || exit 1
{ proofs/plugin.sh && proofs/plugin.sh goals; } || exit 1

# What the solvers did is kept: one that gave up is not asked the same again.
mkdir -p "$goals"
tail -n 2000 "$goals/said" >"$work.said_before" 2>/dev/null
rm -rf "$goals"
mkdir -p "$goals"
mv "$work.said_before" "$goals/said"
before=$(wc -l <"$goals/said")

began=$(date +%s)
# shellcheck disable=SC2086 # words
proofs/file.sh $job >"$work.told" 2>"$work.errors"
status=$?
echo "$file${FUNCTION:+, $FUNCTION}: $(sed -n '1s/.* \([0-9]* of [0-9]* goals\).*/\1/p' "$work.told"), $(($(date +%s) - began)) s"

# The files of a goal's name that a solver was given; the first line is WP's own.
for given in "$goals/given"/*/*_Why3_*.why; do
  [ ! -f "$given" ] || sed 1d "$given" >"${given%.why}.smt2"
  rm -f "$given"
done
given_of() { find "$goals/given" -name "${1#typed_}_Why3_*.smt2" 2>/dev/null | sort; }
did() { # GOAL
  for given in $(given_of "$1"); do
    awk -v d="$(sha256sum <"$given" | cut -d ' ' -f 1)" -v before="$before" \
      '$1 == d { line = $2 " " $3 " " $4 " " (FNR > before ? "now" : "earlier") } END { if (line != "") print line }' "$goals/said"
  done
}
show() { # GOAL
  awk -v most="${LINES_SHOWN:-40}" -v whole="$goals/$1.txt" '
    function cut(line, to) { print "  " substr(line, 1, to) (length(line) > to ? " ..." : "") }
    /^--$/ && !behind { print "goal text " whole; behind = 1; next }
    !behind { print; next }
    ++n <= most { cut($0, 160); next }
    /^Prove:/ { print "  ..."; last = 10 }
    last-- > 0 { cut($0, 160) }
    END { if (n > most) print "  (" most " of " n " lines: LINES_SHOWN)" }' "$goals/$1.txt"
}
number=0
while read -r goal && [ -n "$goal" ]; do
  number=$((number + 1))
  did "$goal" >"$work.did"
  [ -s "$work.did" ] || echo - - - >"$work.did"
  awk -v limit="${TIMEOUT:-30}" -v given="$(given_of "$goal" | sed -n '1s/_Why3_.*/_Why3_*.smt2/p')" -f proofs/goals.awk "$work.did" "$goals/$goal.txt" >"$work.text"
  mv "$work.text" "$goals/$goal.txt"
  if [ $number -le "${GOALS_SHOWN:-5}" ]; then echo && show "$goal"; fi
done <<END
$(cat "$goals/all" 2>/dev/null)
END
[ $number -le "${GOALS_SHOWN:-5}" ] || printf '\n%s more, each a file: %s/*.txt\n' $((number - ${GOALS_SHOWN:-5})) "$goals"

# What is wrong besides: of a goal that is left, and of its clause, all has been said.
grep -vE '^[^ ]+: [0-9]+ goals unproved|\[(Unknown|Partially proven|Untried)\]|^[0-9]+ goals unproved' "$work.unproved" >"$work.besides"
if [ -s "$work.besides" ]; then
  echo
  awk '/^\[kernel[^]]*\] [^ ]*:[0-9]+:/ { print "Frama-C: " $0; n = 3; next } /^\[/ { n = 0 } n-- > 0 { print "  " $0 }' "$work.log"
  if grep -q '^\[kernel\] Frama-C aborted' "$work.log"; then
    echo "wrong: Frama-C stopped there, and nothing is proved; its log: $work.log"
  else
    sed 's/^/wrong: /' "$work.besides"
  fi
fi
[ -s "$work.told" ] || cat "$work.errors"
if [ -s "$work.listed" ]; then
  echo
  sed 's/^/in the unproved list of SOUNDNESS.md, so it does not count: /' "$work.listed"
fi
if [ $status -eq 0 ]; then verdict=proved; else verdict='NOT PROVED'; fi
if [ "$SMOKE" = no ] || [ -n "$FUNCTION" ]; then smoke=', smoke tests'; else smoke=''; fi
echo "$verdict. Not looked at: the lists of what is assumed, proofs/modules, the model$smoke. make prove without FILE looks at them."
exit $status
