# tests/surface/synopsis.awk PAGE.3...: the synopses of manual pages as C: what stands between the quotes and in other fonts is one text.
/^\.SH/ { synopsis = $2 == "SYNOPSIS" }
/^\.(nf|fi)/ { on = synopsis && $1 == ".nf" }
!on { next }
/^\.(B|BI|BR|I) / {
  line = ""
  rest = $0
  sub(/^\.[A-Z]+ /, "", rest)
  font = $1
  while (rest != "") {
    if (substr(rest, 1, 1) == "\"") {
      match(rest, /^"[^"]*"/)
      part = substr(rest, 2, RLENGTH - 2)
    } else {
      match(rest, /^[^ ]*/)
      part = substr(rest, 1, RLENGTH)
    }
    rest = substr(rest, RLENGTH + 1)
    sub(/^ +/, "", rest)
    line = line part (font == ".B" && rest != "" ? " " : "")
  }
  print line
}
