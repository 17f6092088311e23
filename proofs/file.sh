#!/bin/sh
# proofs/file.sh MODULE FILE [OPTION...]: proves one file with Frama-C's WP and proofs/gate.awk. The variables are those of
# proofs/wp.sh. Leaves build/proofs/MODULE/NAME.{csv,log,unproved,listed} and NAME.result, one line:
#   file, goals, proved, functions, seconds, what is wrong, listed as unproved
set -u
cd "$(dirname "$0")/.." || exit 1
module=$1 file=$2
shift 2
name=$(basename "$file" .c)
work=build/proofs/$module
saved=proofs/sessions/$module/$name
session=$work/$name.session
mkdir -p "$work"
export WHY3CONFIG="$PWD/build/proofs/why3.conf"

# A session is a directory of one small file for each goal, named by a hash of the goal; it is saved as one file of lines.
unpack() { # FILE DIRECTORY
  mkdir -p "$2/cache"
  [ -f "$1" ] || return 0
  awk -v to="$2/cache" '{ f = to "/" $1 ".json"; sub(/^[^ ]* /, ""); print > f; close(f) }' "$1"
}
# What others proved: sessions anywhere below a directory, as they are while working.
seed() { # FROM DIRECTORY
  # cp takes the first of several files of one name, and complains of the others.
  # shellcheck disable=SC2038 # the names are hashes
  find "$1" -path "*/$name.session/cache/*.json" -exec grep -lE '"verdict": *"valid"' {} + 2>/dev/null |
    xargs -r cp -t "$2/cache" 2>/dev/null
}
# Only what a replay needs: goals that a solver showed. Frama-C has removed those that this source does not have.
pack() { # DIRECTORY FILE
  mkdir -p "$(dirname "$2")"
  find "$1/cache" -name '*.json' | sort | while read -r goal; do
    printf '%s %s\n' "$(basename "$goal" .json)" "$(tr -s ' \n' '  ' <"$goal")"
  done | grep '"verdict": "valid"' >"$2"
  [ -s "$2" ] || rm -f "$2"
}

rm -f "$work/$name".csv "$work/$name".log "$work/$name".result
[ -z "${COLD:-}${REPLAY:-}" ] || rm -rf "$session"
if [ -z "${COLD:-}" ] && [ ! -d "$session" ]; then unpack "$saved" "$session"; fi
mkdir -p "$session/cache"
# A solver that broke down is asked again.
find "$session/cache" -name '*.json' -exec grep -q '"verdict": *"failed"' {} \; -delete
if [ -n "${CACHE_FROM:-}" ]; then seed "$CACHE_FROM" "$session"; fi

# A short time for all solvers first: what one shows at once, another may not show at all.
timeout=${TIMEOUT:-15}
first=3
[ "$timeout" -ge "$first" ] && [ -z "${REPLAY:-}${SMOKE:-}" ] || first=$timeout
cache=update
if [ -n "${REPLAY:-}" ]; then
  cache=offline
elif [ -n "${SAVE:-}" ] && [ -z "${FUNCTION:-}" ]; then
  cache=cleanup
fi
again=
[ "$first" -eq "$timeout" ] || again="-then -wp -wp-timeout $timeout"

# Frama-C makes many small things: with room for them it spends a fifth less time.
export OCAMLRUNPARAM="${OCAMLRUNPARAM:-s=16M,o=300}"
before=$(date +%s)
# shellcheck disable=SC2086 # options are words
frama-c -machdep gcc_x86_64 -cpp-extra-args="-Iengine/include -Iengine" -wp -wp-rte -warn-unsigned-overflow \
  -warn-unsigned-downcast "$@" ${FUNCTION:+-wp-fct "$FUNCTION"} -wp-prover cvc4,z3,cvc5 -wp-par "${PAR:-2}" \
  -wp-timeout "$first" -wp-cache $cache -wp-session "$session" ${SMOKE:+-wp-smoke-tests -wp-smoke-timeout 2} \
  "$file" $again -then -report-csv "$work/$name.csv" -report-proven -report-untried >"$work/$name.log" 2>&1
[ -f "$work/$name.csv" ] || : >"$work/$name.csv"
seconds=$(($(date +%s) - before))

awk '/^## / { on = $0 == "## unproved list" } on && /^- `/ { split($0, a, /`/); split(a[3], b, /[ :]+/); print a[2], b[2] }' \
  proofs/SOUNDNESS.md >"$work/$name.allowed"
gcc -std=c11 -Iengine/include -Iengine -c "$file" -o "$work/$name.o" 2>>"$work/$name.log"
nm "$work/$name.o" | awk '$2 ~ /^[tT]$/ { print $3 }' >"$work/$name.compiled"
awk -v log_file="$work/$name.log" -v source="$name.c" -v allowed="$work/$name.allowed" -v compiled="$work/$name.compiled" \
  -v whole="$([ -n "${FUNCTION:-}" ] || echo 1)" -f proofs/gate.awk "$work/$name.csv" >"$work/$name.verdict"
sed -n 's/^wrong: //p' "$work/$name.verdict" >"$work/$name.unproved"
sed -n 's/^listed: //p' "$work/$name.verdict" >"$work/$name.listed"
# shellcheck disable=SC2046 # four numbers
set -- $(sed -n 's/^sum: //p' "$work/$name.verdict")
wrong=$(wc -l <"$work/$name.unproved")
echo "$file ${1:-0} ${2:-0} ${4:-0} $seconds $wrong ${3:-0}" >"$work/$name.result"

done_of=
[ -z "${OF:-}" ] || done_of="$(cat build/proofs/*/*.result | wc -l)/$OF "
note=
[ "${3:-0}" -eq 0 ] || note=", $3 listed as unproved"
[ "$wrong" -eq 0 ] || note="$note, $wrong WRONG"
{
  printf '  %s%-44s %s of %s goals, %s s%s\n' "$done_of" "$file" "${2:-0}" "${1:-0}" "$seconds" "$note"
  sed 's/^/    /' "$work/$name.unproved"
  if [ "$wrong" -gt 0 ] && [ -n "${REPLAY:-}" ]; then
    echo "    the saved proofs ($saved) do not belong to this source: make prove, and save with proofs/run.sh --save $module"
  fi
} >"$work/$name.said"
cat "$work/$name.said"
if [ -n "${SAVE:-}" ] && [ -z "${FUNCTION:-}" ]; then pack "$session" "$saved"; fi
[ "$wrong" -eq 0 ]
