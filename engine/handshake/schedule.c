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
struct label {
  const char *text;
  uint32_t n;
  const char *logged; /* NULL: not */
};
static const struct label client_handshake = {"c hs traffic", 12u, "CLIENT_HANDSHAKE_TRAFFIC_SECRET"};
static const struct label server_handshake = {"s hs traffic", 12u, "SERVER_HANDSHAKE_TRAFFIC_SECRET"};
static const struct label client_application = {"c ap traffic", 12u, "CLIENT_TRAFFIC_SECRET_0"};
static const struct label server_application = {"s ap traffic", 12u, "SERVER_TRAFFIC_SECRET_0"};
static const struct label exporter = {"exp master", 10u, "EXPORTER_SECRET"};
static const struct label resumption = {"res master", 10u, NULL};

/* Derive-Secret of the secret that stands in c->exchange.traffic.secret, over the handshake so far. */
static void derive(const struct hf_connection *c, const struct label *label, const uint8_t *digest, uint8_t *out) {
  uint32_t hash = hf_prf_hash(c);
  uint8_t text[12];
  for (uint32_t i = 0u; i < label->n && i < 12u; i++)
    text[i] = (uint8_t)label->text[i];
  hf_hkdf_expand_label(hash, c->exchange.traffic.secret, text, label->n, digest, hf_hash_size(hash), out,
                       hf_hash_size(hash));
  if (label->logged != NULL)
    hf_port_secret_log(c->config, label->logged, c->exchange.client_random, out, hf_hash_size(hash));
}

static bool digest_so_far(const struct hf_connection *c, uint8_t *digest) {
  struct hf_hash work;
  return hf_transcript_digest(&c->transcript, hf_prf_hash(c), digest, &work);
}

/* The early secret, of the pre-shared key that was chosen or of zeroes; then that of the handshake, of the secret that the shares agreed
   on. */
static void handshake_secret(struct hf_connection *c) {
  static const uint8_t zeroes[HF_SECRET_SIZE] = {0u};
  uint32_t hash = hf_prf_hash(c);
  if (c->parameters.resumed != 0u && c->session.has_master_secret != 0u) {
    hf_copy(c->exchange.traffic.secret, c->session.master_secret, HF_SECRET_SIZE);
    hf_wipe(c->session.master_secret, HF_MASTER_SECRET);
    c->session.has_master_secret = 0u;
  } else
    hf_hkdf_extract(hash, NULL, 0u, zeroes, hf_hash_size(hash), c->exchange.traffic.secret);
  hf_next_secret(hash, c->exchange.traffic.secret, c->exchange.secret.bytes, c->exchange.secret.n);
}

enum hf_error hf_do_derive_handshake_secrets(struct hf_connection *c) {
  uint8_t digest[HF_HASH_MAX];
  if (c->exchange.secret.holds != HF_SECRET_PRE_MASTER || c->exchange.secret.n > HF_SECRET_MAX)
    return HF_ERROR_MESSAGE_TABLE;
  if (!digest_so_far(c, digest))
    return HF_ERROR_PROVIDER_FAILED;
  handshake_secret(c);
  hf_wipe(c->exchange.secret.bytes, HF_SECRET_MAX);
  c->exchange.secret.holds = HF_SECRET_NOTHING;
  derive(c, &client_handshake, digest, c->exchange.traffic.client);
  derive(c, &server_handshake, digest, c->exchange.traffic.server);
  c->exchange.traffic.holds = HF_TRAFFIC_HANDSHAKE;
  return HF_OK;
}

/* The keys of a traffic secret, for one direction (RFC 8446 7.3). */
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
static enum hf_error set_read_keys(struct hf_connection *c) {
  if (c->input.at != c->input.end)
    return HF_ERROR_KEY_CHANGE_INSIDE_RECORD;
  return set_keys(c, c->is_server != 0u ? c->exchange.traffic.client : c->exchange.traffic.server, &c->read);
}

static enum hf_error set_write_keys(struct hf_connection *c) {
  return set_keys(c, c->is_server != 0u ? c->exchange.traffic.server : c->exchange.traffic.client, &c->write);
}

enum hf_error hf_do_activate_handshake_keys(struct hf_connection *c) {
  enum hf_error error = c->exchange.traffic.holds == HF_TRAFFIC_HANDSHAKE ? set_read_keys(c) : HF_ERROR_MESSAGE_TABLE;
  return error == HF_OK ? set_write_keys(c) : error;
}

/* The master secret takes the place of the handshake's. The server's traffic secret is the next one from here on; the client still
   sends with that of the handshake. */
enum hf_error hf_do_derive_application_secrets(struct hf_connection *c) {
  static const uint8_t zeroes[HF_SECRET_SIZE] = {0u};
  uint32_t hash = hf_prf_hash(c);
  uint8_t digest[HF_HASH_MAX];
  if (c->exchange.traffic.holds != HF_TRAFFIC_HANDSHAKE)
    return HF_ERROR_MESSAGE_TABLE;
  if (!digest_so_far(c, digest))
    return HF_ERROR_PROVIDER_FAILED;
  hf_next_secret(hash, c->exchange.traffic.secret, zeroes, hf_hash_size(hash));
  derive(c, &client_application, digest, c->exchange.traffic.application);
  derive(c, &server_application, digest, c->exchange.traffic.server);
  derive(c, &exporter, digest, c->exchange.traffic.exporter);
  c->exchange.traffic.holds = HF_TRAFFIC_APPLICATION;
  return HF_OK;
}

/* The client's traffic secret is that of application data from here on. */
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
