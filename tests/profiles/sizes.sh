#!/bin/bash
# tests/profiles/sizes.sh [--within] TARGET [PROFILE | PROFILE=OBJECTS]...: what the engine of each profile takes, linked without its
# provider: bytes of code, constant data and zeroed data of what its public functions reach (none of them reaches the names of states and
# errors), and of a connection. --within: fails where that is more than tests/profiles/budget says.
# TARGET: x86-64, or cortex-m4, for which arm-none-eabi-gcc must be there; -Os. It compiles to build/sizes/TARGET/PROFILE; with OBJECTS, a
# directory that make filled with them, it does not.
set -euo pipefail
cd "$(dirname "$0")/../.."
within=
if [ "$1" = --within ]; then
  within=1
  shift
fi
target=$1
shift
[ $# -gt 0 ] || set -- full client server tls13 tls12 small tiny
case $target in
x86-64) compiler="gcc -Os -fPIC -fno-semantic-interposition" tools='' ;;
cortex-m4) compiler="arm-none-eabi-gcc -Os -mcpu=cortex-m4 -mthumb" tools=arm-none-eabi- ;;
*) echo "no target $target" >&2 && exit 2 ;;
esac
kept="hf_client_start hf_server_start hf_receive hf_end_of_input hf_output hf_output_sent hf_read hf_write hf_close hf_resume
  hf_wipe_connection hf_status hf_error_of hf_session_of"

# Of source files, or of objects, those that belong to the engine: not its provider, nor what that alone calls, nor what reads files, nor
# the command.
ours() {
  grep -vE '(^|/)engine/(cli|files|provider)/|(^|/)engine/crypto/(p256|x25519|aes_|ghash|multiply|sha256)|/obj/(gen|tests)/' | sort -u
}

compile() { # PROFILE
  local made=build/sizes/$1 own=() generated=engine/generated
  rm -rf "$objects"
  mkdir -p "$objects"
  if [ "$1" != full ]; then
    gen/regen.sh build/hfgen "$made" "$1"
    generated=$made/engine/generated own=("-I$made/engine")
  fi
  # shellcheck disable=SC2086,SC2016 # words; and what the inner shell is to see
  { printf '%s\n' engine/*/*.c | grep -v '^engine/generated/' && printf '%s\n' "$generated"/*.c; } | ours |
    xargs -P "$(nproc)" -I{} sh -c 'mkdir -p "$0/$(dirname {})" &&
    exec "$@" -c {} -o "$0/{}.o"' "$objects" $compiler -std=c11 -ffunction-sections -fdata-sections "${own[@]}" -Iengine/include -Iengine
}

measure() { # PROFILE[=OBJECTS]
  local profile=${1%%=*} objects=build/sizes/$target/$1
  if [ "$profile" != "$1" ]; then objects=${1#*=}; else compile "$1"; fi
  # shellcheck disable=SC2046,SC2086
  "${tools}ld" -r --gc-sections $(printf -- '-u %s ' $kept) -o "$objects/linked" $(find "$objects" -name '*.o' | ours)
  "${tools}size" -A "$objects/linked" | awk -v p="$profile" -v c="$(connection)" '$1 ~ /^\.text/ { t += $2 }
    $1 ~ /^\.(rodata|data)/ { r += $2 } $1 ~ /^\.bss/ { b += $2 } END { printf "  %-8s %8d %8d %6d %10d\n", p, t, r, b, c }'
}

connection() { # bytes of one, in its caller's memory
  local size
  echo '#include "handfast.h"
    char connection[sizeof(struct hf_connection)];' | $compiler -std=c11 -Iengine/include -fno-common -x c -c - -o "$objects/connection"
  size=$("${tools}nm" -S "$objects/connection" | awk '$4 == "connection" { print $2 }')
  echo $((16#$size))
}

judge() { # what was measured, against the budget
  awk -v target="$target" 'FNR == NR { if ($1 == target) { text[$2] = $3; rodata[$2] = $4; ram[$2] = $5 }; next }
    { print }
    FNR > 2 && !($1 in text) { print "OVER: no budget for " $1; over = 1 }
    $1 in text && ($2 > text[$1] || $3 > rodata[$1] || $4 > 0 || $5 > ram[$1]) {
      printf "OVER: %s may take %d, %d, 0 and %d\n", $1, text[$1], rodata[$1], ram[$1]; over = 1 } END { exit over }' tests/profiles/budget -
}

all() {
  printf '%s, -Os: bytes of the engine without provider\n  %-8s %8s %8s %6s %10s\n' "$target" profile text rodata bss connection
  for profile; do
    measure "$profile"
  done
}
if [ -n "$within" ]; then all "$@" | judge; else all "$@"; fi
