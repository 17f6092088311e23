#!/bin/sh
# gen/trace.sh DIRECTORY: what became of each row of the specification, as DIRECTORY/trace.tsv and trace.html: of transitions,
# messages, bindings, errors and properties ($PROPERTIES is another file of them). Prints what has no section, generated part, test, or contract, then `gaps N'.
# Beside them the requirements of the RFCs ($REQUIREMENTS is another directory of them), as requirements.tsv and requirements.html.
set -eu
cd "$(dirname "$0")/.."
mkdir -p "$1"
: >"$1/requirements.tsv" # of an earlier run none is left
headers=$(find engine -name '*.h' ! -path '*/cli/*' ! -path '*/provider/*' ! -name machine_spec.h ! -name kept.h ! -name tables.h ! -name errors.h | sort)
sources=$(find engine -name '*.c' ! -path '*/cli/*' ! -path '*/provider/*' ! -path engine/generated/machine.c | sort)
# shellcheck disable=SC2086 # words
awk -v out="$1/trace.tsv" -v required_out="$1/requirements.tsv" -f gen/trace.awk -f gen/requirements.awk \
  tests/unit/*.c tests/profiles/refused.c tests/parse/*.c tests/parse/run.sh tests/generated/rows.h \
  engine/generated/machine_spec.h engine/generated/machine.c engine/include/generated/errors.h engine/generated/kept.h \
  engine/generated/tables.h proofs/generated/handshake.pml $headers $sources proofs/generated/rows.tsv \
  proofs/generated/claims.tsv spec/registry/errors.csv spec/wire/*.tls spec/wire/*.bind "${PROPERTIES:-spec/properties.ltl}" \
  "${REQUIREMENTS:-spec/requirements}"/*.csv
gen/requirements.sh "$1/requirements.tsv" >"$1/requirements.html"
{
  echo '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Handfast: what became of each row</title><style>'
  echo 'body{font:14px/1.4 sans-serif;margin:2em}table{border-collapse:collapse}td,th{border-bottom:1px solid #ccc;padding:2px 10px 2px 0;'
  echo 'text-align:left;vertical-align:top}.gap{background:#fcc}</style></head><body><h1>What became of each row of the specification</h1>'
  echo '<p>Each name here was found where it should be, by gen/trace.awk; <code>make check</code> fails on a cell that is empty.'
  echo 'Whether tests pass and goals are proved is said by <code>make check</code> and <code>make prove</code>.</p><table>'
  echo '<tr><th>Kind<th>Row<th>Source<th>Generated<th>Taken by<th>Refused by<th>Contracts and claims'
  sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g' "$1/trace.tsv" |
    awk -F '\t' '{ printf "<tr id=\"r%d\">", NR; for (i = 1; i <= 7; i++) printf "<td%s>%s", ($i == "" ? " class=gap" : ""), $i; print "" }'
  echo '</table></body></html>'
} >"$1/trace.html"
