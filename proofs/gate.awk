# proofs/gate.awk: what Frama-C left of one file, judged. Its own exit status says nothing: a goal without proof, an analysis
# that stopped half way and a function without a contract all end well.
#   awk -v log_file=F.log -v source=F.c -v allowed=ALLOWED -v compiled=NAMES -v whole=1 -f proofs/gate.awk F.csv
# ALLOWED: lines `function N`, from SOUNDNESS.md's unproved list. NAMES: the functions that the compiler found in the file.
# whole: not one function alone. Prints `wrong: ...` and `listed: ...`, and last `sum: goals proved listed functions`.
function wrong(text) { print "wrong: " text }
function owner(goal,    f, best) { # typed_FUNCTION_PROPERTY; the longest name that fits
  sub(/^typed_/, "", goal)
  for (f in mine)
    if (index(goal, f "_") == 1 && length(f) > length(best))
      best = f
  return best
}
function read_log(    line, n) {
  while ((getline line < log_file) > 0) {
    if (line ~ /annotating function/) { sub(/.*annotating function /, "", line); mine[line] = 1; functions++ }
    if (line ~ /Missing (terminates|assigns|exits)|aborted|[Uu]ser [Ee]rror|No .assigns. specification|Failed\] Smoke/)
      wrong("log: " line)
    if (line ~ /goals? scheduled/) { split("", failed); failed_n = 0 }
    if (line ~ /Failed\] Goal /) { sub(/.*Failed\] Goal /, "", line); sub(/ .*/, "", line); failed[line] = 1; failed_n++ }
    if (line ~ /Proved goals:/) {
      split(line, n, /: *| *\/ */)
      if (!phases++) goals = n[3] + 0
      unproved = n[3] - n[2]
    }
  }
}
BEGIN {
  FS = "\t"
  while ((getline line < allowed) > 0) { split(line, n, " "); may[n[1]] = n[2] }
  read_log()
  if (!phases && functions) wrong("no goals were counted: see " log_file)
  if (phases && goals == 0 && functions) wrong("no goals: see " log_file)
  if (failed_n != unproved) wrong(unproved " goals unproved, and " failed_n + 0 " of them named: see " log_file)
  for (goal in failed) {
    f = owner(goal)
    if (f == "") wrong("unproved: " goal); else { lacks[f]++; names[f] = names[f] " " goal }
  }
  for (f in lacks) {
    key = f in may ? f : source ":" f
    if (!(key in may)) wrong(f ": " lacks[f] " goals unproved, and not in the unproved list:" names[f])
    else if (lacks[f] > may[key]) wrong(f ": " lacks[f] " goals unproved, " may[key] " listed:" names[f])
    else { excused[f] = 1; listed += lacks[f]; print "listed: " f ":" names[f] }
  }
  for (f in mine)
    if (whole && !(f in lacks) && ((f in may) || (source ":" f in may)))
      wrong(f ": in the unproved list of SOUNDNESS.md, and proved")
  while ((getline line < compiled) > 0)
    if (whole && !(line in mine)) wrong(line ": compiled, and not looked at")
}
FNR == 1 { rows = 1; next }
!($4 in mine) { next }
$5 == "termination clause" { has[$4] = 1 }
$6 ~ /^Valid/ { next }
# A precondition is a goal where the function is called.
$5 == "precondition" || ($5 == "behavior assumption" && $6 ~ /^(Ignored|Untried)$/) { next }
$4 in excused || ($4 in lacks && $6 ~ /^Partially/) { next }
{ wrong($2 ":" $3 " " $4 ": " $5 " [" $6 "] " $7) }
END {
  if (!rows && functions) wrong("no report: see " log_file)
  for (f in mine)
    if (!(f in has)) wrong(f ": no contract")
  print "sum: " goals + 0, goals - unproved, listed + 0, functions + 0
}
