/* What the peer knows and says; what it watches is in watch.c. */
#include "peer.h"
#include "generated/registry.h"
#include "keys/master.h"
#include "messages.h"
#include "record/record.h"
#include "support/edit.h"
#include <string.h>

#define VERSION 0x0303

void fuzz_peer_start(struct fuzz_peer *p, struct test_side *side) {
  memset(p, 0, sizeof *p);
  p->side = side;
  p->version = VERSION;
  hf_record_start(&p->seal);
  hf_record_start(&p->open);
  fuzz_peer_deliver(p);
}

static const struct hf_cipher_suite_row *suite_of(const struct fuzz_peer *p) {
  for (size_t i = 0; i < HF_CIPHER_SUITES; i++)
    if (hf_cipher_suites[i].code == p->cipher_suite)
      return &hf_cipher_suites[i];
  return NULL;
}

/* 1: the keys can be made. */
static int keyed(const struct fuzz_peer *p) {
  return p->side->key_logged && p->hellos == 3 && suite_of(p) != NULL;
}

/* RFC 5246 6.3. client: of what the client seals. */
static void make_keys(struct fuzz_peer *p, struct hf_record_state *out, int client, uint8_t opening) {
  const struct hf_cipher_suite_row *suite = suite_of(p);
  uint8_t protection = suite->protection;
  const uint8_t *mac = p->key_block + (client ? 0u : suite->mac_n);
  const uint8_t *key = p->key_block + 2u * suite->mac_n + (client ? 0u : suite->key_n);
  const uint8_t *iv = p->key_block + 2u * ((size_t)suite->mac_n + suite->key_n) + (client ? 0u : suite->iv_n);
  p->secret_keys_n = 2u * ((size_t)suite->mac_n + suite->key_n);
  hf_key_block(suite->prf_hash, p->side->master_secret, p->server_random, p->client_random, p->key_block,
               p->secret_keys_n + 2u * suite->iv_n);
  if (protection == HF_PROTECTION_CBC && p->encrypt_then_mac)
    protection = HF_PROTECTION_CBC_ENCRYPT_THEN_MAC;
  fuzz_must(hf_record_keys(out, protection, suite->mac_hash, mac, suite->mac_n, key, suite->key_n, iv, suite->iv_n,
                           opening) == HF_OK,
            "the keys cannot be used");
}

void fuzz_peer_seals(struct fuzz_peer *p) {
  if (p->sealing || !keyed(p))
    return;
  make_keys(p, &p->seal, p->side->is_server, 0);
  p->sealing = 1;
}

void fuzz_peer_opens(struct fuzz_peer *p) {
  fuzz_must(!p->opening && keyed(p), "ChangeCipherSpec of a side that has no keys");
  make_keys(p, &p->open, !p->side->is_server, 1);
  p->opening = 1;
}

int fuzz_peer_verify_data(const struct fuzz_peer *p, uint8_t out[12]) {
  struct hf_hash hash;
  uint8_t digest[HF_HASH_MAX];
  if (!keyed(p))
    return 0;
  uint8_t id = suite_of(p)->prf_hash;
  hf_hash_start(&hash, id);
  hf_hash_update(&hash, p->handshake.at, p->handshake.n);
  hf_hash_finish(&hash, digest);
  hf_verify_data(id, p->side->master_secret, (uint8_t)p->side->is_server, digest, hf_hash_size(id), out);
  return 1;
}

/* What the hellos say that the keys depend on. */
static void note_hello(struct fuzz_peer *p, const uint8_t *m, size_t n) {
  int server = m[0] == TEST_SERVER_HELLO;
  size_t at = TEST_HELLO_SESSION;
  if (n <= at)
    return;
  p->hellos |= (uint8_t)(1 << server);
  memcpy(server ? p->server_random : p->client_random, m + 6, 32);
  at += 1 + (size_t)m[at];
  if (!server || n < at + 3)
    return;
  p->cipher_suite = (uint16_t)(m[at] * 256 + m[at + 1]);
  p->encrypt_then_mac = 0;
  for (at += 5; at + 4 <= n; at += 4 + (size_t)m[at + 2] * 256 + m[at + 3])
    p->encrypt_then_mac |= m[at] == 0 && m[at + 1] == HF_EXTENSION_ENCRYPT_THEN_MAC;
}

