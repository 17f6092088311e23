#!/bin/sh
# tests/embedded/table.sh TAKEN...: README's table of what the programs on bare metal take, from what tests/embedded/run.sh measured
# (build/tests/embedded/PROFILE/taken): for each program bytes of flash, RAM and stack; and for each handshake bytes on the wire and
# millions of instructions, which stand in a line of their own.
set -eu
for taken; do
  profile=$(basename "$(dirname "$taken")")
  awk -v profile="$profile" 'NF == 3 { if (!($1 in have)) { have[$1]; program[++n] = $1 } v[$1, $2] = $3 }
    NF == 4 && !(($1, $2) in seen) { seen[$1, $2]; order[$1] = order[$1] " " $2 }
    NF == 4 { v[$1, $2, $3] = $4 }
    END { for (i = 1; i <= n; i++) { p = program[i]
      printf "    %-8s %-12s %18d %8d %7d\n", profile, p, v[p, "flash"], v[p, "ram"], v[p, "stack"]
      k = split(order[p], h, " ")
      for (j = 1; j <= k; j++) printf "    %-8s %-12s %-16s %16d %13.1f\n", profile, p, h[j], v[p, h[j], "wire"], v[p, h[j], "instructions"] / 1000 } }' "$taken"
done
