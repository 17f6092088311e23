#!/usr/bin/env python3
"""tests/fuzz/seeds.py CERTS OUT: inputs to begin with, OUT/TARGET/NAME, of what tests/support/make_certs.sh made. Those of
tests/fuzz/message.c it writes itself."""
import base64
import pathlib
import sys

certs, out = map(pathlib.Path, sys.argv[1:3])
read = lambda name: (certs / name).read_bytes()
part = lambda bytes_: len(bytes_).to_bytes(2, "big") + bytes_


def write(target, name, bytes_):
    (out / target).mkdir(parents=True, exist_ok=True)
    (out / target / name).write_bytes(bytes_)


def x509(name, kind, *parts):
    write("x509", name, bytes([kind]) + b"".join(map(part, parts[:-1])) + parts[-1])


def certificates():
    for name in "server-rsa.0", "server-ec.0", "server-ec384.0", "intermediate.0", "root-ec.0", "client-ec.0":
        x509("certificate-" + name, 0, read(name + ".der"))
        x509("cut-" + name, 0, read(name + ".der")[:-1])
    for name in "server-ec", "server-ec384", "client-ec", "future", "usage":
        x509("chain-" + name, 1, read("root-ec.0.der"), read(name + ".0.der"), read(name + ".1.der"))
    for name in "server-rsa", "expired", "wrong-name", "sha1", "short-key", "purpose":
        x509("chain-" + name, 1, read("root.0.der"), read(name + ".0.der"), read(name + ".1.der"))
    x509("response-good", 2, read("intermediate-ec.0.der"), read("server-ec.0.der"), read("server-ec.ocsp"))
    x509("response-revoked", 2, read("intermediate.0.der"), read("server-rsa.0.der"), read("server-rsa-revoked.ocsp"))
    lines = (certs / "intermediate-ec.crl").read_text().splitlines()
    crl = base64.b64decode("".join(line for line in lines if "-" not in line))
    x509("list-good", 3, read("intermediate-ec.0.der"), read("server-ec.0.der"), crl)
    x509("list-of-another", 3, read("root.0.der"), read("intermediate.0.der"), read("root.crl.der"))


# tests/fuzz/files.c
def files():
    kinds = {1: ["server-ec.pem", "root.pem"], 2: ["anchors.pem"], 3: ["intermediate.crl", "root.crl.der"],
             4: ["server-rsa.key", "server-ec.key", "server-ec384.key"], 7: ["server-rsa.key.der"],
             8: ["server-ec.key.der", "server-ec384.key.der"]}
    for reader, names in kinds.items():
        for name in names:
            write("files", f"{reader}-{name}", bytes([reader]) + read(name))
    for name in "server-rsa", "server-ec", "server-ec384":
        text = read(name + ".key").decode().split("-----")[2]
        write("files", "9-" + name, b"\x09" + base64.b64decode(text))
        info = base64.encodebytes(read(name + ".spki.der")).decode().replace("\n", "")
        lines = "\n".join(info[i:i + 64] for i in range(0, len(info), 64))
        write("files", "5-" + name, b"\x05-----BEGIN PUBLIC KEY-----\n" + lines.encode() + b"\n-----END PUBLIC KEY-----\n")
        write("files", "10-" + name, b"\x0asha256//" + base64.b64encode(read(name + ".pin")))
        write("files", "10-hex-" + name, b"\x0a" + read(name + ".pin").hex().encode())
    # RFC 1421's headers, and what an encrypted key looks like
    write("files", "4-encrypted", b"\x04-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n"
          b"-----END RSA PRIVATE KEY-----\n")
    write("files", "0-text", b"\x00text\r\n-----BEGIN X-----\r\nAAAA\r\nAA==\r\n-----END X-----\r\nmore\n-----BEGIN Y-----\nAAA=\n-----END Y-----\n")
    if (certs / "../fuzz/session").exists():
        session = (certs / "../fuzz/session").read_bytes()
        write("files", "6-session", b"\x06" + session)


