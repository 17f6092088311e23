#!/usr/bin/env python3
"""tests/vectors/make.py >tests/vectors/known: known answers, so that the tests need no vectors but these. All come from OpenSSL (its
command; for AEAD, which the command does not do, its libcrypto), never from this engine; where an RFC or NIST gives the answer,
OpenSSL's must be the same. Keys and messages are derived from their names: only signatures with a random part differ from run to run.
A line: what, then fields in hexadecimal (- is empty), as tests/unit/known_answers.c reads them."""
import ctypes, hashlib, os, subprocess, tempfile

HASHES = {2: "sha1", 4: "sha256", 5: "sha384", 6: "sha512"}
GROUPS = {23: ("P-256", 32), 24: ("P-384", 48), 25: ("P-521", 66)}
work = tempfile.mkdtemp()


def run(*words, stdin=b""):
    return subprocess.run(words, input=stdin, check=True, capture_output=True).stdout


def derived(name, n):
    out = b""
    while len(out) < n:
        out += hashlib.sha256(f"{name} {len(out)}".encode()).digest()
    return out[:n]


def line(what, *fields):
    text = [f if isinstance(f, str) else str(f) if isinstance(f, int) else f.hex() or "-" for f in fields]
    print(what, *text)


def same(got, hexadecimal, what):
    if got.hex() != hexadecimal.replace(" ", ""):
        raise SystemExit(f"{what}: OpenSSL says {got.hex()}")


def path(name, data):
    with open(os.path.join(work, name), "wb") as f:
        f.write(data)
    return os.path.join(work, name)


