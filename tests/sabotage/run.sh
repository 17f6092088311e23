#!/bin/sh
# tests/sabotage/run.sh [PATCH...]: each patch of this directory plants a mistake; each must be caught by what its first
# line names, in a copy of the tree:
#   # caught-by: test [FILTER]        a unit test fails (Criterion's filter, such as `record*/*`)
#   # caught-by: prove MODULE [FILE]  proofs/wp.sh MODULE [FILE] finds a goal that is not proved
#   # caught-by: model                proofs/model.sh fails
# A patch to spec/ is followed by a regeneration. A survivor is an error; so is a patch that does not apply or compile.
set -u
cd "$(dirname "$0")/../.." || exit 1
here=$PWD
work=$here/build/sabotage
mkdir -p "$work"
[ $# -gt 0 ] || set -- tests/sabotage/*.patch
passed=0 failed=0

# A copy of the sources, and of the objects made so far so that only what changes is compiled again.
copy_tree() { # DIRECTORY
  rm -rf "$1"
  mkdir -p "$1/build"
  tar cf - --exclude=./build --exclude=./.git . | tar xf - -C "$1"
  for made in obj gen tests hfgen libhandfast.a proofs; do
    [ ! -e "build/$made" ] || cp -a "build/$made" "$1/build/$made"
  done
}

by_test() { # DIRECTORY FILTER
  (cd "$1" && make -s build/tests/unit >make.log 2>&1) || { tail -n 20 "$1/make.log"; verdict="does not build"; return; }
  (cd "$1" && HANDFAST_VECTORS="$vectors" timeout 600 build/tests/unit ${2:+--filter "$2"} --tap=tap --timeout 60 >out 2>&1)
  caught=$(sed -n 's/^not ok - \([^ ]*\).*/\1/p' "$1/tap" | tr '\n' ' ')
  [ -z "$caught" ] || verdict="caught by $(echo "$caught" | wc -w) tests: $(echo "$caught" | cut -d ' ' -f 1-2)"
}
by_proof() { # DIRECTORY MODULE FILE
  # shellcheck disable=SC2086
  (cd "$1" && TIMEOUT=8 proofs/wp.sh "$2" $3 >out 2>&1) && return
  if grep -q 'Failed\] Goal' "$1"/build/proofs/"$2"/*.log; then
    verdict="caught by proof: $(sed -n 's/.*Failed\] Goal \([^ ]*\).*/\1/p' "$1"/build/proofs/"$2"/*.log | sort -u | head -n 2 | tr '\n' ' ')"
  else
    tail -n 5 "$1/out"
    verdict="the proof does not run"
  fi
}
by_model() { # DIRECTORY
  (cd "$1" && proofs/model.sh --quick >out 2>&1 && proofs/model.sh >out 2>&1) && return
  violated=$(grep -m 1 -oE '(FAILED: |violated ).*' "$1/out")
  if [ -n "$violated" ]; then
    verdict="caught by model: $violated"
  else
    tail -n 5 "$1/out"
    verdict="the model does not run"
  fi
}

one() { # PATCH
  copy=$work/tree
  verdict=survived
  # shellcheck disable=SC2046
  set -- "$1" $(sed -n '1s/^# caught-by: *//p' "$1")
  copy_tree "$copy"
  before=$(date +%s)
  if ! patch -s -p1 -d "$copy" <"$1" >"$work/patch.log" 2>&1; then
    cat "$work/patch.log"
    verdict="does not apply"
  elif grep -q '^+++ [^ ]*spec/' "$1" && ! (cd "$copy" && make -s regen >out 2>&1); then
    verdict="caught by the generator: $(grep -m 1 error: "$copy/out")"
  else
    case ${2:-} in
    test) by_test "$copy" "${3:-}" ;;
    prove) by_proof "$copy" "${3:?}" "${4:-}" ;;
    model) by_model "$copy" ;;
    *) verdict="no caught-by line" ;;
    esac
  fi
  case $verdict in
  caught*) passed=$((passed + 1)); echo "${2:-none}" >>"$work/kinds" ;;
  *) failed=$((failed + 1)) ;;
  esac
  printf '%-56s %s (%d s)\n' "$(basename "$1" .patch)" "$verdict" $(($(date +%s) - before))
}

vectors=$(cd "${HANDFAST_VECTORS:-../shared/vectors}" 2>/dev/null && pwd)
: >"$work/kinds"
make -s build/tests/unit build/tests/certs/made >"$work/make.log" 2>&1 || { tail -n 20 "$work/make.log"; echo "0 passed, 1 failed"; exit 1; }
for patch; do
  [ -f "$patch" ] && one "$patch"
done
sort "$work/kinds" | uniq -c | awk '{ printf "caught by %s: %d\n", $2, $1 }'
rm -rf "$work/tree"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
