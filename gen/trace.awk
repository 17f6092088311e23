# awk -f gen/trace.awk -v out=FILE.tsv spec and sources in the order of gen/trace.sh: a line for each row of the specification:
#   kind, row, section, what is generated of it, what takes it, what refuses it, contracts and claims over it
# A cell that stays empty is printed as a gap. Nothing here is believed because a name looks right: each name that a cell
# gives was found in the file that it should be in.
function snake(s,   i, c, r) {
  r = ""
  for (i = 1; i <= length(s); i++) {
    c = substr(s, i, 1)
    if (c ~ /[A-Z]/ && i > 1 && (substr(s, i - 1, 1) ~ /[a-z0-9]/ || (substr(s, i + 1, 1) ~ /[a-z]/ && substr(s, i - 1, 1) ~ /[A-Z]/)))
      r = r "_"
    r = r tolower(c)
  }
  gsub(/[^a-z0-9]/, "_", r)
  return r
}
function add(list, item) { return index(", " list ", ", ", " item ", ") ? list : list (list == "" ? "" : ", ") item }
function row(kind, name, section, made, takes, refuses, contract,   cell, i, names) {
  split("section, generated part, test or code that takes it, test that refuses it, contract or claim", names, ", ")
  cell[1] = section; cell[2] = made; cell[3] = takes; cell[4] = refuses; cell[5] = contract
  for (i = 1; i <= 5; i++)
    if (cell[i] == "") { print "no " names[i] ": " kind " " name; gaps++ }
  count[kind]++
  printf "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", kind, name, section, made, takes, refuses, contract > out
}

FNR == 1 { file = FILENAME; test = ""; contract = ""; section = ""; depth = 0 }

