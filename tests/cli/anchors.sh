# shellcheck shell=bash
# handfast anchors: the table compiles against the public headers, and chains verify against it.
table() { # FILE.pem
  "$HANDFAST" anchors --c roots "$1" >"$work/roots.c" 2>"$work/out" &&
    gcc -std=c11 -Wall -Wextra -Wconversion -Werror -pedantic -Iengine/include -c "$work/roots.c" -o "$work/roots.o"
}
build_use() {
  table "$certs/anchors.pem" &&
    gcc -std=c11 -Iengine/include -Iengine tests/cli/anchors_use.c "$work/roots.o" build/obj/engine.a -ltomcrypt -lgmp \
      -o "$work/anchors_use"
}
uses() { # EXPECTED NAME CHAIN: all of its certificates
  [ "$(ROOTS="$certs/root.0.der $certs/root-ec.0.der" "$work/anchors_use" "$2" "$certs/$3".[0-9].der)" = "$1" ]
}
debian() {
  table /etc/ssl/certs/ca-certificates.crt &&
    [ "$(grep -c '{\.name = ' "$work/roots.c")" = "$(grep -c 'BEGIN CERTIFICATE' /etc/ssl/certs/ca-certificates.crt)" ]
}
twice() {
  table "$certs/anchors.pem" && cp "$work/roots.c" "$work/roots.first" && table "$certs/anchors.pem" &&
    cmp "$work/roots.c" "$work/roots.first"
}
check "anchors --help" says 0 '^Usage: handfast anchors' anchors --help
check "anchors: no name" says 2 '--c NAME is missing' anchors "$certs/root.pem"
check "anchors: no C name" says 2 'no C identifier' anchors --c 'a-b' "$certs/root.pem"
check "anchors: no file" says 2 'FILE.pem is missing' anchors --c roots
check "anchors: a file that is not there" says 3 'cannot read the trust anchors' anchors --c roots "$work/none.pem"
check "anchors: a table that compiles" build_use
check "anchors: RSA" uses ok localhost server-rsa
check "anchors: P-256" uses ok localhost server-ec
check "anchors: another name" uses certificate_name_wrong other.example server-ec
check "anchors: not among them" uses certificate_unknown_issuer localhost untrusted
check "anchors: all of Debian's" debian
check "anchors: the same bytes each time" twice
