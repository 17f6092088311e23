#!/bin/sh
# tests/sabotage/run.sh [PATCH...]: each patch of this directory plants a mistake; each must be caught by what its first
# line names, in a copy of the tree:
#   # caught-by: test [FILTER]                   a unit test fails (Criterion's filter, such as `record*/*`)
#   # caught-by: tls13 FILTER                  the same in TLS 1.3 (tests/unit/run.sh)
#   # caught-by: bare FILTER                    the same with the bare provider (tests/embedded): a test fails that is not on its list
#   # caught-by: prove MODULE FILE [FUNCTION|- [SECONDS]]
#                                                what proofs/wp.sh proves of FILE (or of FUNCTION in it) before the patch,
#                                                it does not prove all of behind it, in the same time for each goal (3)
#   # caught-by: ct PROGRAM                      tests/ct/run.sh finds that a secret decides a branch or an address
#   # caught-by: fuzz TARGET                     the inputs that are kept of a fuzzer, replayed, fail (tests/fuzz/README.md)
#   # caught-by: gen                             a case of tests/gen fails, or what the generator makes is not what is checked in
#   # caught-by: profiles PROFILE                 tests/profiles/run.sh fails for this profile
#   # caught-by: model                           proofs/model.sh fails
#   # caught-by: runs                            a run of the model is another one in the C (tests/model)
#   # caught-by: gate FILE|- TEXT                 the proof's gate, before anything is proved: proofs/lists.sh and proofs/assumptions.sh
#                                                refuse it, where FILE is what the patch changes of C, and say TEXT (a pattern)
#   # caught-by: smoke MODULE FILE FUNCTION      the smoke tests find that it can never be
#   # caught-by: session MODULE FILE             with the key of the changed file written into the saved session, so that a replay
#                                                believes it, the replay that builds the goals does not
# A patch to spec/ is followed by a regeneration. A survivor is an error; so is a patch that does not apply or compile.
set -u
cd "$(dirname "$0")/../.." || exit 1
here=$PWD
work=${WORK:-$here/build/sabotage}
[ $# -gt 0 ] || set -- tests/sabotage/*.patch

# A copy of the sources, and of those objects made so far that this kind needs: only what changes is compiled again.
copy_tree() { # DIRECTORY MADE...
  rm -rf "$1"
  mkdir -p "$1/build"
  tar cf - --exclude=./build --exclude=./.git . | tar xf - -C "$1"
  to=$1
  shift
  for made; do
    [ ! -e "build/$made" ] || { mkdir -p "$to/build/$(dirname "$made")" && cp -a "build/$made" "$to/build/$made"; }
  done
}

by_test() { # DIRECTORY FILTER
  (cd "$1" && make -s build/tests/unit >make.log 2>&1) || { tail -n 20 "$1/make.log"; verdict="does not build"; return; }
  (cd "$1" && HANDFAST_VECTORS="$vectors" timeout 600 build/tests/unit ${2:+--filter "$2"} --tap=tap --timeout 60 >build/out 2>&1)
  caught=$(sed -n 's/^not ok - \([^ ]*\).*/\1/p' "$1/tap" | tr '\n' ' ')
  [ -z "$caught" ] || verdict="caught by $(echo "$caught" | wc -w) tests: $(echo "$caught" | cut -d ' ' -f 1-2)"
}
by_bare() { # DIRECTORY FILTER
  (cd "$1" && make -s build/tests/unit-bare >make.log 2>&1) || { tail -n 20 "$1/make.log"; verdict="does not build"; return; }
  (cd "$1" && HANDFAST_VECTORS="$vectors" timeout 600 build/tests/unit-bare --filter "$2" --tap=tap --timeout 60 >build/out 2>&1)
  caught=$(sed -n 's/^not ok - \([^ ]*\).*/\1/p' "$1/tap" | sed 's,::,/,' | grep -vxFf "$1/tests/embedded/absent" | tr '\n' ' ')
  [ -z "$caught" ] || verdict="caught by $(echo "$caught" | wc -w) tests: $(echo "$caught" | cut -d ' ' -f 1-2)"
}
# What of this tree is not proved says nothing of a patch: a replay of the saved session tells.
before_patches() { # MODULE FILE
  name=$(basename "$2" .c)
  SMOKE=no REPLAY=1 proofs/wp.sh "$1" "$2" >"$work/base/$1.$name.log" 2>&1 || return
  grep -ho 'typed_[a-zA-Z0-9_]*' "build/proofs/$1/$name.listed" | sort -u >"$work/base/$1.$name"
}
# The goals of one function, or one file, that are not proved. What breaks down, and an annotation that is not
# read, counts as a goal too.
unproved() { # DIRECTORY MODULE FILE FUNCTION SECONDS
  (cd "$1" && SMOKE=no FUNCTION=${4#-} TIMEOUT=$5 PAR=4 proofs/wp.sh "$2" "$3" >build/out 2>&1)
  ran=$?
  left="$1/build/proofs/$2/$(basename "$3" .c)"
  { [ "$ran" -eq 0 ] || [ -s "$left.unproved" ] || echo "the proof does not run"
    grep -ho 'typed_[a-zA-Z0-9_]*' "$left.unproved" "$left.listed"
    grep -v 'typed_' "$left.unproved" | grep -oE '^[a-z ]*: .*|does not.*'; } | sort -u
}
# Caught: a goal is not proved that was.
by_proof() { # DIRECTORY MODULE FILE FUNCTION SECONDS
  base=$work/base/$2.$(basename "$3" .c)
  [ -f "$base" ] || { cat "$base.log"; verdict="not proved before"; return; }
  unproved "$1" "$2" "$3" "$4" "$5" >"$1.unproved"
  new=$(comm -13 "$base" "$1.unproved")
  case $new in
  '') ;;
  typed_*) verdict="caught by proof: $(echo "$new" | head -n 2 | tr '\n' ' ')" ;;
  *) cat "$1/build/out"; verdict="the proof does not run" ;;
  esac
}
by_ct() { # DIRECTORY PROGRAM
  (cd "$1" && CONFIGURATIONS="${CONFIGURATIONS:-gcc-O2}" tests/ct/run.sh "$2" >build/out 2>&1) && return
  line=$(grep -m 1 '^failed' "$1/build/out")
  if [ -n "$line" ]; then
    verdict="caught by ct: $line"
  else
    tail -n 20 "$1/build/out"
    verdict="does not build"
  fi
}
by_fuzz() { # DIRECTORY TARGET
  (cd "$1" && make -s "build/fuzz/$2" >make.log 2>&1) || { tail -n 20 "$1/make.log"; verdict="does not build"; return; }
  (cd "$1" && tests/fuzz/run.sh 0 "$2" >build/out 2>&1) && return
  line=$(grep -m 1 -E '^fuzz: |ERROR: [A-Za-z]*Sanitizer|runtime error:' "$1/build/fuzz/$2.log")
  if [ -n "$line" ]; then
    verdict="caught by fuzz: $(printf '%s' "$line" | cut -c 1-120)"
  else
    tail -n 20 "$1/build/out"
    verdict="the fuzzer does not run"
  fi
}
by_gen() { # DIRECTORY
  (cd "$1" && make -s hfgen >make.log 2>&1) || { tail -n 20 "$1/make.log"; verdict="does not build"; return; }
  (cd "$1" && tests/gen/run.sh >build/out 2>&1 && gen/regen.sh build/hfgen --check >>build/out 2>&1) && return
  verdict="caught by gen: $(grep -m 1 -E '^FAILED: |error: |^what is generated' "$1/build/out" | cut -c 1-120)"
}
by_profiles() { # DIRECTORY PROFILE
  (cd "$1" && make -s all hfgen >make.log 2>&1) || { tail -n 20 "$1/make.log"; verdict="does not build"; return; }
  (cd "$1" && tests/profiles/run.sh "$2" >build/out 2>&1) && return
  verdict="caught by profiles: $(grep -m 1 '^FAILED: ' "$1/build/out" | cut -c 1-120)"
}
by_model() { # DIRECTORY
  (cd "$1" && proofs/model.sh --quick >build/out 2>&1 && proofs/model.sh >build/out 2>&1) && return
  violated=$(grep -m 1 -oE '(FAILED: |violated ).*' "$1/build/out")
  if [ -n "$violated" ]; then
    verdict="caught by model: $violated"
  else
    tail -n 5 "$1/build/out"
    verdict="the model does not run"
  fi
}

