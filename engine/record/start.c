#include "crypto/gcm.h"
#include "crypto/hmac.h"
#include "generated/profile.h"
#include "record/layout.h"

#define SALT 4u
#define CHACHA20_KEY 32u
#define CHACHA20_IV 12u

void hf_record_start(struct hf_record_state *s) {
  hf_wipe_aes(&s->aes);
  hf_wipe_hmac_key(&s->mac);
  hf_wipe(s->key, sizeof s->key);
  hf_wipe(s->iv, sizeof s->iv);
  s->sequence = 0;
  s->protection = HF_PROTECTION_NULL;
  s->explicit_n = 0u;
  s->tag_n = 0u;
}

/* Keys for AES-CBC and HMAC; 0, or -1 when they have other sizes, or the provider cannot. */
/*@ requires \valid(s) && s->sequence >= 0 && \valid_read(mac_key + (0 .. mac_n - 1)) && \valid_read(key + (0 .. key_n - 1));
  @ requires \separated(s, mac_key + (0 .. mac_n - 1));
  @ requires \separated(s, key + (0 .. key_n - 1));
  @ HF_TOTAL;
  @ assigns s->aes, s->mac, s->explicit_n, s->tag_n;
  @ ensures \result == 0 || \result == -1;
  @ ensures \result == 0 ==> hf_cbc_keyed(s); */
static int key_cbc(struct hf_record_state *s, uint32_t mac_hash, const uint8_t *mac_key, size_t mac_n,
                   const uint8_t *key, size_t key_n, uint32_t opening) {
  if (mac_hash != HF_HASH_SHA1 && mac_hash != HF_HASH_SHA256 && mac_hash != HF_HASH_SHA384)
    return -1;
  if (mac_n != hf_hash_size(mac_hash) || (key_n != 16u && key_n != 32u))
    return -1;
  int failed = opening != 0u ? hf_aes_decrypt_start(&s->aes, key, key_n) : hf_aes_encrypt_start(&s->aes, key, key_n);
  if (failed != 0)
    return -1;
  hf_hmac_key(&s->mac, mac_hash, mac_key, mac_n);
  s->explicit_n = 16u;
  s->tag_n = (uint32_t)mac_n;
  return 0;
}

/* A key and a salt for AES-GCM. */
/*@ requires \valid(s) && \valid_read(key + (0 .. key_n - 1)) && \valid_read(iv + (0 .. iv_n - 1));
  @ requires \separated(s, key + (0 .. key_n - 1));
  @ requires \separated(s, iv + (0 .. iv_n - 1));
  @ HF_TOTAL;
  @ assigns s->aes, s->key[0 .. 31], s->iv[0 .. 11], s->explicit_n, s->tag_n;
  @ ensures \result == 0 || \result == -1;
  @ ensures \result == 0 ==> s->explicit_n == 8 && s->tag_n == 16; */
static int key_gcm(struct hf_record_state *s, const uint8_t *key, size_t key_n, const uint8_t *iv, size_t iv_n) {
  if ((key_n != 16u && key_n != 32u) || iv_n != SALT || hf_gcm_start(&s->aes, s->key, key, key_n) != 0)
    return -1;
  hf_copy(s->iv, iv, SALT);
  s->explicit_n = 8u;
  s->tag_n = 16u;
  return 0;
}

/* A key and an IV for ChaCha20-Poly1305. */
/*@ requires \valid(s) && \valid_read(key + (0 .. key_n - 1)) && \valid_read(iv + (0 .. iv_n - 1));
  @ requires \separated(s, key + (0 .. key_n - 1));
  @ requires \separated(s, iv + (0 .. iv_n - 1));
  @ HF_TOTAL;
  @ assigns s->key[0 .. 31], s->iv[0 .. 11], s->explicit_n, s->tag_n;
  @ ensures \result == 0 || \result == -1;
  @ ensures \result == 0 ==> s->explicit_n == 0 && s->tag_n == 16; */
static int key_chacha20(struct hf_record_state *s, const uint8_t *key, size_t key_n, const uint8_t *iv, size_t iv_n) {
  if (key_n != CHACHA20_KEY || iv_n != CHACHA20_IV)
    return -1;
  hf_copy(s->key, key, CHACHA20_KEY);
  hf_copy(s->iv, iv, CHACHA20_IV);
  s->explicit_n = 0u;
  s->tag_n = 16u;
  return 0;
}

/* No record passes this state: its sequence numbers are all spent. */
/*@ requires \valid(s);
  @ HF_TOTAL;
  @ assigns *s;
  @ ensures hf_record_ready(s) && s->sequence == HF_SEQUENCE_END; */
static void disable(struct hf_record_state *s) {
  hf_record_start(s);
  s->sequence = HF_SEQUENCE_END;
}

enum hf_error hf_record_keys(struct hf_record_state *s, uint32_t protection, uint32_t mac_hash, const uint8_t *mac_key,
                             size_t mac_n, const uint8_t *key, size_t key_n, const uint8_t *iv, size_t iv_n,
                             uint32_t opening) {
  int failed = -1;
  hf_record_start(s);
  s->protection = protection;
  if (HF_HAS_CBC != 0u && (protection == HF_PROTECTION_CBC || protection == HF_PROTECTION_CBC_ENCRYPT_THEN_MAC))
    failed = key_cbc(s, mac_hash, mac_key, mac_n, key, key_n, opening);
  else if (HF_HAS_GCM != 0u && protection == HF_PROTECTION_GCM)
    failed = key_gcm(s, key, key_n, iv, iv_n);
  else if (HF_HAS_CHACHA20_POLY1305 != 0u && protection == HF_PROTECTION_CHACHA20_POLY1305)
    failed = key_chacha20(s, key, key_n, iv, iv_n);
  if (failed == 0)
    return HF_OK;
  disable(s);
  return HF_ERROR_PROVIDER_FAILED;
}
