#!/bin/sh
# proofs/file.sh MODULE FILE [OPTION...]: proves one file with Frama-C's WP and proofs/gate.awk. The variables are those of
# proofs/wp.sh. Leaves build/proofs/MODULE/NAME.{csv,log,unproved,listed} and NAME.result, one line:
#   file, goals, proved, functions, seconds, what is wrong, listed as unproved, smoke tests, 1 where the goals were built
# A saved session begins with the key of what was proved, and the verdict; the rest are the goals that a solver showed. Where the
# key of the source as it is is the same, so is the verdict; with GOALS=1 all goals are built all the same, and each is found in the
# session. Lines of a session that are a hash and a minus are goals of which a solver gave no answer: it is not asked again, unless
# TIMEOUT says how long it may take, but the next one is. They show nothing, so they stand also where everything is proved anew.
# Where all is proved, the contracts are searched for contradictions (smoke tests): a goal that nobody should show is set behind each
# requires, branch, call and loop. The verdict is saved with the proofs, and holds as long as Frama-C reads the same file. What such a
# test shows can never be; it stands in proofs/doomed, with the reason, or it is an error.
# proofs/one.sh, which tells a person of each goal that is left, sets two variables more:
#   HF_WORK=D    what is left goes below D, not build/proofs: it is nothing that a report counts
#   HF_GOALS=D   proofs/goals.ml writes there of each goal that is left, WP what it gave the solvers, proofs/solver.sh what they did
set -u
cd "$(dirname "$0")/.." || exit 1
module=$1 file=$2
shift 2
options=$*
name=$(basename "$file" .c)
work=${HF_WORK:-build/proofs}/$module
saved=proofs/sessions/$module/$name
session=$work/$name.session
mkdir -p "$work"
export WHY3CONFIG="$PWD/build/proofs/why3.conf" PATH="$PWD/proofs:$PATH"

# What a proof depends on: the file as Frama-C reads it, with the contracts of all that it includes, but without comments
# (proofs/view.sh); for which machine, and how WP is asked; what the unproved list says of its functions; and who judges.
on='-machdep gcc_x86_64'
with='-wp-rte -warn-unsigned-overflow -warn-unsigned-downcast'
key() {
  {
    frama-c -version && echo "$on $with $options" && cat proofs/gate.awk &&
      awk -v of="$name.c" 'FNR == NR { mine[$1] = mine[of ":" $1] = 1; next } $1 in mine' "$work/$name.compiled" "$work/$name.allowed" &&
      grep '^# printed: ' "$work/$name.view"
  } 2>&1 | sha256sum | cut -d ' ' -f 1
}
# A session is a directory of one small file for each goal, named by a hash of the goal; it is saved as one file of lines.
unpack() { # FILE DIRECTORY SHOWN HINTS, each 1 or nothing
  mkdir -p "$2/cache"
  [ -f "$1" ] || return 0
  awk -v to="$2/cache" -v shown="$3" -v hints="$4" '/^#/ { next }
    $2 == "-" { if (hints) { f = to "/" $1 ".json"; print "{ \"prover\": \"CVC4\", \"verdict\": \"unknown\" }" > f; close(f) } next }
    shown { f = to "/" $1 ".json"; sub(/^[^ ]* /, ""); print > f; close(f) }' "$1"
}
# What others proved: sessions anywhere below a directory, as they are while working.
seed() { # FROM DIRECTORY
  # cp takes the first of several files of one name, and complains of the others.
  # shellcheck disable=SC2038 # the names are hashes
  find "$1" -path "*/$name.session/cache/*.json" -exec grep -lE '"verdict": *"valid"' {} + 2>/dev/null |
    xargs -r cp -t "$2/cache" 2>/dev/null
}
# Only goals that this source has: Frama-C has removed the others.
pack() { # DIRECTORY FILE
  mkdir -p "$(dirname "$2")"
  {
    [ "$wrong" -gt 0 ] || echo "key: $key" | sed 's/^/# /' - "$work/$name.verdict"
    find "$1/cache" -name '*.json' | sort | while read -r goal; do
      printf '%s %s\n' "$(basename "$goal" .json)" "$(tr -s ' \n' '  ' <"$goal")"
    done | sed '/"verdict": "valid"/! s/ .*/ -/'
  } >"$2"
  [ -s "$2" ] || rm -f "$2"
}

