#include "handshake/binding.h"
#include "crypto/bytes.h"
#include "crypto/ct.h"
#include "generated/profile.h"
#include "handshake/choose.h"
#include <stdbool.h>

/* The server binds to the protocol that was agreed on; the client to all that it offers, because it must know before it
   offers a session whether that fits. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == (c->is_server != 0 ? c->parameters.protocol_at + 1 : 0); */
static size_t protocols_at(const struct hf_connection *c) {
  return c->is_server != 0u ? (size_t)c->parameters.protocol_at + 1u : 0u;
}

/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing;
  @ ensures \result == (c->is_server != 0 ? c->parameters.protocol_n : c->config->application_protocols_n); */
static size_t protocols_n(const struct hf_connection *c) {
  return c->is_server != 0u ? c->parameters.protocol_n : c->config->application_protocols_n;
}

/* A list of keys that the peer must have. */
/*@ requires \valid(hash) && hash_known(hash->id) && \valid_read(pins + (0 .. n - 1)) && \separated(hash, pins + (0 .. n - 1));
  @ HF_TOTAL; assigns hash->word[0 .. 25]; */
static void take_pins(struct hf_hash *hash, const struct hf_pin *pins, size_t n) {
  uint8_t count[4];
  hf_write32(count, (uint32_t)(n % 0x100000000u));
  hf_hash_update(hash, count, 4u);
  /*@ loop invariant 0 <= i <= n; loop assigns i, hash->word[0 .. 25]; loop variant n - i; */
  for (size_t i = 0u; i < n; i++)
    hf_hash_update(hash, pins[i].sha256, HF_PIN_SIZE);
}

/* The name that a client asked for, without its final dot, also where the hello does not say it: an address. A name of more bytes is
   no certificate's. */
/*@ requires \valid(hash) && hash_known(hash->id) && hf_name_sound(name);
  @ HF_TOTAL; assigns hash->word[0 .. 25]; */
static void take_name(struct hf_hash *hash, const char *name) {
  uint8_t text[256];
  uint32_t n = 0u;
  text[0] = 0u;
  if (name != NULL) {
    /*@ loop invariant 0 <= n <= 255; loop invariant \forall integer k; 0 <= k < n ==> name[k] != 0;
      @ loop assigns n, text[0 .. 255]; loop variant 255 - n; */
    while (n < 255u && name[n] != '\0') {
      int byte = name[n];
      text[n] = (uint8_t)(byte < 0 ? byte + 256 : byte);
      n = n + 1u;
    }
    if (n > 1u && text[n - 1u] == 0x2eu)
      n = n - 1u;
    text[n] = 0u;
  }
  hf_hash_update(hash, text, (size_t)n + 1u);
}

/* The kinds of keys and signatures that are allowed. */
/*@ requires \valid(hash) && hash_known(hash->id);
  @ HF_TOTAL; assigns hash->word[0 .. 25]; */
static void take_kinds(struct hf_hash *hash, uint32_t groups, uint32_t schemes) {
  uint8_t kinds[8];
  hf_write32(&kinds[0], groups);
  hf_write32(&kinds[4], schemes);
  hf_hash_update(hash, kinds, 8u);
}

/* What is asked of the certificate policies of the peer's path: without rules, as with rules that ask for nothing. */
/*@ requires \valid(hash) && hash_known(hash->id) && (rules == \null || \valid_read(rules));
  @ HF_TOTAL; assigns hash->word[0 .. 25]; ensures hash->id == \old(hash->id); */
static void take_rules(struct hf_hash *hash, const struct hf_policy_rules *rules) {
  static const struct hf_policy_rules none = {0};
  uint8_t head[8];
  if (rules == NULL)
    rules = &none;
  hf_write32(&head[0], (uint32_t)(rules->policies_n % 0x100000000u));
  head[4] = rules->explicit_policy;
  head[5] = rules->inhibit_mapping;
  head[6] = rules->inhibit_any;
  head[7] = 0u;
  hf_hash_update(hash, head, 8u);
  /*@ loop invariant 0 <= i <= rules->policies_n; loop assigns i, head[0 .. 3], hash->word[0 .. 25];
    @ loop variant rules->policies_n - i; */
  for (size_t i = 0u; i < rules->policies_n; i++) {
    hf_write32(&head[0], (uint32_t)(rules->policies[i].n % 0x100000000u));
    hf_hash_update(hash, head, 4u);
    hf_hash_update(hash, rules->policies[i].octets, rules->policies[i].n);
  }
}

