/* What the engine itself asks about a connection (handfast.h), as its proofs need it. */
#ifndef HF_CONNECTION_STATUS_H
#define HF_CONNECTION_STATUS_H
#include "connection/sound.h"

/*@ requires c != \null ==> \valid_read(c) && c->state < HF_STATES; terminates \true; exits \false; assigns \nothing;
  @ ensures \result == HF_STATUS_FAILED <==> c == \null || c->failed != 0;
  @ ensures \result == HF_STATUS_OPEN ==> c->failed == 0 && c->pending == 0 && c->opened != 0 && c->closing == 0 &&
  @   c->close_taken == 0;
  @ ensures \result == HF_STATUS_PEER_CLOSED ==> c->failed == 0 && c->pending == 0 && c->opened != 0 &&
  @   c->closing == 0 && c->close_taken != 0;
  @ ensures \result == HF_STATUS_CLOSED ==> hf_steps[c->state].kind == HF_STEP_END; */
enum hf_status hf_status(const struct hf_connection *c);
#endif