def hashes():
    for number, name in HASHES.items():
        for n in (0, 3, 55, 56, 64, 111, 112, 128, 200):
            data = b"abc" if n == 3 else derived("hash", n)
            line("hash", number, data, run("openssl", "dgst", "-" + name, "-binary", stdin=data))
            key = derived("key", n or 1)
            mac = run("openssl", "dgst", "-" + name, "-mac", "HMAC", "-macopt", "hexkey:" + key.hex(), "-binary", stdin=data)
            line("hmac", number, key, data, mac)
    mac = run("openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt", "hexkey:" + b"Jefe".hex(), "-binary",
              stdin=b"what do ya want for nothing?")
    same(mac, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", "RFC 4231 4.3")
    line("hmac", 4, b"Jefe", b"what do ya want for nothing?", mac)


def prf(number, secret, label, seed, n):
    return run("openssl", "kdf", "-keylen", str(n), "-kdfopt", "digest:" + HASHES[number], "-kdfopt", "hexsecret:" + secret.hex(),
               "-kdfopt", "hexseed:" + (label + seed).hex(), "-binary", "TLS1-PRF")


def prfs():
    secret = bytes.fromhex("9bbe436ba940f017b17652849a71db35")
    seed = bytes.fromhex("a0ba9f936cda311827a6f796ffd5198c")
    out = prf(4, secret, b"test label", seed, 100)
    same(out, "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17abfd3797"
         "c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff70187347b66", "the IETF list's PRF vector")
    line("prf", 4, secret, b"test label", seed, out)
    for number in (4, 5):
        for label in (b"master secret", b"extended master secret", b"key expansion", b"client finished", b"server finished"):
            for n in (12, 48, 128):
                secret, seed = derived("secret", 48), derived("seed", 64)
                line("prf", number, secret, label, seed, prf(number, secret, label, seed, n))


def ciphers():
    key = bytes.fromhex("000102030405060708090a0b0c0d0e0f")
    block = bytes.fromhex("00112233445566778899aabbccddeeff")
    out = run("openssl", "enc", "-aes-128-ecb", "-nopad", "-K", key.hex(), stdin=block)
    same(out, "69c4e0d86a7b0430d8cdb78070b4c55a", "FIPS 197 C.1")
    line("aes", key, block, out)
    for n in (16, 32):
        key, iv = derived("aes", n), derived("iv", 16)
        line("aes", key, derived("block", 16), run("openssl", "enc", f"-aes-{8 * n}-ecb", "-nopad", "-K", key.hex(),
                                                   stdin=derived("block", 16)))
        for blocks in (1, 2, 7):
            data = derived("plain", 16 * blocks)
            line("cbc", key, iv, data, run("openssl", "enc", f"-aes-{8 * n}-cbc", "-nopad", "-K", key.hex(), "-iv", iv.hex(),
                                           stdin=data))


crypto = ctypes.CDLL("libcrypto.so.3")
for function in ("EVP_CIPHER_CTX_new", "EVP_aes_128_gcm", "EVP_aes_256_gcm", "EVP_chacha20_poly1305"):
    getattr(crypto, function).restype = ctypes.c_void_p


def aead(cipher, key, nonce, aad, data):
    c, n = ctypes.c_void_p(crypto.EVP_CIPHER_CTX_new()), ctypes.c_int()
    out, tag = ctypes.create_string_buffer(len(data) + 16), ctypes.create_string_buffer(16)
    ok = crypto.EVP_EncryptInit_ex(c, ctypes.c_void_p(getattr(crypto, cipher)()), None, key, nonce)
    if aad:
        ok &= crypto.EVP_EncryptUpdate(c, None, ctypes.byref(n), aad, len(aad))
    if data:
        ok &= crypto.EVP_EncryptUpdate(c, out, ctypes.byref(n), data, len(data))
    ok &= crypto.EVP_EncryptFinal_ex(c, out, ctypes.byref(n))
    ok &= crypto.EVP_CIPHER_CTX_ctrl(c, 0x10, 16, tag)
    if ok != 1:
        raise SystemExit("libcrypto refuses")
    return out.raw[:len(data)], tag.raw


def aeads():
    zero = bytes(16)
    out, tag = aead("EVP_aes_128_gcm", zero, bytes(12), b"", zero)
    same(out + tag, "0388dace60b6a392f328c2b971b2fe78 ab6e47d42cec13bdf53a67b21257bddf", "GCM specification, test case 2")
    line("gcm", zero, bytes(12), b"", zero, out, tag)
    for name, cipher, size in (("gcm", "EVP_aes_128_gcm", 16), ("gcm", "EVP_aes_256_gcm", 32), ("chacha", "EVP_chacha20_poly1305", 32)):
        for n in (0, 1, 15, 16, 17, 63, 64, 65, 130):
            for aad_n in (0, 13, 16):
                key, nonce, aad, data = derived(cipher, size), derived("nonce", 12), derived("aad", aad_n), derived("data", n)
                line(name, key, nonce, aad, data, *aead(cipher, key, nonce, aad, data))


def sec1(group, scalar):
    """An EC private key from its scalar, as a PEM file."""
    name, size = GROUPS[group]
    oid = {23: "06082a8648ce3d030107", 24: "06052b81040022", 25: "06052b81040023"}[group]
    inner = bytes.fromhex("020101") + b"\x04" + bytes([size]) + scalar + b"\xa0" + bytes([len(oid) // 2]) + bytes.fromhex(oid)
    return path("ec.der", b"\x30" + bytes([len(inner)]) + inner)


def below(group, scalar):
    """A scalar that is below the order: P-521's has 521 bits."""
    return bytes([scalar[0] % 2]) + scalar[1:] if group == 25 else scalar


def point(group, key):
    der = run("openssl", "pkey", "-inform", "DER", "-in", key, "-pubout", "-outform", "DER")
    return der[-(2 * GROUPS[group][1] + 1):]


def integer(der, at, size):
    n = der[at + 1]
    return der[at + 2:at + 2 + n].lstrip(b"\0").rjust(size, b"\0"), at + 2 + n


def curves():
    scalar = bytes.fromhex("c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433")
    same(point(23, sec1(23, scalar))[1:33], "dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c3772581180", "RFC 5903 8.1")
    for group, (name, size) in GROUPS.items():
        for i in range(3):
            ours = scalar if group == 23 and i == 0 else below(group, derived(f"ours {i}", size))
            theirs = below(group, derived(f"theirs {i}", size))
            their_point = point(group, sec1(group, theirs))
            peer = path("peer.der", run("openssl", "pkey", "-inform", "DER", "-in", sec1(group, theirs), "-pubout", "-outform", "DER"))
            key = sec1(group, ours)
            line("point", group, ours, point(group, key))
            line("ecdh", group, ours, their_point, run("openssl", "pkeyutl", "-derive", "-keyform", "DER", "-inkey", key,
                                                       "-peerform", "DER", "-peerkey", peer))
            for number in (4, 5, 6):
                digest = hashlib.new(HASHES[number], b"message").digest()
                der = run("openssl", "pkeyutl", "-sign", "-keyform", "DER", "-inkey", key, "-in", path("digest", digest))
                r, at = integer(der, 2 if der[1] < 128 else 3, size)
                s, _ = integer(der, at, size)
                line("ecdsa", group, point(group, key), digest, r, s)


def rsa(key=None, hashes=(4, 5, 6)):
    if key is None:
        key = os.path.join(work, "rsa.pem")
        run("openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", key)
    modulus = run("openssl", "rsa", "-in", key, "-noout", "-modulus").decode().strip().split("=")[1]
    for number in hashes:
        digest = hashlib.new(HASHES[number], b"message").digest()
        for padding in ("pkcs1", "pss"):
            words = ["-pkeyopt", "digest:" + HASHES[number], "-pkeyopt", "rsa_padding_mode:" + padding]
            words += ["-pkeyopt", "rsa_pss_saltlen:digest"] if padding == "pss" else []
            signature = run("openssl", "pkeyutl", "-sign", "-inkey", key, "-in", path("digest", digest), *words)
            scheme = number * 256 + 1 if padding == "pkcs1" else 0x0800 + number
            line("rsa", scheme, bytes.fromhex(modulus), bytes.fromhex("010001"), digest, signature)


print("# Made by tests/vectors/make.py with", run("openssl", "version").decode().split(" (")[0].strip())
for make in (hashes, prfs, ciphers, aeads, curves, rsa):
    make()
rsa(os.path.join(os.path.dirname(__file__), "../support/rsa8192.key"), (6,))
