/* Writes to numbers of a connection that are of the type that the sizes of keys have: what such a write leaves as it was is shown
   here, once for each, and their callers need no solver for it. */
#ifndef HF_HANDSHAKE_SET_H
#define HF_HANDSHAKE_SET_H
#include "handshake/sound.h"

/* clang-format off */
#define HF_SETS(c)                                                                                                     \
  requires hf_configured(c) && hf_peer_chain_sound(c);                                                                 \
  terminates \true; exits \false;                                                                                      \
  HF_CONFIG_STAYS(c);                                                                                                  \
  ensures hf_peer_chain_sound(c)
/* clang-format on */

/*@ HF_SETS(c); assigns c->secret_n;
  @ ensures c->secret_n == n; */
void hf_set_secret_n(struct hf_connection *c, uint16_t n);
/*@ HF_SETS(c); assigns c->signature_n;
  @ ensures c->signature_n == n; */
void hf_set_signature_n(struct hf_connection *c, uint16_t n);
/*@ HF_SETS(c); assigns c->share_n;
  @ ensures c->share_n == n; */
void hf_set_share_n(struct hf_connection *c, uint16_t n);
/*@ HF_SETS(c); assigns c->peer_share_n;
  @ ensures c->peer_share_n == n; */
void hf_set_peer_share_n(struct hf_connection *c, uint16_t n);
/*@ HF_SETS(c); assigns c->offers.version;
  @ ensures c->offers.version == version; */
void hf_set_version(struct hf_connection *c, uint16_t version);
/*@ HF_SETS(c); assigns c->parameters.group;
  @ ensures c->parameters.group == group; */
void hf_set_group(struct hf_connection *c, uint16_t group);
/*@ HF_SETS(c); assigns c->parameters.suite, c->parameters.cipher_suite;
  @ ensures c->parameters.suite == row && c->parameters.cipher_suite == code; */
void hf_set_suite(struct hf_connection *c, uint8_t row, uint16_t code);
/*@ HF_SETS(c); assigns c->parameters.protocol_at, c->parameters.protocol_n;
  @ ensures c->parameters.protocol_at == at && c->parameters.protocol_n == n; */
void hf_set_protocol(struct hf_connection *c, uint16_t at, uint16_t n);
/*@ HF_SETS(c); assigns c->parameters.identity, c->parameters.signature_scheme, c->parameters.server_type;
  @ ensures c->parameters.identity == identity && c->parameters.signature_scheme == scheme && c->parameters.server_type == type; */
void hf_set_identity(struct hf_connection *c, uint8_t identity, uint16_t scheme, uint8_t type);
/*@ HF_SETS(c); assigns c->parameters.peer_signature_scheme;
  @ ensures c->parameters.peer_signature_scheme == scheme; */
void hf_set_peer_scheme(struct hf_connection *c, uint16_t scheme);
/*@ HF_SETS(c); assigns c->session.version, c->session.cipher_suite;
  @ ensures c->session.version == version && c->session.cipher_suite == suite; */
void hf_set_session(struct hf_connection *c, uint16_t version, uint16_t suite);
#endif
