/* What RFC 8017 and RFC 3279 call an encoding, for the contracts of who reads and makes them. There is no C here. */
#ifndef HANDFAST_CRYPTO_ENCODINGS_H
#define HANDFAST_CRYPTO_ENCODINGS_H
#include "handfast/provider.h"

/*@ // RFC 8017 9.2 note 1: octet i of the DER of a DigestInfo, as far as the digest, with its NULL (null: 2, its size) or without (0)
  @ logic integer info_size(integer id, integer null) = (id == 2 ? 13 : 17) + null;
  @ logic integer sha1_info(integer i) =
  @    i == 0 ? 0x30 : i == 1 ? 0x21 : i == 2 ? 0x30 : i == 3 ? 0x09 : i == 4 ? 0x06 : i == 5 ? 0x05 : i == 6 ? 0x2b :
  @    i == 7 ? 0x0e : i == 8 ? 0x03 : i == 9 ? 0x02 : i == 10 ? 0x1a : i == 11 ? 0x05 : i == 12 ? 0x00 : i == 13 ? 0x04 : 0x14;
  @ logic integer sha2_info(integer id, integer i) =
  @    i == 0 ? 0x30 : i == 1 ? 17 + digest_size(id) : i == 2 ? 0x30 : i == 3 ? 0x0d : i == 4 ? 0x06 : i == 5 ? 0x09 :
  @    i == 6 ? 0x60 : i == 7 ? 0x86 : i == 8 ? 0x48 : i == 9 ? 0x01 : i == 10 ? 0x65 : i == 11 ? 0x03 : i == 12 ? 0x04 :
  @    i == 13 ? 0x02 : i == 14 ? id - 3 : i == 15 ? 0x05 : i == 16 ? 0x00 : i == 17 ? 0x04 : digest_size(id);
  @ logic integer whole_info(integer id, integer i) = id == 2 ? sha1_info(i) : sha2_info(id, i);
  @ logic integer info_at(integer id, integer null, integer i) = i == 1 || i == 3 ? whole_info(id, i) - 2 + null :
  @    i < (id == 2 ? 11 : 15) ? whole_info(id, i) : whole_info(id, i + 2 - null);
  @
  @ // RFC 8017 9.2: em is EMSA-PKCS1-v1_5 of what has the digest d
  @ logic integer pkcs1_end(integer k, integer id, integer null) = k - digest_size(id) - info_size(id, null) - 1;
  @ predicate pkcs1_encoded(bytes em, integer id, integer null, bytes d) =
  @    bytes_at(em, 0) == 0 && bytes_at(em, 1) == 1 && bytes_at(em, pkcs1_end(bytes_len(em), id, null)) == 0 &&
  @    (\forall integer i; 2 <= i < pkcs1_end(bytes_len(em), id, null) ==> bytes_at(em, i) == 0xff) &&
  @    (\forall integer i; 0 <= i < info_size(id, null) ==>
  @       bytes_at(em, pkcs1_end(bytes_len(em), id, null) + 1 + i) == info_at(id, null, i)) &&
  @    (\forall integer i; 0 <= i < digest_size(id) ==> bytes_at(em, bytes_len(em) - digest_size(id) + i) == bytes_at(d, i));
  @ // RFC 5246 4.7: who verifies takes both
  @ predicate pkcs1_encodes(bytes em, integer id, bytes d) = pkcs1_encoded(em, id, 2, d) || pkcs1_encoded(em, id, 0, d);
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
