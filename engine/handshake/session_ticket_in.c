/* The ticket that a server of TLS 1.2 gives a client (RFC 5077 3.3). */
#include "generated/errors.h"
#include "generated/events.h"
#include "generated/kept.h"
#include "generated/steps.h"
#include "handshake/kept.h"
#include "handshake/session_core.h"
#include "ports/ports.h"

/* The one before it is over, and so is the ID that the server gave, or that was made to go with the ticket (RFC 5077 3.4). One of no
   length is none; one that has no room is not kept. */
enum hf_error hf_ticket12_begin(struct hf_connection *c, uint32_t length) {
  if (length != 0u || c->session.by_ticket != 0u)
    c->session.session_id_n = 0u;
  c->session.ticket_n = 0u;
  c->offers.ticket_came = 0u;
  c->offers.ticket_n = length <= HF_TICKET_MAX && hf_ticket_fits(c, length) ? length : 0u;
  return HF_OK;
}

/* Seconds from `created` on that a ticket is good which is so from now on; 0: that is not said. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing;
  @ ensures hint == 0 <==> \result == 0; ensures \result >= hint; */
static uint32_t lifetime(const struct hf_connection *c, uint32_t hint) {
  int64_t now = hf_port_now(c->config);
  int64_t age =
      c->parameters.resumed != 0u && c->session.created >= 0 && now > c->session.created ? now - c->session.created : 0;
  if (hint == 0u || age > (int64_t)(0xffffffffu - hint))
    return hint == 0u ? 0u : 0xffffffffu;
  return hint + (uint32_t)age;
}

enum hf_error hf_do_keep_session_ticket(struct hf_connection *c) {
  if (!hf_has_read(c, HF_EVENT_RECV_NEW_SESSION_TICKET) || c->offers.ticket_came != c->offers.ticket_n)
    return HF_ERROR_MESSAGE_TABLE;
  c->session.ticket_n = c->offers.ticket_n;
  c->session.ticket_lifetime = lifetime(c, c->parser.numbers[HF_NUMBER_NEW_SESSION_TICKET_TICKET_LIFETIME_HINT]);
  c->session.ticket_age_add = 0u;
  return HF_OK;
}
