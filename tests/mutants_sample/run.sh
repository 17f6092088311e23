#!/bin/sh
# tests/mutants_sample/run.sh: twenty mutants, always the same ones as long as their places stay. What survives of them must be
# explained in tests/mutants/survivors.
unset PROVE LISTED ONLY RESUME
export N=20 SEED=1
exec "$(dirname "$0")/../mutants/run.sh"
