# Splits the instructions of a callgrind file by whose they are. -v n=HANDSHAKES; prints, for one of them:
#   library provider ciphers engine harness other part
# library: libtomcrypt, libgmp. provider: engine/provider. ciphers: AES, its modes, GHASH and SHA-256 in engine/crypto. engine: all else
# of engine/. What the C library does counts for who called it. part: of the engine, what is in files that match -v part=PATTERN.
function name_of(line,    at, id, text) { # "(3) text" defines, "(3)" refers
  at = index(line, ")")
  id = kind substr(line, 1, at)
  text = substr(line, at + 2)
  if (text != "") names[id] = text
  return names[id]
}
function class_of(object, file) {
  if (object ~ /libtomcrypt|libgmp|libtommath/) return "library"
  if (object ~ /libc[.-]|ld-linux/) return "libc"
  if (file ~ /engine\/provider\//) return "provider"
  if (file ~ /engine\/crypto\/(aes|gcm|ghash|multiply|cbc|sha256)[^\/]*\.c$/) return "ciphers"
  if (file ~ /engine\//) return "engine"
  if (file ~ /tests\//) return "harness"
  return "other"
}
function add(class, cost) {
  sum[class] += cost
  if (part != "" && file ~ part) sum["part"] += cost
}
/^ob=/ { kind = "o"; object = name_of(substr($0, 4)); called_object = ""; next }
/^fl=/ { kind = "f"; file = name_of(substr($0, 4)); next }
/^f[ie]=/ { kind = "f"; name_of(substr($0, 4)); next }
/^fn=/ { kind = "n"; name_of(substr($0, 4)); class = class_of(object, file); called_object = object; next }
/^cob=/ { kind = "o"; called_object = name_of(substr($0, 5)); next }
/^cf[il]=/ { kind = "f"; name_of(substr($0, 5)); next }
/^cfn=/ { kind = "n"; name_of(substr($0, 5)); next }
/^calls=/ { in_call = 1; next }
/^[0-9+*-]/ {
  if (!in_call) { if (class != "libc") add(class, $2) }
  else if (class != "libc" && class_of(called_object, "") == "libc") add(class, $2)
  if (in_call) called_object = object
  in_call = 0
}
END {
  split("library provider ciphers engine harness other part", order, " ")
  for (i = 1; i <= 7; i++) printf "%s%.0f", (i > 1 ? " " : ""), sum[order[i]] / n
  print ""
}
