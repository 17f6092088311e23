#!/bin/sh
# proofs/solver.sh PROGRAM ARGUMENT...: the program, for at most HF_SOLVER_SECONDS of the processor. What a proof needs does not
# change with the load of the machine then: WP counts seconds of the clock.
# A smoke test wants a contradiction that is found at once: three tenths of a second (setitimer, ITIMER_VIRTUAL).
[ -z "${HF_SMOKE:-}" ] || exec perl -e 'syscall(38, 1, pack("q4", 0, 0, 0, 300000), 0); exec @ARGV' "$@"
# For proofs/one.sh, a line in HF_GOALS/said: a digest of what it was given, the program, its status, and its seconds of the processor.
if [ -n "${HF_GOALS:-}" ]; then
  for given; do :; done
  digest=$(sha256sum <"$given" | cut -d ' ' -f 1)
  setpriv --pdeathsig KILL prlimit --cpu="${HF_SOLVER_SECONDS:-30}" "$@"
  status=$?
  times >"$HF_GOALS/times.$$"
  echo "$digest $1 $status $(awk 'END { gsub(/[ms]/, " "); print $1 * 60 + $2 + $3 * 60 + $4 }' "$HF_GOALS/times.$$")" >>"$HF_GOALS/said"
  rm -f "$HF_GOALS/times.$$"
  exit $status
fi
exec prlimit --cpu="${HF_SOLVER_SECONDS:-30}" "$@"