rm -f "$work/$name".csv "$work/$name".log "$work/$name".result "$work/$name".judged "$work/$name".rebuilt
awk '/^## / { on = $0 == "## unproved list" } on && /^- `/ { split($0, a, /`/); split(a[3], b, /[ :]+/); print a[2], b[2] }' \
  proofs/SOUNDNESS.md >"$work/$name.allowed"
gcc -std=c11 -Iengine/include -Iengine -c "$file" -o "$work/$name.o" 2>"$work/$name.log"
nm "$work/$name.o" | awk '$2 ~ /^[tT]$/ { print $3 }' >"$work/$name.compiled"
before=$(date +%s)
# shellcheck disable=SC2086 # options are words
proofs/view.sh "$module" "$file" $options || cat "$work/$name.said"
key=$(key)
echo "$key" >"$work/$name.key"

prove() {
  [ -z "${COLD:-}${REPLAY:-}" ] || rm -rf "$session"
  shown=1 hints=1
  [ -z "${COLD:-}" ] || shown=
  [ -z "${TIMEOUT:-}${REPLAY:-}" ] || hints=
  unpack "$saved" "$session" "$shown" "$hints"
  mkdir -p "$session/cache"
  # A solver that broke down is asked again, and for a person one that the clock ended: the machine was busy.
  # shellcheck disable=SC2038 # the names are hashes
  find "$session/cache" -name '*.json' -exec grep -lE "\"verdict\": *\"(failed${HF_GOALS:+|timeout})\"" {} + | xargs -r rm
  if [ -n "${CACHE_FROM:-}" ]; then seed "$CACHE_FROM" "$session"; fi

  # One solver after the other, each for what is left (a replay does the same: WP names things otherwise the second time); WP would ask all at once. proofs/solver.sh ends them after so many seconds
  # of the processor: what WP is told is the clock's time, which ends nothing but a solver that sleeps.
  export HF_SOLVER_SECONDS="${TIMEOUT:-30}"
  first=cvc4 then="-then -wp${FUNCTION:+ -wp-fct $FUNCTION} -wp-prover z3,cvc5" cache=update
  if [ -n "${REPLAY:-}" ]; then
    cache=offline
  elif [ -n "${SAVE:-}" ] && [ -z "${FUNCTION:-}" ]; then
    cache=cleanup
  fi

  tell=
  [ -z "${HF_GOALS:-}" ] || tell="-load-module build/proofs/goals/hf_goals.cmxs -wp-out $HF_GOALS/given"

  # Frama-C makes many small things: with room for them it spends a fifth less time.
  export OCAMLRUNPARAM="${OCAMLRUNPARAM:-s=16M,o=300}"
  # shellcheck disable=SC2086 # options are words
  frama-c $tell $on -cpp-extra-args="-Iengine/include -Iengine" -wp $with $options \
    ${FUNCTION:+-wp-fct "$FUNCTION"} -wp-prover $first -wp-par "${PAR:-8}" \
    -wp-timeout $((HF_SOLVER_SECONDS * 20)) -wp-cache $cache -wp-session "$session" \
    "$file" $then -then -report-csv "$work/$name.csv" -report-proven -report-untried >>"$work/$name.log" 2>&1
  [ -f "$work/$name.csv" ] || : >"$work/$name.csv"

  awk -v log_file="$work/$name.log" -v source="$name.c" -v allowed="$work/$name.allowed" -v compiled="$work/$name.compiled" \
    -v whole="$([ -n "${FUNCTION:-}" ] || echo 1)" -f proofs/gate.awk "$work/$name.csv" >"$work/$name.verdict"
}

