#!/bin/sh
# proofs/view.sh MODULE FILE [OPTION...]: what the prover takes a file to be, and whether the compiler takes it for the same.
# Leaves build/proofs/MODULE/NAME.view: `# stamp: HASH` of what it was made from, `# printed: HASH` of the file as Frama-C reads
# and prints it with every contract it includes, and then the lines of proofs/view.ml; what stands there for the same input is left.
# Leaves build/proofs/MODULE/NAME.other: the sources of which the compiler has other code than the prover; it should be empty.
set -u
cd "$(dirname "$0")/.." || exit 1
module=$1 file=$2
shift 2
work=${HF_WORK:-build/proofs}/$module/$(basename "$file" .c)
plugin=build/proofs/view/hf_view.cmxs
include='-Iengine/include -Iengine'
share=$(cat build/proofs/view/share)
mkdir -p "${HF_WORK:-build/proofs}/$module"

# What the preprocessor is told for the prover: Frama-C's own words (-print-cpp-commands), and the module's definitions.
defined=
for word; do
  case $word in -cpp-extra-args=*) defined="$defined ${word#*=}" ;; esac
done
as_prover="-I. -I$share/libc -D__FRAMAC__ -D__FC_MACHDEP_GCC_X86_64 -nostdinc -m64 $include $defined"
# shellcheck disable=SC2086 # options are words
stamp=$({ cat proofs/view.ml proofs/view.sh && echo "$*" && gcc -E -C -dD $as_prover "$file" && gcc -E -std=c11 $include "$file"; } 2>&1 |
  sha256sum | cut -d ' ' -f 1)
[ "$(sed -n 1p "$work.view" 2>/dev/null)" != "# stamp: $stamp" ] || exit 0
rm -f "$work.view" "$work.lines"

# The code of each of our sources that a preprocessor has read, without blanks: a line each.
code() { # OPTION...
  gcc -E "$@" "$file" | awk '
    /^# [0-9]+ "/ { of = $3; gsub(/"/, "", of); sub(/^\.\//, "", of); next }
    /^#/ || of ~ /^[\/<]/ { next }
    { gsub(/__restrict/, "restrict"); gsub(/[ \t]+/, ""); text[of] = text[of] $0 }
    END { for (of in text) if (text[of] != "") print of "\t" text[of] }' | sort
}
# What the prover reads, the compiler reads too, and no other code.
# shellcheck disable=SC2086 # options are words
code -std=c11 $include >"$work.code"
# shellcheck disable=SC2086 # options are words
code $as_prover | comm -13 "$work.code" - | cut -f 1 >"$work.other"
rm -f "$work.code"

# shellcheck disable=SC2086 # options are words
for word; do
  shift
  case $word in -wp*) ;; *) set -- "$@" "$word" ;; esac
done
# shellcheck disable=SC2086 # options are words
printed=$(HF_VIEW=$work.lines frama-c -no-autoload-plugins -load-module "$plugin" -machdep gcc_x86_64 \
  -cpp-extra-args="$include" "$@" "$file" -print 2>"$work.said" | sha256sum | cut -d ' ' -f 1)
if [ -s "$work.lines" ]; then
  { echo "# stamp: $stamp" && echo "# printed: $printed" && sort -u "$work.lines"; } >"$work.view"
fi
rm -f "$work.lines"
[ -f "$work.view" ]
