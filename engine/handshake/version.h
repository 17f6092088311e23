/* Which version is spoken. */
#ifndef HF_HANDSHAKE_VERSION_H
#define HF_HANDSHAKE_VERSION_H
#include "generated/profile.h"
#include "generated/registry.h"
#include "handshake/hello_parts.h"
#include "handshake/sound.h"
#include <stdbool.h>

/* True: a suite of TLS 1.3, which says nothing of key exchange and certificates (RFC 8446 B.4). */
/*@ requires \valid_read(suite); HF_TOTAL; assigns \nothing; ensures \result <==> suite->key_exchange == HF_KEY_EXCHANGE_ANY; */
static inline bool hf_suite_is_tls13(const struct hf_cipher_suite_row *suite) {
  return suite->key_exchange == HF_KEY_EXCHANGE_ANY;
}

/* HF_VERSION_... that a connection may speak: those of its suites. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; ensures \result <= 3; */
uint32_t hf_allowed_versions(const struct hf_connection *c);

/* True: it may speak TLS 1.3. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static inline bool hf_speaks_tls13(const struct hf_connection *c) {
  return HF_HAS_TLS13 != 0u && hf_allowed_versions(c) / HF_VERSION_TLS13 == 1u;
}

/* True: TLS 1.3 was agreed on. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; ensures \result <==> c->parameters.version == HF_TLS13; */
static inline bool hf_is_tls13(const struct hf_connection *c) {
  return HF_HAS_TLS13 != 0u && c->parameters.version == HF_TLS13;
}

/* A server that has TLS 1.3 says so in the random of a ServerHello of TLS 1.2 (RFC 8446 4.1.3). */
/*@ requires \valid(c); HF_TOTAL; assigns c->exchange.server_random[24 .. 31]; */
void hf_mark_downgrade(struct hf_connection *c);
#endif
