/* The bytes of a ticket that a client takes, of either version, in any chunks: into its place, where there is room for it. */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/events.h"
#include "handshake/session_core.h"

enum hf_error hf_ticket_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  uint32_t at = c->offers.ticket_came;
  if (at > c->offers.ticket_n || n > c->offers.ticket_n - at)
    return HF_OK;
  hf_copy(&hf_ticket_at(c, c->offers.ticket_n)[at], in, n);
  c->offers.ticket_came = at + n;
  return HF_OK;
}
