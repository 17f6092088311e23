/* From one secret to the next, and to the keys of the records (RFC 8446 7.1 to 7.4). */
#include "handshake/schedule.h"
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/hello_parts.h"
#include "handshake/suite.h"
#include "handshake/transcript.h"
#include "handshake/version.h"
#include "keys/schedule.h"
#include "ports/ports.h"
#include "record/tls13_record.h"

/* RFC 8446 7.1: the labels of Derive-Secret, and what SSLKEYLOGFILE calls what comes of them. */
#define LABEL_PLACE 12u
struct label {
  uint8_t text[LABEL_PLACE];
  uint32_t n;
  const char *logged; /* NULL: not */
};
static const struct label client_handshake = {
    {'c', ' ', 'h', 's', ' ', 't', 'r', 'a', 'f', 'f', 'i', 'c'}, 12u, "CLIENT_HANDSHAKE_TRAFFIC_SECRET"};
static const struct label server_handshake = {
    {'s', ' ', 'h', 's', ' ', 't', 'r', 'a', 'f', 'f', 'i', 'c'}, 12u, "SERVER_HANDSHAKE_TRAFFIC_SECRET"};
static const struct label client_application = {
    {'c', ' ', 'a', 'p', ' ', 't', 'r', 'a', 'f', 'f', 'i', 'c'}, 12u, "CLIENT_TRAFFIC_SECRET_0"};
static const struct label server_application = {
    {'s', ' ', 'a', 'p', ' ', 't', 'r', 'a', 'f', 'f', 'i', 'c'}, 12u, "SERVER_TRAFFIC_SECRET_0"};
static const struct label exporter = {{'e', 'x', 'p', ' ', 'm', 'a', 's', 't', 'e', 'r'}, 10u, "EXPORTER_SECRET"};
static const struct label resumption = {{'r', 'e', 's', ' ', 'm', 'a', 's', 't', 'e', 'r'}, 10u, NULL};

/*@ // RFC 8446 7.1: Derive-Secret over a transcript's hash; and the secret that comes of the one before it and of what is new
  @ predicate is_derived(bytes v, integer hash, bytes secret, bytes label, bytes transcript) = \exists bytes h;
  @   is_hkdf_head(h, digest_size(hash), bytes_len(label)) &&
  @   v == expand_label(hash, secret, h, label, transcript, digest_size(hash));
  @ predicate is_next_secret(bytes v, integer hash, bytes before, bytes ikm) = \exists bytes h, l; is_derived_label(l) &&
  @   is_hkdf_head(h, digest_size(hash), 7) &&
  @   v == hmac(hash, expand_label(hash, before, h, l, digest(hash, bytes_nil), digest_size(hash)), ikm);
  @ predicate is_zeroes(bytes z, integer n) = bytes_len(z) == n && \forall integer i; 0 <= i < n ==> bytes_at(z, i) == 0;
  @*/

/* Derive-Secret of the secret that stands in c->exchange.traffic.secret, over the handshake so far. */
/*@ requires \valid_read(c) && \valid_read(c->config) && \valid_read(label) && label->n <= LABEL_PLACE;
  @ requires \valid_read(digest + (0 .. HF_SECRET_SIZE - 1)) && \valid(out + (0 .. HF_SECRET_SIZE - 1));
  @ requires \separated(out + (0 .. HF_SECRET_SIZE - 1), label) && \separated(out + (0 .. HF_SECRET_SIZE - 1), digest + (0 .. HF_SECRET_SIZE - 1));
  @ HF_TOTAL; assigns out[0 .. HF_SECRET_SIZE - 1];
  @ ensures is_derived(bytes_of(out, digest_size(suite_hash(c->parameters.suite))), suite_hash(c->parameters.suite),
  @   \old(bytes_of(&c->exchange.traffic.secret[0], digest_size(suite_hash(c->parameters.suite)))),
  @   \old(bytes_of(&label->text[0], label->n)), \old(bytes_of(digest, digest_size(suite_hash(c->parameters.suite))))); */
