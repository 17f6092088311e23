#!/bin/sh
# tests/surface/run.sh: the libraries show what the public headers declare, nothing less and nothing more; each header stands by
# itself, in C and in C++; there is one version; and the manual has an entry for all of it.
# What is declared is asked of gcc here (-aux-info), not of engine/public.awk, from which the libraries are made.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=build/surface
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
make -s all >"$work/make.log" 2>&1 || tail -n 20 "$work/make.log"
headers=$(cd engine/include && find . -name '*.h' | sed 's|^\./||' | sort)
for header in $headers; do echo "#include \"$header\""; done >"$work/all.h"

# The functions and types that the headers declare. A type stands at the beginning of a line, as clang-format has it.
gcc -std=c11 -x c -Iengine/include -fsyntax-only -aux-info "$work/aux" "$work/all.h"
awk '$2 ~ /^engine\/(include|generated)\// { sub(/^[^*]*\*[^*]*\*\/ /, ""); if (match($0, /[A-Za-z_0-9]+ \(/)) print substr($0, RSTART, RLENGTH - 2) }' \
  "$work/aux" | sort -u >"$work/functions"
find engine/include -name "*.h" -exec cat {} + |
  sed -nE 's/^(struct|enum|union) (hf_[a-z0-9_]+) \{.*/\2/p' | sort -u >"$work/types"

# Nothing else is shown.
nm -g --defined-only build/libhandfast.a | awk 'NF == 3 { print $3 }' | sort >"$work/static"
nm -D --defined-only build/libhandfast.so.0 | awk '{ print $3 }' | sort >"$work/shared"
check "there are functions and types" sh -c "test \$(wc -l <$work/functions) -gt 50 && test \$(wc -l <$work/types) -gt 30"
check "the static library shows the public functions" diff "$work/functions" "$work/static"
check "the shared library shows the public functions" diff "$work/functions" "$work/shared"
# The engine alone asks for its provider, and for what every C compiler may ask of its library.
ar p build/libhandfast.a handfast.o >"$work/handfast.o"
gcc -std=c11 -x c -Iengine/include -fsyntax-only -aux-info "$work/aux" engine/include/handfast/provider.h
awk '$2 ~ /provider\.h/ && match($0, /hf_[a-z0-9_]+ \(/) { print substr($0, RSTART, RLENGTH - 2) }' "$work/aux" |
  cat - tests/surface/c-library | sort >"$work/may"
nm -u "$work/handfast.o" | awk '{ print $2 }' | sort | comm -23 - "$work/may" >"$work/asks"
check "the engine asks for its provider alone" diff /dev/null "$work/asks"

# Each header alone.
strict="-Wall -Wextra -Wpedantic -Werror -fsyntax-only -Iengine/include"
alone() { # COMPILER LANGUAGE STANDARD
  if ! command -v "$1" >/dev/null; then
    skipped=$((skipped + 1))
    echo "skipped: $1 is not installed"
    return
  fi
  for header in $headers; do
    echo "#include <$header>" >"$work/one"
    # shellcheck disable=SC2086 # words
    check "$header alone, $1" "$1" -x "$2" -std="$3" $strict "$work/one"
  done
}
alone gcc c c11
alone clang c c11
alone g++ c++ c++11
alone clang++ c++ c++11

# A program in C++ finds each function by its name in C.
{
  sed 's/"$/>/; s/"/</' "$work/all.h"
  echo 'typedef void (*any)(void);'
  echo 'any all[] = {'
  sed 's/.*/  reinterpret_cast<any>(\&&),/' "$work/functions"
  printf '};\n\nint main() { return all[0] == nullptr || hf_library_version()[0] == 0; }\n'
} >"$work/program.cpp"
c_plus_plus=$(command -v g++ || command -v clang++)
# Not every machine has the library of C++, and nothing of it is used.
build() { # LIBRARY...
  "$c_plus_plus" -x c++ -std=c++11 -Wall -Wextra -Werror -Iengine/include -c "$work/program.cpp" -o "$work/program.o" &&
    gcc "$work/program.o" "$@" -ltomcrypt -lgmp -o "$work/program" && LD_LIBRARY_PATH=build "$work/program"
}
check "C++, static" build build/libhandfast.a
check "C++, shared" build build/libhandfast.so.0

