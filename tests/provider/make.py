#!/usr/bin/env python3
"""tests/provider/make.py >tests/provider/known: the answers that the kit asks of a provider beyond those of tests/vectors/known. Curves are
computed here, by the formulas of the standards and in the plainest way; where FIPS, NIST or an RFC gives the answer, it must be the same.
A line: what, then fields in hexadecimal (- is empty), as tests/provider/known.c reads them; where the first is a hash function, a group
or an answer (0: right, 1: to be refused), it is a decimal number."""
import hashlib

HASHES = {2: "sha1", 4: "sha256", 5: "sha384", 6: "sha512"}


def derived(name, n):
    out = b""
    while len(out) < n:
        out += hashlib.sha256(f"{name} {len(out)}".encode()).digest()
    return out[:n]


def line(what, *fields):
    print(what, *[str(f) if isinstance(f, int) else f.hex() or "-" for f in fields])


def same(got, hexadecimal, what):
    if got.hex() != hexadecimal.replace(" ", "").lower():
        raise SystemExit(f"{what}: {got.hex()}")


def hashes():
    same(hashlib.sha256(b"a" * 1000000).digest(), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", "FIPS 180")
    same(hashlib.sha1(b"a" * 1000000).digest(), "34aa973cd4c4daa4f61eeb2bdbad27316534016f", "FIPS 180")
    for number, name in HASHES.items():
        line("million", number, hashlib.new(name, b"a" * 1000000).digest())
        for block in (64, 128):
            for n in (block - 9, block - 8, block - 1, block, block + 1, 2 * block - 17, 2 * block - 16, 2 * block, 3 * block):
                data = derived("kit", n)
                line("hash", number, data, hashlib.new(name, data).digest())


# Curves of NIST (SP 800-186 3.2.1.3, 3.2.1.4): y^2 = x^3 - 3x + b; None is the point at infinity.
class Curve:
    def __init__(self, group, size, p, n, b, gx, gy):
        self.group, self.size, self.p, self.n, self.b, self.g = group, size, p, n, b, (gx, gy)

    def add(self, a, b):
        if a is None or b is None:
            return b if a is None else a
        if a[0] == b[0] and (a[1] + b[1]) % self.p == 0:
            return None
        if a == b:
            slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, self.p)
        else:
            slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, self.p)
        x = (slope * slope - a[0] - b[0]) % self.p
        return x, (slope * (a[0] - x) - a[1]) % self.p

    def times(self, k, a):
        out = None
        for bit in bin(k)[2:]:
            out = self.add(out, out)
            if bit == "1":
                out = self.add(out, a)
        return out

    def lift(self, x):
        """The point with this x, or None where there is none; p = 3 mod 4."""
        right = (x * x * x - 3 * x + self.b) % self.p
        y = pow(right, (self.p + 1) // 4, self.p)
        return (x, y) if y * y % self.p == right else None

    def digest(self, digest):
        """FIPS 186-4 6.4: of a digest as many leftmost bits as the order has."""
        e, over = int.from_bytes(digest, "big"), 8 * len(digest) - self.n.bit_length()
        return e >> over if over > 0 else e

    def number(self, v):
        return v.to_bytes(self.size, "big")

    def octets(self, point):
        return b"\x04" + self.number(point[0]) + self.number(point[1])


P256 = Curve(23, 32, 2**256 - 2**224 + 2**192 + 2**96 - 1, 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
             0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
             0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
             0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)
P384 = Curve(24, 48, 2**384 - 2**128 - 2**96 + 2**32 - 1,
             0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
             0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
             0xAA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7,
             0x3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F)

P521 = Curve(25, 66, 2**521 - 1,
             0x1FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409,
             0x51953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF109E156193951EC7E937B1652C0BD3BB1BF073573DF883D2C34F1EF451FD46B503F00,
             0xC6858E06B70404E9CD9E3ECB662395B4429C648139053FB521F828AF606B4D3DBAA14B5E77EFE75928FE1DC127A2FFA8DE3348B3C1856A429BF97E7E31C2E5BD66,
             0x11839296A789A3BC0045C8A5FB42C7D1BD998F54449579B446817AFBD17273E662C97EE72995EF42640C550B9013FAD0761353C7086A272C24088BE94769FD16650)


def points(c):
    """Points that are none, each for its own reason."""
    x, y = c.g
    small = next(v for v in range(1, 200) if c.lift(v) and c.lift(v)[0] + c.p < 256**c.size)
    sx, sy = c.lift(small)
    for bad in (b"", b"\0", b"\x04", c.octets(c.g)[:-1], c.octets(c.g) + b"\0", bytes([2 + y % 2]) + c.number(x),
                bytes([6 + y % 2]) + c.octets(c.g)[1:], bytes([0]) + c.octets(c.g)[1:], b"\x04" + bytes(2 * c.size),
                c.octets((x, y ^ 1)), c.octets((x ^ 1, y)), c.octets((y, x)), c.octets((c.p, y)), c.octets((x, c.p)),
                c.octets((sx + c.p, sy)), b"\x04" + b"\xff" * (2 * c.size)):
        line("check", 1, c.number(c.group), bad)
    right = [c.g, (sx, sy), (sx, c.p - sy), c.times(c.n - 1, c.g)] + ([c.lift(0)] if c.lift(0) else [])
    for good in right:
        line("check", 0, c.number(c.group), c.octets(good))
    return right


def exchanges(c, right):
    scalars = [1, 2, 3, c.n - 1, c.n - 2, 2**(8 * c.size - 1) % c.n, 2**16, int.from_bytes(derived("scalar", c.size), "big") % c.n]
    for k in scalars:
        for q in right:
            line("agree", c.group, c.number(k), c.octets(q), c.number(c.times(k, q)[0]), c.octets(c.times(k, c.g)))


def verifies(c, q, digest, r, s):
    if q is None or not (0 < r < c.n and 0 < s < c.n):
        return False
    e, w = c.digest(digest), pow(s, -1, c.n)
    sum_ = c.add(c.times(e * w % c.n, c.g), c.times(r * w % c.n, q))
    return sum_ is not None and sum_[0] % c.n == r


def signature(c, q, digest, r, s, right):
    if verifies(c, q, digest, r, s) != right:
        raise SystemExit("a signature is not what it should be")
    line("signature", 0 if right else 1, c.number(c.group), c.octets(q), digest, c.number(r), c.number(s))


def signatures(c):
    d, k = (int.from_bytes(derived(name, c.size), "big") % c.n for name in ("key", "nonce"))
    q, r = c.times(d, c.g), c.times(k, c.g)[0] % c.n
    last = 1 << (8 * c.size)

    def sign(digest):
        return pow(k, -1, c.n) * (c.digest(digest) + r * d) % c.n
    for digest in [hashlib.new(name, b"sample").digest() for name in HASHES.values()] + [bytes(min(c.size, 64)), b"\xff" * min(c.size, 64), b"", b"\1"]:
        s = sign(digest)
        signature(c, q, digest, r, s, True)
        signature(c, q, digest, r, c.n - s, True)  # either half: TLS knows no low s
        if digest:
            signature(c, q, bytes([digest[0] ^ 0x80]) + digest[1:], r, s, False)
        signature(c, q, digest, r, s ^ 1, False)
        signature(c, q, digest, s, r, False)
        signature(c, (q[0], c.p - q[1]), digest, r, s, c.digest(digest) % c.n == 0)  # x is that of -R too
    digest = hashlib.sha256(b"sample").digest()
    s = sign(digest)
    for bad in ((0, s), (r, 0), (0, 0), (c.n, s), (r, c.n), (last - 1, s), (r, last - 1), (1, 1), (c.n - 1, c.n - 1)):
        signature(c, q, digest, *bad, False)
    # R at infinity: u1 G = -u2 Q. R by a doubling: u1 G = u2 Q, with the key n - e/r or e/r.
    e = c.digest(digest)
    opposite = c.times(-e * pow(r, -1, c.n) % c.n, c.g)
    signature(c, opposite, digest, r, s, False)
    t = c.times(2 * 7 % c.n, c.g)[0] % c.n  # e / s = 7, r d / s = 7
    s = e * pow(7, -1, c.n) % c.n
    signature(c, c.times(7 * s * pow(t, -1, c.n) % c.n, c.g), digest, t, s, True)
    # An x of R that is n or more: r is the rest.
    x = next(v for v in range(c.n + 1, c.n + 200) if c.lift(v))
    s, big = 5, c.lift(x)
    w = pow(x - c.n, -1, c.n)
    key = c.times(w, c.add(c.times(s, big), c.times(-e % c.n, c.g)))
    signature(c, key, digest, x - c.n, s, True)


def standards():
    k = 0xC88F01F510D9AC3F70A292DAA2316DE544E9AAB8AFE84049C62A9C57862D1433
    same(P256.number(P256.times(k, P256.g)[0]), "dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c3772581180", "RFC 5903 8.1")
    k = 0x099F3C7034D4A2C699884D73A375A67F7624EF7C6B3C0F160647B67414DCE655E35B538041E649EE3FAEF896783AB194
    same(P384.number(P384.times(k, P384.g)[0]), "667842d7d180ac2cde6f74f37551f55755c7645c20ef73e31634fe72b4c55ee6de3ac808acb4bdb4c"
         "88732aee95f41aa", "RFC 5903 8.2")
    x = 0xC9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721
    r, s = 0xEFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716, 0xF7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8
    signature(P256, P256.times(x, P256.g), hashlib.sha256(b"sample").digest(), r, s, True)  # RFC 6979 A.2.5


def x25519(k, u):
    """RFC 7748 5."""
    p = 2**255 - 19
    k = int.from_bytes(k, "little") & ~7 & (2**255 - 1) | 2**254
    x1 = int.from_bytes(u, "little") % 2**255 % p
    x2, z2, x3, z3 = 1, 0, x1, 1
    for t in reversed(range(255)):
        bit = k >> t & 1
        if bit:
            x2, z2, x3, z3 = x3, z3, x2, z2
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        da, cb, aa, bb = d * a, c * b, a * a, b * b
        x3, z3 = (da + cb)**2 % p, x1 * (da - cb)**2 % p
        x2, z2 = aa * bb % p, (aa - bb) * (aa + 121665 * (aa - bb)) % p
        if bit:
            x2, z2, x3, z3 = x3, z3, x2, z2
    return (x2 * pow(z2, p - 2, p) % p).to_bytes(32, "little")


def x25519s():
    p = 2**255 - 19
    k = bytes.fromhex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4")
    u = bytes.fromhex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")
    same(x25519(k, u), "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552", "RFC 7748 5.2")
    alice = bytes.fromhex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
    bob = bytes.fromhex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")
    same(x25519(alice, bob), "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742", "RFC 7748 6.1")
    base = (9).to_bytes(32, "little")
    us = [u, bob, base] + [v.to_bytes(32, "little") for v in (2, 3, p + 9, p - 2, 2**255 + 9, 2**256 - 1, 2**255 - 1)]
    for scalar in (k, alice, bytes(32), b"\xff" * 32, derived("scalar", 32)):
        for one in us:
            line("agree", 29, scalar, one, x25519(scalar, one), x25519(scalar, base))
    order8 = bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")
    other8 = bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157")
    for one in [order8, other8] + [v.to_bytes(32, "little") for v in (0, 1, p - 1, p, p + 1, 2**255, 2**255 + 1, 2**255 + p)]:
        if x25519(k, one) != bytes(32):
            raise SystemExit("no small order")
        line("check", 1, (29).to_bytes(32, "big"), one)
    for bad in (b"", base[:31], base + b"\0", b"\x04" + base + base):
        line("check", 1, (29).to_bytes(32, "big"), bad)


def rsas():
    for n in (64, 65, 256, 512, 1024):
        modulus = b"\xc1" + derived("modulus", n - 2) + b"\x0b"
        for e in (b"\3", b"\1\0\1", b"\0\0\1\0\1", modulus[:1] + bytes(n - 2) + b"\1"):
            for message in (b"\0" + derived("message", n - 1), bytes(n), (int.from_bytes(modulus, "big") - 1).to_bytes(n, "big")):
                number = int.from_bytes(message, "big")
                if number < int.from_bytes(modulus, "big"):
                    out = pow(number, int.from_bytes(e, "big"), int.from_bytes(modulus, "big"))
                    line("power", 0, modulus, e, message, out.to_bytes(n, "big"))
        one = bytes(n - 1) + b"\1"
        above = (int.from_bytes(modulus, "big") + 1).to_bytes(n, "big")
        for bad in ((modulus, b"\3", modulus), (modulus, b"\3", above), (modulus, b"\3", b"\xff" * n), (modulus[:-1] + b"\x0a", b"\3", one),
                    (modulus, b"\1", one), (modulus, b"\2", one), (modulus, b"\1\0\0", one), (modulus, b"", one), (modulus, b"\0", one),
                    (modulus, (int.from_bytes(above, "big") + 1).to_bytes(n, "big"), one), (modulus, b"\1" + bytes(n - 1) + b"\1", one)):
            line("power", 1, *bad, b"")
    for n in (1, 63, 1025):
        line("power", 1, b"\xc1" + derived("modulus", n - 1)[:-1] + b"\x0b" if n > 1 else b"\x0b", b"\3", bytes(n - 1) + b"\1", b"")


hashes()
standards()
for curve in (P256, P384, P521):
    exchanges(curve, points(curve))
    signatures(curve)
x25519s()
rsas()
