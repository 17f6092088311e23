#include "secrets.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "keys/master.h"
#include "keys/schedule.h"
#include <string.h>

#define EXCHANGED 1
#define SESSION 2
#define LOST 4

static uint32_t hash_of(const struct watch *w) {
  return hf_cipher_suites[w->side->c.parameters.suite].prf_hash;
}

static const uint8_t *digest_of(const struct watch *w, uint32_t hash, uint32_t n, size_t form) {
  return w->digests[n][hash == HF_HASH_SHA384][form];
}

int watch_covers(const struct watch *w, uint32_t hash, const uint8_t *digest) {
  for (uint32_t n = w->n; n > 0; n--)
    for (size_t form = 0; form < WATCHED_FORMS; form++)
      if (memcmp(digest_of(w, hash, n, form), digest, hf_hash_size(hash)) == 0)
        return (int)n;
  return NOWHERE;
}

/* Whose the pre-master secret is: both have the same one, or nobody else has it yet. */
static int whose(const struct watch *w) {
  if (w->side->c.parameters.version == 0x0304 && w->side->c.parameters.resumed)
    return SESSION;
  if (w->peer->pre_master_n == 0)
    return EXCHANGED;
  return w->peer->pre_master_n == w->pre_master_n && memcmp(w->peer->pre_master, w->pre_master, w->pre_master_n) == 0
             ? EXCHANGED
             : LOST;
}

int watch_pre_master(const struct watch *w) {
  return w->side->c.exchange.secret.holds == HF_SECRET_PRE_MASTER ? whose(w) : UNSEEN;
}

/* TLS 1.2: the messages that the master secret is bound to, 0 for none; NOWHERE: it does not come of the pre-master secret. */
static int bound_to(const struct watch *w) {
  const struct hf_exchange *x = &w->side->c.exchange;
  uint32_t hash = hash_of(w);
  uint8_t master[48];
  for (uint32_t n = w->n; n > 0; n--) {
    hf_extended_master_secret(hash, w->pre_master, w->pre_master_n, digest_of(w, hash, n, 0), hf_hash_size(hash),
                              master);
    if (memcmp(master, w->side->c.session.master_secret, sizeof master) == 0)
      return (int)n;
  }
  hf_master_secret(hash, w->pre_master, w->pre_master_n, x->client_random, x->server_random, master);
  return memcmp(master, w->side->c.session.master_secret, sizeof master) == 0 ? 0 : NOWHERE;
}

/* True: the key block is that of the master secret and both randoms. */
static int has_key_block(const struct watch *w) {
  const struct hf_connection *c = &w->side->c;
  uint8_t block[32];
  if (c->exchange.key_block.holds != HF_KEY_BLOCK_KEYS || c->session.has_master_secret == 0)
    return 0;
  hf_key_block(hash_of(w), c->session.master_secret, c->exchange.server_random, c->exchange.client_random, block, 32);
  return memcmp(block, c->exchange.key_block.bytes, sizeof block) == 0;
}

/* TLS 1.2: c->session.master_secret, once there are keys of it. */
static void see_master(struct watch *w) {
  const struct hf_session_core *s = &w->side->c.session;
  if (w->secret != 0 || !has_key_block(w))
    return;
  if (w->side->c.parameters.resumed) {
    w->secret = w->offered && memcmp(w->offered->master_secret, s->master_secret, 48) == 0 ? SESSION : NOWHERE;
    return;
  }
  w->secret = whose(w);
  w->master_n = bound_to(w);
}

static void label(const struct watch *w, const uint8_t *secret, const char *text, uint32_t n, size_t form,
                  uint8_t *out) {
  uint32_t hash = hash_of(w);
  hf_hkdf_expand_label(hash, secret, (const uint8_t *)text, 12, digest_of(w, hash, n, form), hf_hash_size(hash), out,
                       hf_hash_size(hash));
}

/* Both traffic secrets that come of a secret; answers how many messages they are bound to, if the connection holds them. */
static int traffic(struct watch *w, size_t epoch, const uint8_t *secret, const char *client, const char *server,
                   const uint8_t *held) {
  const struct hf_traffic *t = &w->side->c.exchange.traffic;
  size_t size = hf_hash_size(hash_of(w));
  for (uint32_t n = w->n; n > 0; n--)
    for (size_t form = 0; form < WATCHED_FORMS; form++) {
      label(w, secret, client, n, form, w->traffic[0][epoch]);
      label(w, secret, server, n, form, w->traffic[1][epoch]);
      if (memcmp(held, w->traffic[0][epoch], size) == 0 && memcmp(t->server, w->traffic[1][epoch], size) == 0)
        return (int)n;
    }
  return NOWHERE;
}

