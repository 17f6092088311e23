#!/bin/bash
# tests/interop/run.sh: the handfast command, both roles, against openssl, GnuTLS and curl on the loopback interface.
set -u
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/support/peers.sh
. tests/support/peers.sh
use interop
. tests/interop/suites.sh
. tests/interop/server_role.sh
. tests/interop/client_role.sh
. tests/interop/status.sh
. tests/interop/raw_keys.sh
. tests/interop/export.sh
. tests/interop/data.sh
. tests/interop/tls13.sh
. tests/interop/psk.sh
. tests/interop/sealed.sh
. tests/interop/large_keys.sh
. tests/interop/pss_keys.sh
. tests/interop/record_size.sh
finish
