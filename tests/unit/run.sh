#!/bin/sh
# tests/unit/run.sh [PROGRAM...]: runs the Criterion tests, as they are and with sanitizers; those of connections, which speak TLS 1.2
# unless they say otherwise, in TLS 1.3 once more, but for those of tests/unit/tls12_only.
set -u
cd "$(dirname "$0")/../.." || exit 1
[ $# -gt 0 ] || set -- build/tests/unit build/san/tests/unit
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=1 UBSAN_OPTIONS=print_stacktrace=1
passed=0 failed=0 skipped=0
for program; do
  echo "== $program"
  # `make check` makes both; a suite that is run by itself makes what was never made.
  case $program in build/san/*) sanitize=1 ;; *) sanitize= ;; esac
  if [ ! -x "$program" ] && ! make -s ${sanitize:+SANITIZE=1} "$program" build/tests/certs/made; then
    echo "$program is not there, and cannot be made: make ${sanitize:+SANITIZE=1 }$program"
    failed=$((failed + 1))
    continue
  fi
  tap=$program.tap
  rm -f "$tap"
  "$program" --tap="$tap" --timeout 300 --color=never >"$program.out" 2>&1 || [ -s "$tap" ] || failed=$((failed + 1))
  cat "$program.out"
  [ -f "$tap" ] || continue
  # Criterion does not look at how the process of a test ends: what a sanitizer says there counts here.
  failed=$((failed + $(grep -cE 'ERROR: (Leak|Address)Sanitizer|runtime error:' "$program.out")))
  sed -n 's/^ok - \([^ ]*\) .*# SKIP \(.*\)/\1 \2/p' "$tap"
  skipped=$((skipped + $(grep -c '^ok - .*# SKIP' "$tap")))
  passed=$((passed + $(grep '^ok - ' "$tap" | grep -vc '# SKIP')))
  failed=$((failed + $(grep -c '^not ok - ' "$tap")))
done
program=build/tests/unit
tap=$program.tls13.tap
if [ -x "$program" ]; then
  echo "== $program, TLS 1.3"
  HANDFAST_TEST_VERSIONS=tls13 "$program" --tap="$tap" --timeout 300 --color=never --filter '@(handshake|limits|secrets|config|tls13)*/*' >"$program.tls13.out" 2>&1
  sed -n 's/^ok - \([^ ]*\) .*/\1/p' "$tap" | sed 's,::,/,' | sort >"$program.tls13.passed"
  sed -n 's/^not ok - \([^ ]*\) .*/\1/p' "$tap" | sed 's,::,/,' | sort >"$program.tls13.failed"
  grep -v -e '^#' -e '^$' tests/unit/tls12_only | sort >"$program.tls12.only"
  comm -23 "$program.tls13.failed" "$program.tls12.only" | sed 's,^,FAILED in TLS 1.3: ,' >"$program.tls13.wrong"
  comm -13 "$program.tls13.failed" "$program.tls12.only" | sed 's,^,FAILED: on tests/unit/tls12_only\, but passes or is not there: ,' >>"$program.tls13.wrong"
  if [ -s "$program.tls13.wrong" ]; then cat "$program.tls13.wrong" "$program.tls13.out"; fi
  passed=$((passed + $(wc -l <"$program.tls13.passed")))
  failed=$((failed + $(wc -l <"$program.tls13.wrong")))
  [ -s "$program.tls13.passed" ] || failed=$((failed + 1))
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
