/* What RFC 8017 and RFC 3279 call an encoding, for the contracts of who reads and makes them. There is no C here. */
#ifndef HANDFAST_CRYPTO_ENCODINGS_H
#define HANDFAST_CRYPTO_ENCODINGS_H
#include "handfast/provider.h"

/*@ // RFC 8017 9.2: 00 01 ff .. ff 00, the last at `end`
  @ predicate pkcs1_padding(bytes em, integer end) = bytes_at(em, 0) == 0 && bytes_at(em, 1) == 1 && bytes_at(em, end) == 0 &&
  @    (\forall integer i; 2 <= i < end ==> bytes_at(em, i) == 0xff);
  @ // RFC 8017 9.2, RFC 5246 4.7: em is padding, a place for the beginning of a DigestInfo, with its NULL or without, and the digest d;
  @ // what stands in that place is in contracts of pkcs1.c
  @ predicate pkcs1_encodes(bytes em, integer id, bytes d) =
  @    (pkcs1_padding(em, bytes_len(em) - digest_size(id) - (id == 2 ? 15 : 19) - 1) ||
  @     pkcs1_padding(em, bytes_len(em) - digest_size(id) - (id == 2 ? 13 : 17) - 1)) &&
  @    (\forall integer i; 0 <= i < digest_size(id) ==> bytes_at(em, bytes_len(em) - digest_size(id) + i) == bytes_at(d, i));
  @
  @ // the size in bits of a number of n octets, the first of which is not 0
  @ logic integer bit_size(integer first, integer n) = 8 * n - (first >= 128 ? 0 : first >= 64 ? 1 : first >= 32 ? 2 :
  @    first >= 16 ? 3 : first >= 8 ? 4 : first >= 4 ? 5 : first >= 2 ? 6 : 7);
  @ // RFC 8017 9.1.2, step 4: what contracts say of PSS; the other steps are shown by tests (proofs/SOUNDNESS.md)
  @ predicate pss_marked(bytes em) = bytes_at(em, bytes_len(em) - 1) == 0xbc;
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
  @*/
#endif
