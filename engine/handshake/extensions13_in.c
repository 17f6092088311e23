/* Extensions of the messages that TLS 1.3 has more than a ServerHello: each where it may stand (RFC 8446 4.2), and once. */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/events.h"
#include "handshake/asked.h"
#include "handshake/hello_parts.h"
#include "handshake/offers.h"

/* What a message may carry, and was asked for. */
/*@ requires \valid(c) && hf_peer_chain_sound(c); HF_TOTAL;
  @ assigns c->offers.extensions, c->offers.unknown_n, c->exchange.key_block, c->chain.buffer[0 .. c->chain.size - 1]; */
static enum hf_error take(struct hf_connection *c, uint32_t type, uint32_t carried, uint32_t asked) {
  uint32_t bit = hf_extension_bit(type);
  if ((bit & asked) == 0u)
    return HF_ERROR_EXTENSION_UNSOLICITED;
  if ((bit & carried) == 0u)
    return HF_ERROR_EXTENSION_MISPLACED;
  return hf_extension_once(c, type);
}

/* A cookie is the one that comes without being asked for (RFC 8446 4.2). */
enum hf_error hf_retry_extension(struct hf_connection *c, uint32_t value) {
  return take(c, value, HF_CARRIED_TLS13_HRR, hf_asked(c) | HF_SEEN_COOKIE);
}

enum hf_error hf_retry_cookie_begin(struct hf_connection *c, uint32_t length) {
  c->offers.cookie_at = c->parser.pos;
  c->offers.cookie_n = length;
  return HF_OK;
}

/* It stands in what is kept of the whole message. */
enum hf_error hf_retry_cookie_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  (void)c;
  (void)in;
  (void)n;
  return HF_OK;
}

enum hf_error hf_encrypted_extension(struct hf_connection *c, uint32_t value) {
  return take(c, value, HF_CARRIED_TLS13_EE, hf_asked(c));
}

/* A request asks for itself; what the engine does not know is passed over (RFC 8446 4.3.2). */
enum hf_error hf_request_extension(struct hf_connection *c, uint32_t value) {
  uint32_t bit = hf_extension_bit(value);
  if ((bit & ~HF_CARRIED_TLS13_CR & HF_SEEN_ALL) != 0u)
    return HF_ERROR_EXTENSION_MISPLACED;
  return hf_extension_once(c, value);
}

/* Of a ticket: what the engine does not know is passed over, as much of it as can be told apart: certificates stand where a hello's would be
   noted. */
enum hf_error hf_ticket_extension(struct hf_connection *c, uint32_t value) {
  uint32_t bit = hf_extension_bit(value);
  if ((bit & ~HF_CARRIED_TLS13_NST & HF_SEEN_ALL) != 0u)
    return HF_ERROR_EXTENSION_MISPLACED;
  if (bit == 0u && c->offers.unknown_n >= HF_UNKNOWN_EXTENSIONS_MAX)
    return HF_ERROR_BUFFER_TOO_SMALL;
  return hf_extension_once(c, value);
}

/* Of a certificate: there is no more than its status; of each. */
enum hf_error hf_certificate_extension(struct hf_connection *c, uint32_t value) {
  uint32_t bit = hf_extension_bit(value);
  if ((bit & hf_asked(c)) == 0u || c->is_server != 0u)
    return HF_ERROR_EXTENSION_UNSOLICITED;
  return (bit & HF_CARRIED_TLS13_CT) != 0u ? hf_extension_once(c, value) : HF_ERROR_EXTENSION_MISPLACED;
}

/* RFC 8446 4.3.2: empty in a handshake. */
enum hf_error hf_request_context(struct hf_connection *c, uint32_t value) {
  c->offers.flags = c->offers.flags | HF_OFFER_ASKED;
  c->offers.certificate_types = 3u; /* any: the signature schemes say which */
  return value == 0u ? HF_OK : HF_ERROR_REQUEST_CONTEXT_WRONG;
}

enum hf_error hf_certificate_context(struct hf_connection *c, uint32_t value) {
  (void)c;
  return value == 0u ? HF_OK : HF_ERROR_REQUEST_CONTEXT_WRONG;
}
