/* What a hash function puts behind a message, for the proofs only. There is no C here. */
#ifndef HANDFAST_CRYPTO_HASH_PADDING_H
#define HANDFAST_CRYPTO_HASH_PADDING_H
#include "handfast/provider.h"

/* FIPS 180-4 5.1, for a message of n bytes, n < 2^21: 0x80, zeroes, and the length in bits in the last eighth of a block,
   which is large enough for its first bytes to be zeroes too; whole blocks with the message, and no more of them than it
   takes. */
/*@ axiomatic HashPadding {
  @   predicate hash_padded(integer id, bytes p, integer n) =
  @      block_size(id) / 8 < bytes_len(p) <= block_size(id) / 8 + block_size(id) &&
  @      (n + bytes_len(p)) % block_size(id) == 0 && bytes_at(p, 0) == 0x80 &&
  @      (\forall integer i; 0 < i < bytes_len(p) - 3 ==> bytes_at(p, i) == 0) &&
  @      bytes_at(p, bytes_len(p) - 3) == 8 * n / 65536 && bytes_at(p, bytes_len(p) - 2) == 8 * n / 256 % 256 &&
  @      bytes_at(p, bytes_len(p) - 1) == 8 * n % 256;
  @   axiom hash_padding_bytes: \forall integer id, n; hash_known(id) && 0 <= n < 0x200000 ==>
  @      hash_padded(id, hash_padding(id, n), n);
  @ }
  @*/
#endif
