#!/bin/sh
# tests/parse/run.sh: builds tests/parse, twice: with Ragel's C of the grammars that hfgen writes now, and with sanitizers;
# then runs it. PARSE_INPUTS inputs each (default 200000), from PARSE_SEED on.
set -eu
cd "$(dirname "$0")/../.."
hfgen=${HFGEN:-build/hfgen}
cc=${CC:-gcc}
work=build/tests/parse
rm -rf "$work"
mkdir -p "$work"
"$hfgen" grammars spec "$work"
sources="$(ls tests/parse/*.c | grep -v operations.c) engine/parse/parse.c engine/parse/writer.c engine/generated/tables.c engine/generated/events.c $(ls engine/generated/encode_*.c)"
grammars="record_header alert change_cipher_spec handshake"
for grammar in $grammars; do
  (cd "$work" && ragel -G2 -L -o $grammar.c $grammar.rl)
done
passed=0 failed=0
build_and_run() { # NAME FLAGS
  name=$1
  shift
  objects=
  for grammar in $grammars; do # not our C: without warnings
    "$cc" -std=gnu11 -w "$@" -Iengine/include -Iengine -Itests/parse -c -o "$work/$grammar-$name.o" "$work/$grammar.c"
    objects="$objects $work/$grammar-$name.o"
  done
  # shellcheck disable=SC2086 # sources and objects are words
  "$cc" -std=gnu11 -Wall -Wextra -Wshadow -Werror "$@" -Iengine/include -Iengine -Itests/parse -o "$work/$name" $sources $objects
  echo "== $name"
  "$work/$name" "${PARSE_INPUTS:-200000}" "${PARSE_SEED:-1}" >"$work/$name.log" 2>&1 || true
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
