#!/bin/bash
# tests/gen/run.sh: the generator refuses each broken specification with one error at the right place, says what to do about
# it, and writes nothing. Each case in *.cases is an edit to a copy of spec/:
#   case: what is wrong        file: the file that is edited      edit: a program for sed -E
#   error: the message         mend: how the mend begins (or none) at: what stands at the place (optional)
#   errors: how many, when more than one (optional)               where: another file that is named, or - (optional)
set -u
cd "$(dirname "$0")/../.." || exit 1
hfgen=${HFGEN:-build/hfgen}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

bad() {
  echo "FAILED: $name: $1"
  cat "$work/log"
  ok=0
}

# Checks the message in $work/log: where it stands, the row that it shows, the place in the row, the mend.
check_message() {
  local line column row
  grep -qF -- "error: $error" "$work/log" || { bad "not the message \`$error'"; return; }
  [ "$(grep -c ': error: ' "$work/log")" = "$errors" ] || bad "not $errors error(s)"
  [ -z "$mend" ] || grep -qF -- "= $mend" "$work/log" || bad "not the mend \`$mend'"
  [ "$where" = - ] && return
  line=$(grep -F -- "error: $error" "$work/log" | head -n 1)
  case $line in "$work/spec/$where:"*) ;; *) bad "not in $where"; return ;; esac
  line=${line#"$work/spec/$where:"}
  column=${line#*:} line=${line%%:*} column=${column%%:*}
  row=$(sed -n "${line}p" "$work/spec/$where")
  grep -qF -- " | $row" "$work/log" || bad "the row of line $line is not shown"
  case ${row:column-1} in "$at"*) ;; *) bad "column $column is not at \`$at'" ;; esac
}

run_case() {
  ok=1
  rm -rf "$work/spec" "$work/out"
  cp -r spec "$work/spec"
  sed -E -i "$edit" "$work/spec/$file"
  "$hfgen" grammars "$work/spec" "$work/out" >"$work/log" 2>&1
  status=$?
  cmp -s "spec/$file" "$work/spec/$file" && bad "the edit changes nothing"
  [ "$status" = 1 ] || bad "exit status $status"
  [ ! -e "$work/out" ] || bad "files were written"
  check_message
  if [ "$ok" = 1 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

begin_case() {
  name=$1 file='' edit='' error='' mend='' at='' errors=1 where=''
}

end_case() {
  [ -n "$name" ] || return
  [ -n "$where" ] || where=$file
  run_case
  name=''
}

name='' file='' edit='' error='' mend='' at='' errors=1 where=''
while IFS= read -r line; do
  value=${line#*: }
  case $line in
  'case: '*) end_case; begin_case "$value" ;;
  'file: '*) file=$value ;;
  'edit: '*) edit=$value ;;
  'error: '*) error=$value ;;
  'mend: '*) mend=$value ;;
  'at: '*) at=$value ;;
  'errors: '*) errors=$value ;;
  'where: '*) where=$value ;;
  esac
