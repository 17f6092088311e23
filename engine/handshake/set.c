#include "handshake/set.h"

void hf_set_secret_n(struct hf_connection *c, uint16_t n) {
  c->secret_n = n;
}

void hf_set_signature_n(struct hf_connection *c, uint16_t n) {
  c->signature_n = n;
}

void hf_set_share_n(struct hf_connection *c, uint16_t n) {
  c->share_n = n;
}

void hf_set_peer_share_n(struct hf_connection *c, uint16_t n) {
  c->peer_share_n = n;
}

void hf_set_version(struct hf_connection *c, uint16_t version) {
  c->offers.version = version;
}

void hf_set_group(struct hf_connection *c, uint16_t group) {
  c->parameters.group = group;
}

void hf_set_suite(struct hf_connection *c, uint8_t row, uint16_t code) {
  c->parameters.suite = row;
  c->parameters.cipher_suite = code;
}

void hf_set_protocol(struct hf_connection *c, uint16_t at, uint16_t n) {
  c->parameters.protocol_at = at;
  c->parameters.protocol_n = n;
}

void hf_set_identity(struct hf_connection *c, uint8_t identity, uint16_t scheme, uint8_t type) {
  c->parameters.identity = identity;
  c->parameters.signature_scheme = scheme;
  c->parameters.server_type = type;
}

void hf_set_peer_scheme(struct hf_connection *c, uint16_t scheme) {
  c->parameters.peer_signature_scheme = scheme;
}

void hf_set_session(struct hf_connection *c, uint16_t version, uint16_t suite) {
  c->session.version = version;
  c->session.cipher_suite = suite;
}
