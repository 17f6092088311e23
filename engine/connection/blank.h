/* A connection that has done nothing yet. */
#ifndef HF_CONNECTION_BLANK_H
#define HF_CONNECTION_BLANK_H
#include "connection/sound.h"

/* What of a connection the engine writes: all but what the caller gave, and where the chain's buffer and the writer's are. */
/* clang-format off */
#define HF_BLANK_CHANGES(c)                                                                                            \
  (c)->machine, (c)->input, (c)->output, HF_WRITER_CHANGES(c), (c)->parser, (c)->kept, (c)->kept_holds, (c)->kept_n,   \
      (c)->transcript, (c)->read, (c)->write, (c)->offers, (c)->parameters, (c)->exchange, (c)->chain.count,           \
      (c)->chain.used, (c)->chain.raw_public_key, (c)->peer, (c)->session, (c)->exports
/* clang-format on */

/* Everything but the configuration, the buffers, the name and the role, which are set: nothing offered, agreed on, received or
   waiting, no keys, no secret, and the peer's chain empty in the caller's buffer. */
/*@ requires \valid(c) && hf_peer_chain_sound(c);
  @ HF_TOTAL;
  @ assigns HF_BLANK_CHANGES(c);
  @ ensures c->offers.server_name_n == 0 && c->offers.protocol_n == 0 && c->parameters.protocol_n == 0;
  @ ensures hf_sizes_sound(c);
  @ ensures hf_transcript_sound(&c->transcript);
  @ ensures hf_record_sound(&c->read) && hf_record_sound(&c->write);
  @ ensures hf_peer_chain_sound(c);
  @ ensures hf_peer_key_sound(c);
  @ ensures HF_PARSER_SOUND(c->parser);
  @ ensures c->input.filled == 0 && c->input.length == 0 && c->input.at == 0 && c->input.end == 0;
  @ ensures c->output.at == 0 && c->output.end == 0 && c->output.offset == 0;
  @ ensures c->machine.failed == 0 && c->machine.state == HF_STATE_REFUSED; */
void hf_blank(struct hf_connection *c);

/* A connection that nothing was given to begin with: it has failed, and has neither configuration nor buffers. */
/*@ requires \valid(c) && HF_OK < error < HF_ERRORS; HF_TOTAL;
  @ assigns *c;
  @ ensures c->machine.failed == 1 && c->machine.error == error && \result == error;
  @ ensures c->input.at == c->input.end && c->output.at == c->output.end; */
enum hf_error hf_nothing_given(struct hf_connection *c, enum hf_error error);
#endif
