#!/bin/bash
# gen/docs.sh HFGEN DIRECTORY: the diagrams of both machines (SVG) their transition tables, and what became of each
# row of the specification, and the manual (HTML).
set -euo pipefail

cd "$(dirname "$0")/.."
hfgen=$(realpath "$1")
mkdir -p "$2"
"$hfgen" docs spec "$2"
for graph in "$2"/*.dot; do
  dot -Tsvg -o "${graph%.dot}.svg" "$graph"
  echo "${graph%.dot}.svg"
done
gen/manual.sh "$2"
gen/trace.sh "$2" # what is missing there is for tests/trace to judge
ls "$2"/*.html