# Lines `smoke: KEY N` and `doomed: NAME N`. Of the goals only those that are not shown yet are asked, and shortly.
smoke() {
  rm -rf "$work/$name.smoke"
  mkdir -p "$work/$name.smoke/cache"
  if [ -d "$session/cache" ]; then
    # shellcheck disable=SC2038 # the names are hashes
    find "$session/cache" -name '*.json' -exec grep -lE '"verdict": *"valid"' {} + | xargs -r cp -t "$work/$name.smoke/cache"
  fi
  # shellcheck disable=SC2086 # options are words
  HF_SMOKE=1 frama-c $on -cpp-extra-args="-Iengine/include -Iengine" -wp $with $options ${FUNCTION:+-wp-fct "$FUNCTION"} \
    -wp-smoke-tests -wp-smoke-timeout 1 -wp-timeout 1 -wp-prover cvc4 -wp-par "${PAR:-8}" -wp-cache update \
    -wp-session "$work/$name.smoke" "$file" >"$work/$name.smoke.log" 2>&1
  rm -rf "$work/$name.smoke"
  awk -v key="$smoke_key" '
    /Passed\] Smoke-test / { if (!seen[$NF]++) n++ }
    /Failed\] Smoke-test / { if (!seen[$NF]++) { n++; sub(/^typed_/, "", $NF); sub(/_s[0-9]+$/, "", $NF); doomed[$NF]++ } }
    /aborted|[Uu]ser [Ee]rror/ { bad = 1; print "wrong: smoke tests: " $0 }
    END { if (!bad) print "smoke: " key, n + 0; for (d in doomed) print "doomed: " d, doomed[d] }' "$work/$name.smoke.log"
}
# What is doomed, and what is said to be, must be the same; prints what is not.
judge_smoke() {
  grep -q "^smoke: $smoke_key " "$work/$name.verdict" || echo "wrong: no smoke tests of this source are saved"
  sed -n 's/^doomed: //p' "$work/$name.verdict" | sort >"$work/$name.doomed"
  sed -n "s|^$file: \([^ ]* [0-9]*\): .*|\1|p" proofs/doomed | sort >"$work/$name.explained"
  comm -23 "$work/$name.doomed" "$work/$name.explained" | sed 's/^/wrong: this can never be, and proofs\/doomed does not say why: /'
  [ -n "${FUNCTION:-}" ] || comm -13 "$work/$name.doomed" "$work/$name.explained" | sed 's/^/wrong: in proofs\/doomed, and not so: /'
}

smoke_key=$({ grep '^# printed: ' "$work/$name.view" && echo "$options"; } | sha256sum | cut -c 1-16)
echo "$smoke_key" >"$work/$name.smoke_key"
# A replay builds the goals of a third of the files all the same; which ones is SEED's choice.
[ -z "${REPLAY:-}" ] || [ -z "${SEED:-}" ] || [ $((0x$(echo "$SEED $file" | sha256sum | cut -c 1-6) % 3)) -ne 0 ] || GOALS=1
rebuilt=
if [ "${SMOKE:-}" = only ]; then
  SAVE=
  : >"$work/$name.verdict"
elif [ -z "${COLD:-}${GOALS:-}${FUNCTION:-}" ] && grep -qx "# key: $key" "$saved" 2>/dev/null; then
  sed -n 's/^# //p' "$saved" >"$work/$name.verdict"
  # Smoke tests of a source that was saved without them are saved beside its proofs.
  if [ "${SMOKE:-}" != no ] && [ -n "${SAVE:-}" ] && ! grep -q '^smoke: ' "$work/$name.verdict"; then
    rm -rf "$session"
    unpack "$saved" "$session" 1 1
  else
    SAVE=
  fi
else
  rebuilt=1
  prove
fi
if [ "${SMOKE:-}" = only ] || { [ "${SMOKE:-}" != no ] && [ -z "${FUNCTION:-}" ]; }; then
  if ! grep -q '^smoke: ' "$work/$name.verdict"; then
    if [ -z "${COLD:-}" ] && grep -q "^# smoke: $smoke_key " "$saved" 2>/dev/null; then
      sed -n 's/^# \(smoke: \|doomed: \)/\1/p' "$saved"
    elif [ -z "${REPLAY:-}" ] && ! grep -q '^wrong: ' "$work/$name.verdict"; then
      smoke
    fi >"$work/$name.smoked"
    cat "$work/$name.smoked" >>"$work/$name.verdict"
  fi
  grep -q '^wrong: ' "$work/$name.verdict" || judge_smoke >"$work/$name.judged"
  [ ! -f "$work/$name.judged" ] || cat "$work/$name.judged" >>"$work/$name.verdict"
fi
seconds=$(($(date +%s) - before))
sed -n 's/^wrong: //p' "$work/$name.verdict" >"$work/$name.unproved"
sed -n 's/^listed: //p' "$work/$name.verdict" >"$work/$name.listed"
# shellcheck disable=SC2046 # four numbers
set -- $(sed -n 's/^sum: //p' "$work/$name.verdict")
wrong=$(wc -l <"$work/$name.unproved")
echo "$file ${1:-0} ${2:-0} ${4:-0} $seconds $wrong ${3:-0} $(sed -n 's/^smoke: [^ ]* //p' "$work/$name.verdict" | tail -n 1 | grep . || echo 0) ${rebuilt:-0}" >"$work/$name.result"

done_of=
[ -z "${OF:-}" ] || done_of="$(for m in $RUN; do cat "build/proofs/$m"/*.result 2>/dev/null; done | wc -l)/$OF "
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
