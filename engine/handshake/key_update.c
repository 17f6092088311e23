/* KeyUpdate (RFC 8446 4.6.3). */
#include "generated/encode.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"

/* No more of them than what moves nothing else: they are counted so (connection/content.c). */
uint32_t hf_decide_check_key_update(struct hf_connection *c) {
  uint32_t request = c->parser.numbers[HF_NUMBER_KEY_UPDATE_REQUEST_UPDATE];
  if (request == 0u)
    return HF_OUTCOME_CHECK_KEY_UPDATE_NOT_REQUESTED;
  return request == 1u ? HF_OUTCOME_CHECK_KEY_UPDATE_REQUESTED : HF_OUTCOME_CHECK_KEY_UPDATE_WRONG;
}

static void send(struct hf_writer *w, uint32_t request) {
  struct hf_out_key_update m;
  m.request_update = request;
  hf_encode_key_update(w, &m);
}

void hf_send_key_update(struct hf_connection *c, struct hf_writer *w) {
  (void)c;
  send(w, 0u);
}

void hf_send_key_update_requested(struct hf_connection *c, struct hf_writer *w) {
  (void)c;
  send(w, 1u);
}
