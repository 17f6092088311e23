/* Where the engine calls its caller: the only place with calls through pointers, and so the only one outside the provider
   that no proof covers. What a contract here says of a result, ports.c makes true whatever a callback answers; that a callback
   comes back, and writes nothing but what it was given to fill, is assumed of it (proofs/SOUNDNESS.md). */
#ifndef HF_PORTS_H
#define HF_PORTS_H
#include "handshake/peer.h"
#include <stdbool.h>

/*@ requires \valid_read(config) && \valid(out + (0 .. n - 1)); HF_TOTAL; assigns out[0 .. n - 1]; */
bool hf_port_random(const struct hf_config *config, uint8_t *out, size_t n); /* 1: out is filled */

/*@ requires \valid_read(config); HF_TOTAL; assigns \nothing; */
int64_t hf_port_now(const struct hf_config *config); /* seconds since 1970-01-01 UTC */

/*@ requires \valid_read(config) && \valid_read(event); HF_TOTAL; assigns \nothing; */
void hf_port_trace(const struct hf_config *config, const struct hf_trace *event);

/*@ requires \valid_read(config) && \valid_read(client_random + (0 .. 31)) && \valid_read(master_secret + (0 .. 47));
  @ HF_TOTAL; assigns \nothing; */
void hf_port_key_log(const struct hf_config *config, const uint8_t *client_random, const uint8_t *master_secret);

/*@ requires \valid_read(config) && \valid_read(client_random + (0 .. 31)) && \valid_read(secret + (0 .. n - 1));
  @ HF_TOTAL; assigns \nothing; */
void hf_port_secret_log(const struct hf_config *config, const char *label, const uint8_t *client_random,
                        const uint8_t *secret, size_t n);

/*@ requires \valid_read(config) && \valid_read(chain); HF_TOTAL; assigns \nothing; */
enum hf_error hf_port_certificate_policy(const struct hf_config *config,
                                         const struct hf_chain *chain); /* an hf_error */

/*@ requires \valid_read(config) && \valid_read(hello); HF_TOTAL; assigns \nothing; */
enum hf_error hf_port_client_hello(const struct hf_config *config,
                                   const struct hf_client_hello *hello); /* an hf_error */
/*@ requires \valid_read(config) && \valid_read(hello) && \valid_read(identity); HF_TOTAL; assigns \nothing; */
bool hf_port_identity(const struct hf_config *config, const struct hf_client_hello *hello,
                      const struct hf_identity *identity); /* true: it may be shown */

/* True: there is an external pre-shared key in *psk: of this identity, or, NULL, to be offered. key_n 0: it has not the size of one. */
/*@ requires \valid_read(config) && \valid(psk) && (identity == \null || \valid_read(identity + (0 .. n - 1))); HF_TOTAL;
  @ assigns *psk; ensures \result ==> psk->key_n <= HF_PSK_KEY_MAX && \valid_read(psk->key + (0 .. psk->key_n - 1)); */
bool hf_port_external_psk(const struct hf_config *config, const uint8_t *identity, size_t n,
                          struct hf_external_psk *psk);

/* True: the store had a session of this id, now in *out; its chain, if there is one, is the store's. */
/*@ requires \valid_read(c) && \valid_read(c->config) && \valid_read(id + (0 .. n - 1)) && \valid(out) && \separated(c, out);
  @ HF_TOTAL;
  @ assigns *out; ensures \result ==> out->session_id_n == n;
  @ ensures \result && out->chain != \null ==> hf_chain_given(c, out->chain, c->chain.buffer, c->chain.size); */
bool hf_port_session_find(const struct hf_connection *c, const uint8_t *id, size_t n, struct hf_session *out);
/*@ requires \valid_read(config) && \valid_read(session); HF_TOTAL; assigns \nothing; */
void hf_port_session_put(const struct hf_config *config, const struct hf_session *session);
/*@ requires \valid_read(config) && \valid_read(id + (0 .. n - 1)); HF_TOTAL; assigns \nothing; */
void hf_port_session_drop(const struct hf_config *config, const uint8_t *id, size_t n);

/*@ requires \valid_read(key) && \valid_read(in + (0 .. n - 1)) && \valid(out + (0 .. n - 1)); HF_TOTAL;
  @ assigns out[0 .. n - 1]; ensures \result \in {HF_KEY_DONE, HF_KEY_PENDING, HF_KEY_FAILED}; */
enum hf_key_answer hf_port_rsa_private(const struct hf_private_key *key, const uint8_t *in, size_t n, uint8_t *out);
/*@ requires \valid_read(key) && \valid_read(digest + (0 .. n - 1)); requires \valid(r + (0 .. HF_SCALAR_MAX - 1));
  @ requires \valid(s + (0 .. HF_SCALAR_MAX - 1)); HF_TOTAL;
  @ assigns r[0 .. HF_SCALAR_MAX - 1], s[0 .. HF_SCALAR_MAX - 1];
  @ ensures \result \in {HF_KEY_DONE, HF_KEY_PENDING, HF_KEY_FAILED}; */
enum hf_key_answer hf_port_ecdsa_sign(const struct hf_private_key *key, const uint8_t *digest, size_t n, uint8_t *r,
                                      uint8_t *s);
#endif
