#!/bin/sh
# tests/ct/trace.sh PROGRAM: runs tests/ct/trace under valgrind's lackey, and compares the addresses of all instructions
# between each pair of calls of mark(): the eight of a kind must be the same. The first kind is the control: it must differ.
# Says what it found; exit status 0 when all is as it must be.
set -u
program=$1
pieces=$program.pieces
rm -rf "$pieces"
mkdir -p "$pieces"
mark=$(nm "$program" | awk '$3 == "mark" { sub(/^0*/, "", $1); print $1 }')
[ -n "$mark" ] || { echo "no mark in $program"; exit 1; }
valgrind --tool=lackey --trace-mem=yes --log-fd=9 "$program" 9>&1 1>/dev/null | awk -v mark="$mark" -v pieces="$pieces" '
  $1 != "I" { next }
  { split($2, at, ","); sub(/^0*/, "", at[1]) }
  at[1] == mark { calls++; if (calls % 2) file = sprintf("%s/%02d", pieces, (calls - 1) / 2); else close(file); next }
  calls % 2 { print at[1] > file }'
bad=0 kind=0
for name in "leaving early (control)" "RSA pre-master recovery" "CBC record, SHA-1" "CBC record, SHA-256" "CBC record, SHA-384"; do
  first=$pieces/$(printf '%02d' $((kind * 8)))
  same=0
  for i in 1 2 3 4 5 6 7; do
    cmp -s "$first" "$pieces/$(printf '%02d' $((kind * 8 + i)))" && same=$((same + 1))
  done
  echo "$name: $(wc -l <"$first") instructions, the same for $same of 7 others"
  wanted=7
  [ "$kind" -gt 0 ] || wanted=0
  [ -s "$first" ] && [ "$same" -eq "$wanted" ] || bad=1
  kind=$((kind + 1))
done
rm -rf "$pieces"
exit $bad
