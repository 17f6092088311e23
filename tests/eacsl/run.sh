#!/bin/sh
# tests/eacsl/run.sh [NAME...]: the contracts as checks at run time. Frama-C's E-ACSL plug-in rewrites the driver
# tests/eacsl/NAME.c and the sources that its first line names; the result is compiled, run, and fails when an annotation is
# false. The wrapper script of the plug-in is not in Debian's package, its library is. The control must fail.
# Address space randomisation is off, for its shadow memory needs known places. Says for each driver how many annotations were evaluated, and at the end which constructs E-ACSL leaves out.
set -u
cd "$(dirname "$0")/../.." || exit 1
share=/usr/share/frama-c/e-acsl
work=$PWD/build/eacsl
copy=$work/copy
rm -rf "$copy"
mkdir -p "$work/headers" "$copy/tests"
tar cf - engine tests/eacsl | tar xf - -C "$copy"
# E-ACSL 25 leaves out what is said of a hash, which is abstract, but stops where a structure is an argument: there the copy says of whose place.
find "$copy/engine" -name '*.[ch]' -exec sed -i -E -e 's/hash_(taken|held)\(\*([a-z]+)\)/hash_\1(@\2)/g' \
  -e 's/hash_(taken|held)\(([a-z][A-Za-z0-9_.>-]*)\)/hash_\1(\&\2)/g' -e 's/hash_(taken|held)\(@/hash_\1(/g' \
  -e 's/hash_(taken|held)\((\([a-z]\)->[a-z.]+)\)/hash_\1(\&\2)/g' \
  -e 's/hash_taken\(struct hf_hash h\);/hash_taken{L}(struct hf_hash *h) reads h->word[0 .. 25];/' \
  -e 's/hash_held\(struct hf_midstate m\);/hash_held{L}(struct hf_midstate *m) reads m->half[0 .. 15];/' {} +
# What a provider verifies is abstract, too, and E-ACSL stops at its arguments: there the copy says that it is so.
find "$copy/engine" -name '*.[ch]' -exec perl -0pi -e 's/(?<!predicate )\b(ecdsa_verified|rsa_opened)(\((?:[^()]++|(?2))*\))/\\true/g' {} +
: >"$work/left_out"
: >"$work/headers/__fc_alloc_axiomatic.h"
passed=0 failed=0
if [ ! -f "$share/e_acsl_rtl.c" ] || ! command -v frama-c >/dev/null; then
  echo "skipped: frama-c-base is not installed"
  echo "0 passed, 0 failed, 1 skipped"
  exit 0