/* TLS 1.3: c->exchange.traffic, made anew of what went before. */
static void see_handshake_secrets(struct watch *w) {
  static const uint8_t zeroes[HF_SECRET_SIZE];
  const struct hf_traffic *t = &w->side->c.exchange.traffic;
  uint32_t hash = hash_of(w);
  if (w->side->c.parameters.resumed)
    memcpy(w->handshake, w->early, sizeof w->handshake);
  else
    hf_hkdf_extract(hash, NULL, 0, zeroes, hf_hash_size(hash), w->handshake);
  hf_next_secret(hash, w->handshake, w->pre_master, w->pre_master_n);
  w->secret = whose(w);
  w->master_n = traffic(w, 1, w->handshake, "c hs traffic", "s hs traffic", t->client);
}

static void see_application_secrets(struct watch *w) {
  static const uint8_t zeroes[HF_SECRET_SIZE];
  const struct hf_traffic *t = &w->side->c.exchange.traffic;
  uint32_t hash = hash_of(w);
  uint8_t master[HF_SECRET_SIZE];
  memcpy(master, w->handshake, sizeof master);
  hf_next_secret(hash, master, zeroes, hf_hash_size(hash));
  w->application_n = traffic(w, 2, master, "c ap traffic", "s ap traffic", t->application);
  for (size_t of = 0; of < 2; of++)
    for (size_t e = 3; e <= WATCHED_EPOCHS; e++) {
      memcpy(w->traffic[of][e], w->traffic[of][e - 1], HF_SECRET_SIZE);
      hf_update_secret(hash, w->traffic[of][e]);
    }
}

void watch_secrets(struct watch *w) {
  const struct hf_connection *c = &w->side->c;
  if (c->exchange.secret.holds == HF_SECRET_PRE_MASTER) {
    w->pre_master_n = c->exchange.secret.n;
    memcpy(w->pre_master, c->exchange.secret.bytes, w->pre_master_n);
  }
  if (c->parameters.version != 0x0304) {
    see_master(w);
    return;
  }
  if (c->session.has_master_secret)
    memcpy(w->early, c->session.master_secret, sizeof w->early);
  if (w->secret == 0 && c->exchange.traffic.holds == HF_TRAFFIC_HANDSHAKE)
    see_handshake_secrets(w);
  if (w->application_n == 0 && c->exchange.traffic.holds == HF_TRAFFIC_APPLICATION)
    see_application_secrets(w);
}

int watch_finished(const struct watch *w, int of_server) {
  const struct hf_connection *c = &w->side->c;
  uint32_t hash = hash_of(w);
  int tls13 = c->parameters.version == 0x0304;
  if (c->exchange.finished.of != (of_server ? HF_SIDE_SERVER : HF_SIDE_CLIENT))
    return UNSEEN;
  for (uint32_t n = w->n; n > 0; n--)
    for (size_t form = 0; form < WATCHED_FORMS; form++) {
      uint8_t data[HF_SECRET_SIZE];
      const uint8_t *digest = digest_of(w, hash, n, form);
      if (tls13)
        hf_finished_mac(hash, w->traffic[of_server][1], digest, data);
      else
        hf_verify_data(hash, c->session.master_secret, !of_server, digest, hf_hash_size(hash), data);
      if (memcmp(data, c->exchange.finished.bytes, tls13 ? hf_hash_size(hash) : 12) == 0)
        return (int)n;
    }
  return NOWHERE;
}

int watch_epoch(const struct watch *w, const struct hf_record_state *state, int of_server) {
  if (w->side->c.parameters.version != 0x0304 || state->protection == HF_PROTECTION_NULL)
    return 0;
  for (int e = 1; e <= (int)WATCHED_EPOCHS; e++) {
    uint8_t key[32], iv[12];
    hf_traffic_key(hash_of(w), w->traffic[of_server][e], key, 16, iv);
    if (memcmp(iv, state->iv, sizeof iv) == 0)
      return e <= 2 ? e : 2 + (e - 2) % 4; /* the model's go round */
  }
  return NOWHERE;
}
