# awk -f tell.awk proofs/model/follow.pml RUNS: what Spin's program prints of each run, in fewer words: of a step, the variables that are not as
# they were; and of a run, how many lines are LIKE those of the first one with its settings.
FILENAME ~ /follow\.pml$/ {
  if (/define STATE/) state = 1
  line = $0
  while (state && match(line, /me\.[a-z_0-9]+/)) {
    name[++names_n] = substr(line, RSTART + 3, RLENGTH - 3)
    line = substr(line, RSTART + RLENGTH)
  }
  if (/define DONE/) state = 0
  next
}
FNR == 1 {
  print "# Made by tests/model/tell.sh from tests/model/runs and the model; do not edit."
  printf "VARIABLES"
  for (i = 1; i <= names_n; i++) printf " %s", name[i]
  print ""
}
$1 == "RUN" { settings = $0; sub(/^RUN [^ ]* */, "", settings); print; lines_n = 0; split("", was); is_base = !(settings in base_n); next }
$1 == "SCRIPT" { print; next }
$1 == "DONE" || $1 == "REST" {
  text = $1 " " $2 ($1 == "DONE" ? " " $3 : "")
  for (i = 1; i <= names_n; i++)
    if ($(i + 3) != was[$2, i] + 0) { text = text " " name[i] "=" $(i + 3); was[$2, i] = $(i + 3) }
  lines[++lines_n] = text
  if (is_base) base[settings, lines_n] = text
  next
}
$1 == "END" {
  like = 0
  if (is_base) base_n[settings] = lines_n
  else while (like < lines_n && like < base_n[settings] && lines[like + 1] == base[settings, like + 1]) like++
  if (like > 0) print "LIKE " like
  for (i = like + 1; i <= lines_n; i++) print lines[i]
  print "END"
}
