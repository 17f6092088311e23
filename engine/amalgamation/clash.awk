# engine/amalgamation/clash.awk: names that several files have for themselves. In one file they cannot all mean what they did: each
# file that has such a name gets it under another one, by a macro that ends with the file; so the text of no function changes. An
# object's name must not be a local variable's elsewhere either, nor any be one of a library (theirs).
#
#   renamed[path]   the names of that file, in its order; with (...) where only the calls may be meant

# The names at file scope of an item of a .c file that no other file sees.
function own_names(i, c, names, part) {
  c = code[i]
  gsub(/[ \t\n]+/, " ", c)
  names = is_static[i] ? named[i] : ""
  if (match(c, /^(static )?(const )?(struct|enum|union) [a-z_0-9]+ \{/)) {
    part = substr(c, 1, RLENGTH - 2)
    sub(/.* /, "", part)
    names = names " " part
  }
  if (c ~ /^(static )?(const )?enum [a-z_0-9]* ?\{/) {
    part = c
    gsub(/^[^{]*\{|\}.*|=[^,}]*/, "", part)
    gsub(/[^A-Za-z_0-9]+/, " ", part)
    names = names " " part
  }
  if (kind[i] == "type" && c ~ /^typedef/ && match(c, /[A-Za-z_0-9]+;/))
    names = names " " substr(c, RSTART, RLENGTH - 1)
  return names
}

function is_kept(i) {
  if (kind[i] == "function" || kind[i] == "object")
    return i in needed
  return kind[i] == "type"
}

function used_elsewhere(name, path, other) {
  for (other in is_taken)
    if (other != path && (other, name) in words)
      return 1
  return 0
}

# Has a member the name too? Then only the calls may be renamed.
function is_member(name, path, i) {
  for (i = first[path]; i <= last[path]; i++)
    if ((i in needed) && match(code[i], "(\\.|->)" name "[^A-Za-z_0-9]"))
      return 1
  return 0
}

function is_wanted(i, name) {
  if (owners[name] > 1 || ("", name) in definitions || index(" " theirs " ", " " name " "))
    return 1
  return kind[i] == "object" && used_elsewhere(name, file[i])
}

function clashes(i, all, n, k, round) {
  for (round = 1; round <= 2; round++)
    for (i = 1; i <= items; i++) {
      if (!(file[i] in is_taken) || !is_kept(i))
        continue
      n = split(own_names(i), all, " ")
      for (k = 1; k <= n; k++)
        if (round == 1 && !own[file[i], all[k]]++)
          owners[all[k]]++
        else if (round == 2 && !given[file[i], all[k]]++ && is_wanted(i, all[k]))
          renamed[file[i]] = renamed[file[i]] " " all[k] (is_member(all[k], file[i]) ? "(...)" : "")
    }
}
