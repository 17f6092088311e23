#!/bin/sh
# tests/provider/run.sh: the default provider and the bare one are what provider.h says, by the kit that any other can be held to (kit.sh); and the kit
# finds what is wrong: each provider of wrong/ fails the test that its first line names.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=build/provider
mkdir -p "$work/wrong"
passed=0 failed=0
whole() { # NAME PROVIDER...
  out=$work/$1
  shift
  echo "== ${*:-the default provider}"
  KIT_WORK=$out.run tests/provider/kit.sh "$@" >"$out" 2>&1
  grep -v '^[0-9]* passed, [0-9]* failed$' "$out"
  line=$(tail -n 1 "$out")
  passed=$((passed + ${line%% *})) failed=$((failed + $(echo "$line" | cut -d ' ' -f 3)))
}
whole default
whole bare engine/provider/bare engine/provider/own
check() { # NAME COMMAND...
  name=$1
  shift
  if "$@" >"$work/out" 2>&1; then passed=$((passed + 1)); echo "ok     $name"; else
    failed=$((failed + 1))
    tail -n 20 "$work/out"
    echo "FAILED $name"
  fi
}

# The default provider in one object, of which a wrong one takes the place of some functions: those are called right_... in it.
default=$(for file in engine/provider/tomcrypt/*.c engine/provider/own/*.c; do echo "build/obj/${file%.c}.o"; done)
# shellcheck disable=SC2086 # words
ld -r -o "$work/right.o" $default || exit 1
made() { # NAME
  gcc -std=c11 -O1 -Wall -Wextra -Werror -Iengine/include -c "tests/provider/wrong/$1.c" -o "$work/wrong/$1.o" || return
  nm --defined-only -g "$work/wrong/$1.o" | awk '{ print $3, "right_" $3 }' >"$work/wrong/$1.names"
  objcopy --redefine-syms="$work/wrong/$1.names" "$work/right.o" "$work/wrong/$1-right.o"
  { cat engine/provider/tomcrypt/claims; sed -n 's/.*claims: \([a-z]* [a-z0-9_]*\).*/\1/p' "tests/provider/wrong/$1.c"; } >"$work/wrong/$1.claims"
}
held() { # NAME TEST
  KIT_BUILT=1 KIT_ONLY=$2 KIT_WORK=$work/wrong/$1.run CLAIMS=$work/wrong/$1.claims tests/provider/kit.sh "$work/wrong/$1.o" "$work/wrong/$1-right.o"
}
is_caught() { # NAME TEST
  made "$1" || return
  held "$1" "$2" >"$work/wrong/$1.log"
  cat "$work/wrong/$1.log"
  grep -q "^FAILED $2\$" "$work/wrong/$1.log"
}
for file in tests/provider/wrong/*.c; do
  name=$(basename "$file" .c)
  check "wrong: $name" is_caught "$name" "$(sed -n '1s|^/\* caught-by: ||p' "$file")"
  rm -rf "$work/wrong/$name.run" "$work/wrong/$name"*.o
done

# A static library is taken, and a folder of sources that are not this tree's.
as_library() {
  rm -f "$work/right.a" && ar rcD "$work/right.a" "$work/right.o" &&
    KIT_BUILT=1 KIT_ONLY=aes/known KIT_WORK=$work/library CLAIMS=engine/provider/tomcrypt/claims tests/provider/kit.sh "$work/right.a"
}
as_folder() {
  rm -rf "$work/folder" && mkdir -p "$work/folder" && cp engine/provider/tomcrypt/* engine/provider/own/* "$work/folder" &&
    KIT_BUILT=1 KIT_ONLY=aes/known KIT_WORK=$work/sources tests/provider/kit.sh "$work/folder"
}
check "a static library" as_library
check "a folder of sources" as_folder

# What is not there is said; and a provider may say that it lacks something.
is_missing() {
  objcopy --redefine-sym hf_ghash=hf_other "$work/right.o" "$work/missing.o"
  KIT_BUILT=1 KIT_WORK=$work/missing CLAIMS=engine/provider/tomcrypt/claims tests/provider/kit.sh "$work/missing.o" >"$work/missing.log"
  [ $? -ne 0 ] && grep -q 'hf_ghash' "$work/missing.log" && [ "$(tail -n 1 "$work/missing.log")" = "0 passed, 1 failed" ]
}
check "a function that is missing is named" is_missing
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