fi
[ $# -gt 0 ] || set -- control crypto keys record session parse der

# E-ACSL 25 stops at some annotations that compare a number of C with one of another size: the one at FILE:LINE is taken
# out of the copy and noted.
leave_out() { # FILE:LINE
  echo "$1" >>"$work/left_out"
  awk -v at="${1##*:}" '
    { line[NR] = $0 }
    END {
      clause = "(requires|ensures|invariant|assert|check) "
      from = at
      while (from > 1 && line[from] !~ clause) from--
      to = from
      while (to < NR && line[to] !~ /\*\// && line[to + 1] !~ clause "|loop |assigns |HF_TOTAL|terminates |behavior ") to++
      for (i = 1; i <= NR; i++) {
        if (i < from || i > to) print line[i]
        else {
          text = ""
          if (i == from && line[i] ~ /\/\*@/) text = (to == from && line[i] ~ /\*\//) ? "/*" : "/*@"
          if (i == to && line[i] ~ /\*\//) text = text " */"
          print text
        }
      }
    }' "$copy/${1%:*}" >"$work/file" && cp "$work/file" "$copy/${1%:*}"
}

instrument() { # NAME
  tries=0
  while [ "$tries" -lt 20 ]; do
    # shellcheck disable=SC2046,SC2086 # patterns of files
    (cd "$copy" && frama-c -machdep gcc_x86_64 -cpp-extra-args="-Iengine/include -Iengine -Itests/eacsl" "tests/eacsl/$1.c" \
      $(sed -n '1s|^/\* sources: \(.*\) \*/$|\1|p' "tests/eacsl/$1.c") \
      -e-acsl-full-mtracking -e-acsl -then-last -print -ocode "$work/$1.c") >"$work/$1.log" 2>&1 && return 0
    place=$(sed -n 's/^\[kernel\] \(engine[^ ]*\): Failure.*/\1/p' "$work/$1.log" | head -n 1)
    [ -n "$place" ] || return 1
    leave_out "$place"
    tries=$((tries + 1))
  done
  return 1
}

build() { # NAME
  sed -i '/(& __sync_synchronize)/d' "$work/$1.c" # gcc gives no address of a built-in function
  gcc -std=gnu11 -w -O1 -DE_ACSL_SEGMENT_MMODEL -DE_ACSL_IDENTIFY -DE_ACSL_EXTERNAL_ASSERT -D__FC_FEATURES_H -I"$share" \
    -I"$work/headers" -Itests/eacsl "$work/$1.c" tests/eacsl/report.c "$share/e_acsl_rtl.c" "$work/provider.o" build/obj/engine.a -ltomcrypt \
    /usr/lib/frama-c/e-acsl/libeacsl-dlmalloc.a -lgmp -lm -lpthread -o "$work/$1" >>"$work/$1.log" 2>&1
}

one() { # NAME
  wanted=0
  [ "$1" != control ] || wanted=9
  rm -f "$work/$1" "$work/$1.c"
  if ! instrument "$1" || ! build "$1"; then
    failed=$((failed + 1))
    echo "failed $1: cannot be made"
    tail -n 15 "$work/$1.log"
    return
  fi
  timeout 120 setarch "$(uname -m)" -R "$work/$1" >"$work/$1.out" 2>&1
  status=$?
  if [ "$status" -eq "$wanted" ]; then
    passed=$((passed + 1))
    printf 'ok     %-8s %s\n' "$1" "$(tail -n 1 "$work/$1.out")"
  else
    failed=$((failed + 1))
    echo "failed $1 (status $status, expected $wanted)"
    grep -v '^evaluated' "$work/$1.out" | tail -n 20
  fi
}

make -s build/obj/engine.a >"$work/make.log" 2>&1 || tail -n 20 "$work/make.log"
# The provider is not rewritten, so E-ACSL knows nothing of its memory: what it calls of the engine are copies of its own.
# shellcheck disable=SC2046 # words
ld -r -o "$work/whole.o" $(printf 'build/obj/%s\n' engine/provider/own/*.c engine/provider/tomcrypt/*.c | sed 's/c$/o/') build/obj/engine.a
nm --defined-only -g build/obj/engine/*/*.o | awk 'NF == 3 { print $3 }' >"$work/symbols"
objcopy --localize-symbols="$work/symbols" "$work/whole.o" "$work/provider.o"
for name; do
  one "$name"
done
cat "$work"/*.out 2>/dev/null | grep '^evaluated' | sort -u | cut -f 4 | sort | uniq -c |
  awk '{ n += $1; print "  evaluated: " $0 } END { print "  evaluated in all: " n+0 }'
# What was left out: each place once.
cat "$work"/*.log 2>/dev/null | awk '
  /^\[e-acsl\] .*Warning/ { place = $2 }
  /E-ACSL construct/ { text = $0; sub(/.*construct `/, "", text); sub(/'"'"'.*/, "", text); seen[place " " text] = text }
  END { for (i in seen) count[seen[i]]++; for (t in count) printf "  left out: %5d %s\n", count[t], t }' | sort -k 3 -rn
echo "  left out: $(wc -l <"$work/left_out") annotations at which E-ACSL stops: $(tr '\n' ' ' <"$work/left_out")"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