static void derive(const struct hf_connection *c, const struct label *label, const uint8_t *digest, uint8_t *out) {
  uint32_t hash = hf_prf_hash(c);
  hf_hkdf_expand_label(hash, c->exchange.traffic.secret, label->text, label->n, digest, hf_hash_size(hash), out,
                       hf_hash_size(hash));
  if (label->logged != NULL)
    hf_port_secret_log(c->config, label->logged, c->exchange.client_random, out, hf_hash_size(hash));
}

/*@ requires \valid_read(c) && hf_transcript_sound(&c->transcript) && \valid(digest + (0 .. HF_HASH_MAX - 1));
  @ requires \separated(c, digest + (0 .. HF_HASH_MAX - 1)); HF_TOTAL;
  @ assigns digest[0 .. HF_HASH_MAX - 1];
  @ ensures \result ==> bytes_of(digest, digest_size(\old(suite_hash(c->parameters.suite)))) ==
  @   \old(transcript_hash(&c->transcript, suite_hash(c->parameters.suite))); */
static bool digest_so_far(const struct hf_connection *c, uint8_t *digest) {
  struct hf_hash work;
  return hf_transcript_digest(&c->transcript, hf_prf_hash(c), digest, &work);
}

/* The early secret: of the pre-shared key that was chosen it stands in the session already; else it is of zeroes. */
/*@ requires \valid(c); HF_TOTAL;
  @ assigns c->exchange.traffic.secret[0 .. HF_SECRET_SIZE - 1], c->session.master_secret[0 .. HF_MASTER_SECRET - 1],
  @   c->session.has_master_secret;
  @ ensures \old(c->parameters.resumed != 0 && c->session.has_master_secret != 0) ==>
  @   bytes_of(&c->exchange.traffic.secret[0], HF_SECRET_SIZE) == \old(bytes_of(&c->session.master_secret[0], HF_SECRET_SIZE));
  @ ensures \old(c->parameters.resumed == 0 || c->session.has_master_secret == 0) ==> \exists bytes z;
  @   is_zeroes(z, digest_size(\old(suite_hash(c->parameters.suite)))) &&
  @   bytes_of(&c->exchange.traffic.secret[0], digest_size(\old(suite_hash(c->parameters.suite)))) ==
  @   hmac(\old(suite_hash(c->parameters.suite)), bytes_nil, z); */
static void early_secret(struct hf_connection *c) {
  static const uint8_t zeroes[HF_SECRET_SIZE] = {0u};
  uint32_t hash = hf_prf_hash(c);
  if (c->parameters.resumed != 0u && c->session.has_master_secret != 0u) {
    hf_copy(c->exchange.traffic.secret, c->session.master_secret, HF_SECRET_SIZE);
    hf_wipe(c->session.master_secret, HF_MASTER_SECRET);
    c->session.has_master_secret = 0u;
  } else
    hf_hkdf_extract(hash, NULL, 0u, zeroes, hf_hash_size(hash), c->exchange.traffic.secret);
}

/* The handshake's secret, of the early one and of what the shares agreed on, which is not needed any more; and the sides' traffic
   secrets. */
/*@ requires \valid(c) && \valid_read(c->config) && c->exchange.secret.n <= HF_SECRET_MAX;
  @ requires \valid_read(digest + (0 .. HF_SECRET_SIZE - 1)) && \separated(c, digest + (0 .. HF_SECRET_SIZE - 1)); HF_TOTAL;
  @ assigns c->exchange.traffic, c->exchange.secret.holds, c->exchange.secret.bytes[0 .. HF_SECRET_MAX - 1];
  @ ensures is_next_secret(bytes_of(&c->exchange.traffic.secret[0], digest_size(\old(suite_hash(c->parameters.suite)))),
  @   \old(suite_hash(c->parameters.suite)),
  @   \old(bytes_of(&c->exchange.traffic.secret[0], digest_size(suite_hash(c->parameters.suite)))),
  @   \old(bytes_of(&c->exchange.secret.bytes[0], c->exchange.secret.n)));
  @ ensures c->exchange.secret.holds == HF_SECRET_NOTHING && c->exchange.traffic.holds == HF_TRAFFIC_HANDSHAKE;
  @ ensures \forall integer i; 0 <= i < HF_SECRET_MAX ==> c->exchange.secret.bytes[i] == 0; */
