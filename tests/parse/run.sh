#!/bin/bash
# tests/parse/run.sh: the parser's tables against Ragel's own C of the same grammars and against a reader written by hand, and
# the encoders against the parser; with sanitizers.
set -eu
cd "$(dirname "$0")/../.."
hfgen=${HFGEN:-build/hfgen}
made=build/tests/parse
rm -rf "$made"
mkdir -p "$made"
"$hfgen" grammars spec "$made"
grammars="record_header alert change_cipher_spec handshake"
compile() {
  ${CC:-gcc} -std=c11 -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer \
    -Wall -Wextra -Wshadow -Iengine/include -Iengine -Itests/parse "$@"
}
objects=()
for grammar in $grammars; do
  (cd "$made" && ragel -G2 -L -o "$grammar.c" "$grammar.rl")
  compile -w -c -o "$made/$grammar.o" "$made/$grammar.c"
  objects+=("$made/$grammar.o")
done
sources=()
for source in tests/parse/*.c; do
  case $source in */operations.c) ;; *) sources+=("$source") ;; esac # the grammars include it
done
compile -Werror -o "$made/parse" "${sources[@]}" engine/parse/*.c engine/generated/{tables,events,encode}.c "${objects[@]}"
"$made/parse"
