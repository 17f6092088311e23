#!/bin/sh
# proofs/solver.sh PROGRAM ARGUMENT...: the program, for at most HF_SOLVER_SECONDS of the processor. What a proof needs does not
# change with the load of the machine then: WP counts seconds of the clock.
# A smoke test wants a contradiction that is found at once: three tenths of a second (setitimer, ITIMER_VIRTUAL).
[ -z "${HF_SMOKE:-}" ] || exec perl -e 'syscall(38, 1, pack("q4", 0, 0, 0, 300000), 0); exec @ARGV' "$@"
exec prlimit --cpu="${HF_SOLVER_SECONDS:-30}" "$@"
