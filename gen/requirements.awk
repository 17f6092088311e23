# The requirements of the RFCs (spec/requirements), read beside gen/trace.awk, which has found the tests, structs and states that they
# may name. What is wrong with a row is printed with its id; what stands in all of them goes, by tabs, to the file `requirements'.
file ~ /\/rfc[0-9]+\.csv$/ {
  if (FNR == 1) { if ($0 != "Id,Says,Held,Tests,WhyNot") missing(file, "its first line is not Id,Says,Held,Tests,WhyNot") }
  else { required[++required_n] = $0; required_in[required_n] = file }
  next
}
function missing(id, what) { print id ": " what; gaps++ }

# Called at the end, when all names are known.
function requirements(   i, f, n) {
  for (i = 1; i <= required_n; i++) {
    n = split(required[i], f, ",")
    if (n != 5) { missing(f[1], n " columns, and there are 5; a text has no comma"); continue }
    id_in_order(f[1], required_in[i])
    if (f[2] == "") missing(f[1], "says nothing")
    if (f[4] == "" && f[5] == "") missing(f[1], "neither a test nor why there is none")
    if (f[3] == "" && f[5] == "") missing(f[1], "neither where it is held nor why it is not")
    all_held(f[1], f[3])
    all_tested(f[1], f[4])
    printf "%s\t%s\t%s\t%s\t%s\n", f[1], f[2], f[3], f[4], f[5] > required_out
  }
}

# RFC5246-7.4.1.2-1: the RFC is the file's, sections go up, and each counts its requirements from 1.
function id_in_order(id, where,   f, rfc, step) {
  if (id !~ /^RFC[0-9]+-([0-9]+|[A-Z])(\.[0-9]+)*-[0-9]+$/) { missing(id, "no id of the form RFC5246-7.4.1-1"); return }
  split(id, f, "-")
  rfc = where; sub(/.*\/rfc/, "", rfc); sub(/\.csv$/, "", rfc)
  if (f[1] != "RFC" rfc) missing(id, "in the file of RFC " rfc)
  if (id in seen_id) missing(id, "there twice")
  else if (where != last_where) step = 1
  else step = compare_sections(f[2], last_section)
  if (!(id in seen_id) && (step < 0 || f[3] + 0 != (step > 0 ? 1 : last_number + 1))) missing(id, "out of order")
  seen_id[id] = 1
  last_where = where; last_section = f[2]; last_number = f[3] + 0
}
# As numbers, part by part; appendices, which are letters, behind them.
function compare_sections(a, b,   x, y, n, m, i, d) {
  n = split(a, x, "."); m = split(b, y, ".")
  for (i = 1; i <= n && i <= m; i++)
    if ((d = part_of(x[i]) - part_of(y[i])) != 0) return d
  return n - m
}
function part_of(s) { return s ~ /[A-Z]/ ? 1000 + index("ABCDEFGHIJKLMNOPQRSTUVWXYZ", s) : s + 0 }

# client:STATE or server:STATE of the sheets; FILE:STRUCT of spec/wire; FILE:FUNCTION.
function all_held(id, text,   n, item, i, at, where, name) {
  n = split(text, item, " ")
  for (i = 1; i <= n; i++) {
    at = index(item[i], ":")
    where = substr(item[i], 1, at - 1); name = substr(item[i], at + 1)
    if (at == 0) missing(id, "names no function, struct or state: " item[i])
    else if (where == "client" || where == "server") { if (!is_state(where, name)) missing(id, "no state " item[i]) }
    else if (!stands_in(where, name)) missing(id, "no " name " in " where)
  }
}
function is_state(machine, name,   i, f) {
  if (!states_known) for (i = 1; i <= rows_n; i++) { split(rows[i], f, "\t"); state_of[f[2], f[3]] = 1 }
  states_known = 1
  return (machine, name) in state_of
}
# A function begins at a line's beginning; a struct of spec/wire ends with its name.
function stands_in(where, name,   line, found, pattern) {
  if ((where, name) in found_in) return found_in[where, name]
  pattern = where ~ /\.tls$/ ? "^} " name ";" : "^[a-z].*[ *]" name "[(]"
  found = 0
  while (!found && (getline line < where) > 0) found = line ~ pattern
  close(where)
  return found_in[where, name] = found
}
# SUITE/TEST of tests/unit, or a file of tests.
function all_tested(id, text,   n, item, i, line) {
  n = split(text, item, " ")
  for (i = 1; i <= n; i++) {
    if (item[i] !~ /^tests\//) { if (!(item[i] in tests)) missing(id, "no test " item[i]) }
    else if ((getline line < item[i]) < 0) missing(id, "no file " item[i])
    else close(item[i])
  }
}
