#!/usr/bin/env python3
"""tests/fuzz/seeds.py CERTS OUT: what tests/support/make_certs.sh made, as inputs of tests/fuzz/x509.c."""
import base64
import pathlib
import sys

certs, out = map(pathlib.Path, sys.argv[1:3])
read = lambda name: (certs / name).read_bytes()
part = lambda bytes_: len(bytes_).to_bytes(2, "big") + bytes_


def seed(name, kind, *parts):
    (out / name).write_bytes(bytes([kind]) + b"".join(map(part, parts[:-1])) + parts[-1])


for name in "server-rsa.0", "server-ec.0", "server-ec384.0", "intermediate.0", "root-ec.0", "client-ec.0":
    seed("certificate-" + name, 0, read(name + ".der"))
for name in "server-ec", "server-ec384", "client-ec", "future", "usage":
    seed("chain-" + name, 1, read("root-ec.0.der"), read(name + ".0.der"), read(name + ".1.der"))
for name in "server-rsa", "expired", "wrong-name", "sha1", "short-key", "purpose":
    seed("chain-" + name, 1, read("root.0.der"), read(name + ".0.der"), read(name + ".1.der"))
seed("response-good", 2, read("intermediate-ec.0.der"), read("server-ec.0.der"), read("server-ec.ocsp"))
seed("response-revoked", 2, read("intermediate.0.der"), read("server-rsa.0.der"), read("server-rsa-revoked.ocsp"))
lines = (certs / "intermediate-ec.crl").read_text().splitlines()
crl = base64.b64decode("".join(line for line in lines if "-" not in line))
seed("list-good", 3, read("intermediate-ec.0.der"), read("server-ec.0.der"), crl)
seed("list-of-another", 3, read("root.0.der"), read("intermediate.0.der"), read("root.crl.der"))
