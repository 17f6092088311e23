#!/bin/sh
# tests/trace/run.sh: each row of the specification (transition, message, binding, error, property) has its section, what is
# generated of it, a test that takes it, one that refuses it, and contracts or claims over it (gen/trace.sh); and the model
# gives a meaning to every step of the tables. What is excused, and why, stands in tests/trace/excused.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=build/trace
mkdir -p "$work"
gen/trace.sh "$work" >"$work/out" || { cat "$work/out"; echo "0 passed, 1 failed"; exit 1; }
sed -n 's/^\([a-z]\{1,\} .*[^ ]\)  .*/\1/p' tests/trace/excused >"$work/excused"
grep '^rows: ' "$work/out"
# What is excused must be a gap; what is a gap must be excused.
grep -vE '^(rows:|gaps )' "$work/out" >"$work/gaps"
while read -r excuse; do
  grep -q ": $excuse\$" "$work/gaps" || echo "excused, but nothing is missing: $excuse"
  grep -v ": $excuse\$" "$work/gaps" >"$work/left"
  mv "$work/left" "$work/gaps"
done <"$work/excused" >"$work/needless"
cat "$work/gaps" "$work/needless"
proofs/model.sh --words >"$work/words" 2>&1 || cat "$work/words"
failed=$(cat "$work/gaps" "$work/needless" "$work/words" | wc -l)
rows=$(wc -l <"$work/trace.tsv")
# What claims to be proved and is not must be seen: a function that is not there, one whose contract does not say it, none at all.
refused() { # a program for sed, and what is then printed
  mkdir -p "$work/claims"
  sed "$1" spec/properties.ltl >"$work/claims/properties.ltl"
  PROPERTIES=$work/claims/properties.ltl gen/trace.sh "$work/claims" 2>&1 | grep -qF "$2" && return
  echo "not refused: $2"
  failed=$((failed + 1))
}
refused 's/accept.c is_listed/accept.c is_lifted/' 'P1: no function is_lifted in engine/handshake/accept.c'
refused 's/accept.c is_listed/accept.c hf_accept_length/' 'P1: no clause of the contract of hf_accept_length bears its id'
refused '/^property P7/,/^$/s/tested  /proved  /' 'P7: no clause of the contract of hf_decide_key_exchange_kind bears its id'
refused 's/accept.c is_listed/accept.c/' 'P1: proved names no function of engine/handshake/accept.c'
# An error that the code answers with nowhere, and that but a comment names, is one without code; in a header as in a source.
unraised() { # FILE ERROR
  tree=$work/tree
  rm -rf "$tree"
  mkdir -p "$tree"
  cp -R engine gen spec "$tree"
  ln -s "$PWD/tests" "$PWD/proofs" "$tree"
  sed "s,^\\( .*\\)HF_ERROR_$2;,\\1HF_OK; /* HF_ERROR_$2 */," "$1" >"$tree/$1"
  cmp -s "$1" "$tree/$1" || ! "$tree/gen/trace.sh" "$work/claims" 2>&1 | grep -qix "no test or code that takes it: error $2" || return 0
  echo "not missed: $2, which nothing but a comment of $1 names"
  failed=$((failed + 1))
}
unraised engine/parse/vectors.h MESSAGE_RANGE
unraised engine/x509/key.c CERTIFICATE_KEY_WEAK
# A trace that found nothing shows nothing.
for kind in transition message binding error property; do
  grep -q "^$kind	" "$work/trace.tsv" || { echo "no row of kind $kind"; failed=$((failed + 1)); }
done
echo "$rows passed, $failed failed"
[ "$failed" -eq 0 ]
