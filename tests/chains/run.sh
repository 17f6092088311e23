#!/bin/bash
# tests/chains/run.sh: some hundred chains of certificates, good and bad, each judged by handfast, by `openssl verify` and by
# `certtool --verify`. handfast must say what the RFCs say of it (tests/chains/rules.c and hosts.c know). Where one of the others
# says something else, tests/chains/disagreements explains it; one that is not explained there fails, and so does an
# explanation that explains nothing. ALONE=1: only handfast is asked.
set -u
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/support/peers.sh
. tests/support/peers.sh
use chains
explained=tests/chains/disagreements
make=build/tests/make-chains
[ -x "$make" ] || { echo "$make is not there: run make test-programs first"; echo "0 passed, 1 failed"; exit 1; }
"$make" "$work" >"$work/list" || { echo "$make failed"; echo "0 passed, 1 failed"; exit 1; }

verdict() { # COMMAND...: its words go to $work/NAME.TOOL
  "$@" >"$work/$name.$tool" 2>&1
  case $? in
  0) echo valid ;;
  1 | 2) echo invalid ;;
  *) echo crashed ;;
  esac
}
by_handfast() {
  tool=handfast
  verdict "$HANDFAST" verify "$@" --ca "$work/$name.ca" --purpose "$purpose" --name "$host" "$work/$name.pem"
}
# Only what was judged counts: a chain, or the anchor when it is loaded.
judged() { [ "$1" = valid ] || grep -qE ": not valid: |can be a trust anchor" "$work/$name.handfast"; }
by_openssl() {
  tool=openssl
  case $host in
  *:* | *.[0-9]) set -- -verify_ip "$host" ;;
  *) set -- -verify_hostname "$host" ;;
  esac
  verdict openssl verify -auth_level 2 -CAfile "$work/$name.ca" -untrusted "$work/$name.pem" -purpose "ssl$purpose" "$@" \
    "$work/$name.pem"
}
by_certtool() {
  tool=certtool
  if [ "$purpose" = client ]; then set -- 1.3.6.1.5.5.7.3.2; else set -- 1.3.6.1.5.5.7.3.1; fi
  verdict certtool --verify --load-ca-certificate "$work/$name.ca" --verify-hostname "$host" --verify-purpose "$1" \
    --infile "$work/$name.pem"
}

# The first explanation whose pattern fits: its line number, else 0.
explanation() { # TOOL VERDICT
  local n=0 who what pattern why
  while read -r who what pattern why; do
    n=$((n + 1))
    # shellcheck disable=SC2254 # a pattern
    case "$who/$what/$name" in
    $1/$2/$pattern) [ -n "$why" ] && echo "$n" && return ;;
    esac
  done <"$explained"
  echo 0
}

bad() {
  failed=$((failed + 1))
  echo "FAILED: $*"
  sed 's/^/    /' "$work/$name.$tool" | tail -n 5
}

good=0 refused=0 agree=0 explained_n=0
declare -A used
compare() { # TOOL VERDICT
  tool=$1
  if [ "$2" = "$expected" ]; then
    agree=$((agree + 1))
    return
  fi
  line=$(explanation "$1" "$2")
  used[$line]=1
  if [ "$line" = 0 ]; then bad "$name: $1 says $2, the RFCs say $expected"; else explained_n=$((explained_n + 1)); fi
}

while read -r name purpose host expected strict; do
  if [ "$strict" != - ] && [ "$(by_handfast --strict)" != "$strict" ]; then
    tool=handfast bad "$name: handfast --strict does not say $strict"
  fi
  ours=$(by_handfast)
  if [ "$expected" = valid ]; then good=$((good + 1)); else refused=$((refused + 1)); fi
  if [ "$ours" = "$expected" ] && judged "$ours"; then passed=$((passed + 1)); else tool=handfast bad "$name: handfast says $ours, the RFCs say $expected"; fi
  [ -z "${ALONE:-}" ] || continue
  compare openssl "$(by_openssl)"
  compare certtool "$(by_certtool)"
done <"$work/list"

[ -z "${ALONE:-}" ] || { finish; exit; }
n=0
while read -r who what pattern _; do
  n=$((n + 1))
  [[ $who == openssl || $who == certtool ]] || continue
  [ -n "${used[$n]:-}" ] && continue
  failed=$((failed + 1))
  echo "FAILED: $explained:$n explains nothing: $who $what $pattern"
done <"$explained"
echo "$good good chains and $refused bad ones; the others agree $agree times and disagree, as explained, $explained_n times"
finish
