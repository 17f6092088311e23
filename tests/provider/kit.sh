#!/bin/sh
# tests/provider/kit.sh [PROVIDER...]: holds a provider to engine/include/handfast/provider.h. PROVIDER is a folder of .c files, a .c file,
# an object or a static library, or several of them, which together define every function of that header; without any, the default
# provider. What it claims stands in the folder's file `claims`, or in CLAIMS=file: see README.md of this folder.
# KIT_ONLY=sha256/known runs that test alone; KIT_ONLY=constant-time/aes and the like, what valgrind says.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=${KIT_WORK:-build/provider/run}
cc=${CC:-gcc}
[ $# -gt 0 ] || set -- engine/provider/tomcrypt engine/provider/own
rm -rf "$work"
mkdir -p "$work"
give_up() {
  echo "$*"
  echo "0 passed, 1 failed"
  exit 1
}

# What there is of it, and what it claims.
objects='' claims=${CLAIMS:-}
compile() { # FILE.c
  case $1 in
  engine/provider/*) object=build/obj/${1%.c}.o && make -s "$object" >>"$work/log" 2>&1 ;;
  *) object=$work/$(basename "$1" .c).o && "$cc" -std=c11 -O2 -g -Iengine/include -Iengine -c "$1" -o "$object" >>"$work/log" 2>&1 ;;
  esac || { tail -n 20 "$work/log"; give_up "$1 does not compile"; }
  objects="$objects $object"
}
for part; do
  part=${part%/}
  if [ -d "$part" ]; then
    for file in "$part"/*.c; do compile "$file"; done
    [ ! -f "$part/claims" ] || [ -n "${CLAIMS:-}" ] || claims="$claims $part/claims"
  else
    case $part in
    *.c) compile "$part" ;;
    *.o | *.a) [ -f "$part" ] || give_up "$part is not there"; objects="$objects $part" ;;
    *) give_up "$part is neither a folder nor a .c file, an object or a library" ;;
    esac
  fi
done
# shellcheck disable=SC2086 # words
claimed() { [ -z "$claims" ] || sed -n "s/^$1 //p" $claims | tr '\n' ' '; }
lacks=$(claimed lacks) varies=$(claimed varies) needs=$(claimed needs)

# shellcheck disable=SC2086 # words
link() { # PROGRAM OBJECT...
  program=$work/$1
  shift
  "$cc" -no-pie -Wl,-z,now -o "$program" "$@" $objects build/provider/engine.a $needs -lpthread >"$work/link" 2>&1 ||
    { grep -oE "undefined reference to .*|.*multiple definition.*" "$work/link" | sort -u; tail -n 3 "$work/link"; give_up "it cannot be linked"; }
}
[ -n "${KIT_BUILT:-}" ] || make -s provider-kit >"$work/make" 2>&1 || { tail -n 20 "$work/make"; give_up "the kit does not build"; }
link kit build/provider/kit.a
link secrets build/obj/tests/provider/secrets.o build/provider/kit.a

passed=0 failed=0
judged() { # NAME STATUS LOG
  if [ "$2" -eq 0 ]; then passed=$((passed + 1)); echo "ok     $1"; else
    failed=$((failed + 1))
    head -n 12 "$3"
    echo "FAILED $1"
  fi
}
wanted() { # NAME
  [ -z "${KIT_ONLY:-}" ] || [ "$KIT_ONLY" = "$1" ]
}
differs() { # LIST THING...: the things that are not in the list
  list=" $1 "
  shift
  for thing; do case $list in *" $thing "*) ;; *) echo "$thing" ;; esac; done
}

case ${KIT_ONLY:-} in
constant-time/*) ;;
*)
  # shellcheck disable=SC2086 # words
  "$work/kit" $lacks >"$work/out" 2>&1
  cat "$work/out" | grep -v '^[0-9]* passed, [0-9]* failed$'
  line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$work/out" | tail -n 1)
  passed=$(echo "${line:-0 passed, 1 failed}" | cut -d ' ' -f 1)
  failed=$(echo "${line:-0 passed, 1 failed}" | cut -d ' ' -f 3)
  ;;
esac

# Time: what is neither lacked nor said to vary.
# shellcheck disable=SC2086 # words
symmetric="sha1 sha256 sha384 sha512 aes ghash chacha20_poly1305"
memcheck() { # THING NOT...
  name=$1
  shift
  valgrind -q --error-exitcode=9 --log-file="$work/memcheck-$name" "$work/secrets" marked "$@"
}
# All at once; where something is found, each by itself.
things=$(differs "$lacks $varies" $symmetric)
# shellcheck disable=SC2046,SC2086 # words
if [ -z "${KIT_ONLY:-}" ] && memcheck all $(differs "$things" $symmetric); then
  for thing in $things; do judged "constant-time/$thing" 0; done
else
  for thing in $things; do
    wanted "constant-time/$thing" || continue
    memcheck "$thing" $(differs "$thing" $symmetric)
    judged "constant-time/$thing" $? "$work/memcheck-$thing"
  done
fi
trace() { # GROUP: two key pairs, then two agreements, between pairs of marks
  mark=$(nm "$work/secrets" | awk '$3 == "mark" { print $1 }')
  valgrind --tool=lackey --trace-mem=yes --log-fd=9 "$work/secrets" traced "$1" 9>&1 1>/dev/null | "$work/secrets" sum "$mark" >"$work/sums"
  awk '{ of[NR] = $0; print } END { exit !(NR == 4 && of[1] == of[2] && of[3] == of[4] && $1 > 1000) }' "$work/sums"
}
for group in $(differs "$lacks $varies" secp256r1 secp384r1 secp521r1 x25519); do
  wanted "constant-time/$group" || continue
  trace "$group" >"$work/traced" 2>&1
  judged "constant-time/$group" $? "$work/traced"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
