#!/bin/sh
# tests/trace/run.sh: each row of the specification (transition, message, binding, error, property) has its section, what is
# generated of it, a test that takes it, one that refuses it, and contracts or claims over it (gen/trace.sh); and the model
# gives a meaning to every step of the tables. What is excused, and why, stands in tests/trace/excused. And each requirement of the RFCs
# (spec/requirements) names what is there: states, structs, functions, tests.
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
# What of the requirements is not as it says must be seen: a mistake of each kind, all of them at once.
mkdir -p "$work/required"
cp spec/requirements/*.csv "$work/required"
sed -e '1s/Held/Where/' -e 's/fell_back/fell_over/; s/server:choose_version/server:choose_vision/; s/p20_fallback/p20_fallover/' \
  -e '/^RFC7507-3-2/s/,[^,]*,$/,,/' -e '/^RFC7507-4-1/s/,engine[^,]*,/,,/' -e 's/^RFC7507-4-2/RFC7507-4-4/' \
  spec/requirements/rfc7507.csv >"$work/required/rfc7507.csv"
sed -e '/^RFC7366-2-1/s/,[^,]*/,/' -e '/^RFC7366-2-2/s/$/,more/' -e 's/^RFC7366-3-1/RFC7366-2-1/' -e 's/^RFC7366-3-2/RFC7365-3-2/' \
  -e 's/^RFC7366-3-3/RFC 7366 3 3/' spec/requirements/rfc7366.csv >"$work/required/rfc7366.csv"
sed -e 's,tests/interop/data,tests/interop/date,; s/protocol_in/protocol_on/' spec/requirements/rfc7301.csv >"$work/required/rfc7301.csv"
sed 's/tls:ServerName/tls:ServerFame/' spec/requirements/rfc6066.csv >"$work/required/rfc6066.csv"
sed 's/client:send_no/send_no/' spec/requirements/rfc5746.csv >"$work/required/rfc5746.csv"
sed 's/^RFC5246-E.1-1/RFC5246-7.5-1/' spec/requirements/rfc5246.csv >"$work/required/rfc5246.csv"
REQUIREMENTS=$work/required gen/trace.sh "$work/claims" >"$work/misled" 2>&1
while read -r line; do
  grep -qxF "$line" "$work/misled" && continue
  echo "not refused: $line"
  failed=$((failed + 1))
done <<END
$work/required/rfc7507.csv: its first line is not Id,Says,Held,Tests,WhyNot
RFC7507-3-1: no fell_over in engine/handshake/version.c
RFC7507-3-1: no state server:choose_vision
RFC7507-3-1: no test handshake_properties/p20_fallover_is_seen
RFC7507-3-2: neither a test nor why there is none
RFC7507-4-1: neither where it is held nor why it is not
RFC7507-4-4: out of order
RFC7366-2-1: says nothing
RFC7366-2-2: 6 columns, and there are 5; a text has no comma
RFC7366-2-1: there twice
RFC7365-3-2: in the file of RFC 7366
RFC 7366 3 3: no id of the form RFC5246-7.4.1-1
RFC7301-3.1-2: no protocol_begin in engine/handshake/protocol_on.c
RFC7301-3.1-3: no file tests/interop/date.sh
RFC6066-3-1: no ServerFame in spec/wire/extensions.tls
RFC5746-4.2-1: names no function, struct or state: send_no_renegotiation
RFC5246-7.5-1: out of order
END
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
required=$(wc -l <"$work/requirements.tsv")
echo "requirements: $required"
[ "$required" -gt 0 ] || failed=$((failed + 1))
echo "$((rows + required)) passed, $failed failed"
[ "$failed" -eq 0 ]
