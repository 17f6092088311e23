#!/bin/sh
# proofs/run.sh [--replay] [MODULE...]: proves every module, checks the model, holds the assumptions against SOUNDNESS.md,
# and writes build/proofs/report.json and report.html. Fails when anything is unproved, aborted, admitted, without a contract
# or assumed without being listed.
#   --replay   from proofs/sessions, without any solver
#   --cold     forget what was proved here before
#   --save     write proofs/sessions anew
set -u
cd "$(dirname "$0")/.." || exit 1
export REPLAY= COLD= SAVE=
modules=
for word; do
  case $word in
  --replay) REPLAY=1 ;;
  --cold) COLD=1 ;;
  --save) SAVE=1 ;;
  *) modules="$modules $word" ;;
  esac
done
whole=
[ -n "$modules" ] || { whole=1; modules=$(awk '/^[a-z]/ { print $1 }' proofs/modules); }
mkdir -p build/proofs
failed=0
say_failed() { echo "FAILED: $1"; failed=$((failed + 1)); }

# Every file is in one module.
# shellcheck disable=SC2046,SC2086
covered() { set -- $(awk '/^[a-z]/ { for (i = 2; i <= NF; i++) if ($i !~ /^-/) print $i }' proofs/modules); ls $* 2>/dev/null; }
find engine -name '*.c' ! -path 'engine/provider/*' ! -path 'engine/cli/*' ! -path 'engine/ports/*' | sort >build/proofs/files
covered | sort | uniq -c | awk '$1 > 1 { print $2 " is in two modules" }' >build/proofs/coverage
covered | sort -u | comm -3 build/proofs/files - | sed 's/^\t*/no module, or no file: /' >>build/proofs/coverage
[ ! -s build/proofs/coverage ] || { cat build/proofs/coverage; say_failed "proofs/modules"; }

rm -f build/proofs/why3.conf
proofs/solvers.sh || exit 1
for module in $modules; do
  echo "$module"
  proofs/wp.sh "$module" || say_failed "$module"
done
if [ -n "$whole" ]; then
  if [ -x proofs/model.sh ]; then
    proofs/model.sh ${REPLAY:+--quick} || say_failed "model"
  fi
  proofs/assumptions.sh --check || say_failed "assumptions"
fi
# shellcheck disable=SC2086
proofs/report.sh $modules || say_failed "report"
[ "$failed" -eq 0 ] && echo "all proved" || echo "$failed failed"
[ "$failed" -eq 0 ]
