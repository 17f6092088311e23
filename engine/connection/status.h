/* What the engine itself asks about a connection (handfast.h), as its proofs need it. */
#ifndef HF_CONNECTION_STATUS_H
#define HF_CONNECTION_STATUS_H
#include "connection/sound.h"

/*@ requires c != \null ==> \valid_read(c) && c->machine.state < HF_STATES; HF_TOTAL; assigns \nothing;
  @ ensures \result == HF_STATUS_FAILED <==> c == \null || c->machine.failed != 0;
  @ ensures \result == HF_STATUS_OPEN ==> c->machine.failed == 0 && c->machine.pending == 0 && c->machine.opened != 0 && c->machine.closing == 0 &&
  @   c->machine.close_taken == 0;
  @ ensures \result == HF_STATUS_PEER_CLOSED ==> c->machine.failed == 0 && c->machine.pending == 0 && c->machine.opened != 0 &&
  @   c->machine.closing == 0 && c->machine.close_taken != 0;
  @ ensures \result == HF_STATUS_CLOSED ==> hf_steps[c->machine.state].kind == HF_STEP_END; */
enum hf_status hf_status(const struct hf_connection *c);
#endif
