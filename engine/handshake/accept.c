/* The door: whether the message whose header is being read may come now, and how long it may be. All that the machine does
   not list for its state is refused here, before a byte of the body is read. */
#include "generated/errors.h"
#include "generated/events.h"
#include "generated/machine.h"
#include "handfast/connection.h"
#include "handshake/limits.h"
#include <stdbool.h>

/* Only a message that a row of the machine lists for its state (P1). */
/*@ HF_TOTAL; assigns \nothing;
  @ ensures P1: \result <==> event != 0 && spec_next(state, event) != HF_STATE_REFUSED; */
static bool is_listed(uint32_t state, uint32_t event) {
  return event != 0u && hf_machine_next(state, event) != HF_STATE_REFUSED;
}

/* Refused, or noted as the message being read. */
enum hf_error hf_accept_message(struct hf_connection *c, uint32_t value) {
  uint32_t event = hf_message_event((uint8_t)(value % 256u));
  c->machine.event = event;
  c->kept_holds = HF_KEPT_FIELDS;
  return is_listed(c->machine.state, event) ? HF_OK : HF_ERROR_UNEXPECTED_MESSAGE;
}

enum hf_error hf_accept_length(struct hf_connection *c, uint32_t value) {
  (void)c;
  return value <= HF_MESSAGE_MAX ? HF_OK : HF_ERROR_MESSAGE_TOO_LONG;
}
