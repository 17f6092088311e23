#!/bin/bash
# Makes everything that is generated from spec/ and checked in.
#   gen/regen.sh HFGEN [WORKDIR]           rewrites engine/generated and tests/generated
#   gen/regen.sh HFGEN [WORKDIR] --check   changes nothing; fails when they are not what spec/ says
# HFGEN is the generator (see gen/main.c); WORKDIR gets the grammars and Ragel's automata (default build/gen/rl).
set -euo pipefail

cd "$(dirname "$0")/.."
hfgen=$(realpath "$1")
work=build/gen/rl
check=0
for argument in "${@:2}"; do
  case $argument in
  --check) check=1 ;;
  *) work=$argument ;;
  esac
done

# Compiles each grammar to an automaton. Ragel sees no path but the file's own name, so that none gets into the result.
automata() {
  (cd "$1" && for grammar in *.rl; do ragel -x -o "${grammar%.rl}.xml" "$grammar"; done)
}

# Makes both folders under $1 with grammars and automata in $2.
make_all() {
  rm -rf "$2"
  mkdir -p "$2" "$1"
  "$hfgen" grammars spec "$2"
  automata "$2"
  "$hfgen" engine spec "$2" "$1/engine/generated"
  "$hfgen" tests spec "$1/tests/generated"
}

if [ "$check" = 0 ]; then
  make_all . "$work"
  exit
fi
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
make_all "$fresh" "$fresh/rl"
status=0
for folder in engine/generated tests/generated; do
  diff -ru "$folder" "$fresh/$folder" || status=1
done
if [ "$status" != 0 ]; then
  echo "what is generated is not what spec/ says: run make regen" >&2
fi
exit "$status"
