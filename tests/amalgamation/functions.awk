# tests/amalgamation/functions.awk FILE...: each function and each prototype, with the comments right above it (its contract), as one
# line that begins with the name of its file. In a file of make amalgamation that is the one of the comment before the part. What
# such a file adds in front, "static", is taken off on both sides; "extern" of objects is none of these.
function end() {
  sub(/\001(static )?/, "\001", item)
  print name item
  item = comment = ""
  inside = 0
}
FNR == 1 {
  name = FILENAME
  whole = FILENAME ~ /amalgamation/
  inside = in_comment = 0
  comment = item = ""
}
whole && /^\/\* engine\/[a-z0-9_\/]*\.[ch] \*\/$/ {
  name = $2
  next
}
inside {
  item = item "\002" $0
  if (($0 ~ /^}/) || (inside == 1 && /;( \/\*.*)?$/))
    end()
  else if (/\{$/)
    inside = 2
  next
}
in_comment || /^\/\*/ {
  in_comment = !/\*\//
  comment = comment "\002" $0
  next
}
# A function may be inline, or have an attribute, by a macro, before its "static".
/^[A-Za-z]/ && /[a-z0-9_]\(/ && !/^(typedef|_Static_assert|enum \{)/ && !/ = / && !/^[^(]*\[/ {
  line = $0
  sub(/^([A-Z_0-9]+ )?static /, "", line)
  sub(/^static /, "", line)
  item = comment "\001" line
  inside = /\{$/ ? 2 : 1
  if (/;( \/\*.*)?$/ || /\}$/)
    end()
  comment = ""
  next
}
{ comment = "" }
