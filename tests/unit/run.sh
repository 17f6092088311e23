#!/bin/sh
# tests/unit/run.sh [PROGRAM...]: runs the Criterion tests, as they are and with sanitizers; those of connections, which speak TLS 1.2
# unless they say otherwise, in TLS 1.3 once more, but for those of tests/unit/tls12_only; and those of sessions with sealed tickets in place
# of a server's store, but for those of tests/unit/stored_only.
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
# Once more in another way: the tests that FILTER names, but for those of tests/unit/LIST, each of which must fail in that way.
once_more() { # WAY FILTER LIST...
  way=$1 filter=$2
  shift 2
  out=build/tests/unit.$way
  [ -x build/tests/unit ] || return
  echo "== build/tests/unit, $way"
  build/tests/unit --tap="$out.tap" --timeout 300 --color=never --filter "$filter" >"$out.out" 2>&1
  sed -n -e '/# SKIP/d' -e 's/^ok - \([^ ]*\) .*/\1/p' "$out.tap" | sed 's,::,/,' | sort >"$out.passed"
  sed -n 's/^not ok - \([^ ]*\) .*/\1/p' "$out.tap" | sed 's,::,/,' | sort >"$out.failed"
  cat "$out.passed" "$out.failed" | sort >"$out.run"
  (cd tests/unit && grep -hv -e '^#' -e '^$' "$@") | sort -u >"$out.lists"
  comm -12 "$out.lists" "$out.run" >"$out.excused"
  comm -23 "$out.failed" "$out.excused" | sed "s,^,FAILED ($way): ," >"$out.wrong"
  comm -13 "$out.failed" "$out.excused" | sed "s,^,FAILED ($way): it is on a list in tests/unit\, but passes: ," >>"$out.wrong"
  comm -23 "$out.lists" "$out.run" >"$out.elsewhere"
  if [ -s "$out.wrong" ]; then cat "$out.wrong" "$out.out"; fi
  passed=$((passed + $(wc -l <"$out.passed")))
  failed=$((failed + $(wc -l <"$out.wrong")))
  [ -s "$out.passed" ] || failed=$((failed + 1))
}
export HANDFAST_TEST_VERSIONS=tls13
# `elsewhere`: names on a list that the filter leaves out; there are none where the filter is the widest.
once_more tls13 '@(handshake|limits|secrets|config|tls13)*/*' tls12_only
sed 's,^,FAILED: on tests/unit/tls12_only\, but there is no such test: ,' build/tests/unit.tls13.elsewhere
failed=$((failed + $(wc -l <build/tests/unit.tls13.elsewhere)))
HANDFAST_TEST_TICKETS=sealed once_more sealed '@(handshake_session*|handshake_pins|handshake_staple|handshake_authorities|secrets_wiped13|tls13_*)/*' tls12_only stored_only
HANDFAST_TEST_VERSIONS=tls12 HANDFAST_TEST_TICKETS=sealed once_more sealed12 '@(handshake_session*|handshake_pins|handshake_staple|handshake_authorities)/*' stored_only
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
