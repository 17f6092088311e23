#include "keys/schedule.h"
#include "crypto/bytes.h"

/* The labels behind "tls13 ", without the zero that ends a C string. */
static const uint8_t label_derived[7] = {'d', 'e', 'r', 'i', 'v', 'e', 'd'};
static const uint8_t label_key[3] = {'k', 'e', 'y'};
static const uint8_t label_iv[2] = {'i', 'v'};
static const uint8_t label_finished[8] = {'f', 'i', 'n', 'i', 's', 'h', 'e', 'd'};
static const uint8_t label_update[11] = {'t', 'r', 'a', 'f', 'f', 'i', 'c', ' ', 'u', 'p', 'd'};
static const uint8_t label_resumption[10] = {'r', 'e', 's', 'u', 'm', 'p', 't', 'i', 'o', 'n'};
static const uint8_t label_external[10] = {'e', 'x', 't', ' ', 'b', 'i', 'n', 'd', 'e', 'r'};
static const uint8_t label_resumed[10] = {'r', 'e', 's', ' ', 'b', 'i', 'n', 'd', 'e', 'r'};

void hf_next_secret(uint32_t hash, uint8_t *secret, const uint8_t *ikm, size_t ikm_n) {
  const size_t size = hf_hash_size(hash);
  uint8_t empty[HF_HASH_MAX]; /* Transcript-Hash("") */
  uint8_t salt[HF_HASH_MAX];
  struct hf_hash h;
  /*@ assert label: is_derived_label(bytes_of(&label_derived[0], 7)); */
  hf_hash_start(&h, hash);
  hf_hash_finish(&h, empty);
  /*@ assert secret1: bytes_kept{Pre,Here}(secret, size); */
  /*@ assert label0: is_derived_label(bytes_of(&label_derived[0], 7)); */
  /*@ assert ikm1: bytes_kept{Pre,Here}(ikm, ikm_n); */
  hf_hkdf_expand_label(hash, secret, label_derived, sizeof label_derived, empty, size, salt, size);
  /*@ assert label1: is_derived_label(bytes_of(&label_derived[0], 7)); */
  /*@ assert ikm2: bytes_kept{Pre,Here}(ikm, ikm_n); */
  hf_hkdf_extract(hash, salt, size, ikm, ikm_n, secret);
  /*@ ghost Made: ; */
  hf_wipe(salt, sizeof salt);
  /*@ assert same: bytes_kept{Made,Here}(secret, size); */
}

void hf_traffic_key(uint32_t hash, const uint8_t *secret, uint8_t *key, size_t key_n, uint8_t iv[12]) {
  hf_hkdf_expand_label(hash, secret, label_key, sizeof label_key, label_key, 0u, key, key_n);
  /*@ assert label_key: is_key_label(bytes_of(&label_key[0], 3)); */
  /*@ assert secret1: bytes_kept{Pre,Here}(secret, digest_size(hash)); */
  /*@ ghost Key: ; */
  hf_hkdf_expand_label(hash, secret, label_iv, sizeof label_iv, label_iv, 0u, iv, HF_TRAFFIC_IV);
  /*@ assert label_iv: is_iv_label(bytes_of(&label_iv[0], 2)); */
  /*@ assert same: bytes_kept{Key,Here}(key, key_n); */
}

void hf_finished_mac(uint32_t hash, const uint8_t *secret, const uint8_t *transcript_hash, uint8_t *out) {
  const size_t size = hf_hash_size(hash);
  uint8_t finished_key[HF_HASH_MAX];
  hf_hkdf_expand_label(hash, secret, label_finished, sizeof label_finished, label_finished, 0u, finished_key, size);
  /*@ assert label: is_finished_label(bytes_of(&label_finished[0], 8)); */
  /*@ assert transcript1: bytes_kept{Pre,Here}(transcript_hash, size); */
  hf_hkdf_extract(hash, finished_key, size, transcript_hash, size,
                  out); /* which is HMAC(finished_key, transcript_hash) */
  /*@ ghost Made: ; */
  hf_wipe(finished_key, sizeof finished_key);
  /*@ assert same: bytes_kept{Made,Here}(out, size); */
}

void hf_update_secret(uint32_t hash, uint8_t *secret) {
  hf_hkdf_expand_label(hash, secret, label_update, sizeof label_update, label_update, 0u, secret, hf_hash_size(hash));
  /*@ assert label: is_update_label(bytes_of(&label_update[0], 11)); */
}

/* RFC 8446 7.1: binder_key */
/*@ requires hash_known(hash) && \valid_read(early + (0 .. digest_size(hash) - 1)) && \valid(out + (0 .. digest_size(hash) - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. digest_size(hash) - 1];
  @ ensures external ==> \exists bytes h, l; is_external_label(l) && is_hkdf_head(h, digest_size(hash), 10) &&
  @    bytes_of(out, digest_size(hash)) == \old(expand_label(hash, bytes_of(early, digest_size(hash)), h, l,
  @       digest(hash, bytes_nil), digest_size(hash)));
  @ ensures !external ==> \exists bytes h, l; is_resumed_label(l) && is_hkdf_head(h, digest_size(hash), 10) &&
  @    bytes_of(out, digest_size(hash)) == \old(expand_label(hash, bytes_of(early, digest_size(hash)), h, l,
  @       digest(hash, bytes_nil), digest_size(hash)));
  @*/
static void make_binder_key(uint32_t hash, bool external, const uint8_t *early, uint8_t *out) {
  const size_t size = hf_hash_size(hash);
  uint8_t empty[HF_HASH_MAX]; /* Transcript-Hash("") */
  struct hf_hash h;
  /*@ assert external: is_external_label(bytes_of(&label_external[0], 10)); */
  /*@ assert resumed: is_resumed_label(bytes_of(&label_resumed[0], 10)); */
  hf_hash_start(&h, hash);
  hf_hash_finish(&h, empty);
  /*@ assert early1: bytes_kept{Pre,Here}(early, size); */
  /*@ assert external1: is_external_label(bytes_of(&label_external[0], 10)); */
  /*@ assert resumed1: is_resumed_label(bytes_of(&label_resumed[0], 10)); */
  if (external)
    hf_hkdf_expand_label(hash, early, label_external, sizeof label_external, empty, size, out, size);
  else
    hf_hkdf_expand_label(hash, early, label_resumed, sizeof label_resumed, empty, size, out, size);
}

void hf_binder(uint32_t hash, bool external, const uint8_t *early, const uint8_t *transcript_hash, uint8_t *out) {
  uint8_t binder_key[HF_HASH_MAX];
  make_binder_key(hash, external, early, binder_key);
  /*@ assert transcript1: bytes_kept{Pre,Here}(transcript_hash, digest_size(hash)); */
  hf_finished_mac(hash, binder_key, transcript_hash, out);
  /*@ ghost Made: ; */
  hf_wipe(binder_key, sizeof binder_key);
  /*@ assert same: bytes_kept{Made,Here}(out, digest_size(hash)); */
}

void hf_ticket_psk(uint32_t hash, const uint8_t *secret, const uint8_t *nonce, size_t nonce_n, uint8_t *psk) {
  hf_hkdf_expand_label(hash, secret, label_resumption, sizeof label_resumption, nonce, nonce_n, psk,
                       hf_hash_size(hash));
  /*@ assert label: is_resumption_label(bytes_of(&label_resumption[0], 10)); */
}
