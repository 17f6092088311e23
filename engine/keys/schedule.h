/* The key schedule of TLS 1.3 (RFC 8446 7.1 to 7.3, 4.4.4, 4.6.1): one secret takes the place of another, and what protects records and
   handshake is derived from them. `hash` is HF_HASH_..., that of the cipher suite; a secret has hf_hash_size(hash) bytes, and so has a
   transcript hash. The early secret is hf_hkdf_extract without a salt; a traffic secret, a binder's and what else has a label of its own is
   hf_hkdf_expand_label of the secret that stands there with the transcript hash (Derive-Secret). */
#ifndef HANDFAST_KEYS_SCHEDULE_H
#define HANDFAST_KEYS_SCHEDULE_H
#include "keys/hkdf.h"

#define HF_TRAFFIC_IV 12u /* bytes of the IV of each AEAD of TLS 1.3 (RFC 8446 5.3) */

/*@ // The labels, letter by letter.
  @ predicate is_derived_label(bytes l) =
  @   bytes_len(l) == 7 && bytes_at(l, 0) == 'd' && bytes_at(l, 1) == 'e' && bytes_at(l, 2) == 'r' && bytes_at(l, 3) == 'i' &&
  @   bytes_at(l, 4) == 'v' && bytes_at(l, 5) == 'e' && bytes_at(l, 6) == 'd';
  @ predicate is_key_label(bytes l) =
  @   bytes_len(l) == 3 && bytes_at(l, 0) == 'k' && bytes_at(l, 1) == 'e' && bytes_at(l, 2) == 'y';
  @ predicate is_iv_label(bytes l) =
  @   bytes_len(l) == 2 && bytes_at(l, 0) == 'i' && bytes_at(l, 1) == 'v';
  @ predicate is_finished_label(bytes l) =
  @   bytes_len(l) == 8 && bytes_at(l, 0) == 'f' && bytes_at(l, 1) == 'i' && bytes_at(l, 2) == 'n' && bytes_at(l, 3) == 'i' &&
  @   bytes_at(l, 4) == 's' && bytes_at(l, 5) == 'h' && bytes_at(l, 6) == 'e' && bytes_at(l, 7) == 'd';
  @ predicate is_update_label(bytes l) =
  @   bytes_len(l) == 11 && bytes_at(l, 0) == 't' && bytes_at(l, 1) == 'r' && bytes_at(l, 2) == 'a' && bytes_at(l, 3) == 'f' &&
  @   bytes_at(l, 4) == 'f' && bytes_at(l, 5) == 'i' && bytes_at(l, 6) == 'c' && bytes_at(l, 7) == ' ' &&
  @   bytes_at(l, 8) == 'u' && bytes_at(l, 9) == 'p' && bytes_at(l, 10) == 'd';
  @ predicate is_resumption_label(bytes l) =
  @   bytes_len(l) == 10 && bytes_at(l, 0) == 'r' && bytes_at(l, 1) == 'e' && bytes_at(l, 2) == 's' && bytes_at(l, 3) == 'u' &&
  @   bytes_at(l, 4) == 'm' && bytes_at(l, 5) == 'p' && bytes_at(l, 6) == 't' && bytes_at(l, 7) == 'i' &&
  @   bytes_at(l, 8) == 'o' && bytes_at(l, 9) == 'n';
  @ predicate is_resumed_label(bytes l) =
  @   bytes_len(l) == 10 && bytes_at(l, 0) == 'r' && bytes_at(l, 1) == 'e' && bytes_at(l, 2) == 's' && bytes_at(l, 3) == ' ' &&
  @   bytes_at(l, 4) == 'b' && bytes_at(l, 5) == 'i' && bytes_at(l, 6) == 'n' && bytes_at(l, 7) == 'd' && bytes_at(l, 8) == 'e' &&
  @   bytes_at(l, 9) == 'r';
  @ predicate is_external_label(bytes l) =
  @   bytes_len(l) == 10 && bytes_at(l, 0) == 'e' && bytes_at(l, 1) == 'x' && bytes_at(l, 2) == 't' && bytes_at(l, 3) == ' ' &&
  @   bytes_at(l, 4) == 'b' && bytes_at(l, 5) == 'i' && bytes_at(l, 6) == 'n' && bytes_at(l, 7) == 'd' && bytes_at(l, 8) == 'e' &&
  @   bytes_at(l, 9) == 'r';
  @ // RFC 8446 7.1: HKDF-Expand-Label, with what stands before the label
  @ logic bytes expand_label(integer id, bytes secret, bytes head, bytes label, bytes context, integer n) =
  @    hkdf_expand(id, secret, hkdf_label(head, label, context), n);
  @*/

