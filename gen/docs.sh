#!/bin/bash
# gen/docs.sh HFGEN DIRECTORY: the diagrams of both machines (SVG) and their transition tables (HTML).
set -euo pipefail

cd "$(dirname "$0")/.."
hfgen=$(realpath "$1")
mkdir -p "$2"
"$hfgen" docs spec "$2"
for graph in "$2"/*.dot; do
  dot -Tsvg -o "${graph%.dot}.svg" "$graph"
  echo "${graph%.dot}.svg"
done
ls "$2"/*.html
