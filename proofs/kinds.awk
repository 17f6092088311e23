# proofs/kinds.awk VIEW...: of the functions of each folder, how much their contracts say, by the form of what Frama-C prints
# (`defined` lines of proofs/view.ml). Of the three kinds a function is the first that fits:
#   full      what it answers is named (`\result == E`, `\result <==> P`, both directions of it in two clauses, or when one of two
#             answers is given), and so is all that it writes: each place of its assigns stands in an `ensures` that says more than the bounds of a number or that something is sound
#   relation  some `ensures` says more than that
#   safety    no run-time error, what is written, bounds, and what stays sound
# It reads forms, not meanings: a contract that names all but in other words counts as a relation.
BEGIN { FS = "\t" }
$1 != "defined" || $3 !~ /^engine\// || ($2 " " $3 in seen) { next }
{
  seen[$2 " " $3]
  folder = $3
  sub(/^engine\//, "", folder)
  sub(/\/[^\/]*$/, "", folder)
  kind = kind_of($4)
  count[folder, kind]++
  all[kind]++
  if (!(folder in known)) { known[folder]; order[++folders] = folder }
  if (names != "") print kind, $3, $2
}
END {
  if (names != "") exit
  printf "%-12s %9s %9s %9s %9s\n", "folder", "functions", "full", "relation", "safety"
  for (i = 1; i <= folders; i++) line(order[i], count[order[i], "full"], count[order[i], "relation"], count[order[i], "safety"])
  line("all", all["full"], all["relation"], all["safety"])
}

function line(name, full, relation, safety) {
  printf "%-12s %9d %9d %9d %9d\n", name, full + relation + safety, full, relation, safety
}

function kind_of(text,    n, i, clause, said, answers, two, telling, places, parts) {
  answers = text ~ /^(__inline )?(static )?(__inline )?void / ? 1 : 0
  said = places = ""
  two = telling = 0
  if (match(text, /\) (requires|terminates|exits|ensures|assigns|frees|allocates) /))
    text = substr(text, 1, RSTART) "\n; " substr(text, RSTART + 2)
  gsub(/; (requires|terminates|exits|ensures|assigns|frees|allocates) /, "\n&", text)
  n = split(text, parts, "\n")
  for (i = 1; i <= n; i++) {
    clause = parts[i]
    sub(/^; /, "", clause)
    sub(/;$/, "", clause)
    if (sub(/^assigns /, "", clause)) places = places (places == "" ? "" : ", ") clause
    if (!sub(/^ensures /, "", clause)) continue
    sub(/^[A-Za-z0-9_]+: /, "", clause)
    clause = without_old(clause)
    if (clause ~ /^\\result == [A-Za-z0-9_-]+ \|\| \\result == [A-Za-z0-9_-]+$/) two = 1
    if (!tells(clause)) continue
    telling = 1
    said = said "\n" clause
    if (clause ~ /^\\result == / && clause !~ /^\\result == [^ ]+ (==>|\|\|)/) answers = 1
    if (clause ~ /^\\result( != 0)? <==> / || clause ~ / <==> \\result( != 0)?$/) answers = 1
    if (two && clause ~ /^\\result (==|!=) [A-Za-z0-9_-]+ <==> /) answers = 1
  }
  if (!answers && both_ways(said)) answers = 1
  if (answers && named(places, said)) return "full"
  return telling ? "relation" : "safety"
}

# \old(name) is the name.
function without_old(clause,    at, rest, n) {
  while ((at = index(clause, "\\old(")) > 0) {
    rest = substr(clause, at + 5)
    n = closing(rest)
    clause = substr(clause, 1, at - 1) substr(rest, 1, n - 1) substr(rest, n + 1)
  }
  return clause
}
function closing(text,    i, depth, one) {
  for (i = 1; i <= length(text); i++) {
    one = substr(text, i, 1)
    if (one == "(") depth++
    else if (one == ")" && depth-- == 0) return i
  }
  return length(text) + 1
}

# More than bounds and soundness: an equality that is no constant's, an equivalence, or a predicate of another kind.
function tells(clause,    n, i, rest, parts) {
  rest = clause
  gsub(/[a-z0-9_]*(_sound|_ready|_apart)\(/, "(", rest)
  gsub(/\\(valid|valid_read|separated|initialized)\(/, "(", rest)
  if (rest ~ /<==>|\\forall|\\exists/ || rest ~ /[a-z0-9_]+\(/) return 1
  n = split(rest, parts, / (==>|\|\||&&) /)
  for (i = 1; i <= n; i++)
    if (parts[i] ~ /==/ && parts[i] !~ /^\(*\\result == [0-9A-Za-z_-]+\)*$/) return 1
  return 0
}

# `\result == V ==> P` and `P ==> \result == V`, with the same P.
function both_ways(said,    n, i, parts, forth, p, v) {
  n = split(said, parts, "\n")
  for (i = 1; i <= n; i++)
    if (parts[i] ~ /^\\result (==|!=) [0-9A-Za-z_-]+ ==> /) {
      v = parts[i]; sub(/ ==> .*/, "", v)
      p = parts[i]; sub(/^[^>]*==> /, "", p)
      forth[p " ==> " v]
    }
  for (i = 1; i <= n; i++) if (parts[i] in forth) return 1
  return 0
}

# Whether each place that is assigned stands in what is said.
function named(places, said,    n, i, parts, place, depth, one, list) {
  if (places == "" || places == "\\nothing") return 1
  for (i = 1; i <= length(places); i++) { # commas outside brackets
    one = substr(places, i, 1)
    if (one ~ /[(\[]/) depth++
    if (one ~ /[)\]]/) depth--
    list = list (one == "," && depth == 0 ? "\n" : one)
  }
  n = split(list, parts, "\n")
  for (i = 1; i <= n; i++) {
    place = parts[i]
    gsub(/^[ *(]+/, "", place)
    sub(/( \+ |\[|\)).*/, "", place)
    if (place != "" && place != "\\nothing" && !is_in(place, said)) return 0
  }
  return 1
}
function is_in(place, said,    at, before, behind, rest) {
  rest = said
  while ((at = index(rest, place)) > 0) {
    before = at > 1 ? substr(rest, at - 1, 1) : " "
    behind = substr(rest, at + length(place), 1)
    if (before !~ /[A-Za-z0-9_>.]/ && behind !~ /[A-Za-z0-9_]/) return 1
    rest = substr(rest, at + 1)
  }
  return 0
}
