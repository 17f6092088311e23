#!/bin/sh
# proofs/model.sh [--quick|--words]: checks the model of client, server and attacker (proofs/generated/handshake.pml, proofs/model) with
# Spin, in each configuration of proofs/model/configurations: exhaustively, without partial order reduction or compression.
# Fails when a claim of spec/properties.ltl is violated, when two honest peers may not finish, and when a row of the tables or
# a claim is reached in no configuration and proofs/model/unreached does not say why.
#   --words   only whether proofs/model says what each step of the tables means
#   --quick   the configurations marked so, with every bounded number of attacks cut to one
# Leaves build/proofs/model.json; a run that fails leaves its messages in build/proofs/model/CONFIGURATION.messages.
set -u
cd "$(dirname "$0")/.." || exit 1
quick=
[ "${1:-}" != --quick ] || quick=1
work=build/proofs/model
made=proofs/generated

# What the tables name and nobody wrote a meaning for.
meaningless() {
  grep -oE '\b(take|send|do|decide)_[a-z0-9_]+\((client|server)' "$made/handshake.pml" | cut -d '(' -f 1 | sort -u |
    while read -r name; do
      grep -q "^inline $name(" proofs/model/*.pml ||
        echo "model: proofs/model has no \`inline $name(me, is_server, peer)': say there what this step of the tables means"
    done
}
words=$(meaningless)
[ -z "$words" ] || { echo "$words"; exit 1; }
[ "${1:-}" != --words ] || exit 0

rm -rf "$work" build/proofs/model.json
mkdir -p "$work/finally" "$work/attacked"
command -v spin >/dev/null || { echo "model: spin is not installed (.ci/setup prove)" >&2; exit 1; }

# One program for honest peers, with the temporal claims, and one for all that an attacker does. Compiling takes longer than
# what an optimizer would save.
build() { # DIRECTORY SPIN-OPTIONS -- GCC-OPTIONS
  dir=$work/$1 model=$PWD/$made/handshake.pml
  shift
  spin_options=
  while [ "$1" != -- ]; do spin_options="$spin_options $1"; shift; done
  shift
  # shellcheck disable=SC2086 # words
  (cd "$dir" && spin -o3 $spin_options -a "$model" >spin.out 2>&1 && ! grep -q Error spin.out &&
    gcc -O0 -w -DNOREDUCE -DVECTORSZ=2048 -DMEMLIM=3500 "$@" -o pan pan.c >gcc.out 2>&1) && return
  cat "$dir/spin.out" "$dir/gcc.out" 2>/dev/null
  echo "model: it does not compile"
  exit 1
}
build finally -DFINALLY --
build attacked -- -DSAFETY

# Runs one configuration, once for each temporal claim, or once.
run() { # NAME KIND SETTINGS...
  name=$1 kind=$2
  shift 2
  begun=$(date +%s)
  : >"$work/$name.out"
  if [ "$kind" = finally ]; then
    # shellcheck disable=SC2013 # words
    for claim in $(awk -F '\t' '$3 == "finally" { print $2 }' "$made/claims.tsv"); do
      echo "finally $claim" >>"$work/$name.out"
      pan finally "$@" DROPS=0 INJECTIONS=0 HOLDS=0 CLOSES=254 CUTS=0 ALONE=0 -- -a -N "$claim" -w16 || break
    done
  else
    pan attacked "$@" -- -w23
  fi
  echo "seconds $(($(date +%s) - begun))" >>"$work/$name.out"
  printf '%s\t%s\t%s\n' "$name" "$kind" "$*" >>"$work/runs"
}

# One run of Spin's program; of a violation, the messages too.
pan() { # PROGRAM SETTINGS... -- OPTIONS
  program=$work/$1 settings=
  shift
  while [ "$1" != -- ]; do settings="$settings $1"; shift; done
  shift
  rm -f "$program"/*.trail
  # shellcheck disable=SC2086 # words
  (cd "$program" && env -i $settings ./pan -m200000 "$@" 2>&1) >"$work/pan.out"
  cat "$work/pan.out" >>"$work/$name.out"
  grep -q '^pan:.*\(violated\|invalid\|cycle\|too small\|error\|out of memory\)\|^error:' "$work/pan.out" || return 0
  # The search goes deep first: a shallower one finds a shorter way.
  # shellcheck disable=SC2086 # words
  for depth in 150 200 300 450 700; do
    (cd "$program" && rm -f ./*.trail && env -i $settings ./pan "-m$depth" "$@") 2>&1 | grep -q 'wrote .*trail' && break
  done
  # shellcheck disable=SC2086 # words
  [ -f "$program/handshake.pml.trail" ] || (cd "$program" && env -i $settings ./pan -m200000 "$@" >/dev/null 2>&1)
  # shellcheck disable=SC2086 # words
  (cd "$program" && env -i $settings ./pan "$@" -S -r handshake.pml.trail 2>&1) |
    awk -f proofs/model/messages.awk "$made/rows.tsv" "$made/handshake.pml" - >"$work/$name.messages"
  return 1
}

: >"$work/runs"
grep '^[a-z]' proofs/model/configurations |
  while read -r name settings; do
    kind=attacked
    case " $settings " in *" finally "*) kind=finally ;; esac
    case " $settings " in *" quick "*) ;; *) [ -z "$quick" ] || continue ;; esac
    settings=$(echo " $settings " | sed 's/ finally / /; s/ quick / /; s/=any/=255/g')
    [ -z "$quick" ] || settings=$(echo "$settings" | sed -E 's/(DROPS|INJECTIONS|HOLDS)=[2-9]\b/\1=1/g')
    # shellcheck disable=SC2086 # words
    run "$name" "$kind" $settings
  done

awk -v work="$work" -v quick="${quick:-0}" -f proofs/model/verdict.awk "$made/claims.tsv" "$made/rows.tsv" \
  proofs/model/unreached "$work/runs" >"$work/report"
status=$?
cat "$work/report"
# The shortest way to something wrong; the others are in their files.
messages=$(wc -l "$work"/*.messages 2>/dev/null | sort -n | awk 'NR == 1 { print $2 }')
if [ -f "$messages" ]; then
  echo "--- $(basename "$messages" .messages): the messages that lead there"
  cat "$messages"
fi
exit "$status"
