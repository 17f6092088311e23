#!/bin/sh
# proofs/wp.sh MODULE [FILE...]: proves a module of proofs/modules (or some of its files) with Frama-C's WP, and fails
# unless every goal of every function is proved. Frama-C's own exit status says nothing about that.
#   REPLAY=1     no solver: what proofs/sessions holds, for this very source, or failure
#   COLD=1       forget what was proved before;  SAVE=1  write proofs/sessions anew
#   FUNCTION=F   only this function;  TIMEOUT=15  seconds for a goal;  PAR=2  solvers at once
#   SMOKE=1      also search for contracts that contradict themselves
# Leaves build/proofs/MODULE/FILE.{csv,log} and a line for each file in build/proofs/MODULE/results:
#   file, goals, proved, functions, seconds, what is wrong
set -u
cd "$(dirname "$0")/.." || exit 1
module=$1
shift
line=$(awk -v m="$module" '$1 == m' proofs/modules)
[ -n "$line" ] || { echo "wp: no module '$module' in proofs/modules" >&2; exit 2; }
# shellcheck disable=SC2086 # words, and patterns of files
set -- "$@" -- $(echo "$line" | cut -d ' ' -f 2-)
chosen= options= listed= after=
for word; do
  case $word in
  --) after=1 ;;
  -*) options="$options $word" ;;
  *) if [ -n "$after" ]; then listed="$listed $word"; else chosen="$chosen $word"; fi ;;
  esac
done
work=build/proofs/$module
saved=proofs/sessions/$module
mkdir -p "$work"
cache=update
[ -z "${REPLAY:-}" ] || cache=offline
bad=0
[ -f build/proofs/why3.conf ] || proofs/solvers.sh || exit 1
export WHY3CONFIG=$PWD/build/proofs/why3.conf

# A session is a directory of one small file for each goal, named by a hash of the goal; it is saved as one file of lines.
unpack() { # FILE DIRECTORY
  mkdir -p "$2/cache"
  [ -f "$1" ] || return 0
  while read -r hash verdict; do
    printf '%s\n' "$verdict" >"$2/cache/$hash.json"
  done <"$1"
}
pack() { # DIRECTORY FILE
  mkdir -p "$(dirname "$2")"
  for goal in "$1"/cache/*.json; do
    [ -f "$goal" ] && printf '%s %s\n' "$(basename "$goal" .json)" "$(tr -s ' \n' '  ' <"$goal")"
  done >"$2"
}

# Rows of the report that are not proved, functions without a contract, and what the log shows.
gate() { # CSV LOG
  awk -F '\t' -v log_file="$2" '
    BEGIN {
      while ((getline line < log_file) > 0) {
        if (line ~ /annotating function/) { sub(/.*annotating function /, "", line); mine[line] = 1 }
        if (line ~ /Missing (terminates|assigns|exits)|aborted|No .assigns. specification|Failed\] Smoke/) print "log: " line
        if (line ~ /Proved goals:/) { seen = 1; split(line, n, /: *| *\/ */); if (n[2] + 0 != n[3] + 0) print "goals: " line }
      }
      if (!seen) print "no goals were counted: see " log_file
    }
    $4 in mine && $5 == "termination clause" { has[$4] = 1 }
    !($4 in mine) || FNR == 1 || $6 ~ /^Valid/ { next }
    ($5 == "precondition" || $5 == "behavior assumption") && ($6 == "Ignored" || $6 == "Untried") { next }
    { print $2 ":" $3 " " $4 ": " $5 " [" $6 "] " $7 }
    END { for (f in mine) if (!(f in has)) print f ": no contract" }' "$1" 2>/dev/null || echo "no report: see $2"
}

prove() { # FILE
  name=$(basename "$1" .c)
  session=$work/$name.session
  rm -f "$work/$name.csv"
  [ -z "${COLD:-}${REPLAY:-}" ] || rm -rf "$session"
  [ -n "${COLD:-}" ] || [ -d "$session" ] || unpack "$saved/$name" "$session"
  mkdir -p "$session"
  before=$(date +%s)
  # shellcheck disable=SC2086 # options are words
  frama-c -machdep gcc_x86_64 -cpp-extra-args="-Iengine/include -Iengine" -wp -wp-rte -warn-unsigned-overflow \
    -warn-unsigned-downcast $options ${FUNCTION:+-wp-fct "$FUNCTION"} -wp-prover cvc4,z3,cvc5 -wp-par "${PAR:-2}" \
    -wp-timeout "${TIMEOUT:-15}" -wp-cache $cache -wp-session "$session" ${SMOKE:+-wp-smoke-tests -wp-smoke-timeout 2} \
    "$1" -then -report-csv "$work/$name.csv" -report-proven -report-untried >"$work/$name.log" 2>&1
  gate "$work/$name.csv" "$work/$name.log" >"$work/$name.unproved"
  goals=$(sed -n 's/.*Proved goals: *\([0-9]*\) *\/ *\([0-9]*\).*/\2 \1/p' "$work/$name.log" | tail -n 1)
  functions=$(grep -c 'annotating function' "$work/$name.log")
  wrong=$(wc -l <"$work/$name.unproved")
  echo "$1 ${goals:-0 0} $functions $(($(date +%s) - before)) $wrong" >>"$work/results"
  printf '  %-44s %s goals, %s s%s\n' "$1" "$(echo "${goals:-0 0}" | awk '{ print $2 " of " $1 }')" \
    "$(($(date +%s) - before))" "$([ "$wrong" -eq 0 ] || echo ", $wrong WRONG")"
  [ -z "${SAVE:-}" ] || pack "$session" "$saved/$name"
  [ "$wrong" -eq 0 ] || { bad=1; sed 's/^/    /' "$work/$name.unproved"; }
}

: >"$work/results"
for file in ${chosen:-$listed}; do
  prove "$file"
done
exit $bad
