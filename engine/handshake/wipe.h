/* Wiping what a connection no longer needs. */
#ifndef HF_HANDSHAKE_WIPE_H
#define HF_HANDSHAKE_WIPE_H
#include "handshake/sound.h"

/* clang-format off */
#define HF_WIPED_BY_HANDSHAKE(c)                                                                                       \
  (c)->exchange.secret.holds, (c)->exchange.secret.bytes[0 .. HF_SECRET_MAX - 1], (c)->exchange.key_block.holds,       \
      (c)->exchange.key_block.bytes[0 .. HF_KEY_BLOCK_MAX - 1], (c)->exchange.finished.of,                             \
      (c)->exchange.finished.bytes[0 .. 11], (c)->kept_holds, (c)->kept.bytes[0 .. HF_KEPT_BYTES - 1], (c)->transcript
/* clang-format on */

/* What only the handshake needed: pre-master secret, scalar, key block, transcript, expected verify_data. A client that can
   resume keeps its session, and a server that must drop a failed one keeps its ID; any other session is wiped, unless keys are
   exported from it. */
/*@ requires \valid(c); HF_TOTAL;
  @ assigns HF_WIPED_BY_HANDSHAKE(c), c->session.master_secret[0 .. HF_MASTER_SECRET - 1], c->session.has_master_secret;
  @ ensures hf_transcript_sound(&c->transcript) && c->transcript.wanted == 0;
  @ ensures \forall integer i; 0 <= i < HF_SECRET_MAX ==> c->exchange.secret.bytes[i] == 0;
  @ ensures \forall integer i; 0 <= i < HF_KEY_BLOCK_MAX ==> c->exchange.key_block.bytes[i] == 0; */
void hf_wipe_handshake(struct hf_connection *c);

/* Every secret: of the handshake, of the session, and the keys of both directions. */
/*@ requires \valid(c); HF_TOTAL;
  @ assigns HF_WIPED_BY_HANDSHAKE(c), c->session, c->read, c->write, c->exports;
  @ ensures hf_transcript_sound(&c->transcript) && c->session.session_id_n <= HF_SESSION_ID_MAX;
  @ ensures hf_record_sound(&c->read);
  @ ensures hf_record_sound(&c->write);
  @ ensures P28: c->exports == HF_EXPORTS_NOTHING;
  @ ensures P18: \forall integer i; 0 <= i < HF_SECRET_MAX ==> c->exchange.secret.bytes[i] == 0;
  @ ensures P18: \forall integer i; 0 <= i < HF_MASTER_SECRET ==> c->session.master_secret[i] == 0; */
void hf_wipe_secrets(struct hf_connection *c);
#endif
