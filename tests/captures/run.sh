#!/bin/sh
# tests/captures/run.sh: builds the reader of captures together with the engine's parser, keys and record protection, with
# sanitizers, and runs it on the captures in ${HANDFAST_VECTORS:-../shared/vectors}/captures.
set -u
cd "$(dirname "$0")/../.." || exit 1
folder=${HANDFAST_VECTORS:-../shared/vectors}/captures
if [ ! -d "$folder" ]; then
  echo "skipped: captures: $folder is not there"
  echo "0 passed, 0 failed, 1 skipped"
  exit 0
fi
mkdir -p build/tests
${CC:-gcc} -std=c11 -D_POSIX_C_SOURCE=200809L -DHF_PROVE_PARSER -Wall -Wextra -g -O1 -fsanitize=address,undefined \
  -fno-sanitize-recover=all -Iengine/include -Iengine -Itests/captures -o build/tests/captures tests/captures/*.c \
  engine/parse/parse.c engine/generated/tables.c engine/generated/events.c engine/generated/errors.c \
  engine/generated/registry.c engine/record/*.c engine/keys/*.c engine/crypto/*.c engine/provider/own/*.c engine/provider/tomcrypt/*.c \
  engine/ports/look.c engine/files/*.c engine/parse/asn1*.c engine/generated/asn1*.c \
  -ltomcrypt -lgmp || { echo "0 passed, 1 failed"; exit 1; }
build/tests/captures
