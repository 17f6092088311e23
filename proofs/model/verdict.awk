# awk -v work=DIR -v quick=0 -f verdict.awk claims.tsv rows.tsv unreached runs: what Spin said of each configuration and each claim.
# Prints tables, writes DIR/../model.json, and fails when something is violated, or not reached without a reason.
BEGIN { FS = "\t" }
FILENAME ~ /claims\.tsv$/ {
  if (!($2 in property)) { property[$2] = ++properties_n; property_id[properties_n] = $2 }
  if ($1 == 0) { outside[$2] = $5; next }
  claim[++claims_n] = $1; of[$1] = $2; kind[$1] = $3; text[$1] = $5
  next
}
FILENAME ~ /rows\.tsv$/ { row[++rows_n] = $1; row_text[$1] = $2 " " $3 ": " $4 " (" $6 ")"; row_key[$1] = $2 " " $3 ": " $4; row_claims[$1] = $7; next }
FILENAME ~ /unreached$/ { if ($0 ~ /^[a-z]/) { split($0, u, /  +/); excused[u[1]] = u[2] } next }
{ read_run($1, $2) }

# One configuration: what pan said, and the rows that it did not come to.
function read_run(name, how,   file, line, missing, n, a, i, failed) {
  file = work "/" name ".out"
  runs[++runs_n] = name
  run_kind[name] = how
  run_settings[name] = $3
  split("", missing)
  while ((getline line < file) > 0) {
    if (line ~ /^finally /) { temporal = substr(line, 9); if (how == "finally") finally_run[temporal] = 1 }
    if (line ~ /states, stored/) { split(line, a, " "); states[name] += a[1]; ended[name] = 1 }
    if (line ~ /depth reached/) { match(line, /depth reached [0-9]+/); n = substr(line, RSTART + 14, RLENGTH - 14) + 0; if (n > depth[name]) depth[name] = n }
    if (line ~ /^seconds /) seconds[name] = substr(line, 9) + 0
    if (line ~ /ROW %d/) { match(line, /n',[0-9]+/); missing[substr(line, RSTART + 3, RLENGTH - 3)]++ }
    if (line ~ /^pan:[0-9]*:? *.*(violated|invalid|cycle|out of memory)|too small|^error:/) failed = failed (failed == "" ? "" : "; ") blame(name, line)
  }
  close(file)
  if (!ended[name]) failed = failed " did not run to an end"
  verdict[name] = failed == "" ? "holds" : failed
  if (failed != "") bad++
  if (failed != "") return # it stopped, and says nothing of the rows that it did not come to
  for (i = 1; i <= rows_n; i++)
    if (missing[row[i]] < (how == "finally" ? temporal_n() : 1)) reach(row[i])
}
function temporal_n(   i, n) { for (i = 1; i <= claims_n; i++) n += kind[claim[i]] == "finally"; return n }
function reach(mark,   c, n, i) {
  reached[mark] = 1
  n = split(row_claims[mark], c, " ")
  for (i = 1; i <= n; i++) claim_reached[c[i]] = 1
}
# A violated assertion names its claim; an acceptance cycle is the temporal claim that was being checked.
function blame(name, line,   number, i) {
  if (match(line, /violated \(\([0-9]+==0\)/)) {
    number = substr(line, RSTART + 11, RLENGTH - 11) + 0
    if (number in of) {
      violated[number] = violated[number] " " name
      return "violated " of[number] ": " text[number]
    }
  }
  if (line ~ /acceptance cycle/ || (run_kind[name] == "finally" && line ~ /violated|invalid/)) {
    for (i = 1; i <= claims_n; i++)
      if (kind[claim[i]] == "finally" && of[claim[i]] == temporal) violated[claim[i]] = violated[claim[i]] " " name
    return "violated " temporal ": " line
  }
  sub(/^pan:[0-9]*:? */, "", line)
  return line
}
function quoted(s) { gsub(/\\/, "\\\\", s); gsub(/"/, "\\\"", s); return "\"" s "\"" }

END {
  out = work "/../model.json"
  printf "%-22s %-9s %10s %7s %8s  %s\n", "configuration", "peers", "states", "depth", "seconds", "verdict"
  printf "{ \"bounds\": %s, \"configurations\": [\n", quoted(quick ? "quick" : "full") > out
  for (i = 1; i <= runs_n; i++) {
    n = runs[i]
    printf "%-22s %-9s %10d %7d %8d  %s\n", n, run_kind[n] == "finally" ? "honest" : "attacked", states[n], depth[n], seconds[n], verdict[n]
    total += states[n]; time += seconds[n]
    printf "  { \"name\": %s, \"peers\": %s, \"settings\": %s, \"states\": %d, \"depth\": %d, \"seconds\": %d, \"verdict\": %s }%s\n", quoted(n), quoted(run_kind[n] == "finally" ? "honest" : "attacked"), quoted(run_settings[n]), states[n], depth[n], seconds[n], quoted(verdict[n]), i < runs_n ? "," : "" > out
  }
  printf "%-22s %-9s %10d %7s %8d\n\n", "all", "", total, "", time
  printf "], \"properties\": [\n" > out
  for (p = 1; p <= properties_n; p++) print_property(property_id[p])
  printf "], \"rows\": [\n" > out
  for (i = 1; i <= rows_n; i++) print_row(row[i], i < rows_n ? "," : "")
  printf "]}\n" > out
  for (k in excused)
    if (!(k in excuse_used)) { print "FAILED: proofs/model/unreached names what is reached, or no row: " k; bad++ }
  printf "\nmodel: %d of %d rows reached, %d with a reason not to be; %d of %d claims reached; %d wrong\n", rows_reached, rows_n, rows_excused, claims_reached, claims_n, bad
  exit (bad > 0)
}
function print_property(id,   i, c, n, hit, broken, first) {
  printf "  { \"id\": %s, \"claims\": [", quoted(id) > out
  for (i = 1; i <= claims_n; i++) {
    c = claim[i]
    if (of[c] != id) continue
    n++
    if (kind[c] == "always" || (kind[c] == "finally" && finally_run[id])) claim_reached[c] = 1
    hit += claim_reached[c]
    claims_reached += claim_reached[c]
    if (c in violated) { broken++; print "FAILED: " id " is violated: " text[c] ", in" violated[c] }
    if (!claim_reached[c]) { print "FAILED: " id ": no run reaches: " text[c]; bad++ }
    printf "%s\n    { \"claim\": %s, \"reached\": %s, \"verdict\": %s }", (n > 1 ? "," : ""), quoted(text[c]), claim_reached[c] ? "true" : "false", quoted(c in violated ? "violated in" violated[c] : claim_reached[c] ? "holds" : "not reached") > out
  }
  first = n == 0 ? "outside: " outside[id] : broken ? "violated" : hit < n ? "not all reached" : "holds"
  printf "%-4s %2d claims, %2d reached  %s\n", id, n, hit, first
  printf "], \"verdict\": %s }%s\n", quoted(first), p < properties_n ? "," : "" > out
}
function print_row(mark, comma,   why) {
  why = ""
  if (reached[mark]) rows_reached++
  else if (row_key[mark] in excused) { why = excused[row_key[mark]]; excuse_used[row_key[mark]] = 1; rows_excused++ }
  else { print "FAILED: no run takes the row " row_text[mark]; bad++ }
  printf "  { \"mark\": %d, \"row\": %s, \"reached\": %s, \"reason\": %s }%s\n", mark, quoted(row_text[mark]), reached[mark] ? "true" : "false", quoted(why), comma > out
}
