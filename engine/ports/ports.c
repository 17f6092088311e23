#include "ports/ports.h"
#include "generated/errors.h"
#include <stdbool.h>

bool hf_port_random(const struct hf_config *config, uint8_t *out, size_t n) {
  return config->random.fill != NULL && config->random.fill(config->random.context, out, n) == 0;
}

int64_t hf_port_now(const struct hf_config *config) {
  return config->now(config->now_context);
}

void hf_port_trace(const struct hf_config *config, const struct hf_trace *event) {
  if (config->trace != NULL)
    config->trace(config->trace_context, event);
}

void hf_port_key_log(const struct hf_config *config, const uint8_t *client_random, const uint8_t *master_secret) {
  if (config->key_log != NULL)
    config->key_log(config->key_log_context, client_random, master_secret);
}

void hf_port_secret_log(const struct hf_config *config, const char *label, const uint8_t *client_random,
                        const uint8_t *secret, size_t n) {
  if (config->secret_log != NULL)
    config->secret_log(config->key_log_context, label, client_random, secret, n);
}

enum hf_error hf_port_certificate_policy(const struct hf_config *config, const struct hf_chain *chain) {
  enum hf_error error = HF_OK;
  if (config->certificate_policy != NULL)
    error = config->certificate_policy(config->certificate_policy_context, chain);
  return error < HF_ERRORS ? error : HF_ERROR_CERTIFICATE_REFUSED;
}

enum hf_error hf_port_client_hello(const struct hf_config *config, const struct hf_client_hello *hello) {
  enum hf_error error = HF_OK;
  if (config->client_hello_policy != NULL)
    error = config->client_hello_policy(config->client_hello_policy_context, hello);
  return error < HF_ERRORS ? error : HF_ERROR_CLIENT_HELLO_REFUSED;
}

bool hf_port_identity(const struct hf_config *config, const struct hf_client_hello *hello,
                      const struct hf_identity *identity) {
  return config->identity_policy == NULL || config->identity_policy(config->identity_policy_context, hello, identity);
}

bool hf_port_external_psk(const struct hf_config *config, const uint8_t *identity, size_t n,
                          struct hf_external_psk *psk) {
  if (config->external_psk == NULL || !config->external_psk(config->external_psk_context, identity, n, psk))
    return false;
  if (psk->key == NULL || psk->key_n > HF_PSK_KEY_MAX)
    psk->key_n = 0u;
  return true;
}

bool hf_port_session_find(const struct hf_connection *c, const uint8_t *id, size_t n, struct hf_session *out) {
  const struct hf_session_store *store = c->config->sessions;
  out->chain = NULL; /* of a store that knows of no chains */
  if (store == NULL || store->find(store->context, id, n, hf_port_now(c->config), out) != 1)
    return false;
  return out->session_id_n == n; /* what a store gave has the size that its ID is read with */
}

void hf_port_session_put(const struct hf_config *config, const struct hf_session *session) {
  const struct hf_session_store *store = config->sessions;
  if (store != NULL)
    store->put(store->context, session, hf_port_now(config));
}

void hf_port_session_drop(const struct hf_config *config, const uint8_t *id, size_t n) {
  const struct hf_session_store *store = config->sessions;
  if (store != NULL)
    store->drop(store->context, id, n);
}

/* A key answers what it will; the engine is told one of three things. */
static enum hf_key_answer one_of_three(enum hf_key_answer answer) {
  return answer == HF_KEY_DONE || answer == HF_KEY_PENDING ? answer : HF_KEY_FAILED;
}

enum hf_key_answer hf_port_rsa_private(const struct hf_private_key *key, const uint8_t *in, size_t n, uint8_t *out) {
  return key->rsa_private == NULL ? HF_KEY_FAILED : one_of_three(key->rsa_private(key->context, in, n, out));
}

enum hf_key_answer hf_port_ecdsa_sign(const struct hf_private_key *key, const uint8_t *digest, size_t n, uint8_t *r,
                                      uint8_t *s) {
  return key->ecdsa_sign == NULL ? HF_KEY_FAILED : one_of_three(key->ecdsa_sign(key->context, digest, n, r, s));
}