/* RFC 8446 7.1: HKDF-Extract(Derive-Secret(secret, "derived", ""), ikm) takes the secret's place: from the early secret the handshake's with
   the shared secret, from that one the master secret with as many zeroes as a secret has bytes. What was there before is gone. */
/*@ requires hash_known(hash) && \valid(secret + (0 .. digest_size(hash) - 1)) && \valid_read(ikm + (0 .. ikm_n - 1));
  @ requires \separated(secret + (0 .. digest_size(hash) - 1), ikm + (0 .. ikm_n - 1));
  @ HF_TOTAL;
  @ assigns secret[0 .. digest_size(hash) - 1];
  @ ensures \exists bytes h, l; is_derived_label(l) && is_hkdf_head(h, digest_size(hash), 7) &&
  @    bytes_of(secret, digest_size(hash)) == \old(hmac(hash, expand_label(hash, bytes_of(secret, digest_size(hash)), h, l,
  @       digest(hash, bytes_nil), digest_size(hash)), bytes_of(ikm, ikm_n)));
  @*/
void hf_next_secret(uint32_t hash, uint8_t *secret, const uint8_t *ikm, size_t ikm_n);

/* RFC 8446 7.3: the key, key_n bytes, and the IV that a traffic secret gives. */
/*@ requires hash_known(hash) && key_n <= 32 && \valid_read(secret + (0 .. digest_size(hash) - 1));
  @ requires \valid(key + (0 .. key_n - 1)) && \valid(iv + (0 .. HF_TRAFFIC_IV - 1));
  @ requires \separated(key + (0 .. key_n - 1), iv + (0 .. HF_TRAFFIC_IV - 1), secret + (0 .. digest_size(hash) - 1));
  @ HF_TOTAL;
  @ assigns key[0 .. key_n - 1], iv[0 .. HF_TRAFFIC_IV - 1];
  @ ensures \exists bytes h, l; is_key_label(l) && is_hkdf_head(h, key_n, 3) && bytes_of(key, key_n) ==
  @    \old(expand_label(hash, bytes_of(secret, digest_size(hash)), h, l, bytes_nil, key_n));
  @ ensures \exists bytes h, l; is_iv_label(l) && is_hkdf_head(h, HF_TRAFFIC_IV, 2) && bytes_of(iv, HF_TRAFFIC_IV) ==
  @    \old(expand_label(hash, bytes_of(secret, digest_size(hash)), h, l, bytes_nil, HF_TRAFFIC_IV));
  @*/
void hf_traffic_key(uint32_t hash, const uint8_t *secret, uint8_t *key, size_t key_n, uint8_t iv[12]);

/* RFC 8446 4.4.4, and 4.2.11.2 for a binder: the verify_data over a transcript hash, with the finished_key of the secret. */
/*@ requires hash_known(hash) && \valid_read(secret + (0 .. digest_size(hash) - 1));
  @ requires \valid_read(transcript_hash + (0 .. digest_size(hash) - 1)) && \valid(out + (0 .. digest_size(hash) - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. digest_size(hash) - 1];
  @ ensures \exists bytes h, l; is_finished_label(l) && is_hkdf_head(h, digest_size(hash), 8) &&
  @    bytes_of(out, digest_size(hash)) == \old(hmac(hash, expand_label(hash, bytes_of(secret, digest_size(hash)), h, l, bytes_nil,
  @       digest_size(hash)), bytes_of(transcript_hash, digest_size(hash))));
  @*/
