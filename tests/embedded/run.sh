#!/bin/bash
# tests/embedded/run.sh [PROFILE...]: a client and a server on bare metal, a Cortex-M4 as QEMU has it, with the bare provider and without heap
# and operating system, against openssl on this machine: TLS 1.3 and 1.2, full and resumed, with a certificate and with a key that both were
# told; and of the profile tiny a client that trusts keys alone. Says what they take, and fails where that is more than
# tests/embedded/budget. Then the bare provider's known answers, on this machine. PROFILE: full, client, server or tiny, these alone, and no
# answers; else full and tiny. What it says at the end of each is README.md's table. Skipped where gcc-arm-none-eabi, libnewlib-arm-none-eabi or qemu-system-arm is not installed.
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
fails() {
  cat "$work/make.log"
  echo "0 passed, 1 failed"
  exit 1
}
make -s -j2 PROFILE= build/embedded/credentials >"$work/make.log" 2>&1 || fails
psk=$(od -An -v -tx1 build/embedded/psk | tr -d ' \n')
suite=$work also=
[ $# -gt 0 ] || also=answers
for profile in ${*:-full tiny}; do
  work=$suite/$profile
  mkdir -p "$work"
  made=build/embedded/$profile programs=$profile
  case $profile in
  full) made=build/embedded programs="client server" ;;
  tiny) programs=keys_client ;;
  esac
  make -s -j2 PROFILE="${profile#full}" embedded-programs >"$work/make.log" 2>&1 || fails
  # shellcheck source=tests/embedded/targets.sh
  . tests/embedded/targets.sh
done
work=$suite
if [ -z "$also" ]; then
  finish
  exit
fi
make -s -j2 PROFILE= build/tests/handfast-bare build/tests/unit-bare >"$work/make.log" 2>&1 || fails
# shellcheck source=tests/embedded/answers.sh
. tests/embedded/answers.sh
finish
