#!/bin/sh
# proofs/jobs.sh [MODULE...] [FILE...]: a line for each file of modules of proofs/modules (all when none is named; these files only
# when some are named): module, file, options.
set -u
cd "$(dirname "$0")/.." || exit 1
modules='' files=''
for word; do
  case $word in
  */*) files="$files $word" ;;
  *) modules="$modules $word" ;;
  esac
done
for module in ${modules:-$(awk '/^[a-z]/ { print $1 }' proofs/modules)}; do
  line=$(awk -v m="$module" '$1 == m' proofs/modules)
  [ -n "$line" ] || { echo "jobs: no module '$module' in proofs/modules" >&2; exit 2; }
  options=$(echo "$line" | tr -s ' ' '\n' | grep '^-' | paste -sd ' ' -)
  # shellcheck disable=SC2046,SC2086 # words, and patterns of files
  set -- ${files:-$(echo "$line" | tr -s ' ' '\n' | sed 1d | grep -v '^-')}
  for file; do echo "$module $file${options:+ $options}"; done
done
