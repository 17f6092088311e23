#!/bin/sh
# gen/requirements.sh FILE.tsv: the requirements of the RFCs that gen/requirements.awk found, as HTML: a table for each RFC, each id with
# a link to its section.
set -eu
echo '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Handfast: what the RFCs require</title><style>'
echo 'body{font:14px/1.4 sans-serif;margin:2em}table{border-collapse:collapse}td,th{border-bottom:1px solid #ccc;padding:2px 10px 2px 0;'
echo 'text-align:left;vertical-align:top}.why{background:#eee}</style></head><body><h1>What the RFCs require</h1>'
echo '<p>Each MUST, MUST NOT, SHALL and REQUIRED that concerns an engine, in our words, from <code>spec/requirements</code>. Each name'
echo 'was found where it should be; <code>make check</code> fails on one that is not there. Where nothing is held or tested, the reason is said.</p>'
sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g' "$1" | awk -F '\t' '
  { split($1, f, "-"); rfc = substr(f[1], 4) }
  rfc != last {
    if (last != "") print "</table>"
    printf "<h2>RFC %s</h2><table><tr><th>Id<th>It says<th>Held by<th>Shown by<th>Why not\n", rfc
    last = rfc
  }
  {
    at = "https://www.rfc-editor.org/rfc/rfc" rfc "#" (f[2] ~ /^[A-Z]/ ? "appendix-" : "section-") f[2]
    gsub(/ /, "<br>", $3); gsub(/ /, "<br>", $4)
    printf "<tr id=\"%s\"><td><a href=\"%s\">%s</a><td>%s", $1, at, $1, $2
    printf "<td>%s<td>%s<td%s>%s\n", $3, $4, $5 == "" ? "" : " class=why", $5
  }
  END { if (last != "") print "</table>" }'
echo '</body></html>'