# One version.
cat >"$work/version.c" <<'C'
#include <handfast/version.h>
#include <stdio.h>
int main(void) {
  printf("%d.%d.%d\n%s\n%s\n", HF_VERSION_MAJOR, HF_VERSION_MINOR, HF_VERSION_PATCH, HF_VERSION_STRING, hf_library_version());
  return 0;
}
C
versions() {
  gcc -std=c11 -Iengine/include "$work/version.c" build/libhandfast.a -ltomcrypt -lgmp -o "$work/version" &&
    "$work/version" >"$work/versions" &&
    build/handfast --version | sed 's/^handfast //' >>"$work/versions" &&
    make -s install DESTDIR="$PWD/$work/root" PREFIX=/usr >>"$work/make.log" 2>&1 &&
    PKG_CONFIG_PATH="$work/root/usr/lib/pkgconfig" pkg-config --modversion handfast >>"$work/versions" &&
    for page in engine/cli/*.[1-9]; do
      sed -n 's/^\.TH [A-Z_]* [0-9] "" "handfast \(.*\)" ".*/\1/p' "$work/root/usr/share/man/man${page##*.}/${page##*/}"
    done >>"$work/versions"
  cat "$work/versions"
  [ "$(wc -l <"$work/versions")" -ge 7 ] && [ "$(sort -u "$work/versions" | wc -l)" -eq 1 ]
}
check "one version" versions

# The manual: its synopses are C that agrees with the headers, and each function and each type has an entry.
awk -f tests/surface/synopsis.awk engine/cli/*.3 >"$work/synopsis"
grep -v '^#' "$work/synopsis" | cat "$work/all.h" - >"$work/synopsis.c"
check "the synopses agree with the headers" gcc -std=c11 -Wall -Wextra -Werror -Iengine/include -fsyntax-only "$work/synopsis.c"
grep -oE '\bhf_[a-z0-9_]+\(' "$work/synopsis" | tr -d '(' | sort -u >"$work/shown"
check "each function has its prototype in the manual" diff "$work/functions" "$work/shown"
sed '/^\.SH SYNOPSIS/,/^\.SH DESCRIPTION/d; s/\\-/-/g' engine/cli/*.3 >"$work/text"
said() { # LIST PATTERN: NAME in it is each of the list
  while read -r one; do
    grep -qE "$(printf '%s' "$2" | sed "s/NAME/$one/g")" "$work/text" || echo "the manual says nothing of $one"
  done <"$1" | diff /dev/null -
}
check "the manual says of each function what it does" said "$work/functions" '(^\.BR (.* )?NAME |\\fBNAME\\fP)\('
check "the manual says of each type what it is" said "$work/types" '^\.B (struct|enum) NAME( |,|$)'
# The sizes that handfast_buffers(3) tells are those of the headers: each name, and on the line below its number.
awk '/^\.B (HF_|sizeof)/ { name = substr($0, 4); next } name != "" && /^[0-9]/ { sub(/:.*/, ""); gsub(/,/, ""); print name "\t" $0 } { name = "" }' \
  engine/cli/handfast_buffers.3 >"$work/sizes"
{
  echo '#include <handfast.h>'
  echo '#include <handfast/software_key.h>'
  awk -F '\t' '{ printf "_Static_assert((%s) == %s, \"%s\");\n", $1, $2, $1 }' "$work/sizes"
} >"$work/sizes.c"
check "the manual tells sizes" test "$(wc -l <"$work/sizes")" -ge 15
check "the sizes in the manual are those of the headers" gcc -std=c11 -Iengine/include -fsyntax-only "$work/sizes.c"
# Each page is found from the first one.
named() {
  for page in engine/cli/handfast_*.3; do
    grep -q "^\.BR $(basename "$page" .3) (3)" engine/cli/handfast.3 || echo "handfast.3 does not name $page"
  done | diff /dev/null -
}
check "handfast.3 names each page" named
if command -v groff >/dev/null; then
  rendered() { for page in engine/cli/*.[1-9]; do groff -man -Tutf8 -ww -z "$page" || return; done >"$work/groff" 2>&1 && ! grep . "$work/groff"; }
  check "the manual is without warnings" rendered
else
  skipped=$((skipped + 1))
  echo "skipped: groff is not installed"
fi
# And as HTML: each page that another one names is there.
if command -v mandoc >/dev/null; then
  linked() {
    rm -rf "$work/html" && gen/manual.sh "$work/html" && sed -n 's/.*href="\(handfast[^"#]*\).*/\1/p' "$work/html/"*.html | sort -u >"$work/links" &&
      [ "$(wc -l <"$work/links")" -ge 8 ] && while read -r page; do ls "$work/html/$page" || return; done <"$work/links"
  }
  check "the manual as HTML" linked
else
  skipped=$((skipped + 1))
  echo "skipped: mandoc is not installed"
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
