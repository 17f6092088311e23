/* The pseudorandom function of TLS 1.2 (RFC 5246 5). */
#ifndef HANDFAST_KEYS_PRF_H
#define HANDFAST_KEYS_PRF_H
#include "crypto/hmac.h"

#define HF_PRF_MAX 65536u /* the most bytes in one call: far more than a key block has */

/*@ // RFC 5246 section 5: A(i), and byte j of P_hash
  @ logic bytes prf_a(integer id, bytes secret, bytes seed, integer i) =
  @    i <= 0 ? seed : hmac(id, secret, prf_a(id, secret, seed, i - 1));
  @ logic bytes prf_block(integer id, bytes secret, bytes seed, integer i) =
  @    hmac(id, secret, bytes_cat(prf_a(id, secret, seed, i + 1), seed));
  @ logic integer p_hash(integer id, bytes secret, bytes seed, integer j) =
  @    bytes_at(prf_block(id, secret, seed, j / digest_size(id)), j % digest_size(id));
  @ logic integer prf(integer id, bytes secret, bytes label, bytes seed, integer j) =
  @    p_hash(id, secret, bytes_cat(label, seed), j);
  @*/

/* out[0 .. out_n-1] = PRF(secret, label, seed1 + seed2). `hash` is that of the cipher suite's PRF. A seed part may be
   empty. out is as secret as the secret. */
/*@ requires hash_known(hash) && out_n <= HF_PRF_MAX;
  @ requires \valid_read(secret + (0 .. secret_n - 1)) && \valid_read(label + (0 .. label_n - 1));
  @ requires \valid_read(seed1 + (0 .. seed1_n - 1)) && \valid_read(seed2 + (0 .. seed2_n - 1));
  @ requires \valid(out + (0 .. out_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), label + (0 .. label_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), seed1 + (0 .. seed1_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), seed2 + (0 .. seed2_n - 1));
  @ terminates \true; exits \false;
  @ assigns out[0 .. out_n - 1];
  @ ensures \forall integer j; 0 <= j < out_n ==> out[j] == prf(hash, \old(bytes_of(secret, secret_n)),
  @    \old(bytes_of(label, label_n)), bytes_cat(\old(bytes_of(seed1, seed1_n)), \old(bytes_of(seed2, seed2_n))), j);
  @*/
void hf_prf(uint8_t hash, const uint8_t *secret, size_t secret_n, const uint8_t *label, size_t label_n,
            const uint8_t *seed1, size_t seed1_n, const uint8_t *seed2, size_t seed2_n, uint8_t *out, size_t out_n);

/* The same with a secret that was keyed before (hf_hmac_key): saves two compressions wherever it is used again. */
/*@ requires hmac_usable(secret) && \valid_read(secret) && out_n <= HF_PRF_MAX;
  @ requires \valid_read(label + (0 .. label_n - 1));
  @ requires \valid_read(seed1 + (0 .. seed1_n - 1)) && \valid_read(seed2 + (0 .. seed2_n - 1));
  @ requires \valid(out + (0 .. out_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), secret);
  @ requires \separated(out + (0 .. out_n - 1), label + (0 .. label_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), seed1 + (0 .. seed1_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), seed2 + (0 .. seed2_n - 1));
  @ terminates \true; exits \false;
  @ assigns out[0 .. out_n - 1];
  @ ensures \forall bytes key; hmac_keyed(secret, secret->id, key) ==>
  @    \forall integer j; 0 <= j < out_n ==> out[j] == prf(secret->id, key, \old(bytes_of(label, label_n)),
  @    bytes_cat(\old(bytes_of(seed1, seed1_n)), \old(bytes_of(seed2, seed2_n))), j);
  @*/
void hf_prf_keyed(const struct hf_hmac_key *secret, const uint8_t *label, size_t label_n, const uint8_t *seed1,
                  size_t seed1_n, const uint8_t *seed2, size_t seed2_n, uint8_t *out, size_t out_n);
#endif
