/* The door: whether the message whose header is being read may come now, and how long it may be. All that the machine does
   not list for its state is refused here, before a byte of the body is read. */
#include "generated/errors.h"
#include "generated/events.h"
#include "generated/machine.h"
#include "handfast/connection.h"
#include "handshake/limits.h"

uint8_t hf_accept_message(struct hf_connection *c, uint32_t value) {
  uint8_t event = hf_message_event((uint8_t)(value % 256u));
  c->event = event;
  if (event == 0u || hf_machine_next(c->state, event) == HF_STATE_REFUSED)
    return HF_ERROR_UNEXPECTED_MESSAGE;
  return HF_OK;
}

uint8_t hf_accept_length(struct hf_connection *c, uint32_t value) {
  (void)c;
  return value <= HF_MESSAGE_MAX ? HF_OK : HF_ERROR_MESSAGE_TOO_LONG;
}
