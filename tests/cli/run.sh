#!/bin/bash
# tests/cli/run.sh: the handfast command by itself: its messages, its exit codes, the files it takes, how it ends.
set -u
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/support/peers.sh
. tests/support/peers.sh
use cli
. tests/cli/usage.sh
. tests/cli/files.sh
. tests/cli/verify.sh
. tests/cli/anchors.sh
. tests/cli/readme.sh
. tests/cli/connections.sh
. tests/cli/reasons.sh
. tests/cli/endings.sh
. tests/cli/stalled.sh
. tests/cli/twice.sh
finish