by_runs() { # DIRECTORY
  (cd "$1" && make -s build/tests/model build/tests/certs/made >make.log 2>&1) || { tail -n 20 "$1/make.log"; verdict="does not build"; return; }
  (cd "$1" && build/tests/model build/rows <tests/model/told >build/out 2>&1)
  line=$(grep -m 1 'in the model\|the model ' "$1/build/out")
  [ -z "$line" ] || verdict="caught by runs of the model: $(echo "$line" | cut -c 1-120)"
}

# What the lists say of the other files is as it was.
by_gate() { # DIRECTORY FILE TEXT
  mkdir -p "$1/build/proofs"
  (cd build/proofs && find . \( -name '*.view' -o -name '*.other' -o -path './view/*' \) -print0 | tar cf - --null -T -) | tar xf - -C "$1/build/proofs"
  all=
  [ "$2" != - ] || all=--made
  # shellcheck disable=SC2086 # a word or nothing
  (cd "$1" && { if [ -n "$all" ]; then proofs/lists.sh --check --made; else proofs/lists.sh --check "$2"; fi; first=$?
    proofs/assumptions.sh --check && [ $first -eq 0 ]; } >build/out 2>&1) && return
  line=$(grep -m 1 -E "$3" "$1/build/out")
  if [ -n "$line" ]; then verdict="caught by the gate: $(printf "%s" "$line" | cut -c 1-120)"; else tail -n 20 "$1/build/out"; verdict="refused for another reason"; fi
}
by_smoke() { # DIRECTORY MODULE FILE FUNCTION
  (cd "$1" && SMOKE=only FUNCTION=$4 proofs/wp.sh "$2" "$3" >build/out 2>&1)
  line=$(grep -m 1 'this can never be' "$1/build/out")
  [ -z "$line" ] || verdict="caught by smoke:$line"
}
by_session() { # DIRECTORY MODULE FILE
  saved=proofs/sessions/$2/$(basename "$3" .c)
  left=build/proofs/$2/$(basename "$3" .c)
  if (cd "$1" && REPLAY=1 proofs/wp.sh "$2" "$3" >build/out 2>&1); then return; fi
  smoke=$(cat "$1/$left.smoke_key")
  sed -i "s/^# key: .*/# key: $(cat "$1/$left.key")/; s/^# smoke: [^ ]* /# smoke: $smoke /" "$1/$saved"
  if ! (cd "$1" && REPLAY=1 proofs/wp.sh "$2" "$3" >build/out 2>&1); then
    tail -n 5 "$1/build/out"
    verdict="the key does not fool the replay: this patch shows nothing"
    return
  fi
  (cd "$1" && REPLAY=1 GOALS=1 proofs/wp.sh "$2" "$3" >build/out 2>&1) ||
    verdict="caught by the replay of all goals: $(grep -m 1 -oE 'typed_[a-zA-Z0-9_]*' "$1/build/out")"
}

