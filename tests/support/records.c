#include "support/records.h"

#define CBC HF_PROTECTION_CBC
#define ETM HF_PROTECTION_CBC_ENCRYPT_THEN_MAC

const struct record_kind record_kinds[RECORD_KINDS] = {
    {"null", HF_PROTECTION_NULL, 0, 0, 0, 0},
    {"AES-128-CBC SHA-1", CBC, HF_HASH_SHA1, 20, 16, 0},
    {"AES-256-CBC SHA-1", CBC, HF_HASH_SHA1, 20, 32, 0},
    {"AES-128-CBC SHA-256", CBC, HF_HASH_SHA256, 32, 16, 0},
    {"AES-256-CBC SHA-256", CBC, HF_HASH_SHA256, 32, 32, 0},
    {"AES-256-CBC SHA-384", CBC, HF_HASH_SHA384, 48, 32, 0},
    {"AES-128-CBC SHA-1, encrypt then MAC", ETM, HF_HASH_SHA1, 20, 16, 0},
    {"AES-128-CBC SHA-256, encrypt then MAC", ETM, HF_HASH_SHA256, 32, 16, 0},
    {"AES-256-CBC SHA-256, encrypt then MAC", ETM, HF_HASH_SHA256, 32, 32, 0},
    {"AES-256-CBC SHA-384, encrypt then MAC", ETM, HF_HASH_SHA384, 48, 32, 0},
    {"AES-128-GCM", HF_PROTECTION_GCM, 0, 0, 16, 4},
    {"AES-256-GCM", HF_PROTECTION_GCM, 0, 0, 32, 4},
    {"ChaCha20-Poly1305", HF_PROTECTION_CHACHA20_POLY1305, 0, 0, 32, 12},
};

static void count_up(uint8_t *out, size_t n, uint8_t from) {
  for (size_t i = 0; i < n; i++)
    out[i] = (uint8_t)(from + i);
}

static void start(struct hf_record_state *s, const struct record_kind *kind, uint8_t opening) {
  uint8_t mac_key[48];
  uint8_t key[32];
  uint8_t iv[12];
  hf_record_start(s);
  if (kind->protection == HF_PROTECTION_NULL)
    return;
  count_up(mac_key, sizeof mac_key, 0);
  count_up(key, sizeof key, 100);
  count_up(iv, sizeof iv, 200);
  hf_record_keys(s, kind->protection, kind->mac_hash, mac_key, kind->mac_n, key, kind->key_n, iv, kind->iv_n, opening);
}

void record_pair_start(struct record_pair *p, const struct record_kind *kind) {
  start(&p->out, kind, 0);
  start(&p->in, kind, 1);
}

uint8_t record_content(size_t i) {
  return (uint8_t)(i * 7u + i / 256u);
}

size_t record_seal(struct record_pair *p, uint8_t type, uint8_t *record, size_t n) {
  uint8_t iv[16];
  uint32_t record_n = 0;
  size_t before = hf_record_before(&p->out);
  count_up(iv, sizeof iv, 31);
  for (size_t i = 0; i < n; i++)
    record[before + i] = record_content(i);
  if (hf_record_seal(&p->out, type, record, n, iv, &record_n) != HF_OK)
    return 0;
  return record_n;
}