static void handshake_secrets(struct hf_connection *c, const uint8_t *digest) {
  hf_next_secret(hf_prf_hash(c), c->exchange.traffic.secret, c->exchange.secret.bytes, c->exchange.secret.n);
  /*@ ghost Next: ; */
  /*@ assert next: is_next_secret(bytes_of(&c->exchange.traffic.secret[0], digest_size(\at(suite_hash(c->parameters.suite), Pre))),
        \at(suite_hash(c->parameters.suite), Pre),
        \at(bytes_of(&c->exchange.traffic.secret[0], digest_size(suite_hash(c->parameters.suite))), Pre),
        \at(bytes_of(&c->exchange.secret.bytes[0], c->exchange.secret.n), Pre)); */
  derive(c, &client_handshake, digest, c->exchange.traffic.client);
  /*@ assert client: bytes_kept{Next,Here}(&c->exchange.traffic.secret[0], HF_SECRET_SIZE); */
  derive(c, &server_handshake, digest, c->exchange.traffic.server);
  /*@ assert server: bytes_kept{Next,Here}(&c->exchange.traffic.secret[0], HF_SECRET_SIZE); */
  c->exchange.traffic.holds = HF_TRAFFIC_HANDSHAKE;
  hf_wipe(c->exchange.secret.bytes, HF_SECRET_MAX);
  c->exchange.secret.holds = HF_SECRET_NOTHING;
  /*@ assert kept: bytes_kept{Next,Here}(&c->exchange.traffic.secret[0], digest_size(\at(suite_hash(c->parameters.suite), Pre))); */
}

enum hf_error hf_do_derive_handshake_secrets(struct hf_connection *c) {
  uint8_t digest[HF_HASH_MAX];
  if (c->exchange.secret.holds != HF_SECRET_PRE_MASTER || c->exchange.secret.n > HF_SECRET_MAX)
    return HF_ERROR_MESSAGE_TABLE;
  if (!digest_so_far(c, digest))
    return HF_ERROR_PROVIDER_FAILED;
  early_secret(c);
  handshake_secrets(c, digest);
  return HF_OK;
}

/* The keys of a traffic secret, for one direction (RFC 8446 7.3). */
/*@ requires \valid_read(c) && \valid_read(secret + (0 .. HF_SECRET_SIZE - 1)) && \valid(state);
  @ requires \separated(state, secret + (0 .. HF_SECRET_SIZE - 1)); HF_TOTAL; assigns *state;
  @ ensures hf_record_sound(state);
  @ ensures \result == HF_OK ==> state->sequence == 0 && hf_is_inner(state->protection);
  @ ensures \result == HF_OK || \result == HF_ERROR_PROVIDER_FAILED; */
static enum hf_error set_keys(const struct hf_connection *c, const uint8_t *secret, struct hf_record_state *state) {
  const struct hf_cipher_suite_row *suite = hf_suite(c);
  uint8_t key[32];
  uint8_t iv[HF_TRAFFIC_IV];
  uint32_t key_n = suite->key_n <= 32u ? suite->key_n : 32u;
  enum hf_error error;
  hf_traffic_key(hf_prf_hash(c), secret, key, key_n, iv);
  error = hf_tls13_keys(state, suite->protection, key, key_n, iv);
  hf_wipe(key, sizeof key);
  hf_wipe(iv, sizeof iv);
  return error;
}

