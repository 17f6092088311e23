/* The pseudorandom function of TLS 1.2 (RFC 5246 5). */
#ifndef HANDFAST_KEYS_PRF_H
#define HANDFAST_KEYS_PRF_H
#include "crypto/hmac.h"

#define HF_PRF_MAX 65536u /* the most bytes in one call: far more than a key block has */

/*@ // RFC 5246 section 5: A(i); HMAC_hash(secret, A(i) + seed); n bytes of P_hash from the i-th of them on
  @ logic bytes prf_a(integer id, bytes inner, bytes outer, bytes seed, integer i) =
  @    i <= 0 ? seed : hmac_with(id, inner, outer, prf_a(id, inner, outer, seed, i - 1));
  @ logic bytes prf_block(integer id, bytes inner, bytes outer, bytes seed, integer i) =
  @    hmac_with(id, inner, outer, bytes_cat(prf_a(id, inner, outer, seed, i), seed));
  @ logic bytes prf_from(integer id, bytes inner, bytes outer, bytes seed, integer i, integer n) =
  @    n <= 0 ? bytes_nil :
  @    n <= digest_size(id) ? bytes_head(prf_block(id, inner, outer, seed, i), n) :
  @    bytes_cat(prf_block(id, inner, outer, seed, i), prf_from(id, inner, outer, seed, i + 1, n - digest_size(id)));
  @ // Both end (proofs/lists.sh asks for these lemmas in these words).
  @ lemma prf_a_ends: \forall integer i; !(i <= 0) ==> 0 <= i - 1 < i;
  @ lemma prf_from_ends: \forall integer id, n; !(n <= 0) ==> !(n <= digest_size(id)) ==> 0 <= n - digest_size(id) < n;
  @ logic bytes p_hash(integer id, bytes secret, bytes seed, integer n) =
  @    prf_from(id, hmac_inner(id, secret), hmac_outer(id, secret), seed, 1, n);
  @ logic bytes prf(integer id, bytes secret, bytes label, bytes seed, integer n) =
  @    p_hash(id, secret, bytes_cat(label, seed), n);
  @*/

/* out[0 .. out_n-1] = PRF(secret, label, seed1 + seed2). `hash` is that of the cipher suite's PRF. A seed part may be
   empty. out is as secret as the secret, and may be where the secret was. */
/*@ requires hash_known(hash) && out_n <= HF_PRF_MAX;
  @ requires \valid_read(secret + (0 .. secret_n - 1)) && \valid_read(label + (0 .. label_n - 1));
  @ requires \valid_read(seed1 + (0 .. seed1_n - 1)) && \valid_read(seed2 + (0 .. seed2_n - 1));
  @ requires \valid(out + (0 .. out_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), label + (0 .. label_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), seed1 + (0 .. seed1_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), seed2 + (0 .. seed2_n - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. out_n - 1];
  @ ensures bytes_of(out, out_n) == \old(prf(hash, bytes_of(secret, secret_n), bytes_of(label, label_n),
  @    bytes_cat(bytes_of(seed1, seed1_n), bytes_of(seed2, seed2_n)), out_n));
  @*/
void hf_prf(uint32_t hash, const uint8_t *secret, size_t secret_n, const uint8_t *label, size_t label_n,
            const uint8_t *seed1, size_t seed1_n, const uint8_t *seed2, size_t seed2_n, uint8_t *out, size_t out_n);

/* The same with a secret that was keyed before (hf_hmac_key): saves two compressions wherever it is used again. */
/*@ requires \valid_read(secret) && hmac_usable(secret) && out_n <= HF_PRF_MAX;
  @ requires \valid_read(label + (0 .. label_n - 1));
  @ requires \valid_read(seed1 + (0 .. seed1_n - 1)) && \valid_read(seed2 + (0 .. seed2_n - 1));
  @ requires \valid(out + (0 .. out_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), secret);
  @ requires \separated(out + (0 .. out_n - 1), label + (0 .. label_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), seed1 + (0 .. seed1_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), seed2 + (0 .. seed2_n - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. out_n - 1];
  @ ensures bytes_of(out, out_n) == \old(prf_from(secret->id, hash_held(secret->inner), hash_held(secret->outer),
  @    bytes_cat(bytes_of(label, label_n), bytes_cat(bytes_of(seed1, seed1_n), bytes_of(seed2, seed2_n))), 1, out_n));
  @*/
void hf_prf_keyed(const struct hf_hmac_key *secret, const uint8_t *label, size_t label_n, const uint8_t *seed1,
                  size_t seed1_n, const uint8_t *seed2, size_t seed2_n, uint8_t *out, size_t out_n);
#endif
