/* The end of a handshake of TLS 1.3, and the tickets behind it (RFC 8446 4.6.1). */
#include "crypto/bytes.h"
#include "generated/encode.h"
#include "generated/errors.h"
#include "generated/events.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/binding.h"
#include "handshake/hello_parts.h"
#include "handshake/schedule.h"
#include "handshake/session_core.h"
#include "handshake/wipe.h"

enum hf_error hf_do_complete13(struct hf_connection *c) {
  hf_derive_resumption(c);
  c->exports = c->config->export_keys != 0u ? HF_EXPORTS_ALL : HF_EXPORTS_NOTHING;
  if (c->config->export_keys == 0u)
    hf_wipe(c->exchange.traffic.exporter, HF_SECRET_SIZE);
  c->session.session_id_n = 0u;
  hf_wipe_handshake(c);
  return HF_OK;
}

uint32_t hf_decide_tickets_left(struct hf_connection *c) {
  (void)c;
  return HF_OUTCOME_TICKETS_LEFT_NO;
}

enum hf_error hf_do_make_ticket(struct hf_connection *c) {
  (void)c;
  return HF_OK;
}

void hf_send_new_session_ticket(struct hf_connection *c, struct hf_writer *w) {
  (void)c;
  (void)w;
}

enum hf_error hf_ticket_begin(struct hf_connection *c, uint32_t length) {
  (void)c;
  (void)length;
  return HF_OK;
}

enum hf_error hf_ticket_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  (void)c;
  (void)in;
  (void)n;
  return HF_OK;
}

uint32_t hf_decide_check_ticket(struct hf_connection *c) {
  (void)c;
  return HF_OUTCOME_CHECK_TICKET_ACCEPTABLE;
}
