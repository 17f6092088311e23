/* Master secrets, keys, Finished. */
#include "generated/registry.h"
#include "handfast/provider.h"
#include "keys/master.h"
#include "record/record.h"
#include "secrets.h"
#include "session.h"
#include <string.h>

/* Suites whose records the engine can open although it never agrees on them: DHE and PSK are not its key exchanges. */
static const struct hf_cipher_suite_row others[] = {
    {0x00a9, 0, 0, HF_PROTECTION_GCM, 32, 0, 4, 0, HF_HASH_SHA384},                 /* PSK AES-256-GCM */
    {0xccaa, 0, 0, HF_PROTECTION_CHACHA20_POLY1305, 32, 0, 12, 0, HF_HASH_SHA256},  /* DHE-RSA */
    {0xccab, 0, 0, HF_PROTECTION_CHACHA20_POLY1305, 32, 0, 12, 0, HF_HASH_SHA256},  /* PSK */
    {0xccac, 0, 0, HF_PROTECTION_CHACHA20_POLY1305, 32, 0, 12, 0, HF_HASH_SHA256},  /* ECDHE-PSK */
    {0xccad, 0, 0, HF_PROTECTION_CHACHA20_POLY1305, 32, 0, 12, 0, HF_HASH_SHA256},  /* DHE-PSK */
    {0xccae, 0, 0, HF_PROTECTION_CHACHA20_POLY1305, 32, 0, 12, 0, HF_HASH_SHA256}}; /* RSA-PSK */

const struct hf_cipher_suite_row *suite_of(uint16_t code) {
  for (unsigned i = 0; i < HF_CIPHER_SUITES; i++)
    if (hf_cipher_suites[i].code == code)
      return &hf_cipher_suites[i];
  for (unsigned i = 0; i < sizeof others / sizeof others[0]; i++)
    if (others[i].code == code)
      return &others[i];
  return NULL;
}

static size_t transcript_hash(const struct session *s, uint8_t id, uint8_t *out) {
  struct hf_hash h;
  hf_hash_start(&h, id);
  hf_hash_update(&h, s->transcript.p, s->transcript.n);
  hf_hash_finish(&h, out);
  return hf_hash_size(id);
}

/* RFC 4279 2: as many zero bytes as the key has, and the key, each with its length. */
static size_t pre_master_of_psk(const struct bytes *psk, uint8_t *out) {
  memset(out, 0, 4 + 2 * psk->n);
  out[1] = out[3 + psk->n] = (uint8_t)psk->n;
  memcpy(out + 4 + psk->n, psk->p, psk->n);
  return 4 + 2 * psk->n;
}

static size_t pre_master(const struct session *s, const uint8_t *message, size_t n, uint8_t *out) {
  const struct hf_cipher_suite_row *suite = suite_of(s->suite);
  if (suite->key_exchange == HF_KEY_EXCHANGE_RSA && s->given->key.p != NULL && n > 6)
    return pre_master_of_key(&s->given->key, message + 6, n - 6, s->offered, out) == 0 ? 48 : 0;
  if (s->given->psk.n > 0 && s->given->psk.n <= 32)
    return pre_master_of_psk(&s->given->psk, out);
  return 0;
}

/* After the ClientKeyExchange, which is in the transcript already. */
void find_master(struct session *s, const uint8_t *message, size_t n) {
  const struct hf_cipher_suite_row *suite = suite_of(s->suite);
  uint8_t secret[80], hash[HF_HASH_MAX];
  s->has_master = 0;
  if (suite == NULL || s->version[0] != 3 || s->version[1] != 3)
    return;
  s->has_master = master_of_log(&s->given->log, s->random[CLIENT], s->master) == 0;
  if (s->has_master)
    return;
  size_t secret_n = pre_master(s, message, n, secret);
  if (secret_n == 0)
    return;
  if (s->seen.ems)
    hf_extended_master_secret(suite->prf_hash, secret, secret_n, hash, transcript_hash(s, suite->prf_hash, hash),
                              s->master);
  else
    hf_master_secret(suite->prf_hash, secret, secret_n, s->random[CLIENT], s->random[SERVER], s->master);
  s->has_master = 1;
}

/* A ChangeCipherSpec of one side. A resumed session goes on with the master secret that this connection had before. */
void change_keys(struct session *s, int from) {
  const struct hf_cipher_suite_row *suite = suite_of(s->suite);
  struct keys *keys = &s->keys[from];
  uint8_t block[2 * (32 + 32 + 16)];
  keys->changed = 1;
  keys->usable = 0;
  if (suite == NULL || !s->has_master || s->seen.tls13)
    return;
  size_t mac = suite->mac_n, key = suite->key_n, iv = suite->iv_n;
  uint8_t protection = suite->protection;
  if (protection == HF_PROTECTION_CBC) {
    iv = 0;
    if (s->seen.etm)
      protection = HF_PROTECTION_CBC_ENCRYPT_THEN_MAC;
  }
  hf_key_block(suite->prf_hash, s->master, s->random[SERVER], s->random[CLIENT], block, 2 * (mac + key + iv));
  size_t side = from == CLIENT ? 0 : 1;
  keys->usable = hf_record_keys(&keys->state, protection, suite->mac_hash, block + side * mac, mac,
                                block + 2 * mac + side * key, key, block + 2 * (mac + key) + side * iv, iv, 1) == HF_OK;
  s->counts->wrong += !keys->usable;
}

void check_finished(struct session *s, int from, const uint8_t *message, size_t n) {
  const struct hf_cipher_suite_row *suite = suite_of(s->suite);
  uint8_t hash[HF_HASH_MAX], wanted[HF_VERIFY_DATA];
  if (suite == NULL || !s->has_master || n != 4 + HF_VERIFY_DATA) {
    s->counts->wrong++;
    return;
  }
  size_t hash_n = transcript_hash(s, suite->prf_hash, hash);
  hf_verify_data(suite->prf_hash, s->master, from == CLIENT, hash, hash_n, wanted);
  int right = memcmp(wanted, message + 4, HF_VERIFY_DATA) == 0 && memcmp(wanted, s->kept.bytes, HF_VERIFY_DATA) == 0;
  s->counts->finished += right;
  s->counts->wrong += !right;
}
