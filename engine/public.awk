# engine/public.awk: what the public headers declare. Reads what `cc -E` makes of them, for which comments are gone; answers a line
# for each declaration: `function`, `object` or `type`, its name, and the header. What the libraries show is made from this, and
# what the manual must have is held against it.

# One declaration, without what stands between its braces.
function declare(text, name) {
  gsub(/[ \t]+/, " ", text)
  sub(/^ /, "", text)
  if (text == "" || text ~ /^(static|_Static_assert)[ (]/)
    return
  if (text ~ /^typedef /) {
    sub(/\).*/, "", text)
    if (match(text, /[A-Za-z_0-9]+ *$/))
      print "type", substr(text, RSTART, RLENGTH), header
  } else if (text ~ /^(struct|union|enum) [A-Za-z_0-9]+ \{\} ?$/) {
    sub(/ \{\} ?$/, "", text)
    sub(/^[a-z]+ /, "", text)
    print "type", text, header
  } else if (match(text, /[A-Za-z_0-9]+ ?\(/)) {
    name = substr(text, RSTART, RLENGTH - 1)
    sub(/ $/, "", name)
    print "function", name, header
  } else if (text ~ /^extern /) {
    sub(/ ?[[=].*/, "", text)
    match(text, /[A-Za-z_0-9]+ ?$/)
    print "object", substr(text, RSTART, RLENGTH), header
  }
}

/^# [0-9]+ "/ {
  header = $3
  gsub(/^"(\.\/)?|"$/, "", header)
  next
}
/^#/ || header !~ /^engine\/(include|generated)\// { next }
{
  for (i = 1; i <= length($0); i++) {
    c = substr($0, i, 1)
    if (c == "{" && depth++ == 0)
      text = text " {}"
    else if (c == "}") {
      if (--depth == 0 && text ~ /\) *\{\}$/) # the body of an inline function
        text = ""
    }
    else if (depth == 0 && c == ";") {
      declare(text)
      text = ""
    } else if (depth == 0 && c != "}")
      text = text c
  }
  text = text " "
}