# tests/fuzz/record.c
def records():
    for kind in range(13):
        for size in 0, 1, 40, 300:
            write("record", f"sealed-{kind}-{size}", bytes([kind, 1, 23, 0]) + size.to_bytes(2, "big") + b"\x05")
        write("record", f"changed-{kind}", bytes([kind, 1, 22, 0, 0, 40, 1, 0, 3, 128]))
        write("record", f"cut-{kind}", bytes([kind, 1, 22, 0, 0, 40, 1, 255, 255, 16]))
        write("record", f"as-another-{kind}", bytes([kind, 1, 22, 23, 0, 40, 1]))
        write("record", f"hostile-{kind}", bytes([kind, 0, 23]) + bytes(range(96)))
        for padding in 0, 3, 15, 31:
            write("record", f"padded-{kind}-{padding}", bytes([kind, 2, 23]) + b"x" * (95 - padding) + bytes([padding] * (padding + 1)))


# tests/fuzz/connection.c: what happens, one thing after the other
SAY, LATER, CHANGED, LEAVE_OUT, AGAIN, RECORD, DATA, FORGED = 0, 2, 3, 4, 5, 6, 7, 8
FRAGMENT, VERSION, WRITE, CLOSE, END, FINISHED, RAW = 9, 10, 11, 12, 13, 14, 15
STAGES = 36


def record(kind, content):
    return bytes([RECORD, kind]) + part(content)


def changed(at, out_n, bytes_):
    return bytes([CHANGED]) + at.to_bytes(2, "big") + bytes([out_n, len(bytes_)]) + bytes_


def connections():
    all_ = bytes([SAY] * 8)
    alert = lambda level, what: record(21, bytes([level, what]))
    behind = {
        "data": bytes([DATA, 0, 100, WRITE, 0, 50, DATA, 0, 0, DATA, 64, 0, CLOSE]) + alert(1, 0),
        "close": alert(1, 0) + bytes([WRITE, 1, 0, CLOSE]) + b"\x07\x00\x05",
        "fatal": alert(2, 40) + bytes([DATA, 0, 1]),
        "warnings": alert(1, 90) * 3 + alert(1, 255) * 40,
        "again": record(22, b"\0\0\0\0") * 3 + bytes([AGAIN, SAY]),
        "hello": record(22, b"\1\0\0\x2a" + bytes(42)),
        "forged": bytes([FORGED, 23, 30, 0, 9, 1]),
        "end": bytes([END, DATA, 0, 9]),
        "raw": bytes([RAW, 6, 23, 3, 3, 255, 255, 0]),
        "empty": bytes([DATA, 0, 0]) * 40,
        "change": record(20, b"\1"),
        "type": record(24, b"\1"),
    }
    for stage in range(STAGES):
        for i, (name, script) in enumerate(behind.items()):
            if stage < 4 or i == stage % len(behind):
                write("connection", f"{stage}-{name}", bytes([stage, i]) + all_ + script)
        write("connection", f"{stage}-fragments", bytes([stage, 0, FRAGMENT, 7]) + all_)
        write("connection", f"{stage}-together", bytes([stage, 0] + [LATER] * 5) + all_)
        for n in {stage % 6, stage // 2 % 6}:
            write("connection", f"{stage}-skip-{n}", bytes([stage, 1] + [SAY] * n + [LEAVE_OUT]) + all_)
            write("connection", f"{stage}-again-{n}", bytes([stage, 1] + [SAY] * n + [AGAIN]) + all_)
            write("connection", f"{stage}-flip-{n}", bytes([stage, 3] + [SAY] * n) + changed(4 + n, 1, b"\xff") + all_)
            write("connection", f"{stage}-early-{n}", bytes([stage, 5] + [SAY] * n) + record(20, b"\1") + bytes([FINISHED, DATA, 0, 5]))
            write("connection", f"{stage}-data-{n}", bytes([stage, 0] + [SAY] * n + [DATA, 0, 5]) + all_)
        write("connection", f"{stage}-version", bytes([stage, 0, VERSION, 3, 1]) + all_)


certificates()
files()
records()
connections()
