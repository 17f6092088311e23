/* Signatures by IANA's SignatureScheme code points (RFC 8446 4.2.3; in TLS 1.2 they are pairs of hash and signature, RFC
   5246 7.4.1.4.1, and an ECDSA scheme says nothing of the curve, RFC 8422 5.4). */
#ifndef HANDFAST_CRYPTO_SIGNATURE_H
#define HANDFAST_CRYPTO_SIGNATURE_H
#include "crypto/rsa.h"
#include "generated/errors.h"
#include "handfast/x509.h"
#include <stdbool.h>

#define HF_ECDSA_MAX 141u /* bytes that hf_ecdsa_write writes at most, by P-521 */

/*@ logic integer scheme_hash(integer scheme) =
  @    scheme == 0x0401 || scheme == 0x0403 || scheme == 0x0804 || scheme == 0x0809 ? 4 :
  @    scheme == 0x0501 || scheme == 0x0503 || scheme == 0x0805 || scheme == 0x080a ? 5 :
  @    scheme == 0x0601 || scheme == 0x0603 || scheme == 0x0806 || scheme == 0x080b ? 6 : 0;
  @ logic integer scheme_key_kind(integer scheme) = scheme_hash(scheme) == 0 ? 0 :
  @    scheme == 0x0403 || scheme == 0x0503 || scheme == 0x0603 ? 2 : 0x0809 <= scheme <= 0x080b ? 3 : 1;
  @ predicate scheme_is_pss(integer scheme) = 0x0804 <= scheme <= 0x0806 || 0x0809 <= scheme <= 0x080b;
  @ // a key of this kind makes signatures of the scheme; `group`: RFC 4055 3.3, the hash function that a key of RSASSA-PSS is limited to
  @ predicate scheme_suits(integer scheme, integer kind, integer group) = scheme_key_kind(scheme) == kind && kind != 0 &&
  @    (kind == 3 && group != 0 ==> scheme_hash(scheme) == group);
  @ // what a signature algorithm that is named in a certificate is under a key of this kind
  @ logic integer scheme_under(integer scheme, integer kind) = kind == 3 && 0x0804 <= scheme <= 0x0806 ? scheme + 5 : scheme;
  @ predicate public_key_readable{L}(struct hf_public_key *key) =
  @    \valid_read(key) && \valid_read(key->modulus + (0 .. key->modulus_n - 1)) &&
  @    \valid_read(key->exponent + (0 .. key->exponent_n - 1)) && \valid_read(key->point + (0 .. key->point_n - 1));
  @
  @ // RFC 3279 2.2.3: n octets of DER, an Ecdsa-Sig-Value of two numbers of at most `size` octets (X.690 8.1, 8.3, 10.1)
  @ predicate der_integer{L}(uint8_t *in, integer n, integer size) = 3 <= n && in[0] == 2 && in[1] == n - 2 &&
  @    in[2] < 128 && (n > 3 && in[2] == 0 ==> in[3] >= 128) && (n - 2 <= size || (n - 3 == size && in[2] == 0));
  @ logic integer ecdsa_r{L}(uint8_t *in) = in[1] < 128 ? 2 : 3;
  @ logic integer ecdsa_s{L}(uint8_t *in) = ecdsa_r(in) + 2 + in[ecdsa_r(in) + 1];
  @ predicate ecdsa_sequence{L}(uint8_t *in, integer n) =
  @    3 <= n && in[0] == 0x30 && (in[1] < 128 ? in[1] == n - 2 : in[1] == 0x81 && in[2] >= 128 && in[2] == n - 3);
  @ predicate ecdsa_der{L}(uint8_t *in, integer n, integer size) = ecdsa_sequence(in, n) && ecdsa_r(in) + 3 <= n &&
  @    ecdsa_s(in) + 3 <= n && der_integer(in + ecdsa_r(in), ecdsa_s(in) - ecdsa_r(in), size) &&
  @    der_integer(in + ecdsa_s(in), n - ecdsa_s(in), size);
  @ // the number of an INTEGER of n octets is v, of `size` octets
  @ predicate der_number{L}(uint8_t *in, integer n, integer size, bytes v) = bytes_len(v) == size &&
  @    (\forall integer i; 0 <= i < size ==> bytes_at(v, i) == (size - i <= n - 2 ? in[n - size + i] : 0));
  @ predicate ecdsa_value{L}(uint8_t *in, integer n, integer size, bytes r, bytes s) = ecdsa_der(in, n, size) &&
  @    der_number(in + ecdsa_r(in), ecdsa_s(in) - ecdsa_r(in), size, r) && der_number(in + ecdsa_s(in), n - ecdsa_s(in), size, s);
  @
  @ // RFC 8017 8.2.2, 8.1.2: what the key n, e makes of the signature is the encoding of the digest d
  @ predicate rsa_signed(integer scheme, bytes n, bytes e, bytes d, bytes signature) = \exists bytes em;
  @    2048 <= bit_size(bytes_at(n, 0), bytes_len(n)) && bytes_len(n) <= HF_RSA_MAX && rsa_opened(n, e, signature, em) &&
  @    bytes_len(signature) == bytes_len(n) && bytes_len(em) == bytes_len(n) &&
  @    (scheme_is_pss(scheme) ? pss_encodes(em, bit_size(bytes_at(n, 0), bytes_len(n)), scheme_hash(scheme), d) : pkcs1_encodes(em, scheme_hash(scheme), d));
  @ // RFC 3279 2.2.3: r and s in a signature of n octets verify
  @ predicate ecdsa_signed{L}(integer group, bytes point, bytes d, uint8_t *signature, integer n) = \exists bytes r, s;
  @    group_known(group) && ecdsa_value(signature, n, group_bytes(group), r, s) && ecdsa_verified(group, point, d, r, s);
  @ // the key of these parts made this signature of the digest d
  @ predicate signed_with{L}(integer scheme, integer kind, bytes modulus, bytes exponent, integer group, bytes point, bytes d,
  @    uint8_t *signature, integer n) =
  @    scheme_hash(scheme) != 0 && scheme_suits(scheme, kind, group) && bytes_len(d) == digest_size(scheme_hash(scheme)) &&
  @    (kind != 2 ? rsa_signed(scheme, modulus, exponent, d, bytes_of(signature, n)) : ecdsa_signed(group, point, d, signature, n));
  @ predicate signed_by{L}(integer scheme, struct hf_public_key *key, bytes d, uint8_t *signature, integer n) =
  @    signed_with(scheme, key->kind, bytes_of(key->modulus, key->modulus_n), bytes_of(key->exponent, key->exponent_n), key->group,
  @       bytes_of(key->point, key->point_n), d, signature, n);
  @*/

