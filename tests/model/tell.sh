#!/bin/sh
# tests/model/tell.sh [--build]: what the model says of each run of tests/model/runs, as tests/model/told has it, on standard output.
# --build: only makes Spin's program, build/tests/model.pan/pan, which takes longer than all the runs.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=build/tests/model.pan
model=$PWD/proofs/generated/handshake.pml

build() {
  mkdir -p "$work"
  cat proofs/generated/handshake.pml proofs/model/*.pml | cmp -s - "$work/of" && [ -x "$work/pan" ] && return
  rm -f "$work/pan"
  (cd "$work" && spin -o3 -DFOLLOW -a "$model" && gcc -O0 -w -DNOREDUCE -DVECTORSZ=2048 -DSAFETY -DPRINTF -o pan pan.c) >"$work/log" 2>&1
  [ -x "$work/pan" ] || { cat "$work/log" >&2; exit 1; }
  cat proofs/generated/handshake.pml proofs/model/*.pml >"$work/of"
}

# A run, as Spin's program tells it. What the network may do is not bounded here: the script says what it does.
one() { # SETTINGS SCRIPT
  # shellcheck disable=SC2086 # words
  (cd "$work" && env -i $1 ALONE=0 DROPS=200 INJECTIONS=200 HOLDS=200 CLOSES=200 CUTS=200 WHIMS=200 UPDATES=200 SCRIPT="$2" \
    ./pan -E -m20000 -w10)
}

build
[ "${1:-}" != --build ] || exit 0
grep '^[a-z]' tests/model/runs | while IFS=: read -r name text; do
  case $text in
  *=*) settings=$text ;;
  *)
    printf 'RUN %s%s\nSCRIPT%s\n' "$name" "$settings" "$text"
    one "$settings" "${text# }"
    ;;
  esac
done | awk -f tests/model/tell.awk proofs/model/follow.pml -
