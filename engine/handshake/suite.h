/* The parts of the cipher suite that was agreed on. */
#ifndef HF_HANDSHAKE_SUITE_H
#define HF_HANDSHAKE_SUITE_H
#include "generated/registry.h"
#include "handfast/connection.h"
#include <stdbool.h>

/* The row of the suite agreed on; of the table's first before that. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; ensures \valid_read(\result);
  @ ensures \result == &hf_cipher_suites[c->parameters.suite < HF_CIPHER_SUITES ? c->parameters.suite : 0]; */
static inline const struct hf_cipher_suite_row *hf_suite(const struct hf_connection *c) {
  uint32_t row = c->parameters.suite;
  return &hf_cipher_suites[row < HF_CIPHER_SUITES ? row : 0u];
}

/* Whether a suite of TLS 1.2 authenticates with a key of this kind. One of RSASSA-PSS signs under ECDHE_RSA, and is no key of key
   transport (RFC 8446 4.2.3, RFC 4055 1.2). */
/*@ requires \valid_read(suite); HF_TOTAL; assigns \nothing;
  @ ensures kind != HF_KEY_RSA_PSS ==> (\result <==> kind == suite->authentication);
  @ ensures kind == HF_KEY_RSA_PSS ==>
  @   (\result <==> suite->authentication == HF_KEY_RSA && suite->key_exchange == HF_KEY_EXCHANGE_ECDHE); */
static inline bool hf_suite_takes_key(const struct hf_cipher_suite_row *suite, uint32_t kind) {
  if (kind != HF_KEY_RSA_PSS)
    return kind == suite->authentication;
  return suite->authentication == HF_KEY_RSA && suite->key_exchange == HF_KEY_EXCHANGE_ECDHE;
}

/*@ logic integer suite_row(integer row) = row < HF_CIPHER_SUITES ? row : 0;
  @ logic integer suite_hash{L}(integer row) = hf_cipher_suites[suite_row(row)].prf_hash == HF_HASH_SHA384 ? 5 : 4; */
/* The hash function of its PRF, HF_HASH_SHA256 or HF_HASH_SHA384: no suite has another. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == suite_hash(c->parameters.suite);
  @ ensures \result == HF_HASH_SHA256 || \result == HF_HASH_SHA384; */
static inline uint32_t hf_prf_hash(const struct hf_connection *c) {
  return hf_suite(c)->prf_hash == HF_HASH_SHA384 ? HF_HASH_SHA384 : HF_HASH_SHA256;
}

/* Whether a group is one that the provider has. */
/*@ HF_TOTAL; assigns \nothing;
  @ ensures \result <==> exchange_known(group); */
static inline bool hf_group_known(uint32_t group) {
  return group == HF_GROUP_X25519 || group == HF_GROUP_SECP256R1 || group == HF_GROUP_SECP384R1 ||
         group == HF_GROUP_SECP521R1;
}

/* Bytes of a key share of a group that the provider has. */
/*@ HF_TOTAL; assigns \nothing; ensures \result <= HF_POINT_MAX;
  @ ensures exchange_known(group) ==> \result == share_bytes(group); */
static inline uint32_t hf_share_size(uint32_t group) {
  if (group == HF_GROUP_X25519)
    return 32u;
  if (group == HF_GROUP_SECP521R1)
    return 133u;
  return group == HF_GROUP_SECP384R1 ? 97u : 65u;
}

/* Bytes in a scalar or coordinate of a group: 32, 48 or 66. */
/*@ HF_TOTAL; assigns \nothing; ensures \result == 32 || \result == 48 || \result == HF_SCALAR_MAX;
  @ ensures exchange_known(group) ==> \result == group_bytes(group); */
static inline uint32_t hf_group_size(uint32_t group) {
  if (group == HF_GROUP_SECP521R1)
    return 66u;
  return group == HF_GROUP_SECP384R1 ? 48u : 32u;
}
#endif
