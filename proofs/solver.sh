#!/bin/sh
# proofs/solver.sh PROGRAM ARGUMENT...: the program, for at most HF_SOLVER_SECONDS of the processor. What a proof needs does not
# change with the load of the machine then: WP counts seconds of the clock.
exec prlimit --cpu="${HF_SOLVER_SECONDS:-30}" "$@"