# The tests, and what each names; of what a profile leaves out, the program of tests/profiles names it.
file ~ /tests\/(unit\/.*|profiles\/refused)\.c$/ {
  if (match($0, /^Test\([a-z0-9_]+, [a-z0-9_]+/)) { test = substr($0, 6, RLENGTH - 5); sub(/, /, "/", test); tests[test] = file }
  else if ($0 == "}") test = ""
  line = $0
  while (match(line, /HF_ERROR_[A-Z0-9_]+/)) {
    error = substr(line, RSTART + 9, RLENGTH - 9)
    line = substr(line, RSTART + RLENGTH)
    if (!(error in error_tests) || length(error_tests[error]) < 90) error_tests[error] = add(error_tests[error], test != "" ? test : file)
  }
  next
}
file ~ /tests\/parse\// {
  place = file
  sub(/_[a-z0-9]+\.[ch]$/, ".c", place) # oracle_extensions.c is the oracle, too
  line = $0
  while (match(line, /[A-Za-z_][A-Za-z0-9_]*/)) { in_parse[file, substr(line, RSTART, RLENGTH)] = 1; in_parse[place, substr(line, RSTART, RLENGTH)] = 1; line = substr(line, RSTART + RLENGTH) }
  if (file ~ /run\.sh$/ && /^grammars=/) { gsub(/grammars=|"/, ""); n = split($0, f, " "); for (i = 1; i <= n; i++) grammar_tested[f[i]] = 1 }
  next
}
file ~ /tests\/generated\/rows\.h$/ {
  if (match($0, /"[^"]*"/)) { source = substr($0, RSTART + 1, RLENGTH - 2); split($0, f, /[{, ]+/); taken[f[2], source] = 1; sub(/HF_ERROR_/, "", f[5]); row_error[f[5]] = 1 }
  else if ($1 ~ /^\{HF_/) { split($0, f, /[{, ]+/); refused[f[2]]++ }
  next
}

# What is generated.
file ~ /machine_spec\.h$/ {
  if (match($0, /s == [0-9]+/)) spec_state = substr($0, RSTART + 5, RLENGTH - 5)
  if (match($0, /e == [0-9]+ \? [0-9]+/)) { split(substr($0, RSTART, RLENGTH), f, " "); spec_next[spec_state, f[3]] = f[5] }
  next
}
file ~ /generated\/machine\.c$/ {
  if (/^ +[0-9]/ && match($0, /\/\* (client|server) [a-z0-9_]+, event [0-9]+:/)) { split(substr($0, RSTART, RLENGTH), f, /[ ,:]+/); table[f[2] " " f[3], f[5]] = $1 + 0 }
  next
}
file ~ /generated\/errors\.h$/ { if (match($0, /HF_ERROR_[A-Z0-9_]+/)) error_made[substr($0, RSTART + 9, RLENGTH - 9)] = 1; next }
file ~ /generated\/kept\.h$/ { if ($1 == "#define") kept[$2] = 1; next }
file ~ /generated\/extensions\.h$/ { if ($1 == "#define") carried[$2] = 1 }
file ~ /generated\/tables\.h$/ { if ($1 == "#define") entry_made[$2] = 1; next }
file ~ /handshake\.pml$/ { if (match($0, /ROW\([0-9]+\)/)) modelled[substr($0, RSTART + 4, RLENGTH - 5)] = 1; next }

# This line as the compiler sees it, without comments; a contract is one, and raises nothing.
function code_alone(rest, code) {
  if (FNR == 1) within_comment = 0
  code = ""
  for (rest = $0; rest != ""; within_comment = !within_comment) {
    at = index(rest, within_comment ? "*/" : "/*")
    if (!within_comment) code = code (at ? substr(rest, 1, at - 1) : rest)
    if (!at) break
    rest = substr(rest, at + 2)
  }
  return code
}

# The errors that the code of this line names, be it of a source or of a header: functions may stand there too (parse/vectors.h).
function note_raised() {
  line = code_alone()
  while (match(line, /HF_ERROR_[A-Z0-9_]+/)) {
    error = substr(line, RSTART + 9, RLENGTH - 9)
    if (file !~ /generated\/(errors|names)/) raised[error] = add(raised[error], file)
    line = substr(line, RSTART + RLENGTH)
  }
}

# Every function of a file, static ones too, and the ids of properties that label clauses of the contract right before it.
file ~ /engine\/.*\.[ch]$/ {
  if (/\/\*@/) clauses = ""
  line = $0
  while (match(line, /ensures P[0-9]+[a-z]?:/)) { clauses = clauses " " substr(line, RSTART + 8, RLENGTH - 9) " "; line = substr(line, RSTART + RLENGTH) }
  if (/^[a-z].*[(]/ && match($0, /[a-z0-9_]+[(]/)) {
    name = substr($0, RSTART, RLENGTH - 1)
    has_function[file, name] = 1
    labelled[file, name] = labelled[file, name] clauses
    clauses = ""
  }
}

# Prototypes with a contract right before them, and where functions are written.
file ~ /\.h$/ {
  if (/\/\*@/) contract = ""
  if (/HF_TOTAL/) contract = "terminates"
  if (match($0, /hf_[a-z0-9_]+\(/) && /;[ ]*$/ && /^[a-z]/ && contract != "") { name = substr($0, RSTART, RLENGTH - 1); contracted[name] = file; contract = "" }
  if (file ~ /engine\//) note_raised()
  next
}
file ~ /engine\/.*\.c$/ {
  if (match($0, /hf_[a-z0-9_]+\(/) && /^[a-z]/ && !/^static/) { name = substr($0, RSTART, RLENGTH - 1); written[name] = file }
  note_raised()
  next
}
file ~ /proofs\/sessions/ { next }

# The specification.
file ~ /rows\.tsv$/ { split($0, f, "\t"); rows[++rows_n] = $0; e = toupper(f[5]); sub(/^FAIL_/, "", e); if (f[5] ~ /^(fail_|closed_early)/) { split(f[6], g, " "); fails[e] = add(fails[e], g[1]) } next }
file ~ /claims\.tsv$/ { split($0, f, "\t"); claims[f[2]] += f[1] != 0; if (f[1] == 0) outside[f[2]] = f[5]; next }
file ~ /errors\.csv$/ { if (FNR > 1) { split($0, f, ","); errors[++errors_n] = f[1]; error_alert[f[1]] = f[2]; sub(/.*,/, ""); error_section[f[1]] = $0 } next }
file ~ /\.tls$/ {
  if (match($0, /RFC [0-9]+ [0-9A-Z.]+/)) section = substr($0, RSTART, RLENGTH)
  if (/^struct/ && depth == 0) opened = 1
  line = $0
  if (opened) { body = body " " line; depth += gsub(/\{/, "{", line) - gsub(/\}/, "}", line) }
  if (opened && depth == 0) {
    name = $0; sub(/.*\} */, "", name); sub(/;.*/, "", name)
    structs[++structs_n] = name; struct_section[name] = section; struct_body[name] = body; body = ""; opened = 0
  }
  next
}
file ~ /\.bind$/ {
  if (NF == 0 || $1 ~ /^#/) { if (match($0, /RFC [0-9]+ [0-9A-Z.]+/)) section = substr($0, RSTART, RLENGTH); next }
  bind[++bind_n] = $0
  next
}
file ~ /properties\.ltl$/ {
  if ($1 == "property") { id = $2; ids[++ids_n] = id }
  line = $0; sub(/^ *[a-z]+ +/, "", line)
  if ($1 == "source") p_source[id] = line
  if ($1 == "rows") p_rows[id] = add(p_rows[id], line)
  if ($1 == "proved") p_proved[id] = line
  if ($1 == "tested") p_tested[id] = line
  if ($1 == "test") p_tests[id] = line
  next
}

END {
  for (r = 1; r <= rows_n; r++) transition(rows[r])
  for (s = 1; s <= structs_n; s++) struct(structs[s])
  for (b = 1; b <= bind_n; b++) binding(bind[b])
  for (e = 1; e <= errors_n; e++) error_row(errors[e])
  for (i = 1; i <= ids_n; i++) property(ids[i])
  requirements()
  for (k in count) kinds = kinds (kinds == "" ? "" : ", ") count[k] " of kind " k
  print "rows: " kinds
  print "gaps " gaps + 0
}

function transition(text,   f, state, event, name, made, takes, refuses, contract, source, key, step, s) {
  split(text, f, "\t")
  state = int(f[1] / 256); event = f[1] % 256; name = f[2] " " f[3]; source = f[6]; s = source; sub(/^[^ ]+ /, "", s)
  if ((name, event) in table && table[name, event] == spec_next[state, event] && table[name, event] != 0) made = "machine.c: " name ", event " event " -> " f[5]
  key = "HF_" toupper(f[2]) "_" toupper(f[3])
  if ((key, source) in taken) takes = has("handshake_rows/each_is_taken")
  if (f[4] ~ /^(takes|is called)/ && refused[key] > 0) refuses = has("handshake_rows/all_else_is_refused") " (" refused[key] " messages)"
  else refuses = has("generated_machine/nothing_else_is_in_the_table")
  contract = function_of("hf_machine_next")
  split(f[4], step, " ")
  if (step[1] == "decides") contract = add(contract, function_of("hf_decide_" step[2]))
  if (step[1] == "does") contract = add(contract, function_of("hf_do_" step[2]))
  if (step[1] == "sends") contract = add(contract, function_of("hf_send_" snake(step[2])))
  if (step[1] == "decides" || step[1] == "does" || step[1] == "sends") if (contract !~ /, hf_/) contract = ""
  if (!(f[1] in modelled)) { print "no row of the model: " name ": " f[4]; gaps++ }
  else if (contract != "") contract = contract "; model: row " f[1] (f[7] == "" ? "" : ", claims " f[7])
  row("transition", name ": " f[4] " (" substr(source, 1, index(source, " ") - 1) ")", s, made, takes, refuses, contract)
}
function has(test) { return test in tests ? test : "" }
function function_of(name) { return name in contracted ? name " (" contracted[name] ")" : "" }

# The entries whose messages a struct is part of.
function entry_of(name,   i, j, f, e, known, changed, found) {
  split("", known)
  known[name] = 1
  do {
    changed = 0
    for (i = 1; i <= structs_n; i++)
      if (!(structs[i] in known))
        for (j in known)
          if (struct_body[structs[i]] ~ ("(^|[^A-Za-z0-9])" j "([^A-Za-z0-9]|$)")) { known[structs[i]] = 1; changed = 1; break }
  } while (changed)
  found = ""
  for (i = 1; i <= bind_n; i++) {
    split(bind[i], f, " ")
    if (f[1] == "entry" && f[3] in known && ("HF_ENTRY_" f[2]) in entry_made) found = add(found, f[3])
  }
  return found
}
function struct(name,   s, in_entries, made, takes, refuses, contract, n, f, i) {
  s = snake(name)
  in_entries = entry_of(name)
  n = split(in_entries, f, ", ")
  for (i = 1; i <= n; i++) if (snake(f[i]) in grammar_tested) takes = add(takes, "tests/parse: " snake(f[i]) " by Ragel and by the oracle")
  if (n > 0) { made = "tables.c: entries of " in_entries; contract = function_of("hf_parse") }
  if (("hf_encode_" s) in contracted) {
    made = add(made, "hf_encode_" s)
    contract = add(contract, function_of("hf_encode_" s))
    if (("tests/parse/encoders.c", s) in in_parse || ("tests/parse/encoders.c", "hf_encode_" s) in in_parse) takes = add(takes, "tests/parse: encoders")
  }
  if (takes != "" && ("tests/parse/main.c", "has_all_verdicts") in in_parse) refuses = "tests/parse: has_all_verdicts"
  if (refuses != "") refuses = add(refuses, has("handshake_flip/mutual"))
  row("message", name, struct_section[name], made, takes, refuses, contract)
}

function binding(text,   f, n, i, top, s, made, takes, refuses, contract, name) {
  n = split(text, f, " ")
  if (f[1] == "entry") {
    name = "HF_ENTRY_" f[2]
    if (name in entry_made) made = "tables.h: " name
    if (snake(f[3]) in grammar_tested) takes = "tests/parse: " snake(f[3]) " by Ragel and by the oracle"
    if (("tests/parse/main.c", "has_all_verdicts") in in_parse) refuses = "tests/parse: has_all_verdicts"
    row("binding", f[1] " " f[2], struct_section[f[3]], made, takes, refuses, function_of("hf_parse"))
    return
  }
  if (f[1] == "extensions") {
    if ("HF_CARRIED_TLS12_" f[3] in carried) made = "extensions.h: HF_CARRIED_TLS12_" f[3]
    if (("tests/parse/main.c", "has_all_verdicts") in in_parse) takes = refuses = "tests/parse: has_all_verdicts"
    row("binding", f[1] " " f[2], "RFC 5246 7.4.1.4", made, takes, refuses, function_of("hf_extension_bit"))
    return
  }
  if (f[1] == "encode") {
    top = f[2]; gsub(/:/, "_", top); s = snake(top)
    name = f[2]; sub(/:.*/, "", name)
    if (("hf_encode_" s) in written) made = written["hf_encode_" s] ": hf_encode_" s
    if (("tests/parse/encoders.c", s) in in_parse || ("tests/parse/encoders.c", "hf_encode_" s) in in_parse) { takes = "tests/parse: encoders"; refuses = "tests/parse: encoders (rooms too small, and what the parser takes of it)" }
    row("binding", f[1] " " f[2], struct_section[name], made, takes, refuses, function_of("hf_encode_" s))
    return
  }
  top = f[1]; sub(/[.\[].*/, "", top)
  refuses = ("tests/parse/main.c", "has_all_verdicts") in in_parse ? "tests/parse: has_all_verdicts" : ""
  if (f[2] == "keep") {
    s = f[1]; gsub(/\[\]/, "", s); sub(/.*\./, "", s)
    name = top; sub(/1[23]$/, "", name) # a message has one name in both versions
    s = toupper(snake(name)) "_" toupper(snake(s))
    if (("HF_NUMBER_" s) in kept) made = "kept.h: HF_NUMBER_" s
    if (("HF_KEPT_" s) in kept) made = add(made, "kept.h: HF_KEPT_" s)
    if (("tests/parse/oracle.c", "HF_NUMBER_" s) in in_parse || ("tests/parse/oracle.c", "HF_KEPT_" s) in in_parse) takes = "tests/parse: oracle"
    contract = function_of("hf_parse")
  } else if (f[2] == "each" || f[2] == "stream") {
    for (i = 3; i <= n; i++) {
      if (!(f[i] in written) || !(f[i] in contracted)) { print "not written, or without a contract: " f[i]; gaps++; continue }
      made = add(made, "events.c: " f[i]); contract = add(contract, function_of(f[i]))
      if (!(("tests/parse/fake.c", f[i]) in in_parse)) { print "not among the functions of tests/parse: " f[i]; gaps++ }
      else if (("tests/parse/oracle.c", f[i]) in in_parse) takes = "tests/parse: oracle"
    }
    if (takes != "") refuses = add(refuses, ("tests/parse/main.c", f[2] == "each" ? "NUMBER_REFUSED" : "BYTE_REFUSED") in in_parse ? "tests/parse: refused by the engine" : "")
  } else {
    # A struct that is a part of another: of ClientHello, or of the message that has its form in a version.
    s = snake(top == "ServerNameList" || top == "OfferedPsks" ? "ClientHello" : top)
    name = top; version = "tls12"
    if (sub(/12$/, "", name) || sub(/13$/, "", name)) version = top ~ /13$/ ? "tls13" : "tls12"
    for (i = 1; i <= bind_n; i++)
      if (bind[i] ~ ("^encode +" name ":" (name == top ? "" : version))) { s = bind[i]; sub(/^encode +/, "", s); gsub(/:/, "_", s); s = snake(s); break }
    if (("hf_encode_" s) in written) { made = written["hf_encode_" s] ": hf_encode_" s; contract = function_of("hf_encode_" s) }
    if (("tests/parse/encoders.c", s) in in_parse || ("tests/parse/encoders.c", "hf_encode_" s) in in_parse) takes = "tests/parse: encoders"
  }
  row("binding", f[1] " " f[2], struct_section[top], made, takes, refuses, contract)
}

function error_row(name,   u, made, takes, contract, n, f, i) {
  u = toupper(name)
  if (u in error_made) made = "errors.h: HF_ERROR_" u ", alert " error_alert[name]
  takes = add(fails[u], raised[u])
  if (fails[u] == "") takes = raised[u]; else if (raised[u] == "") takes = fails[u]
  if (u in fails && u in row_error) error_tests[u] = add(has("handshake_rows/each_is_taken"), error_tests[u])
  if (u in fails) contract = function_of("hf_machine_next")
  n = split(raised[u], f, ", ")
  for (i = 1; i <= n; i++) contract = add(contract, "module " module(f[i]))
  row("error", name, error_section[name], made, takes, error_tests[u], contract)
}
function module(path,   f) { split(path, f, "/"); return f[2] }

function property(id,   n, f, i, takes, bad, refuses, made) {
  n = split(p_tests[id], f, " ")
  for (i = 1; i <= n; i++)
    if (f[i] in tests) refuses = add(refuses, f[i])
    else if ((getline bad < f[i]) >= 0) { refuses = add(refuses, f[i]); close(f[i]) }
    else { print id ": no test " f[i]; gaps++ }
  functions(id, "proved", p_proved[id])
  functions(id, "tested", p_tested[id])
  made = claims[id] ? claims[id] " claims in handshake.pml" : "outside the model: " outside[id]
  row("property", id, p_source[id], made, p_rows[id], refuses, words(p_proved[id], "proved: ") (p_proved[id] != "" && p_tested[id] != "" ? "; " : "") words(p_tested[id], "tested only: "))
}
function words(text, before) { return text == "" ? "" : before text }
# FILE FUNCTION...; FILE FUNCTION...: each function is in its file; what is proved of it, its contract says under the property's id.
function functions(id, kind, text,   part, n, i, word, m, k) {
  n = text == "" ? 0 : split(text, part, /; */)
  for (i = 1; i <= n; i++) {
    m = split(part[i], word, " ")
    if (m < 2) { print id ": " kind " names no function of " part[i]; gaps++ }
    for (k = 2; k <= m; k++)
      if (!((word[1], word[k]) in has_function)) { print id ": no function " word[k] " in " word[1]; gaps++ }
      else if (kind == "proved" && labelled[word[1], word[k]] !~ (" " id " ")) { print id ": no clause of the contract of " word[k] " bears its id"; gaps++ }
  }
}
