#include "handshake/psk.h"
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/events.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/hello_parts.h"
#include "handshake/offers.h"
#include "handshake/suite.h"

enum hf_error hf_offer_psk_mode(struct hf_connection *c, uint32_t value) {
  if (value == 1u)
    c->offers.psk_modes = 2u;
  return HF_OK;
}

enum hf_error hf_offer_identities(struct hf_connection *c, uint32_t value) {
  c->offers.binders_at = c->parser.pos + value;
  return HF_OK;
}

enum hf_error hf_offer_identity_begin(struct hf_connection *c, uint32_t length) {
  (void)length;
  c->offers.identities = c->offers.identities < 0xffffu ? c->offers.identities + 1u : c->offers.identities;
  return HF_OK;
}

enum hf_error hf_offer_identity_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  (void)c;
  (void)in;
  (void)n;
  return HF_OK;
}

enum hf_error hf_offer_binder_begin(struct hf_connection *c, uint32_t length) {
  (void)length;
  c->offers.binders = c->offers.binders < 0xffffu ? c->offers.binders + 1u : c->offers.binders;
  return HF_OK;
}

enum hf_error hf_offer_binder_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  (void)c;
  (void)in;
  (void)n;
  return HF_OK;
}

enum hf_error hf_answer_identity(struct hf_connection *c, uint32_t value) {
  c->offers.identities = value + 1u;
  return HF_OK;
}

bool hf_psk_chosen(const struct hf_connection *c, uint32_t hash) {
  (void)c;
  (void)hash;
  return false;
}

void hf_psk_forget(struct hf_connection *c) {
  hf_wipe(c->session.master_secret, HF_MASTER_SECRET);
  c->session.has_master_secret = 0u;
  hf_peer_forget(c);
}

uint32_t hf_decide_choose_psk(struct hf_connection *c) {
  hf_psk_forget(c);
  return HF_OUTCOME_CHOOSE_PSK_FULL;
}
