/* The machine takes events: it goes on to the state that the specification's rows say, or refuses. */
#ifndef HF_CONNECTION_MACHINE_H
#define HF_CONNECTION_MACHINE_H
#include "connection/sound.h"
#include "generated/machine.h"
#include "handshake/limits.h"
#include <stdbool.h>

/* An event happened, of a message of so many bytes: the machine's next state is the table's, or the connection fails. True: it went on. */
/*@ requires hf_sound(c) && hf_framed(c) && c->machine.failed == 0; HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == (c->machine.failed == 0 ? 1 : 0);
  @ ensures P1: spec_next(\old(c->machine.state), event) == HF_STATE_REFUSED ==>
  @   c->machine.failed == 1 && c->machine.error == HF_ERROR_UNEXPECTED_MESSAGE && hf_wiped(c);
  @ ensures P1: spec_next(\old(c->machine.state), event) != HF_STATE_REFUSED ==>
  @   c->machine.failed == 0 && c->machine.state == spec_next(\old(c->machine.state), event); */
bool hf_advance(struct hf_connection *c, uint32_t event, uint32_t length);

/* Something came that moves nothing: an empty record, a warning, a HelloRequest, a wish to renegotiate. A peer that sends only
   such is not waited for for ever. HF_OK, or that there were too many. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->machine.idle_records;
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed);
  @ ensures \result == HF_OK || \result == HF_ERROR_TOO_MANY_IDLE_RECORDS;
  @ ensures P17: \result == HF_OK <==> \old(c->machine.idle_records) < HF_IDLE_RECORDS_MAX; */
enum hf_error hf_count_idle(struct hf_connection *c);

/* Something else came. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->machine.idle_records;
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed); */
void hf_count_busy(struct hf_connection *c);

/* The peer's last alert, for the caller. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->machine.peer_alert, c->machine.peer_alert_level;
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed); */
void hf_note_alert(struct hf_connection *c, uint32_t level, uint32_t description);

/* True: the machine waits for a message. */
/*@ requires \valid_read(c) && c->machine.state < HF_STATES; HF_TOTAL; assigns \nothing;
  @ ensures \result <==> c->machine.failed == 0 && hf_steps[c->machine.state].kind == HF_STEP_RECV; */
bool hf_waits(const struct hf_connection *c);

/* True: it waits for its caller alone: the peer closed its direction, and what still comes is dropped (RFC 5246 7.2.1). */
/*@ requires \valid_read(c) && c->machine.state < HF_STATES; HF_TOTAL; assigns \nothing;
  @ ensures \result <==> c->machine.failed == 0 && hf_steps[c->machine.state].kind == HF_STEP_CALL; */
bool hf_hears_nothing(const struct hf_connection *c);
#endif