/* RFC 8446 5.1: the message that changes the keys ends its record. */
/*@ requires \valid(c) && hf_record_sound(&c->read); HF_TOTAL; assigns c->read;
  @ ensures hf_record_sound(&c->read);
  @ ensures c->input.at != c->input.end ==> \result == HF_ERROR_KEY_CHANGE_INSIDE_RECORD;
  @ ensures \result == HF_OK ==> c->read.sequence == 0 && hf_is_inner(c->read.protection);
  @ ensures \result == HF_OK || \result == HF_ERROR_PROVIDER_FAILED || \result == HF_ERROR_KEY_CHANGE_INSIDE_RECORD; */
static enum hf_error set_read_keys(struct hf_connection *c) {
  if (c->input.at != c->input.end)
    return HF_ERROR_KEY_CHANGE_INSIDE_RECORD;
  return set_keys(c, c->is_server != 0u ? c->exchange.traffic.client : c->exchange.traffic.server, &c->read);
}

/*@ requires \valid(c); HF_TOTAL; assigns c->write;
  @ ensures hf_record_sound(&c->write);
  @ ensures \result == HF_OK ==> c->write.sequence == 0 && hf_is_inner(c->write.protection);
  @ ensures \result == HF_OK || \result == HF_ERROR_PROVIDER_FAILED; */
static enum hf_error set_write_keys(struct hf_connection *c) {
  return set_keys(c, c->is_server != 0u ? c->exchange.traffic.server : c->exchange.traffic.client, &c->write);
}

enum hf_error hf_do_activate_handshake_keys(struct hf_connection *c) {
  enum hf_error error = HF_ERROR_MESSAGE_TABLE;
  if (c->exchange.traffic.holds == HF_TRAFFIC_HANDSHAKE)
    error = set_read_keys(c);
  /*@ assert read: hf_record_sound(&c->read); */
  if (error == HF_OK)
    error = set_write_keys(c);
  /*@ assert read: hf_record_sound(&c->read); */
  return error;
}

/* The master secret takes the place of the handshake's. The server's traffic secret is the next one from here on; the client still
   sends with that of the handshake. */
/*@ requires \valid(c) && \valid_read(c->config);
  @ requires \valid_read(digest + (0 .. HF_SECRET_SIZE - 1)) && \separated(c, digest + (0 .. HF_SECRET_SIZE - 1)); HF_TOTAL;
  @ assigns c->exchange.traffic;
  @ ensures \exists bytes z; is_zeroes(z, digest_size(\old(suite_hash(c->parameters.suite)))) &&
  @   is_next_secret(bytes_of(&c->exchange.traffic.secret[0], digest_size(\old(suite_hash(c->parameters.suite)))),
  @   \old(suite_hash(c->parameters.suite)),
  @   \old(bytes_of(&c->exchange.traffic.secret[0], digest_size(suite_hash(c->parameters.suite)))), z);
  @ ensures c->exchange.traffic.holds == HF_TRAFFIC_APPLICATION; */
static void application_secrets(struct hf_connection *c, const uint8_t *digest) {
  static const uint8_t zeroes[HF_SECRET_SIZE] = {0u};
  uint32_t hash = hf_prf_hash(c);
  hf_next_secret(hash, c->exchange.traffic.secret, zeroes, hf_hash_size(hash));
  /*@ ghost Next: ; */
  /*@ assert none: is_zeroes(bytes_of(&zeroes[0], digest_size(\at(suite_hash(c->parameters.suite), Pre))), digest_size(\at(suite_hash(c->parameters.suite), Pre))); */
  /*@ assert next: is_next_secret(bytes_of(&c->exchange.traffic.secret[0], digest_size(\at(suite_hash(c->parameters.suite), Pre))), \at(suite_hash(c->parameters.suite), Pre),
        \at(bytes_of(&c->exchange.traffic.secret[0], digest_size(suite_hash(c->parameters.suite))), Pre), bytes_of(&zeroes[0], digest_size(\at(suite_hash(c->parameters.suite), Pre)))); */
  derive(c, &client_application, digest, c->exchange.traffic.application);
  /*@ assert application: bytes_kept{Next,Here}(&c->exchange.traffic.secret[0], HF_SECRET_SIZE); */
  derive(c, &server_application, digest, c->exchange.traffic.server);
  /*@ assert server: bytes_kept{Next,Here}(&c->exchange.traffic.secret[0], HF_SECRET_SIZE); */
  derive(c, &exporter, digest, c->exchange.traffic.exporter);
  /*@ assert exporter: bytes_kept{Next,Here}(&c->exchange.traffic.secret[0], HF_SECRET_SIZE); */
  c->exchange.traffic.holds = HF_TRAFFIC_APPLICATION;
  /*@ assert kept: bytes_kept{Next,Here}(&c->exchange.traffic.secret[0], digest_size(\at(suite_hash(c->parameters.suite), Pre))); */
}

