#!/bin/bash
# tests/embedded/run.sh: a client and a server on bare metal, a Cortex-M4 as QEMU has it, with the bare provider and without heap and
# operating system, against openssl on this machine: TLS 1.3 and 1.2, full and resumed, with a certificate and with a key that both were
# told. Says what they take, and fails where that is more than tests/embedded/budget. Then the bare provider's known answers, on this
# machine. Skipped where gcc-arm-none-eabi, libnewlib-arm-none-eabi or qemu-system-arm is not installed.
set -u
cd "$(dirname "$0")/../.." || exit 1
if ! command -v arm-none-eabi-gcc >/dev/null || ! command -v qemu-system-arm >/dev/null; then
  echo "skipped: no compiler or emulator for Cortex-M is installed"
  echo "0 passed, 0 failed, 1 skipped"
  exit 0
fi
# shellcheck source=tests/support/peers.sh
. tests/support/peers.sh
use embedded
make -s -j2 embedded-programs build/tests/handfast-bare build/tests/unit-bare >"$work/make.log" 2>&1 || { cat "$work/make.log"; echo "0 passed, 1 failed"; exit 1; }
made=build/embedded
psk=$(od -An -v -tx1 $made/psk | tr -d ' \n')
# shellcheck source=tests/embedded/targets.sh
. tests/embedded/targets.sh
# shellcheck source=tests/embedded/answers.sh
. tests/embedded/answers.sh
finish
