#!/bin/sh
# proofs/plugin.sh: makes build/proofs/view/hf_view.cmxs of proofs/view.ml, when it is older.
set -eu
cd "$(dirname "$0")/.."
to=build/proofs/view
mkdir -p "$to"
frama-c -no-autoload-plugins -print-share-path >"$to/share"
cmp -s proofs/view.ml "$to/hf_view.ml" && [ -f "$to/hf_view.cmxs" ] && exit 0
cp proofs/view.ml "$to/hf_view.ml"
libraries=$(frama-c -no-autoload-plugins -print-lib-path)
where=$(ocamlopt -where)
cd "$to"
rm -f hf_view.cmxs
ocamlopt -I "$libraries" -I "$where/zarith" -I "$where/ocamlgraph" -I "$where/yojson" -I "$where/findlib" -shared -o hf_view.cmxs hf_view.ml
