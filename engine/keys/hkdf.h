/* HKDF (RFC 5869), and what TLS 1.3 derives secrets with (RFC 8446 7.1). `hash` is HF_HASH_..., that of the cipher suite; what is
   derived is as secret as what it is derived from. */
#ifndef HANDFAST_KEYS_HKDF_H
#define HANDFAST_KEYS_HKDF_H
#include "crypto/hmac.h"
#include "crypto/octets.h"

#define HF_HKDF_LABEL_MAX 249u /* bytes of a label behind "tls13 ", and of a context, 255 (RFC 8446 7.1) */
#define HF_HKDF_CONTEXT_MAX 255u

/*@ // RFC 5869 2.3: T(i); n bytes of the output from block i on
  @ logic bytes hkdf_t(integer id, bytes inner, bytes outer, bytes info, integer i) =
  @    i <= 0 ? bytes_nil :
  @    hmac_with(id, inner, outer, bytes_cat(hkdf_t(id, inner, outer, info, i - 1), bytes_cat(info, bytes_one(i))));
  @ logic bytes hkdf_from(integer id, bytes inner, bytes outer, bytes info, integer i, integer n) =
  @    n <= 0 ? bytes_nil :
  @    n <= digest_size(id) ? bytes_head(hkdf_t(id, inner, outer, info, i), n) :
  @    bytes_cat(hkdf_t(id, inner, outer, info, i), hkdf_from(id, inner, outer, info, i + 1, n - digest_size(id)));
  @ // Both end (proofs/lists.sh asks for these lemmas in these words).
  @ lemma hkdf_t_ends: \forall integer i; !(i <= 0) ==> 0 <= i - 1 < i;
  @ lemma hkdf_from_ends: \forall integer id, n; !(n <= 0) ==> !(n <= digest_size(id)) ==> 0 <= n - digest_size(id) < n;
  @ logic bytes hkdf_expand(integer id, bytes prk, bytes info, integer n) =
  @    hkdf_from(id, hmac_inner(id, prk), hmac_outer(id, prk), info, 1, n);
  @
  @ // RFC 8446 7.1: what stands before the label in an HkdfLabel for n bytes, and the whole
  @ predicate is_hkdf_head(bytes h, integer n, integer label_n) =
  @   bytes_len(h) == 9 && bytes_at(h, 0) == n / 256 && bytes_at(h, 1) == n % 256 && bytes_at(h, 2) == 6 + label_n &&
  @   bytes_at(h, 3) == 't' && bytes_at(h, 4) == 'l' && bytes_at(h, 5) == 's' && bytes_at(h, 6) == '1' &&
  @   bytes_at(h, 7) == '3' && bytes_at(h, 8) == ' ';
  @ logic bytes hkdf_label(bytes head, bytes label, bytes context) =
  @    bytes_cat(head, bytes_cat(label, bytes_cat(bytes_one(bytes_len(context)), context)));
  @*/

/* RFC 5869 2.2: prk[0 .. hf_hash_size(hash)-1] = HKDF-Extract(salt, ikm). prk may be where the salt or the ikm was. */
/*@ requires hash_known(hash);
  @ requires \valid_read(salt + (0 .. salt_n - 1)) && \valid_read(ikm + (0 .. ikm_n - 1));
  @ requires \valid(prk + (0 .. digest_size(hash) - 1));
  @ HF_TOTAL;
  @ assigns prk[0 .. digest_size(hash) - 1];
  @ ensures bytes_of(prk, digest_size(hash)) == \old(hmac(hash, bytes_of(salt, salt_n), bytes_of(ikm, ikm_n)));
  @*/
void hf_hkdf_extract(uint32_t hash, const uint8_t *salt, size_t salt_n, const uint8_t *ikm, size_t ikm_n, uint8_t *prk);

/* RFC 5869 2.3: out[0 .. out_n-1] = HKDF-Expand(prk, info, out_n); at most 255 digests. out may be where the prk was. */
/*@ requires hash_known(hash) && out_n <= 255 * digest_size(hash);
  @ requires \valid_read(prk + (0 .. prk_n - 1)) && \valid_read(info + (0 .. info_n - 1));
  @ requires \valid(out + (0 .. out_n - 1)) && \separated(out + (0 .. out_n - 1), info + (0 .. info_n - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. out_n - 1];
  @ ensures bytes_of(out, out_n) == \old(hkdf_expand(hash, bytes_of(prk, prk_n), bytes_of(info, info_n), out_n));
  @*/
void hf_hkdf_expand(uint32_t hash, const uint8_t *prk, size_t prk_n, const uint8_t *info, size_t info_n, uint8_t *out,
                    size_t out_n);

/* RFC 8446 7.1: HKDF-Expand-Label(secret, label, context, out_n). The secret has hf_hash_size(hash) bytes; out may be where it was. */
/*@ requires hash_known(hash) && out_n <= 255 * digest_size(hash);
  @ requires label_n <= HF_HKDF_LABEL_MAX && context_n <= HF_HKDF_CONTEXT_MAX;
  @ requires \valid_read(secret + (0 .. digest_size(hash) - 1));
  @ requires \valid_read(label + (0 .. label_n - 1)) && \valid_read(context + (0 .. context_n - 1));
  @ requires \valid(out + (0 .. out_n - 1)) && \separated(out + (0 .. out_n - 1), label + (0 .. label_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), context + (0 .. context_n - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. out_n - 1];
  @ ensures \exists bytes h; is_hkdf_head(h, out_n, label_n) && bytes_of(out, out_n) ==
  @    \old(hkdf_expand(hash, bytes_of(secret, digest_size(hash)),
  @       hkdf_label(h, bytes_of(label, label_n), bytes_of(context, context_n)), out_n));
  @*/
void hf_hkdf_expand_label(uint32_t hash, const uint8_t *secret, const uint8_t *label, size_t label_n,
                          const uint8_t *context, size_t context_n, uint8_t *out, size_t out_n);
#endif