one() { # PATCH
  name=$(basename "$1" .patch)
  copy=$work/$name
  verdict=survived
  # shellcheck disable=SC2046
  set -- "$1" $(sed -n '1s/^# caught-by: *//p' "$1")
  case ${2:-} in
  prove | smoke | session) copy_tree "$copy" proofs/why3.conf hfgen ;;
  gate) copy_tree "$copy" ;;
  ct) copy_tree "$copy" ct/gcc-O2 hfgen ;;
  fuzz) copy_tree "$copy" fuzz/obj ;;
  *) copy_tree "$copy" obj gen tests hfgen ;;
  esac
  before=$(date +%s)
  if ! patch -s -p1 -F0 -d "$copy" <"$1" >"$copy.log" 2>&1; then
    cat "$copy.log"
    verdict="does not apply"
  elif grep -q '^+++ [^ ]*spec/' "$1" && ! (cd "$copy" && make -s regen >build/out 2>&1); then
    verdict="caught by the generator: $(grep -m 1 error: "$copy/build/out")"
  else
    case ${2:-} in
    test) by_test "$copy" "${3:-}" ;;
    tls13) HANDFAST_TEST_VERSIONS=tls13 by_test "$copy" "${3:?}" ;;
    bare) by_bare "$copy" "${3:?}" ;;
    prove) by_proof "$copy" "${3:?}" "${4:?}" "${5:--}" "${6:-3}" ;;
    ct) by_ct "$copy" "${3:?}" ;;
    fuzz) by_fuzz "$copy" "${3:?}" ;;
    gen) by_gen "$copy" ;;
    profiles) by_profiles "$copy" "${3:?}" ;;
    model) by_model "$copy" ;;
    runs) by_runs "$copy" ;;
    gate) by_gate "$copy" "${3:?}" "$(sed -n '1s/^# caught-by: *gate *[^ ]* *//p' "$1")" ;;
    smoke) by_smoke "$copy" "${3:?}" "${4:?}" "${5:?}" ;;
    session) by_session "$copy" "${3:?}" "${4:?}" ;;
    *) verdict="no caught-by line" ;;
    esac
  fi
  case $verdict in
  caught*) echo "${2:-none}" >"$copy.kind" ;;
  esac
  printf '%-56s %s (%d s)\n' "$name" "$verdict" $(($(date +%s) - before))
  rm -rf "$copy"
}

