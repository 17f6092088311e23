#!/bin/sh
# proofs/plugin.sh [NAME]: makes build/proofs/NAME/hf_NAME.cmxs of proofs/NAME.ml, when it is older: `view` if nothing is said.
set -eu
cd "$(dirname "$0")/.."
name=${1:-view}
to=build/proofs/$name
mkdir -p "$to"
frama-c -no-autoload-plugins -print-share-path >"$to/share"
cmp -s "proofs/$name.ml" "$to/hf_$name.ml" && [ -f "$to/hf_$name.cmxs" ] && exit 0
cp "proofs/$name.ml" "$to/hf_$name.ml"
libraries=$(frama-c -no-autoload-plugins -print-lib-path)
plugins=$(frama-c -no-autoload-plugins -print-plugin-path)
where=$(ocamlopt -where)
cd "$to"
rm -f "hf_$name.cmxs"
ocamlopt -I "$libraries" -I "$plugins" -I "$where/zarith" -I "$where/ocamlgraph" -I "$where/yojson" -I "$where/findlib" -I "$where/why3" \
  -shared -o "hf_$name.cmxs" "hf_$name.ml"
