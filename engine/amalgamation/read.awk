# engine/amalgamation/read.awk: sources as items. An item is what stands at file scope, with the comments above it: a function, a
# prototype, an object, a type, an assertion; or a line for the preprocessor; or a comment that stands alone. What is C here is what
# clang-format leaves of C: an item of C begins at the beginning of a line, and ends where all its brackets are closed.
#
#   items                      how many there are; of item i:
#   file[i] kind[i] named[i]   kind: function prototype object declaration type assertion include system define request line
#                              comment
#   head[i] text[i] code[i]    the comments above; the lines; the lines without comments and strings
#   is_static[i] gap[i]        gap: an empty line stands before it
#   first[path] last[path]     the items of a file

function fail(message) {
  print "amalgamation: " message >"/dev/stderr"
  exit 1
}

# The line without comments and without what strings hold. in_comment stays from line to line.
function code_of(line, out, at, token) {
  out = ""
  while (line != "") {
    if (in_comment) {
      at = index(line, "*/")
      if (at == 0)
        return out
      line = substr(line, at + 2)
      in_comment = 0
    } else if (match(line, /"([^"\\]|\\.)*"|'([^'\\]|\\.)*'|\/\*|\/\/.*/)) {
      out = out substr(line, 1, RSTART - 1)
      token = substr(line, RSTART, RLENGTH)
      line = substr(line, RSTART + RLENGTH)
      if (token == "/*")
        in_comment = 1
      else if (token !~ /^\//)
        out = out "\"\""
    } else
      return out line
  }
  return out
}

# Where the compiler finds what is included: beside the file, then in the directories of `include`.
function resolve(name, from, all, n, i, path) {
  sub(/[^\/]*$/, "", from)
  n = split(from " " include, all, " ")
  for (i = 1; i <= n; i++) {
    path = all[i] (all[i] ~ /\/$/ ? "" : "/") name
    if (path in first || (getline probe <path) >= 0) {
      if (!(path in first))
        close(path)
      return path
    }
  }
  fail(from ": there is no " name)
}

function add(path, what, name) {
  items++
  file[items] = path
  kind[items] = what
  named[items] = name
  head[items] = comments
  gap[items] = empty
  comments = ""
  empty = 0
}

# What an item of C is, by its code without what braces hold.
function classify(i, t) {
  t = code[i]
  gsub(/[ \t\n]+/, " ", t)
  while (gsub(/\{[^{}]*\}/, "@", t) > 0)
    ;
  is_static[i] = t ~ /^([A-Z_]+ )?static /
  if (t ~ /^_Static_assert/)
    kind[i] = "assertion"
  else if (t ~ /^typedef |^(struct|enum|union)( [a-z_0-9]+)? ?@? ?;/)
    kind[i] = "type"
  else if (match(t, /^[^=\[]*[A-Za-z_0-9]\(/)) {
    kind[i] = t ~ /@ ?$/ ? "function" : "prototype"
    named[i] = substr(t, 1, RLENGTH - 1)
    sub(/\(.*/, "", named[i])
    sub(/.*[^A-Za-z_0-9]/, "", named[i])
  } else {
    kind[i] = t ~ /^extern / ? "declaration" : "object"
    named[i] = t
    sub(/ ?[\[=;].*/, "", named[i])
    sub(/.*[^A-Za-z_0-9]/, "", named[i])
  }
  if (kind[i] != "assertion" && kind[i] != "type" && named[i] !~ /^[A-Za-z_]/)
    fail(file[i] ": what is this? " substr(text[i], 1, 100))
}

# One line for the preprocessor.
function directive(path, line, name) {
  name = line
  if (line ~ /^#include "/) {
    gsub(/^#include "|".*/, "", name)
    add(path, "include", resolve(name, path))
  } else if (line ~ /^#include </) {
    gsub(/^#include |>.*/, "", name)
    # A macro without a value above it is a request to that library.
    if (kind[items] == "define" && text[items] ~ /^#define [A-Z_]+$/ && text[items] !~ /_H$/) {
      kind[items] = "request"
      sub(/.* /, "", named[items])
    }
    add(path, "system", name ">")
  } else if (line ~ /^#define /) {
    sub(/^#define /, "", name)
    sub(/[^A-Za-z_0-9].*/, "", name)
    add(path, "define", name)
  } else
    add(path, "line", "")
  text[items] = line
  code[items] = code_of(line)
}

# Reads a file, once, and all that it includes.
function read(path, line, c, depth, inside, was, i) {
  if (path in first)
    return
  first[path] = items + 1
  comments = ""
  empty = depth = inside = in_comment = 0
  while ((getline line <path) > 0) {
    was = in_comment
    if (first[path] <= items && kind[items] ~ /^(define|line)$/ &&
        (text[items] ~ /\\$/ || (was && comments == "" && !inside && !empty))) { # the macro goes on, or the comment behind it
      text[items] = text[items] "\n" line
      code[items] = code[items] "\n" code_of(line)
      continue
    }
    if (!inside && !was && line ~ /^#/) {
      directive(path, line)
      continue
    }
    c = code_of(line)
    if (!inside && c !~ /[^ \t]/) {
      if (line != "" || was)
        comments = comments line "\n"
      else {
        if (comments != "")
          add(path, "comment", "")
        empty = 1
      }
      continue
    }
    if (!inside && line ~ /^(extern "C" \{|\})$/) { # for C++
      add(path, "line", "")
      text[items] = line
      continue
    }
    if (!inside) {
      add(path, "", "")
      depth = 0
      inside = 1
      text[items] = line
    } else
      text[items] = text[items] "\n" line
    code[items] = code[items] c "\n"
    depth += gsub(/[{(]/, "&", c) - gsub(/[})]/, "&", c)
    if (depth == 0 && !in_comment && c ~ /[;}][ \t]*$/) {
      classify(items)
      inside = 0
    }
  }
  close(path)
  if (inside || in_comment)
    fail(path ": its end is missing")
  if (comments != "")
    add(path, "comment", "")
  last[path] = items
  for (i = first[path]; i <= last[path]; i++)
    if (kind[i] == "include")
      read(named[i])
}
