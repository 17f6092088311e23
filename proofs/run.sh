#!/bin/sh
# proofs/run.sh [--replay] [MODULE...]: proves every module, checks the model, holds the assumptions against SOUNDNESS.md,
# and writes build/proofs/report.json and report.html. Fails when anything is unproved and not in SOUNDNESS.md's unproved
# list, aborted, admitted, without a contract or assumed without being listed. Its last line is `N passed, N failed`: a file
# proved, or one of the other checks, is one.
#   --replay   from proofs/sessions, without any solver: a file that Frama-C reads as the one that was proved has its verdict. Of a third
#              of the files, by SEED, all goals are built and looked up all the same
#   --goals    a replay that builds all goals again, and finds each in the session
#   --cold     forget what was proved before, here or in proofs/sessions; what is kept is which solvers had no answer for a goal
#   --save     write proofs/sessions anew
set -u
cd "$(dirname "$0")/.." || exit 1
export REPLAY='' GOALS="${GOALS:-}" COLD='' SAVE="${SAVE:-}" SEED="${SEED:-}"
modules=''
for word; do
  case $word in
  --replay) REPLAY=1 ;;
  --goals) REPLAY=1 GOALS=1 ;;
  --cold) COLD=1 ;;
  --save) SAVE=1 ;;
  *) modules="$modules $word" ;;
  esac
done
whole=''
[ -n "$modules" ] || { whole=1; modules=$(awk '/^[a-z]/ { print $1 }' proofs/modules | tr '\n' ' '); }
# For two cores. WP looks at its goals twenty times a second and waits in between: with one goal at a time the cores would be idle.
export JOBS="${JOBS:-3}" PAR="${PAR:-4}"
mkdir -p build/proofs
if [ -n "$REPLAY" ] && [ -z "$GOALS" ]; then
  SEED="${SEED:-$(date +%s)}"
  echo "seed: $SEED (SEED=$SEED make prove-replay builds the goals of the same files)"
fi
began=$(date +%s)
passed=0 failed=0
say() { # STATUS WHAT
  if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo "FAILED: $2"; fi
}

# Every file is in one module.
find engine -name '*.c' ! -path 'engine/provider/*' ! -path 'engine/cli/*' ! -path 'engine/ports/*' ! -path 'engine/files/*' | sort >build/proofs/files
proofs/jobs.sh | awk '{ print $2 }' | sort | comm -3 build/proofs/files - | sed 's/^\t*/no module, no file, or twice in one: /' >build/proofs/coverage
cat build/proofs/coverage
[ ! -s build/proofs/coverage ]
say $? "proofs/modules"

rm -f build/proofs/why3.conf build/proofs/*/*.result build/proofs/*/*.allowed build/proofs/*/*.compiled
proofs/solvers.sh || { echo "0 passed, 1 failed"; exit 1; }
# shellcheck disable=SC2086
proofs/wp.sh $modules
# A file is right when nothing is wrong in it; one without a result was not looked at to its end.
for module in $modules; do cat "build/proofs/$module/results"; done >build/proofs/all-results
bad=$(awk '$6 > 0' build/proofs/all-results | wc -l)
passed=$((passed + $(wc -l <build/proofs/all-results) - bad)) failed=$((failed + bad))
if [ -n "$whole" ]; then
  [ "$(wc -l <build/proofs/all-results)" -eq "$(wc -l <build/proofs/files)" ]
  say $? "some files have no result"
  sort -u build/proofs/*/*.compiled >build/proofs/functions
  sort build/proofs/*/*.allowed | awk '{ sub(/.*:/, "", $1); print $1 }' | sort -u | comm -23 - build/proofs/functions >build/proofs/strangers
  sed 's/^/in the unproved list, and nowhere else: /' build/proofs/strangers
  [ ! -s build/proofs/strangers ]
  say $? "unproved list"
  if [ -x proofs/model.sh ]; then
    proofs/model.sh ${REPLAY:+--quick}
    say $? "model"
  fi
  proofs/lists.sh --check --made
  say $? "the lists of what is assumed, and the contracts that matter"
  proofs/assumptions.sh --check
  say $? "assumptions"
  sed -n 's/^\([^#][^:]*\): .*/\1/p' proofs/doomed | sort -u | comm -23 - build/proofs/files >build/proofs/strangers
  sed 's/^/in proofs\/doomed, and no such file: /' build/proofs/strangers
  [ ! -s build/proofs/strangers ]
  say $? "proofs/doomed"
fi
# shellcheck disable=SC2086
proofs/report.sh $modules
say $? "report"
awk '{ g += $2; p += $3; f += $4; smoke += $8; built += $9 }
  END { printf "%d of %d goals in %d functions of %d files, the goals of %d files built; %d smoke tests\n", p, g, f, NR, built, smoke }' \
  build/proofs/all-results
echo "in $(($(date +%s) - began)) s"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
