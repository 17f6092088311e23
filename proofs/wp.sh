#!/bin/sh
# proofs/wp.sh MODULE... | MODULE FILE...: proves modules of proofs/modules (or some files of one) with Frama-C's WP, and
# fails unless every goal of every function is proved, or stands in SOUNDNESS.md's unproved list.
#   REPLAY=1     no solver: what proofs/sessions holds, for this very source, or failure;  GOALS=1  goal by goal
#   COLD=1       forget what was proved before;  SAVE=1  write proofs/sessions anew, without what no goal uses
#   FUNCTION=F   only this function;  TIMEOUT=30  seconds of the processor for a goal and a solver
#   JOBS=1       files at once;  PAR=8  goals at once in each of them
#   CACHE_FROM=D take what was proved in other trees too: all */NAME.session/cache below D
#   SMOKE=no     do not search for contracts that contradict themselves;  SMOKE=only  nothing else
#   SEED=N       a replay builds the goals of a third of the files; N says of which
# Leaves build/proofs/MODULE/results, a line for each file: proofs/file.sh says what stands in it.
set -u
cd "$(dirname "$0")/.." || exit 1
modules='' files=''
for word; do
  case $word in
  */*) files="$files $word" ;;
  *) modules="$modules $word" ;;
  esac
done
[ -f build/proofs/why3.conf ] || proofs/solvers.sh || exit 1
proofs/plugin.sh || exit 1
mkdir -p build/proofs
list=build/proofs/jobs.$$
for module in $modules; do
  mkdir -p "build/proofs/$module"
  rm -f "build/proofs/$module"/*.result
  # shellcheck disable=SC2086 # words
  proofs/jobs.sh "$module" $files || exit 2
done >$list
[ -n "$files" ] || { OF=$(wc -l <$list) RUN=$modules; export OF RUN; }
# The largest files first: the cores are done at the same time then.
while read -r job; do
  file=${job#* }
  echo "$(wc -c <"${file%% *}") $job"
done <$list | sort -rn | cut -d ' ' -f 2- | xargs -P "${JOBS:-1}" -L 1 proofs/file.sh
status=$?
rm -f $list
for module in $modules; do
  cat "build/proofs/$module"/*.result >"build/proofs/$module/results"
done
exit $status
