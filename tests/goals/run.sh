#!/bin/sh
# tests/goals/run.sh: `make prove FILE=... FUNCTION=...` as a person uses it, in a copy of the tree: it passes a file as it is, and
# of a planted mistake names the clause that is broken and its line, the call where it is a call's, and what each solver said. It
# leaves the saved sessions alone.
set -u
cd "$(dirname "$0")/../.." || exit 1
for program in frama-c ocamlopt why3 z3 cvc4 cvc5 spin valgrind python3 gcc make; do
  command -v $program >/dev/null || { echo "skipped: $program is not installed"; echo "0 passed, 0 failed, 1 skipped"; exit 0; }
done
work=build/tests/goals
copy=$work/copy
rm -rf "$work"
mkdir -p "$copy"
tar cf - --exclude=./build --exclude=./.git . | tar xf - -C "$copy"
# What is made already need not be made again: the plug-ins are held against their sources.
mkdir -p "$copy/build/proofs"
for made in why3.conf view goals; do
  [ ! -e build/proofs/$made ] || cp -a build/proofs/$made "$copy/build/proofs/"
done
passed=0 failed=0
check() { # WHAT COMMAND...
  what=$1
  shift
  if "$@" >/dev/null; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo "failed: $what" && cat "$work/out"; fi
}
prove() { # FILE [FUNCTION]
  (cd "$copy" && SAVE='' REPLAY='' COLD='' GOALS='' SMOKE='' MAKEFLAGS='' TIMEOUT=1 make prove FILE="$1" FUNCTION="${2:-}") >"$work/out" 2>&1
}
says() { grep -qE "$1" "$work/out"; }
line_of() { grep -nF "$2" "$copy/$1" | head -n 1 | cut -d : -f 1; } # FILE TEXT
text_of() { sed -n "s/^goal text //p" "$work/out" | head -n 1; }
whole_text() { grep -qx 'Prove: false\.' "$copy/$(text_of)"; }
given() { # A file for each solver.
  pattern=$(sed -n 's/^given *//p' "$work/out" | head -n 1)
  # shellcheck disable=SC2086 # a pattern
  (cd "$copy" && set -- $pattern && [ $# -eq 3 ] && grep -q check-sat "$1")
}

# As it is.
seal=engine/record/seal.c
prove $seal check
check "$seal as it is" [ $? -eq 0 ]
check "it says so" says '^proved\.'
check "and what it did not look at" says 'Not looked at: the lists'

# A clause of the function's own contract.
patch -s -p1 -d "$copy" <tests/sabotage/record-sequence-wraps.patch
clause='ensures content_n <= HF_PLAINTEXT_MAX && s->sequence == HF_SEQUENCE_END ==> \result == HF_ERROR_SEQUENCE_EXHAUSTED;'
prove $seal check
check "the status of a planted mistake" [ $? -ne 0 ]
check "the function" says '^function +check$'
check "the kind" says '^kind +ensures$'
check "the line of the clause" says "^clause +$seal:$(line_of $seal "$clause")\$"
check "the text of the clause" grep -qF "$clause" "$work/out"
check "CVC4 has no answer" says '^solver +CVC4 .*: (unknown|timeout)'
check "Z3 came to its limit" says '^solver +Z3 .*: timeout.* after [0-9.]+ s of the (processor|clock)'
check "cvc5 came to its limit" says '^solver +cvc5 .*: timeout.* after [0-9.]+ s of the (processor|clock)'
check "what is to be shown" says '^ +Prove: false\.'
check "the file with all of it" whole_text
check "the files that the solvers were given" given

# A precondition of a function that is called.
layout=engine/record/layout.c
sed -i 's/hf_write16(prefix + 11,/hf_write16(prefix + 12,/' "$copy/$layout"
check "the other mistake is planted" grep -q 'prefix + 12' "$copy/$layout"
prove $layout hf_record_prefix
check "the status of a wrong call" [ $? -ne 0 ]
check "whose precondition" says '^kind +precondition of hf_write16, where it is called$'
check "the clause in the header" says '^clause +engine/crypto/bytes\.h:[0-9]+$'
check "the line of the call" says "^call +$layout:$(line_of $layout 'hf_write16(prefix + 12')\$"

# An annotation that Frama-C does not understand is not a proof.
sed -i 's/^  @ ensures content_n > HF_PLAINTEXT_MAX/  @ ensures contents_n > HF_PLAINTEXT_MAX/' "$copy/$seal"
prove $seal check
check "an annotation that is not understood" [ $? -ne 0 ]
check "its line" says "^Frama-C: .*$seal:$(line_of $seal 'ensures contents_n')"

# What cannot be proved is refused, with the reason.
prove engine/cli/main.c
check "a file without proof" [ $? -ne 0 ]
check "the reason" says 'no proof covers engine/cli/main\.c: .*command'
prove $seal nowhere
check "a function that is not there" [ $? -ne 0 ]
check "those that are" says 'no function nowhere .*there are: .*can_seal'

check "the saved sessions are as they were" diff -r proofs/sessions "$copy/proofs/sessions"
rm -rf "$copy"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
