#!/bin/sh
# tests/format/run.sh: the tables and encoders that hfgen made are what spec/wire says, shown by a reader that shares nothing with hfgen: main.py.
set -eu
cd "$(dirname "$0")/../.."
work=build/tests/format
made=
for profile in spec/profiles/*.profile; do
  name=$(basename "$profile" .profile)
  [ "$name" != full ] || continue
  gen/regen.sh "${HFGEN:-build/hfgen}" "$work/profiles/$name" "$name"
  made="$made $work/profiles/$name"
done
# shellcheck disable=SC2086 # directories
PYTHONDONTWRITEBYTECODE=1 exec python3 tests/format/main.py spec engine "$work" $made
