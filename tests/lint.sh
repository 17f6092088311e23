#!/bin/sh
# tests/lint.sh FILE...: clang-format and clang-tidy on hand-written C, cppcheck with MISRA C:2012 on the engine, shellcheck
# on the scripts where it is there. Deviations from MISRA are numbered in .cppcheck/deviations.txt.
set -u
cd "$(dirname "$0")/.." || exit 1
passed=0 failed=0
check() { # NAME COMMAND...
  name=$1
  shift
  if "$@" >build/lint.log 2>&1; then
    passed=$((passed + 1))
    echo "ok      $name"
  else
    failed=$((failed + 1))
    echo "FAILED  $name"
    grep -vE 'warnings generated|Suppressed|Use -header-filter|^$' build/lint.log | head -n "${LINT_LINES:-40}"
  fi
}
mkdir -p build/cppcheck
engine=$(printf '%s\n' "$@" | grep -E '^engine/.*\.c$')
mine=$(printf '%s\n' "$engine" | grep -vE '^engine/(provider|cli)/')
sources=$(printf '%s\n' "$@" | grep -E '\.c$' | grep -vE '^tests/')

# The suppressions are the deviations: `misra-c2012-8.7` and the like, or of one file, `misra-c2012-9.4:engine/...`, each with its number and reason before it.
sed -n "s/^\\(misra-c2012-[0-9.]*\\(:engine[a-z0-9_./]*\\)\\{0,1\\}\\|[a-z][a-zA-Z]*\\)\$/\\1/p" .cppcheck/deviations.txt >build/deviations

# shellcheck disable=SC2086 # words
{
  check "clang-format" clang-format --dry-run -Werror "$@"
  check "clang-tidy" clang-tidy --quiet $sources -- -std=c11 -D_POSIX_C_SOURCE=200809L -Iengine/include -Iengine -Igen
  check "cppcheck, MISRA C:2012" cppcheck --quiet --cppcheck-build-dir=build/cppcheck --std=c11 --platform=unix64 --enable=warning,performance,portability \
    --addon=misra --inline-suppr --suppressions-list=build/deviations --error-exitcode=1 --max-configs=2 \
    -Iengine/include -Iengine $mine
  if command -v shellcheck >/dev/null; then
    check "shellcheck" shellcheck -S warning -e SC2010,SC2154,SC1007,SC2046,SC2048,SC2034 .ci/run .ci/setup proofs/*.sh tests/*.sh tests/*/*.sh gen/*.sh
  fi
}
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
