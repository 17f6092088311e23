#!/bin/sh
# tests/aarch64/run.sh: AES, GCM and SHA-256 as an aarch64 runs them, by its instructions and in plain C, under QEMU: the standards'
# answers, and one way against the other. Skipped where gcc-aarch64-linux-gnu, libc6-dev-arm64-cross or qemu-user is not installed.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=build/aarch64
mkdir -p "$work"
if ! command -v aarch64-linux-gnu-gcc >/dev/null || ! command -v qemu-aarch64 >/dev/null; then
  echo "skipped: no compiler or emulator for aarch64 is installed"
  echo "0 passed, 0 failed, 1 skipped"
  exit 0
fi
passed=0 failed=0
for level in -O2 -Os; do
  # shellcheck disable=SC2086 # patterns of files
  if aarch64-linux-gnu-gcc -std=c11 -Wall -Wextra -Wconversion -Wshadow -Werror $level -static -Iengine/include -Iengine \
    tests/aarch64/ways.c engine/crypto/aes_*.c engine/crypto/bytes.c engine/crypto/wipe.c engine/crypto/ct.c engine/crypto/gcm.c \
    engine/crypto/ghash.c engine/crypto/multiply.c engine/crypto/sha256.c engine/provider/own/aes*.c engine/provider/own/ghash*.c \
    engine/provider/own/processor.c engine/provider/own/sha256*.c engine/ports/look.c \
    -o "$work/ways$level" && qemu-aarch64 -cpu max "$work/ways$level"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "failed: $level"
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
