#!/bin/sh
# proofs/jobs.sh [MODULE...] [FILE...]: a line for each file of modules of proofs/modules (all when none is named; these files only
# when some are named): module, file, options. A file is of the first line that has it.
set -u
cd "$(dirname "$0")/.." || exit 1
modules='' files=''
for word; do
  case $word in
  */*) files="$files $word" ;;
  *) modules="$modules $word" ;;
  esac
done
known=" $(awk '/^[a-z]/ { print $1 }' proofs/modules | tr '\n' ' ')"
for module in $modules; do
  case $known in *" $module "*) ;; *) echo "jobs: no module '$module' in proofs/modules" >&2; exit 2 ;; esac
done
taken=' '
for module in $known; do
  line=$(awk -v m="$module" '$1 == m' proofs/modules)
  options=$(echo "$line" | tr -s ' ' '\n' | grep '^-' | paste -sd ' ' -)
  # shellcheck disable=SC2046 # words, and patterns of files
  set -- $(echo "$line" | tr -s ' ' '\n' | sed 1d | grep -v '^-')
  own=''
  for file; do case $taken in *" $file "*) ;; *) own="$own $file" ;; esac done
  taken="$taken${own# } "
  case " ${modules:-$known} " in *" $module "*) ;; *) continue ;; esac
  for file in ${files:-$own}; do echo "$module $file${options:+ $options}"; done
done
