/* Application protocol names (RFC 7301) as they arrive, in any chunks: each is gathered where a secret will be, and none is
   while a hello is read, and looked up in the configuration's list when it is whole. */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/events.h"
#include "handshake/offers.h"
#include <stdbool.h>

/*@ requires \valid(c); HF_TOTAL; assigns c->offers.name_wanted, c->exchange.secret.holds, c->exchange.secret.n;
  @ ensures c->exchange.secret.n == 0 || c->exchange.secret.n == \old(c->exchange.secret.n);
  @ ensures \result == HF_OK ==> c->exchange.secret.holds == HF_SECRET_NAME; */
static enum hf_error protocol_begin(struct hf_connection *c, uint32_t value) {
  if (value < 1u || value > 255u)
    return HF_ERROR_EXTENSION_MALFORMED;
  c->offers.name_wanted = value;
  c->exchange.secret.holds = HF_SECRET_NAME;
  c->exchange.secret.n = 0u;
  return HF_OK;
}

/* True: the name is whole. */
/*@ requires \valid(c) && \valid_read(in + (0 .. n - 1));
  @ requires \separated(&c->exchange.secret.bytes, in + (0 .. n - 1));
  @ HF_TOTAL; assigns c->exchange.secret.bytes[0 .. HF_SECRET_MAX - 1], c->exchange.secret.n;
  @ ensures c->exchange.secret.n <= 255 || c->exchange.secret.n == \old(c->exchange.secret.n); ensures \result ==> c->exchange.secret.n <= 255;
  @ ensures c->exchange.secret.holds != HF_SECRET_NAME ==> !\result && c->exchange.secret.n == \old(c->exchange.secret.n); */
static bool protocol_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  uint32_t at = c->exchange.secret.n;
  if (c->exchange.secret.holds != HF_SECRET_NAME || at > 255u || n > 255u - at)
    return false;
  hf_copy(&c->exchange.secret.bytes[at], in, n);
  c->exchange.secret.n = at + n;
  return c->exchange.secret.n == c->offers.name_wanted;
}

enum hf_error hf_offer_protocol_begin(struct hf_connection *c, uint32_t value) {
  return protocol_begin(c, value);
}

/* The server's preference decides (RFC 7301 3.2): of all names offered, the one that stands first in its list. */
enum hf_error hf_offer_protocol_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  size_t list_n = c->config->application_protocols_n;
  if (protocol_bytes(c, in, n)) {
    size_t at =
        hf_protocol_find(c->config->application_protocols, list_n, c->exchange.secret.bytes, c->exchange.secret.n);
    if (at < list_n && (c->offers.protocol_n == 0u || at < c->offers.protocol_at)) {
      c->offers.protocol_at = (uint32_t)at;
      c->offers.protocol_n = c->exchange.secret.n;
    }
  }
  return HF_OK;
}

/* A server answers with one name (RFC 7301 3.1). */
enum hf_error hf_answer_protocol_begin(struct hf_connection *c, uint32_t value) {
  if ((c->offers.flags & HF_OFFER_PROTOCOL_ANSWERED) != 0u)
    return HF_ERROR_EXTENSION_MALFORMED;
  c->offers.flags = c->offers.flags | HF_OFFER_PROTOCOL_ANSWERED | HF_OFFER_PROTOCOL_UNKNOWN;
  return protocol_begin(c, value);
}

enum hf_error hf_answer_protocol_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  size_t list_n = c->config->application_protocols_n;
  if (protocol_bytes(c, in, n)) {
    size_t at =
        hf_protocol_find(c->config->application_protocols, list_n, c->exchange.secret.bytes, c->exchange.secret.n);
    if (at < list_n) {
      c->offers.protocol_at = (uint32_t)at;
      c->offers.protocol_n = c->exchange.secret.n;
      c->offers.flags = c->offers.flags & ~HF_OFFER_PROTOCOL_UNKNOWN;
    }
  }
  return HF_OK;
}
