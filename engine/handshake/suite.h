/* The parts of the cipher suite that was agreed on. */
#ifndef HF_HANDSHAKE_SUITE_H
#define HF_HANDSHAKE_SUITE_H
#include "generated/registry.h"
#include "handfast/connection.h"

/* The row of the suite agreed on; of the table's first before that. */
/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing; ensures \valid_read(\result); */
static inline const struct hf_cipher_suite_row *hf_suite(const struct hf_connection *c) {
  uint32_t row = c->parameters.suite;
  return &hf_cipher_suites[row < HF_CIPHER_SUITES ? row : 0u];
}

/* Bytes in a scalar or coordinate of a group: 32 or 48. */
/*@ terminates \true; exits \false; assigns \nothing; ensures \result == 32 || \result == 48; */
static inline uint16_t hf_group_size(uint16_t group) {
  return group == HF_GROUP_SECP384R1 ? 48u : 32u;
}
#endif
