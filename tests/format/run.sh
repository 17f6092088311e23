#!/bin/sh
# tests/format/run.sh: the tables and encoders that hfgen made are what spec/wire says, shown by a reader that shares nothing with hfgen: main.py.
set -eu
cd "$(dirname "$0")/../.."
PYTHONDONTWRITEBYTECODE=1 exec python3 tests/format/main.py spec engine build/tests/format