done < <(cat tests/gen/*.cases)
end_case

# One more check: name, expected text, expected status, command.
expect() {
  name=$1 ok=1
  "${@:4}" >"$work/log" 2>&1
  status=$?
  [ "$status" = "$3" ] || bad "exit status $status"
  grep -qF -- "$2" "$work/log" || bad "not the message \`$2'"
  [ ! -e "$work/out" ] || bad "files were written"
  if [ "$ok" = 1 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

# Automata that are not those of the specification.
rm -rf "$work/out" "$work/rl"
"$hfgen" grammars spec "$work/rl" && (cd "$work/rl" && for g in *.rl; do ragel -x -o "${g%.rl}.xml" "$g"; done)
cp "$work/rl/server.xml" "$work/server.xml"
engine() {
  expect "$1" "$2" 1 "$hfgen" engine spec "$work/rl" "$work/out"
}
rm "$work/rl/server.xml"
engine "an automaton is missing" "cannot read $work/rl/server.xml"
head -c 3000 "$work/server.xml" >"$work/rl/server.xml"
engine "half an automaton" "server.xml: "
sed 's/name="in_open"/name="in_opened"/' "$work/server.xml" >"$work/rl/server.xml"
engine "an automaton with a state that is in no table" "the automaton of the server does not have each state of its table once"
sed 's/uchar/char/' "$work/server.xml" >"$work/rl/server.xml"
engine "an automaton over another alphabet" "server.xml: the alphabet is not unsigned char"
sed '0,/<t>2 2 [0-9]* x/s//<t>2 2 9 x/' "$work/server.xml" >"$work/rl/server.xml"
engine "an automaton with another transition" "the automata are not those of these tables"
cp "$work/server.xml" "$work/rl/server.xml"
sed 's/name="rsa_public_key"/name="rsa_key"/' "$work/rl/asn1.xml" >"$work/asn1.xml"
cp "$work/rl/asn1.xml" "$work/asn1.good"
cp "$work/asn1.xml" "$work/rl/asn1.xml"
engine "an automaton without one of the structures" "asn1.xml: no entry point: rsa_public_key"
cp "$work/asn1.good" "$work/rl/asn1.xml"

# What only the automaton shows: two fields that begin with the same octet.
ambiguous() { # NAME, an edit, the message
  rm -rf "$work/spec" "$work/rl2"
  cp -r spec "$work/spec"
  sed -i "$2" "$work/spec/asn1/pkix1explicit.asn1"
  "$hfgen" grammars "$work/spec" "$work/rl2" && (cd "$work/rl2" && for g in *.rl; do ragel -x -o "${g%.rl}.xml" "$g"; done)
  expect "$1" "$3" 1 "$hfgen" engine "$work/spec" "$work/rl2" "$work/out"
}
ambiguous "two fields with one tag" 's/^\( *subjectUniqueID *\)\[2\]/\1[1]/' "begin with the same octet"
ambiguous "a field that ANY may be, too" 's/^  value                ANY }/  other                ANY OPTIONAL,\n  value                INTEGER }/' \
  "can be told from no other field"

# What stands behind `else' follows where no sheet of the profile has the state, and only there.
same() { # NAME, an edit of machine/tls12.fsm after which the machines are the same
  name=$1 ok=1
  rm -rf "$work/spec" "$work/out"
  cp -r spec "$work/spec"
  sed -E -i "$2" "$work/spec/machine/tls12.fsm"
  cmp -s spec/machine/tls12.fsm "$work/spec/machine/tls12.fsm" && bad "the edit changes nothing"
  "$hfgen" tests "$work/spec" "$work/out" >"$work/log" 2>&1 || bad "refused"
  diff tests/generated/rows.h "$work/out/rows.h" >"$work/log" || bad "other rows"
  if [ "$ok" = 1 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  rm -rf "$work/out"
}
same "a state of a sheet that is there" 's/^(store_session .*)open +/\1open else closed /'
same "a state of a sheet that is not there" 's/^(store_session .*)open +/\1open_early else open /'

# Another profile: what its machines do not receive, its versions do not carry and its states do not do is called from nowhere; where
# fields are kept is the same as in the one with all.
profile() { # PROFILE, what its engine calls, what it does not call
  name="profile $1" ok=1
  rm -rf "$work/rl2" "$work/made"
  { "$hfgen" grammars spec "$work/rl2" "$1" && (cd "$work/rl2" && for g in *.rl; do ragel -x -o "${g%.rl}.xml" "$g"; done) &&
    "$hfgen" engine spec "$work/rl2" "$work/made" "$1"; } >"$work/log" 2>&1 || bad "refused"
  cat "$work/made/events.c" "$work/made/steps.c" >"$work/calls"
  for call in $2; do grep -qE "hf_$call\(c" "$work/calls" || bad "nothing calls hf_$call"; done
  for call in $3; do ! grep -E "hf_$call\(c" "$work/calls" >"$work/log" || bad "something calls hf_$call"; done
  cmp -s engine/generated/kept.h "$work/made/kept.h" || bad "fields are kept elsewhere"
  if [ "$ok" = 1 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}
profile client "answer_version decide_check_server_hello decide_check_server_hello13" "offer_version decide_choose_client_version do_make_ticket"
profile server "offer_version offer_share_bytes do_make_ticket" "answer_version decide_check_server_hello ticket_bytes"
profile tls13 "offer_share_bytes answer_share_bytes certificate_bytes" "ticket12_begin offer_ticket_begin decide_check_server_hello do_make_pre_master_secret decide_recover_pre_master_secret"
profile tls12 "offer_group answer_point_format decide_check_server_hello" "offer_share_bytes answer_version encrypted_extension ticket_begin decide_check_retry"
profile tiny "answer_share_bytes do_derive_handshake_secrets do_prepare_second_hello" "offer_version decide_check_server_hello do_make_ticket"
expect "a profile that is not there" "cannot read spec/profiles/none.profile" 1 "$hfgen" grammars spec "$work/out" none
rm -rf "$work/spec"
cp -r spec "$work/spec"
sed -i 's/^machine  *client/machine observer/' "$work/spec/profiles/client.profile"
expect "another profile with a machine that has no rows" "the observer has no start" 1 "$hfgen" grammars "$work/spec" "$work/out" client
cp spec/profiles/client.profile "$work/spec/profiles/"
sed -i '/^sheet  *closing/d' "$work/spec/profiles/client.profile"
expect "another profile without a sheet that all need" "no state \`closed_early'" 1 "$hfgen" grammars "$work/spec" "$work/out" client
cp spec/profiles/tls13.profile "$work/spec/profiles/"
echo 'cipher_suite TLS_RSA_WITH_AES_128_CBC_SHA' >>"$work/spec/profiles/tls13.profile"
expect "a suite of a version that is left out" "\`TLS_RSA_WITH_AES_128_CBC_SHA' is of a version that the profile leaves out" 1 \
  "$hfgen" grammars "$work/spec" "$work/out" tls13
expect "a model of another profile" "usage: hfgen" 2 "$hfgen" model spec "$work/out" client

# Properties of which nothing is said, or claimed.
property() { # NAME, an edit, the message
  rm -rf "$work/spec"
  cp -r spec "$work/spec"
  sed -i "$2" "$work/spec/properties.ltl"
  expect "$1" "$3" 1 "$hfgen" model "$work/spec" "$work/out"
}
property "neither proved nor tested" '/^property P7/,/^$/{/^  tested/d}' 'property P7 is not complete'
property "a property without tests" '/^property P7/,/^$/{/^  test /d}' 'property P7 is not complete'
property "a property without claims" '/^property P7/,/^$/{/^  claim/d}' 'property P7 claims nothing'
property "a property twice" 's/^property P8/property P7/' "property \`P7' stands there twice"
property "a line of no kind" 's/^  tested /  tasted /' "no line \`tasted'"

# The table against Ragel's own C.
name="hf_machine_next against Ragel's C" ok=1
{
  ragel -G2 -I "$work/rl" -o "$work/walk.c" tests/gen/walk.rl &&
    ${CC:-gcc} -std=c11 -w -Iengine/include -Iengine -o "$work/walk" "$work/walk.c" engine/generated/machine.c &&
    "$work/walk"
} >"$work/log" 2>&1 || bad "not equal"
tail -n 1 "$work/log"
if [ "$ok" = 1 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi

# A choice on bytes inside a message: a HelloRetryRequest is a ServerHello with a given random (RFC 8446 4.1.3). And an entry that
# knows three contexts.
name="a ServerHello with a given random" ok=1
rm -rf "$work/spec" "$work/rl" "$work/made"
cp -r spec "$work/spec"
echo 'entry HANDSHAKE_ECDHE_X509 Handshake KeyExchangeAlgorithm=ecdhe MessageVersion=tls12 CertificateForm=x509' >>"$work/spec/wire/handshake.bind"
{
  "$hfgen" grammars "$work/spec" "$work/rl" && (cd "$work/rl" && for g in *.rl; do ragel -x -o "${g%.rl}.xml" "$g"; done) &&
    "$hfgen" engine "$work/spec" "$work/rl" "$work/made/generated" &&
    ${CC:-gcc} -std=c11 -Wall -Wextra -Werror -fsanitize=undefined -fno-sanitize-recover=all "-I$work/made" -Iengine/include -Iengine \
      -o "$work/choice" tests/gen/choice.c engine/parse/parse.c "$work/made/generated/tables.c" &&
    "$work/choice"
} >"$work/log" 2>&1 || bad "not read by its form"
tail -n 1 "$work/log"
if [ "$ok" = 1 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi

expect "no command" "usage: hfgen" 2 "$hfgen"
touch "$work/file"
expect "a place that cannot be written" "cannot write $work/file/" 1 "$hfgen" grammars spec "$work/file"
expect "no specification" "cannot read $work/none/registry/alerts.csv" 1 "$hfgen" grammars "$work/none" "$work/out"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
