#!/bin/sh
# tests/amalgamation/run.sh: the engine as two files and a provider as a third, the default one or the bare one (make amalgamation): the same
# bytes each time; compiled without a warning for x86-64, 32 bits, Cortex-M4 and aarch64; they show the public names alone, and what they
# have is, function by function, the text that is proved. Handshakes with them in both versions, full and resumed: by both providers here,
# and by the bare one where libtomcrypt is not.
set -u
cd "$(dirname "$0")/../.." || exit 1
made=build/amalgamation
work=build/amalgamation/test
certs=build/tests/certs
rm -rf "$made"
mkdir -p "$work"
passed=0 failed=0 skipped=0
check() { # NAME COMMAND...
  name=$1
  shift
  if "$@" >"$work/out" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "failed: $name"
    head -n 30 "$work/out"
  fi
}
has() { # COMMAND PACKAGE
  command -v "$1" >/dev/null && return
  skipped=$((skipped + 1))
  echo "skipped: $1 ($2) is not installed"
  return 1
}

check "they are made" make -s amalgamation "$certs/made"
again() {
  mkdir -p "$work/again"
  make -s B="$work/again" amalgamation && for file in handfast.h handfast.c handfast_provider.c handfast_provider_bare.c; do
    cmp "$made/$file" "$work/again/amalgamation/$file" || return
  done
}
check "again, the same bytes" again
version=$(sed -n 's/.*HF_VERSION_STRING "\(.*\)".*/\1/p' engine/include/handfast/version.h)
says() {
  for file in "$made"/*.[ch]; do
    head -n 1 "$file" | grep -qF "/* Handfast $version, profile " || return
    ! grep -F "$PWD" "$file" || return
  done
}
check "the first line says the version and the profile; no line where they were made" says
# What it was made of: the parts that follow, in their order.
listed() {
  for file in "$made"/*.[ch]; do
    sed -n 's/^\/\* \(engine\/[a-z0-9_/]*\.[ch]\) \*\/$/\1/p' "$file" >"$work/parts"
    sed -n '3,/\*\/$/p' "$file" | tr ' ' '\n' | grep '^engine/' | diff - "$work/parts" && [ "$(wc -l <"$work/parts")" -ge 14 ] || return
  done
}
check "the files of which they are made" listed

# Compiled, all of them at once where the machine can, each with its warnings as errors.
strict="-std=c11 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -I$made"
compile() { # NAME FILE COMPILER...
  out=$work/$1.o source=$2
  shift 2
  # shellcheck disable=SC2086 # words
  "$@" $strict -c "$made/$source.c" -o "$out" >"$out.log" 2>&1
  echo $? >"$out.status"
}
two() { # the compilations of each two lines that are read, beside each other
  while read -r one; do
    # shellcheck disable=SC2086
    compile $one &
    if read -r other; then
      # shellcheck disable=SC2086
      compile $other
    fi
    wait
  done
}
jobs="gcc handfast gcc -O2
gcc-provider handfast_provider gcc -O2
gcc-bare handfast_provider_bare gcc -O2"
if has clang clang; then
  jobs="$jobs
clang handfast clang -O0
clang-provider handfast_provider clang -O2
clang-bare handfast_provider_bare clang -O2
clang-m32-bare handfast_provider_bare clang -m32 -O2
clang-aarch64-bare handfast_provider_bare clang --target=aarch64-linux-gnu -O2
clang-cortex-m4-bare handfast_provider_bare clang --target=arm-none-eabi -mcpu=cortex-m4 -mthumb -isystem /usr/include/newlib -Os"
fi
echo 'int main(void) { return 0; }' >"$work/empty.c"
bits32=false
if gcc -m32 -static "$work/empty.c" -o "$work/empty" 2>/dev/null; then
  bits32=true
  jobs="$jobs
m32 handfast gcc -m32 -O1 -fno-pie
m32-bare handfast_provider_bare gcc -m32 -O1 -fno-pie"
else
  skipped=$((skipped + 1))
  echo "skipped: gcc -m32 (libc6-dev-i386, lib32gcc-12-dev) is not installed"
fi
arm=false
if has aarch64-linux-gnu-gcc gcc-aarch64-linux-gnu; then
  arm=true
  jobs="$jobs
aarch64 handfast aarch64-linux-gnu-gcc -O1
aarch64-bare handfast_provider_bare aarch64-linux-gnu-gcc -O1"
fi
has arm-none-eabi-gcc gcc-arm-none-eabi && jobs="$jobs
cortex-m4 handfast arm-none-eabi-gcc -mcpu=cortex-m4 -mthumb -Os
cortex-m4-bare handfast_provider_bare arm-none-eabi-gcc -mcpu=cortex-m4 -mthumb -Os"
echo "$jobs" | two
compiled() {
  cat "$work/$1.o.log"
  [ "$(cat "$work/$1.o.status")" -eq 0 ] && [ ! -s "$work/$1.o.log" ]
}
for one in $(echo "$jobs" | sed 's/ .*//'); do
  check "$one compiles without a warning" compiled "$one"
done
for one in "gcc c c11" "clang c c11" "g++ c++ c++11" "clang++ c++ c++11"; do
  # shellcheck disable=SC2086
  set -- $one
  has "$1" "$1" && check "the header, $1" "$1" -x "$2" -std="$3" -Wall -Wextra -Wpedantic -Werror -fsyntax-only "$made/handfast.h"
done

# The names. What is public is asked of gcc, not of engine/public.awk, by which the files were made.
functions() { # HEADER
  gcc -std=c11 -x c -fsyntax-only -aux-info "$work/aux" "$1" && grep -F "$1:" "$work/aux" |
    sed -E 's|^/\*[^*]*\*/ ||; s/^.*[ *](hf_[a-z0-9_]+) \(.*/\1/' | sort -u
}
functions "$made/handfast.h" >"$work/public"
functions engine/include/handfast/provider.h >"$work/provider"
{ cat "$work/provider"; printf '%s\n' _GLOBAL_OFFSET_TABLE_ memcpy memmove memset; } | sort >"$work/may"
shown() { nm -g --defined-only "$@" | awk 'NF == 3 { print $3 }' | sort; }
leaks() { shown "$@" | comm -13 "$work/public" - | diff /dev/null -; }
both() { shown "$work/gcc.o" "$work/gcc-$1.o" | diff "$work/public" -; }
check "there are public names" test "$(wc -l <"$work/public")" -gt 90
check "the engine and its provider show the public names, each once" both provider
check "with the bare provider too" both bare
asks() { nm -u "$1" | awk '{ print $2 }' | grep -v '^__aeabi_' | sort | comm -23 - "$work/may" | diff /dev/null -; }
for one in $(echo "$jobs" | sed -n 's/ handfast .*//p'); do
  check "$one shows no internal name" leaks "$work/$one.o"
  check "$one asks for its provider alone" asks "$work/$one.o"
done
# The bare provider asks for nothing but memory's three; on aarch64 Linux tells it by which instructions it may compute.
bare_asks() { nm -u "$1" | awk '{ print $2 }' | grep -vxE '__(aeabi_.*|umoddi3)|_GLOBAL_OFFSET_TABLE_|mem(cpy|move|set)'"${2:+|$2}" | diff /dev/null -; }
for one in $(echo "$jobs" | sed -n 's/ handfast_provider_bare .*//p'); do
  check "$one shows no internal name" leaks "$work/$one.o"
  check "$one asks for nothing" bare_asks "$work/$one.o" "$([ "$one" != aarch64-bare ] || echo getauxval)"
done
# That this is seen: the same with an internal function that is not static.
sed -E 's/^static (.*[ *]hf_transcript_start\()/\1/' "$made/handfast.c" >"$work/leak.c"
gcc -std=c11 -O0 -I"$made" -c "$work/leak.c" -o "$work/leak.o"
seen() { ! leaks "$work/leak.o" && leaks "$work/leak.o" | grep -q hf_transcript_start; }
check "a name that leaks is seen" seen

# The text: each function with its contract, and each prototype, is that of the file that it is from.
text() { awk -f tests/amalgamation/functions.awk "$@" | LC_ALL=C sort -u; }
find engine -name '*.[ch]' ! -path 'engine/cli/*' | sort | xargs awk -f tests/amalgamation/functions.awk | LC_ALL=C sort -u >"$work/sources"
for one in handfast handfast_provider handfast_provider_bare; do
  text "$made/$one.c" >"$work/functions"
  the_same() { LC_ALL=C comm -23 "$work/functions" "$work/sources" | diff /dev/null -; }
  check "$one.c: the text is that of the sources" the_same
  # All of them were compared: the compiler finds as many.
  gcc -std=c11 -I"$made" -fsyntax-only -aux-info "$work/aux" "$made/$one.c"
  all() { [ "$(grep -F "$one.c:" "$work/aux" | grep -c ':[NO]F \*/')" -le "$(grep -c '}$' "$work/functions")" ]; }
  check "$one.c: each function was compared" all
done
sed 's/^  return lifetime/  return 1u + lifetime/; s/^  t->wanted = wanted;/  t->wanted = wanted ;/' "$made/handfast.c" >"$work/amalgamation.c"
text "$work/amalgamation.c" >"$work/functions"
differs() { ! the_same; }
check "a body that differs is seen" differs

# Handshakes.
program="tests/amalgamation/handshakes.c tests/amalgamation/pair.c tests/amalgamation/software.c"
full() {
  # shellcheck disable=SC2086
  gcc $strict $program tests/amalgamation/default.c "$work/gcc.o" "$work/gcc-provider.o" -ltomcrypt -lgmp -o "$work/full"
}
bare() { # OUTPUT ENGINE PROVIDER COMPILER...
  out=$work/$1 engine=$work/$2.o provider=$work/$3.o
  shift 3
  # shellcheck disable=SC2086
  "$@" $strict -static $program tests/amalgamation/bare.c "$engine" "$provider" -o "$out"
}
check "a program with the engine and its provider" full
check "a program with the engine and the bare provider" bare bare gcc gcc-bare gcc
talks() { # ROOT NAME PROGRAM...
  root=$certs/$1.0.der chain=$certs/$2
  shift 2
  "$@" "$chain.0.der" "$chain.1.der" "$chain.key.der" "$root" && [ "$(wc -l <"$work/out")" -eq 2 ]
}
check "it talks, ECDSA" talks root-ec server-ec "$work/full"
check "it talks, RSA" talks root server-rsa "$work/full"
check "it talks, the bare provider" talks root-ec server-ec "$work/bare"
if $bits32; then
  check "a program of 32 bits" bare m32 m32 m32-bare gcc -m32 -no-pie
  # A kernel may know no programs of 32 bits.
  if "$work/empty" 2>/dev/null; then set --; else set -- qemu-i386; fi
  if [ $# -eq 0 ] || has qemu-i386 qemu-user; then check "it talks, 32 bits" talks root-ec server-ec "$@" "$work/m32"; fi
fi
if $arm; then
  check "a program for aarch64" bare aarch64 aarch64 aarch64-bare aarch64-linux-gnu-gcc
  has qemu-aarch64 qemu-user && check "it talks, aarch64" talks root-ec server-ec qemu-aarch64 -cpu max "$work/aarch64"
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