/* What a client may show of itself: whoever resumes is taken for who showed it. */
/*@ requires \valid(hash) && hash_known(hash->id) && hf_identities_sound(identities, n);
  @ HF_TOTAL; assigns hash->word[0 .. 25]; ensures hash->id == \old(hash->id); */
static void take_identities(struct hf_hash *hash, const struct hf_identity *identities, size_t n) {
  uint8_t sizes[8];
  /*@ loop invariant 0 <= i <= n; loop assigns i, sizes[0 .. 7], hash->word[0 .. 25]; loop variant n - i; */
  for (size_t i = 0u; i < n; i++) {
    const struct hf_identity *one = &identities[i];
    size_t certificate_n = one->certificates_n != 0u ? one->certificate_sizes[0] : 0u;
    hf_write32(&sizes[0], (uint32_t)(certificate_n % 0x100000000u));
    hf_write32(&sizes[4], (uint32_t)(one->raw_public_key_n % 0x100000000u));
    hf_hash_update(hash, sizes, 8u);
    if (certificate_n != 0u)
      hf_hash_update(hash, one->certificates[0], certificate_n);
    hf_hash_update(hash, one->raw_public_key, one->raw_public_key_n);
  }
}

/* Each part with its length before it, so that no two different sets of parts hash alike. */
void hf_session_binding(const struct hf_connection *c, uint8_t *out) {
  struct hf_hash hash;
  uint8_t head[12];
  uint32_t name_n = c->offers.server_name_n;
  const struct hf_config *config = c->config;
  size_t protocol_n = protocols_n(c);
  const uint8_t *protocols = protocol_n != 0u ? &config->application_protocols[protocols_at(c)] : NULL;
  const struct hf_pin *pins = config->pins;
  const struct hf_pin *keys = config->raw_public_keys;
  size_t pins_n = config->pins_n;
  size_t keys_n = config->raw_public_keys_n;
  uint32_t groups = hf_allowed_groups(config);
  uint32_t schemes = hf_allowed_schemes(config);
  /* Shown here, where nothing was written yet. */
  /*@ assert \valid_read(pins + (0 .. pins_n - 1)) && \separated(&hash, pins + (0 .. pins_n - 1)); */
  /*@ assert \valid_read(keys + (0 .. keys_n - 1)) && \separated(&hash, keys + (0 .. keys_n - 1)); */
  /*@ assert \valid_read(protocols + (0 .. protocol_n - 1)) && \separated(&hash, protocols + (0 .. protocol_n - 1)); */
  hf_write16(&head[0], (uint16_t)(name_n % 65536u));
  hf_write16(&head[2], (uint16_t)(protocol_n % 65536u));
  head[4] = (uint8_t)(c->offers.max_fragment_length % 256u);
  head[5] = (uint8_t)config->client_authentication;
  head[6] = (uint8_t)(c->is_server % 256u);
  head[7] = config->accept_any_certificate;
  head[8] = (uint8_t)config->staple;
  head[9] = (uint8_t)(c->offers.server_types % 256u);
  head[10] = (uint8_t)(c->offers.client_types % 256u);
  head[11] = config->strict_certificates;
  hf_hash_start(&hash, HF_HASH_SHA256);
  hf_hash_update(&hash, head, 12u);
  hf_hash_update(&hash, c->offers.server_name, name_n);
  if (protocol_n != 0u)
    hf_hash_update(&hash, protocols, protocol_n);
  take_pins(&hash, pins, pins_n);
  take_pins(&hash, keys, keys_n);
  take_kinds(&hash, groups, schemes);
  if (HF_HAS_CERTIFICATE_POLICIES != 0u)
    take_rules(&hash, config->policy_rules);
  take_name(&hash, c->server_name);
  if (HF_HAS_CLIENT_IDENTITIES != 0u && c->is_server == 0u)
    take_identities(&hash, config->identities, config->identities_n);
  hf_hash_finish(&hash, out);
}

bool hf_binding_equal(const uint8_t *a, const uint8_t *b) {
  return hf_ct_equal(a, b, HF_BINDING) == 1u;
}

void hf_session_clear(struct hf_session_core *session) {
  session->created = 0;
  session->version = 0u;
  session->cipher_suite = 0u;
  session->session_id_n = 0u;
  session->extended_master_secret = 0u;
  session->encrypt_then_mac = 0u;
  session->max_fragment_length = 0u;
  session->has_master_secret = 0u;
  session->by_ticket = 0u;
  session->ticket_n = 0u;
  session->ticket_lifetime = 0u;
  session->ticket_age_add = 0u;
  hf_wipe(session->session_id, HF_SESSION_ID_MAX);
  hf_wipe(session->master_secret, HF_MASTER_SECRET);
  hf_wipe(session->binding, HF_BINDING);
}