void hf_finished_mac(uint32_t hash, const uint8_t *secret, const uint8_t *transcript_hash, uint8_t *out);

/* RFC 8446 7.2: the next generation of a traffic secret takes its place. */
/*@ requires hash_known(hash) && \valid(secret + (0 .. digest_size(hash) - 1));
  @ HF_TOTAL;
  @ assigns secret[0 .. digest_size(hash) - 1];
  @ ensures \exists bytes h, l; is_update_label(l) && is_hkdf_head(h, digest_size(hash), 11) &&
  @    bytes_of(secret, digest_size(hash)) == \old(expand_label(hash, bytes_of(secret, digest_size(hash)), h, l, bytes_nil,
  @       digest_size(hash)));
  @*/
void hf_update_secret(uint32_t hash, uint8_t *secret);

/* RFC 8446 7.1 and 4.2.11.2: the binder of a pre-shared key, over the digest of the hello before its binders: the verify_data of
   binder_key, which comes of the key's early secret. external: the key is of no session. */
/*@ requires hash_known(hash) && \valid_read(early + (0 .. digest_size(hash) - 1));
  @ requires \valid_read(transcript_hash + (0 .. digest_size(hash) - 1)) && \valid(out + (0 .. digest_size(hash) - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. digest_size(hash) - 1];
  @ ensures external ==> \exists bytes h, l, fh, fl; is_external_label(l) && is_hkdf_head(h, digest_size(hash), 10) &&
  @    is_finished_label(fl) && is_hkdf_head(fh, digest_size(hash), 8) &&
  @    bytes_of(out, digest_size(hash)) == \old(hmac(hash, expand_label(hash, expand_label(hash, bytes_of(early, digest_size(hash)), h, l,
  @       digest(hash, bytes_nil), digest_size(hash)), fh, fl, bytes_nil, digest_size(hash)),
  @       bytes_of(transcript_hash, digest_size(hash))));
  @ ensures !external ==> \exists bytes h, l, fh, fl; is_resumed_label(l) && is_hkdf_head(h, digest_size(hash), 10) &&
  @    is_finished_label(fl) && is_hkdf_head(fh, digest_size(hash), 8) &&
  @    bytes_of(out, digest_size(hash)) == \old(hmac(hash, expand_label(hash, expand_label(hash, bytes_of(early, digest_size(hash)), h, l,
  @       digest(hash, bytes_nil), digest_size(hash)), fh, fl, bytes_nil, digest_size(hash)),
  @       bytes_of(transcript_hash, digest_size(hash))));
  @*/
void hf_binder(uint32_t hash, bool external, const uint8_t *early, const uint8_t *transcript_hash, uint8_t *out);

/* RFC 8446 4.6.1: the PSK of a ticket, from the resumption master secret and the ticket's nonce. psk may be where the secret was. */
/*@ requires hash_known(hash) && nonce_n <= HF_HKDF_CONTEXT_MAX && \valid_read(secret + (0 .. digest_size(hash) - 1));
  @ requires \valid_read(nonce + (0 .. nonce_n - 1)) && \valid(psk + (0 .. digest_size(hash) - 1));
  @ requires \separated(psk + (0 .. digest_size(hash) - 1), nonce + (0 .. nonce_n - 1));
  @ HF_TOTAL;
  @ assigns psk[0 .. digest_size(hash) - 1];
  @ ensures \exists bytes h, l; is_resumption_label(l) && is_hkdf_head(h, digest_size(hash), 10) &&
  @    bytes_of(psk, digest_size(hash)) == \old(expand_label(hash, bytes_of(secret, digest_size(hash)), h, l,
  @       bytes_of(nonce, nonce_n), digest_size(hash)));
  @*/
void hf_ticket_psk(uint32_t hash, const uint8_t *secret, const uint8_t *nonce, size_t nonce_n, uint8_t *psk);
#endif
