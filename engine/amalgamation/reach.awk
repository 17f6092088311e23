# engine/amalgamation/reach.awk: what of the items is needed. A public function of the roots is; so is each function and object that
# a needed one, a macro that it uses, a type or an assertion names. The others would be static and unused, and are left out.
#
#   needed[i]        of functions and objects
#   is_public[name]  what has its prototype in the public header
#   is_taken[path]   a .c file of which something is needed

# A name means what the file has under it, or what all files see.
function define(i, scope) {
  scope = file[i] ~ /\.c$/ && (is_static[i] || kind[i] == "define") ? file[i] : ""
  definitions[scope, named[i]] = definitions[scope, named[i]] " " i
}

function need(i) {
  if (i in needed)
    return
  needed[i] = 1
  waiting[++waits] = i
  if (file[i] ~ /\.c$/ && kind[i] != "define")
    is_taken[file[i]] = 1
}

function need_name(name, path, all, n, k) {
  if (path SUBSEP name in asked)
    return
  asked[path, name] = 1
  n = split((path SUBSEP name) in definitions ? definitions[path, name] : definitions["", name], all, " ")
  if (n == 0 && name in prototypes && !(name in is_public))
    fail(path " needs " name ", which no file given has")
  for (k = 1; k <= n; k++)
    need(all[k])
}

function need_words(i, c, all, n, k) {
  c = code[i]
  gsub(/[^A-Za-z_0-9]+/, " ", c)
  n = split(c, all, " ")
  for (k = 1; k <= n; k++) {
    words[file[i], all[k]] = 1
    need_name(all[k], file[i])
  }
}

# What stands in a file though nothing asks for it.
function need_rest(path, i) {
  for (i = first[path]; i <= last[path]; i++)
    if (kind[i] == "type" || kind[i] == "assertion" || kind[i] == "line")
      need_words(i)
}

function reach(roots, i, path, all, n, before) {
  for (i = 1; i <= items; i++) {
    if (kind[i] == "function" || kind[i] == "object" || kind[i] == "define")
      define(i)
    else if (kind[i] == "prototype")
      prototypes[named[i]] = 1
  }
  n = split(roots, all, " ")
  for (i = 1; i <= n; i++)
    is_root[all[i]] = 1
  for (i = 1; i <= items; i++)
    if (file[i] in is_root && named[i] in is_public && (kind[i] == "function" || kind[i] == "object"))
      need(i)
  do {
    before = waits
    while (done < waits)
      need_words(waiting[++done])
    for (path in is_taken)
      need_rest(path)
  } while (before != waits)
}