vectors=$(cd "${HANDFAST_VECTORS:-../shared/vectors}" 2>/dev/null && pwd)
if [ "$1" = --one ]; then
  one "$2"
  exit 0
fi
rm -rf "$work"
mkdir -p "$work/base"
if grep -qE '^# caught-by: *(prove|smoke|session)' "$@"; then
  [ -f build/proofs/why3.conf ] || proofs/solvers.sh || exit 1
fi
# The gate refuses nothing of this tree: else it would refuse the copies for no merit of theirs.
if grep -q '^# caught-by: gate' "$@" && ! { proofs/lists.sh --check && proofs/assumptions.sh --check; } >"$work/gate.log" 2>&1; then
  cat "$work/gate.log"
  echo "0 passed, 1 failed"
  exit 1
fi
# What the copies start from.
if grep -q '^# caught-by: ct' "$@"; then
  CONFIGURATIONS=gcc-O2 tests/ct/run.sh control >"$work/ct.log" 2>&1 || { cat "$work/ct.log"; echo "0 passed, 1 failed"; exit 1; }
fi
fuzzers=$(sed -sn '1s/^# caught-by: *fuzz *\([^ ]*\).*/\1/p' "$@" | sort -u)
# shellcheck disable=SC2086 # a word for each target
if [ -n "$fuzzers" ] && ! tests/fuzz/run.sh 0 $fuzzers >"$work/fuzz.log" 2>&1; then
  cat "$work/fuzz.log"
  echo "0 passed, 1 failed"
  exit 1
fi
if grep -q '^# caught-by: test' "$@" && ! make -s build/tests/unit build/tests/certs/made >"$work/make.log" 2>&1; then
  tail -n 20 "$work/make.log"
  echo "0 passed, 1 failed"
  exit 1
fi
sed -sn '1s/^# caught-by: *prove *\([^ ]*\) *\([^ ]*\).*/\1 \2/p' "$@" | sort -u >"$work/proofs"
while read -r module file; do before_patches "$module" "$file"; done <"$work/proofs"
# Each is one core's work.
printf '%s\n' "$@" | WORK=$work xargs -P "${JOBS:-2}" -n 1 tests/sabotage/run.sh --one
passed=$(find "$work" -name '*.kind' | wc -l)
find "$work" -name '*.kind' -exec cat {} + | sort | uniq -c | awk '{ printf "caught by %s: %d\n", $2, $1 }'
echo "$passed passed, $(($# - passed)) failed"
[ "$passed" -eq $# ]
