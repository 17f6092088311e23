# engine/amalgamation/write.awk: writes what was read. Variables of the command line:
#   include   directories where "..." is found          header    public headers: those of handfast.h, in order
#   sources   the .c files that may be needed            roots     those whose public functions are
#   public    a file with the public names, one a line   about     what this is, for its first line
#   version   of Handfast                                profile   of its spec
# Without roots the public headers are written, as one.

# No date and no place: the same sources give the same bytes.
function title(list, n, all, i, line) {
  print "/* Handfast " version ", profile " profile ": " about
  print "   Made by `make amalgamation`; not to be edited. MIT licence, https://opensource.org/license/mit. It is made of, in this order:"
  n = split(list, all, " ")
  line = "  "
  for (i = 1; i <= n; i++) {
    if (length(line) + length(all[i]) > 118) {
      print line
      line = "  "
    }
    line = line " " all[i]
  }
  print line " */"
}

# engine/x509/path.c: x509_path
function base_of(path, n, all, out) {
  n = split(path, all, "/")
  out = all[n - 1] "_" all[n]
  sub(/\.c$/, "", out)
  return out
}

# Headers in the order in which each has before it what it includes.
function order(path, i) {
  if (path in ordered)
    return
  ordered[path] = 1
  for (i = first[path]; i <= last[path]; i++)
    if (kind[i] == "include")
      order(named[i])
  if (path ~ /\.h$/)
    headers = headers " " path
}

# The guard of a header that comes once.
function guards(path, i) {
  i = first[path]
  while (kind[i] == "comment")
    i++
  if (text[i] !~ /^#ifndef / || kind[i + 1] != "define" || text[last[path]] !~ /^#endif/)
    fail(path ": it has no guard")
  leave[i] = leave[i + 1] = leave[last[path]] = 1
}

function is_needed(name, path, all) {
  split((path SUBSEP name) in definitions ? definitions[path, name] : definitions["", name], all, " ")
  return all[1] in needed
}

function is_left_out(i) {
  if (i in leave || kind[i] == "include" || kind[i] == "request")
    return 1
  if (kind[i] == "function" || kind[i] == "object")
    return !(i in needed)
  if (kind[i] != "prototype" && kind[i] != "declaration")
    return 0
  return !(named[i] in is_public) && !is_needed(named[i], file[i])
}

# The lines of an item: what is internal is static, in its prototype too.
function body(i) {
  if (is_static[i] || named[i] in is_public || kind[i] !~ /^(function|object|prototype|declaration)$/)
    return text[i]
  if (kind[i] == "declaration")
    return "static" substr(text[i], 7)
  return "static " text[i]
}

function write_items(path, i, open, gone) {
  for (i = first[path]; i <= last[path]; i++) {
    if (is_left_out(i)) {
      if (i in leave && head[i] != "")
        printf "%s", head[i]
      gone = gone || gap[i]
      continue
    }
    if (text[i] ~ /^#if/)
      open++
    if (text[i] ~ /^#endif/)
      open--
    if (kind[i] == "system" && !open && hoisted[named[i]])
      continue
    if (gap[i] || gone)
      print ""
    gone = 0
    printf "%s", head[i]
    if (kind[i] != "comment")
      print body(i)
  }
}

# What all files include of libraries, and what they ask of these.
function write_systems(list, n, all, k, i, open, asks, out) {
  n = split(list, all, " ")
  for (k = 1; k <= n; k++) {
    open = all[k] ~ /\.h$/ ? -1 : 0
    for (i = first[all[k]]; i <= last[all[k]]; i++) {
      if (text[i] ~ /^#if/)
        open++
      if (text[i] ~ /^#endif/)
        open--
      if (kind[i] == "request" && !asks[named[i]]++)
        print text[i]
      if (kind[i] == "system" && open <= 0 && !hoisted[named[i]]++)
        out = out "#include " named[i] "\n"
    }
  }
  printf "%s", out
}

function write_source(path, is_call, all, n, k, i, macros, undone) {
  printf "\n/* %s */\n", path
  n = split(renamed[path], all, " ")
  for (k = 1; k <= n; k++) {
    is_call = sub(/\(\.\.\.\)/, "", all[k])
    print "#define " all[k] (is_call ? "(...) " : " ") base_of(path) "_" all[k] (is_call ? "(__VA_ARGS__)" : "")
  }
  write_items(path)
  for (k = 1; k <= n; k++)
    print "#undef " all[k]
  for (i = first[path]; i <= last[path]; i++)
    if (kind[i] == "define" && !undone[named[i]]++)
      print "#undef " named[i]
}

function read_headers(n, all, k) {
  n = split(header, all, " ")
  for (k = 1; k <= n; k++) {
    read(all[k])
    order(all[k])
  }
}

# Guards stay here: who has read one of the headers by itself may read them all.
function write_header(n, all, k, i) {
  n = split(header, all, " ")
  for (k = 1; k <= n; k++)
    is_given[all[k]] = 1
  read_headers()
  title(headers)
  n = split(headers, all, " ")
  for (k = 1; k <= n; k++) {
    if (!(all[k] in is_given))
      fail(all[k] " is no public header, and one includes it")
    printf "\n/* %s */\n", all[k]
    for (i = first[all[k]]; i <= last[all[k]]; i++)
      needed[i] = is_public[named[i]] = 1
    write_items(all[k])
  }
}

function write_sources(n, all, k, inside, taken) {
  read_headers()
  headers = ""
  while ((getline inside <public) > 0)
    is_public[inside] = 1
  n = split(sources, all, " ")
  for (k = 1; k <= n; k++)
    read(all[k])
  reach(roots)
  clashes()
  for (k = 1; k <= n; k++)
    if (all[k] in is_taken) {
      taken = taken " " all[k]
      order(all[k])
    }
  title(headers taken)
  print "#include \"handfast.h\""
  write_systems(headers taken)
  n = split(headers, all, " ")
  for (k = 1; k <= n; k++) {
    guards(all[k])
    printf "\n/* %s */\n", all[k]
    write_items(all[k])
  }
  n = split(taken, all, " ")
  for (k = 1; k <= n; k++)
    write_source(all[k])
}

BEGIN {
  if (roots == "")
    write_header()
  else
    write_sources()
}
