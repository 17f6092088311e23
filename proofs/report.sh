#!/bin/sh
# proofs/report.sh MODULE...: build/proofs/report.json and report.html, from what proofs/wp.sh left; prints the table.
set -u
cd "$(dirname "$0")/.." || exit 1
for module; do
  sed "s/^/$module /" "build/proofs/$module/results" || exit 1
done >build/proofs/all
proofs/assumptions.sh >build/proofs/assumptions

# One line for each file: module file goals proved functions seconds wrong listed
awk '
  { goals[$1] += $3; proved[$1] += $4; functions[$1] += $5; seconds[$1] += $6; wrong[$1] += $7; listed[$1] += $8
    if (!($1 in seen)) { order[++n] = $1; seen[$1] = 1 } g += $3; p += $4; f += $5; s += $6; w += $7; l += $8 }
  END {
    printf "%-12s %9s %9s %9s %9s %9s %9s\n", "module", "functions", "goals", "proved", "listed", "seconds", "wrong"
    for (i = 1; i <= n; i++) { m = order[i]
      printf "%-12s %9d %9d %9d %9d %9d %9d\n", m, functions[m], goals[m], proved[m], listed[m], seconds[m], wrong[m] }
    printf "%-12s %9d %9d %9d %9d %9d %9d\n", "all", f, g, p, l, s, w }' build/proofs/all | tee build/proofs/table

quoted() { sed 's/\\/\\\\/g; s/"/\\"/g'; }
{
  echo '{ "files": ['
  awk '{ printf "%s  { \"module\": \"%s\", \"file\": \"%s\", \"goals\": %d, \"proved\": %d, \"listed\": %d, \"functions\": %d, \"seconds\": %d, \"wrong\": %d }",
    (NR > 1 ? ",\n" : ""), $1, $2, $3, $4, $8, $5, $6, $7 } END { print "" }' build/proofs/all
  echo '], "listed": ['
  for module; do cat build/proofs/"$module"/*.listed; done | quoted | awk '{ printf "%s  \"%s\"", (NR > 1 ? ",\n" : ""), $0 } END { print "" }'
  echo '], "unproved": ['
  for module; do cat build/proofs/"$module"/*.unproved; done | quoted | awk '{ printf "%s  \"%s\"", (NR > 1 ? ",\n" : ""), $0 } END { print "" }'
  echo '], "assumptions": ['
  awk '{ printf "%s  { \"kind\": \"%s\", \"name\": \"%s\", \"file\": \"%s\" }", (NR > 1 ? ",\n" : ""), $1, $2, $3 } END { print "" }' build/proofs/assumptions
  echo '], "model": '
  if [ -f build/proofs/model.json ]; then cat build/proofs/model.json; else echo null; fi
  echo '}'
} >build/proofs/report.json

escaped() { sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g'; }
{
  echo '<!doctype html><meta charset="utf-8"><title>Handfast: proofs</title>'
  echo '<style>body{font:15px sans-serif;margin:2em}pre,td{font:14px monospace}td{padding:0 1em}.bad{background:#fcc}</style>'
  echo '<h1>What is proved</h1><pre>'
  escaped <build/proofs/table
  echo '</pre><table><tr><td>module<td>file<td>functions<td>goals<td>proved<td>listed<td>wrong'
  awk '{ printf "<tr%s><td>%s<td>%s<td>%d<td>%d<td>%d<td>%d<td>%d\n", ($7 ? " class=bad" : ""), $1, $2, $5, $3, $4, $8, $7 }' build/proofs/all
  echo '</table><h1>What is not</h1><pre>'
  for module; do cat build/proofs/"$module"/*.unproved; done | escaped
  echo '</pre><h1>What no solver shows, and SOUNDNESS.md says so</h1><pre>'
  for module; do cat build/proofs/"$module"/*.listed; done | escaped
  echo '</pre><h1>What is assumed (proofs/SOUNDNESS.md says why)</h1><pre>'
  escaped <build/proofs/assumptions
  echo '</pre><h1>What Spin says of the model</h1><pre>'
  [ ! -f build/proofs/model/report ] || escaped <build/proofs/model/report
  echo '</pre>'
} >build/proofs/report.html