/* The hash function of a scheme, HF_HASH_...; 0: not a scheme that this engine has. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == scheme_hash(scheme);
  @*/
uint32_t hf_scheme_hash(uint32_t scheme);

/* The kind of key that a scheme needs, HF_KEY_...; 0: not a scheme that this engine has. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == scheme_key_kind(scheme);
  @*/
uint8_t hf_scheme_key_kind(uint32_t scheme);

/* 1 if the scheme is RSASSA-PSS, by either kind of key, else 0. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <==> scheme_is_pss(scheme);
  @*/
bool hf_scheme_is_pss(uint32_t scheme);

/* Whether a key of this kind, and of what hf_public_key has for its group, signs by a scheme (RFC 8446 4.2.3, RFC 4055 3.3). */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <==> scheme_suits(scheme, kind, group);
  @*/
bool hf_scheme_fits(uint32_t scheme, uint32_t kind, uint32_t group);

/* The scheme that a certificate's signature algorithm is under a key of this kind: for RSASSA-PSS, `scheme` is rsa_pss_rsae, which an
   algorithm that does not tell whose key it is stands for. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == scheme_under(scheme, kind);
  @*/
uint32_t hf_scheme_under(uint32_t scheme, uint32_t kind);

/* Whether a key of this kind has a modulus. */
/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <==> kind == HF_KEY_RSA || kind == HF_KEY_RSA_PSS;
  @*/
bool hf_key_is_rsa(uint32_t kind);

/* Verifies a signature of n bytes over a digest by the scheme's hash function. RSA: PKCS #1 v1.5 or PSS with a salt of the
   hash's size, by a modulus of 2048 to 8192 bits; ECDSA: strict DER of r and s. Answers HF_OK, or
   HF_ERROR_SIGNATURE_SCHEME_NOT_OFFERED: the scheme is unknown or does not fit the key or the digest's size;
   HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED: the key has a size or group that is not taken;
   HF_ERROR_CERTIFICATE_SIGNATURE_WRONG: it does not verify. Whoever knows better what was signed says so in its place. */
/*@ requires public_key_readable(key);
  @ requires \valid_read(digest + (0 .. digest_n - 1)) && \valid_read(signature + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures P3: \result == HF_OK ==> signed_by(scheme, key, bytes_of(digest, digest_n), signature, n);
  @ ensures !scheme_suits(scheme, key->kind, key->group) ==> \result != 0;
  @*/
enum hf_error hf_signature_verify(uint32_t scheme, const struct hf_public_key *key, const uint8_t *digest,
                                  size_t digest_n, const uint8_t *signature, size_t n);

/* Ecdsa-Sig-Value (RFC 3279 2.2.3): reads strict DER of n bytes into r and s, big-endian, `size` bytes each (1 .. 66).
   0, or -1: not DER, negative, or a number that is too long. */
/*@ requires 1 <= size <= HF_SCALAR_MAX;
  @ requires \valid_read(in + (0 .. n-1)) && \valid(r + (0 .. size - 1)) && \valid(s + (0 .. size - 1));
  @ requires \separated(r + (0 .. size - 1), s + (0 .. size - 1));
  @ requires \separated(r + (0 .. size - 1), in + (0 .. n-1));
  @ requires \separated(s + (0 .. size - 1), in + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns r[0 .. size - 1], s[0 .. size - 1];
  @ ensures \result == 0 || \result == -1;
  @ ensures \result == 0 ==> ecdsa_value(in, n, size, bytes_of(r, size), bytes_of(s, size));
  @*/
int hf_ecdsa_read(const uint8_t *in, size_t n, size_t size, uint8_t *r, uint8_t *s);

/* Writes r and s, big-endian of `size` bytes each (1 .. 66), as DER. Answers its bytes, at most 2 * size + 9. */
/*@ requires 1 <= size <= HF_SCALAR_MAX;
  @ requires \valid_read(r + (0 .. size - 1)) && \valid_read(s + (0 .. size - 1));
  @ requires \valid(out + (0 .. 2 * size + 8));
  @ requires \separated(out + (0 .. 2 * size + 8), r + (0 .. size - 1));
  @ requires \separated(out + (0 .. 2 * size + 8), s + (0 .. size - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. 2 * size + 8];
  @ ensures 8 <= \result <= 2 * size + 9;
  @*/
size_t hf_ecdsa_write(uint8_t *out, size_t size, const uint8_t *r, const uint8_t *s);
#endif
