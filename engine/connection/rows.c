#include "connection/rows.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/steps.h"

uint32_t hf_row_decide(struct hf_connection *c, uint32_t decision) {
  uint32_t event = hf_dispatch_decide(c, decision);
  c->machine.pending = event == HF_EVENT_NONE ? 1u : 0u;
  return event;
}

uint32_t hf_row_do(struct hf_connection *c, uint32_t work) {
  enum hf_error error = hf_dispatch_do(c, work);
  c->machine.error = error != HF_OK ? error : c->machine.error;
  return error == HF_OK ? HF_EVENT_DONE : HF_EVENT_ERROR;
}

/* The end of the input is told when all that came was read. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == HF_EVENT_CLOSE || \result == HF_EVENT_END_OF_INPUT || \result == HF_EVENT_NONE;
  @ ensures c->machine.close_wanted != 0 <==> \result == HF_EVENT_CLOSE; */
static uint32_t asked(const struct hf_connection *c) {
  if (c->machine.close_wanted != 0u)
    return HF_EVENT_CLOSE;
  return (c->machine.input_ended != 0u && c->input.at >= c->input.end) ? HF_EVENT_END_OF_INPUT : HF_EVENT_NONE;
}

uint32_t hf_row_wait(struct hf_connection *c) {
  uint32_t event = asked(c);
  c->machine.close_wanted = 0u; /* it was, or is the event now */
  c->machine.input_ended = event == HF_EVENT_END_OF_INPUT ? 0u : c->machine.input_ended;
  return event;
}

uint32_t hf_row_fail(struct hf_connection *c, enum hf_error error) {
  c->machine.error = error != HF_OK ? error : c->machine.error;
  return HF_EVENT_ERROR;
}

void hf_ask(struct hf_connection *c, uint32_t event) {
  c->machine.close_wanted = event == HF_EVENT_CLOSE ? 1u : c->machine.close_wanted;
  c->machine.input_ended = event == HF_EVENT_END_OF_INPUT ? 1u : c->machine.input_ended;
}
