#!/bin/sh
# tests/asn1/run.sh: builds tests/asn1, twice: plain, and with sanitizers, each with Ragel's C of the grammar that hfgen writes of spec/asn1
# now; then runs it. ASN1_INPUTS inputs each (default 100000), from ASN1_SEED on.
set -eu
cd "$(dirname "$0")/../.."
hfgen=${HFGEN:-build/hfgen}
cc=${CC:-gcc}
work=build/tests/asn1
rm -rf "$work"
mkdir -p "$work"
"$hfgen" grammars spec "$work"
(cd "$work" && ragel -G2 -L -o asn1.c asn1.rl)
sources="tests/asn1/main.c tests/asn1/oracle.c engine/parse/asn1.c engine/parse/asn1_values.c engine/parse/asn1_form.c engine/parse/asn1_header.c engine/generated/asn1_table.c engine/generated/errors.c"
passed=0 failed=0
build_and_run() { # NAME FLAGS
  name=$1
  shift
  # not our C: without warnings
  "$cc" -std=gnu11 -w "$@" -Iengine/include -Iengine -Itests/asn1 -c -o "$work/asn1-$name.o" "$work/asn1.c"
  # shellcheck disable=SC2086 # sources are words
  "$cc" -std=gnu11 -Wall -Wextra -Wshadow -Werror "$@" -Iengine/include -Iengine -Itests/asn1 -o "$work/$name" $sources "$work/asn1-$name.o"
  echo "== $name"
  "$work/$name" "${ASN1_INPUTS:-100000}" "${ASN1_SEED:-1}" >"$work/$name.log" 2>&1 || true
  cat "$work/$name.log"
  line=$(tail -n 1 "$work/$name.log")
  case $line in
  *' passed, '*) ;;
  *) line="0 passed, 1 failed" ;;
  esac
  passed=$((passed + ${line%% *}))
  line=${line#*, }
  failed=$((failed + ${line%% *}))
}
build_and_run plain -O2
build_and_run sanitized -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
