/* The end of a connection that went wrong (RFC 5246 7.2.2). */
#ifndef HF_CONNECTION_FAILURE_H
#define HF_CONNECTION_FAILURE_H
#include "connection/sound.h"

/* The connection has failed with an hf_error other than HF_OK: the alert it calls for is put into the output, what came in is
   dropped, every secret is wiped. */
/*@ requires hf_sound(c) && hf_framed(c) && c->machine.failed == 0 && error != HF_OK; HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures P18: c->machine.failed == 1 && c->machine.error == error;
  @ ensures P18: hf_wiped(c); */
void hf_fail(struct hf_connection *c, enum hf_error error);

/* The same for what the peer sent and may not: says so to the trace. */
/*@ requires hf_sound(c) && hf_framed(c) && c->machine.failed == 0 && error != HF_OK; HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures P18: c->machine.failed == 1 && c->machine.error == error;
  @ ensures P18: hf_wiped(c); */
void hf_refuse(struct hf_connection *c, uint32_t event, enum hf_error error);

/* The caller ends a connection: what was not closed has failed; what came in, and every secret, is wiped. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c);
  @ ensures P18: hf_wiped(c);
  @ ensures P18: hf_zeroed(c->buffers.in, c->buffers.in_size); */
void hf_abandon(struct hf_connection *c);
#endif