static void note_finished(struct fuzz_peer *p, const uint8_t *m, size_t n) {
  uint8_t right[12];
  if (!p->lost && m[0] == TEST_FINISHED && n == 16 && p->sealing && fuzz_peer_verify_data(p, right) &&
      memcmp(m + 4, right, 12) == 0)
    p->finished_right = 1;
}

/* A HelloRequest is in no hash (RFC 5246 7.4.1.1). */
static void note(struct fuzz_peer *p, const uint8_t *m, size_t n, int from_engine) {
  if (m[0] == 0)
    return;
  if (m[0] == TEST_CLIENT_HELLO || m[0] == TEST_SERVER_HELLO)
    note_hello(p, m, n);
  if (!from_engine)
    note_finished(p, m, n);
  fuzz_put(&p->handshake, m, n);
}

void fuzz_peer_notes(struct fuzz_peer *p, const uint8_t *bytes, size_t n, int from_engine) {
  struct fuzz_bytes *part = from_engine ? &p->theirs : &p->ours;
  fuzz_put(part, bytes, n);
  while (part->n >= 4) {
    size_t size = 4 + (size_t)part->at[1] * 65536 + (size_t)part->at[2] * 256 + part->at[3];
    if (part->n < size)
      return;
    note(p, part->at, size, from_engine);
    fuzz_drop(part, size);
  }
}

static void put_record(struct fuzz_peer *p, uint8_t type, const uint8_t *content, size_t n, size_t at, uint8_t by) {
  static uint8_t record[HF_OUT_SIZE];
  static const uint8_t iv[16] = {7};
  uint32_t record_n = 0;
  if (n > HF_PLAINTEXT_MAX)
    return;
  if (n > 0)
    memcpy(record + hf_record_before(&p->seal), content, n);
  fuzz_must(hf_record_seal(&p->seal, type, record, n, iv, &record_n) == HF_OK, "a record does not seal");
  record[1] = (uint8_t)(p->version >> 8);
  record[2] = (uint8_t)p->version;
  record[at % record_n] ^= by;
  fuzz_put(&p->wire, record, record_n);
  p->records++;
}

void fuzz_peer_record(struct fuzz_peer *p, uint8_t type, const uint8_t *content, size_t n) {
  put_record(p, type, content, n, 0, 0);
  if (type == HF_CONTENT_HANDSHAKE)
    fuzz_peer_notes(p, content, n, 0);
  if (type == HF_CONTENT_APPLICATION_DATA && p->sealing)
    fuzz_put(&p->said, content, n);
  if (type == HF_CONTENT_CHANGE_CIPHER_SPEC && n == 1 && content[0] == 1)
    fuzz_peer_seals(p);
}

void fuzz_peer_forged(struct fuzz_peer *p, uint8_t type, const uint8_t *content, size_t n, size_t at, uint8_t by) {
  if (p->sealing)
    put_record(p, type, content, n, at, by);
}

void fuzz_peer_handshake(struct fuzz_peer *p, const uint8_t *bytes, size_t n) {
  size_t most = p->fragment > 0 && p->fragment < HF_PLAINTEXT_MAX ? p->fragment : HF_PLAINTEXT_MAX;
  for (size_t at = 0; at < n; at += most)
    fuzz_peer_record(p, HF_CONTENT_HANDSHAKE, bytes + at, n - at < most ? n - at : most);
}

void fuzz_peer_change(struct fuzz_peer *p) {
  fuzz_peer_deliver(p);
  fuzz_peer_record(p, HF_CONTENT_CHANGE_CIPHER_SPEC, (const uint8_t[]){1}, 1);
}

void fuzz_peer_raw(struct fuzz_peer *p, const uint8_t *bytes, size_t n) {
  fuzz_put(&p->wire, bytes, n);
  p->records += n / HF_RECORD_HEADER;
  p->lost = 1;
}
