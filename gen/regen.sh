#!/bin/bash
# Makes everything that is generated from spec/ and checked in.
#   gen/regen.sh HFGEN DIRECTORY   writes engine/generated, tests/generated and proofs/generated there; `.' is the tree itself
#   gen/regen.sh HFGEN DIRECTORY PROFILE   writes engine/generated of that profile there, and nothing else: what is public is the same
#                                  of all profiles; tests and model are those of full
#   gen/regen.sh HFGEN --check     changes nothing; fails when the tree's are not what spec/ says
# HFGEN is the generator (see gen/main.c). Grammars and Ragel's automata are left in build/gen/rl, unless checking.
set -euo pipefail

cd "$(dirname "$0")/.."
hfgen=$(realpath "$1")
directory=$2

# Compiles each grammar to an automaton. Ragel sees no path but the file's own name, so that none gets into the result.
automata() {
  (cd "$1" && for grammar in *.rl; do ragel -x -o "${grammar%.rl}.xml" "$grammar"; done)
}

# The same of a profile: its engine alone.
make_profile() {
  rm -rf "$1/rl" "$1/engine"
  mkdir -p "$1"
  "$hfgen" grammars spec "$1/rl" "$2"
  automata "$1/rl"
  "$hfgen" engine spec "$1/rl" "$1/engine/generated" "$2"
  rm "$1/engine/generated/errors.h" "$1/engine/generated/names.h"
}

# Makes the folders under $1, with grammars and automata in $2.
make_all() {
  rm -rf "$2"
  mkdir -p "$2" "$1"
  "$hfgen" grammars spec "$2"
  automata "$2"
  "$hfgen" engine spec "$2" "$1/engine/generated"
  mkdir -p "$1/engine/include/generated" # what is public stands with the public headers
  mv "$1/engine/generated/errors.h" "$1/engine/generated/names.h" "$1/engine/include/generated/"
  "$hfgen" tests spec "$1/tests/generated"
  "$hfgen" model spec "$1/proofs/generated"
}

if [ $# = 3 ]; then
  make_profile "$directory" "$3"
  exit
fi
if [ "$directory" != --check ]; then
  make_all "$directory" build/gen/rl
  exit
fi
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
make_all "$fresh" "$fresh/rl"
status=0
for folder in engine/generated engine/include/generated tests/generated proofs/generated; do
  diff -ru "$folder" "$fresh/$folder" || status=1
done
if [ "$status" != 0 ]; then
  echo "what is generated is not what spec/ says: run make regen" >&2
fi
exit "$status"
