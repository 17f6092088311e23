/* Which type a certificate has: X.509, or only a raw public key (RFC 7250 4). */
#ifndef HF_HANDSHAKE_CERTIFICATE_TYPE_H
#define HF_HANDSHAKE_CERTIFICATE_TYPE_H
#include "handfast/connection.h"

/* On the wire, and in hf_parameters */
#define HF_CERTIFICATE_TYPE_X509 0u
#define HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY 2u

/* Sets of them, in hf_offers */
#define HF_TYPE_X509 1u
#define HF_TYPE_RAW_PUBLIC_KEY 2u
#define HF_TYPE_RAW_FIRST 4u /* raw public keys are preferred */
#define HF_TYPES_ALL 7u

/* The types that our certificates have. */
/*@ requires \valid_read(config) && \valid_read(config->identities + (0 .. config->identities_n - 1));
  @ HF_TOTAL; assigns \nothing; ensures \result <= HF_TYPES_ALL; */
uint32_t hf_types_of_ours(const struct hf_config *config);
/* The types that can be trusted of the peer's. */
/*@ requires \valid_read(config); HF_TOTAL; assigns \nothing; ensures 1 <= \result <= HF_TYPES_ALL; */
uint32_t hf_types_of_peers(const struct hf_config *config);
/* The types that one identity has. */
/*@ requires \valid_read(identity); HF_TOTAL; assigns \nothing; ensures \result <= HF_TYPES_ALL; */
uint32_t hf_types_of(const struct hf_identity *identity);

/* What the client offers in an extension, HF_SEEN_...; without it, X.509 (RFC 7250 4.2). */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures (c->offers.extensions & extension) == 0 ==> \result == HF_TYPE_X509;
  @ ensures (c->offers.extensions & extension) != 0 ==> \result == types; */
uint32_t hf_types_offered(const struct hf_connection *c, uint32_t extension, uint32_t types);

/* The type of both sets that the first prefers: HF_TYPE_X509 or HF_TYPE_RAW_PUBLIC_KEY; 0: none. */
/*@ HF_TOTAL; assigns \nothing;
  @ ensures \result == 0 || \result == HF_TYPE_X509 || \result == HF_TYPE_RAW_PUBLIC_KEY; */
uint32_t hf_type_choose(uint32_t offered, uint32_t available);
/* The code point of a type. */
/*@ HF_TOTAL; assigns \nothing;
  @ ensures \result == (type == HF_TYPE_RAW_PUBLIC_KEY ? HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY : HF_CERTIFICATE_TYPE_X509); */
uint32_t hf_type_code(uint32_t type);

/* A set of types as an extension lists it: the front of this list; its bytes into *n. */
extern const uint8_t hf_type_codes[2];
/*@ requires \valid(n); HF_TOTAL; assigns *n;
  @ ensures 1 <= *n <= 2 && \result == &hf_type_codes[0]; */
const uint8_t *hf_type_list(uint32_t types, size_t *n);
#endif
