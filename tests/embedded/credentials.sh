#!/bin/sh
# tests/embedded/credentials.sh CERTS HANDFAST DIR: what the programs of tests/embedded have in their flash: a chain of P-256 and its key
# of the tests' certificates, the digest of its public key, the trust anchor as C, and a pre-shared key of 32 random bytes.
set -eu
certs=$1 handfast=$2 out=$3
cp "$certs/server-ec.0.der" "$out/leaf.der"
cp "$certs/server-ec.1.der" "$out/issuer.der"
cp "$certs/server-ec.key.der" "$out/key.der"
openssl pkey -in "$certs/server-ec.key" -pubout -outform DER | openssl dgst -sha256 -binary >"$out/pin"
openssl rand -out "$out/psk" 32
"$handfast" anchors --c root "$certs/root-ec.pem" >"$out/anchors.c"
