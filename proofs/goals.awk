# proofs/goals.awk: what proofs/goals.ml wrote of a goal, with what the solvers did, and where that stands which they were given.
#   awk -v limit=SECONDS -v given=FILES -f proofs/goals.awk DID GOAL.txt
# DID: lines `program status seconds WHEN`, of those that were run for it (proofs/solver.sh), now or in an earlier run. 137 and 152 are the processor's limit.
FNR == 1 { file++ }
file == 1 { status[tolower($1)] = $2; seconds[tolower($1)] = $3; when[tolower($1)] = $4; next }
/^--$/ && !behind {
  if (given != "") print "given     " given
  behind = 1
}
!behind && /^solver / {
  who = tolower($2)
  again = / \(asked earlier\)$/ && when[who] != "now" ? ", in an earlier run" : ""
  sub(/ \(asked earlier\)$/, "")
  if (!(who in status)) {
    if (again) again = ", in an earlier run: it was not asked again"
  } else if (status[who] == 137 || status[who] == 152) sub(/: .*/, ": timeout: ended after " limit " s of the processor (TIMEOUT=" limit ")")
  else if (/: timeout/) again = again # by the clock: the machine is busy
  else if (/ended without/) sub(/: .*/, ": broke down with status " status[who] ", after " seconds[who] " s of the processor")
  else $0 = $0 ", after " seconds[who] " s of the processor"
  $0 = $0 again
}
{ print }
