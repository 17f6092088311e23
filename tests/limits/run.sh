#!/bin/sh
# tests/limits/run.sh: each limit of the engine has a test (tests/limits/list), each test that is named there is one, and its file
# names the limit; and nothing stands in the list that is no limit of the engine.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=build/limits
mkdir -p "$work"
list=tests/limits/list
find engine -name '*.[ch]' ! -path 'engine/generated/*' ! -path 'engine/cli/*' ! -path 'engine/provider/*' -exec \
  sed -n 's/^#define \([A-Z0-9_]*_\(MAX\|LEAST\|MOST\|SEQUENCE_END\)\)[ (].*/\1/p' {} + | sort -u >"$work/limits"
grep -v '^#' "$list" >"$work/list"
awk '{ print $1 }' "$work/list" | sort >"$work/listed"
{
  comm -23 "$work/limits" "$work/listed" | sed "s|\$|: a limit without a line in $list|"
  comm -13 "$work/limits" "$work/listed" | sed "s|\$|: stands in $list, and is no limit of the engine|"
  uniq -d "$work/listed" | sed "s|\$|: stands twice in $list|"
  while read -r name test why; do
    case $test in
    */*)
      file=$(grep -l "^Test(${test%/*}, ${test#*/}[,)]" tests/unit/*.c)
      [ -n "$file" ] || { echo "$name: no test $test"; continue; }
      grep -q "\<$name\>" "$file" || echo "$name: $file does not name it"
      ;;
    size | same) [ -n "$why" ] || echo "$name: say why it has no test" ;;
    *) echo "$name: neither a test nor a reason: $test" ;;
    esac
  done <"$work/list"
} >"$work/wrong"
cat "$work/wrong"
tested=$(awk '$2 ~ /\//' "$work/list" | wc -l)
# A search that finds nothing shows nothing.
[ "$tested" -ge 15 ] || echo "only $tested limits have tests" | tee -a "$work/wrong"
failed=$(wc -l <"$work/wrong")
echo "$(wc -l <"$work/limits") passed, $failed failed"
[ "$failed" -eq 0 ]