enum hf_error hf_do_derive_application_secrets(struct hf_connection *c) {
  uint8_t digest[HF_HASH_MAX];
  if (c->exchange.traffic.holds != HF_TRAFFIC_HANDSHAKE)
    return HF_ERROR_MESSAGE_TABLE;
  if (!digest_so_far(c, digest))
    return HF_ERROR_PROVIDER_FAILED;
  application_secrets(c, digest);
  return HF_OK;
}

/* The client's traffic secret is that of application data from here on. */
/*@ requires \valid(c); HF_TOTAL;
  @ assigns c->exchange.traffic.client[0 .. HF_SECRET_SIZE - 1], c->exchange.traffic.application[0 .. HF_SECRET_SIZE - 1];
  @ ensures bytes_of(&c->exchange.traffic.client[0], HF_SECRET_SIZE) == \old(bytes_of(&c->exchange.traffic.application[0], HF_SECRET_SIZE));
  @ ensures \forall integer i; 0 <= i < HF_SECRET_SIZE ==> c->exchange.traffic.application[i] == 0; */
static void take_application_secret(struct hf_connection *c) {
  hf_copy(c->exchange.traffic.client, c->exchange.traffic.application, HF_SECRET_SIZE);
  hf_wipe(c->exchange.traffic.application, HF_SECRET_SIZE);
}

enum hf_error hf_do_activate_application_read_keys(struct hf_connection *c) {
  if (c->exchange.traffic.holds != HF_TRAFFIC_APPLICATION)
    return HF_ERROR_MESSAGE_TABLE;
  if (c->is_server != 0u)
    take_application_secret(c);
  return set_read_keys(c);
}

enum hf_error hf_do_activate_application_write_keys(struct hf_connection *c) {
  if (c->exchange.traffic.holds != HF_TRAFFIC_APPLICATION)
    return HF_ERROR_MESSAGE_TABLE;
  if (c->is_server == 0u)
    take_application_secret(c);
  return set_write_keys(c);
}

/* RFC 8446 7.2 */
enum hf_error hf_do_next_read_keys(struct hf_connection *c) {
  hf_update_secret(hf_prf_hash(c), c->is_server != 0u ? c->exchange.traffic.client : c->exchange.traffic.server);
  return set_read_keys(c);
}

enum hf_error hf_do_next_write_keys(struct hf_connection *c) {
  hf_update_secret(hf_prf_hash(c), c->is_server != 0u ? c->exchange.traffic.server : c->exchange.traffic.client);
  return set_write_keys(c);
}

/* The resumption master secret takes the master secret's place. */
void hf_derive_resumption(struct hf_connection *c) {
  uint8_t digest[HF_HASH_MAX];
  uint8_t secret[HF_SECRET_SIZE] = {0u};
  if (digest_so_far(c, digest))
    derive(c, &resumption, digest, secret);
  hf_copy(c->exchange.traffic.secret, secret, HF_SECRET_SIZE);
  hf_wipe(secret, sizeof secret);
}
