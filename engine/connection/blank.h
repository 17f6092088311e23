/* A connection that has done nothing yet. */
#ifndef HF_CONNECTION_BLANK_H
#define HF_CONNECTION_BLANK_H
#include "connection/sound.h"

/* What of a connection the engine writes: all but what the caller gave, and where the chain's buffer and the writer's are. */
/* clang-format off */
#define HF_BLANK_CHANGES(c)                                                                                            \
  (c)->state, (c)->error, (c)->peer_alert, (c)->peer_alert_level, (c)->event, (c)->failed, (c)->opened, (c)->closing,  \
      (c)->close_sent, (c)->close_taken, (c)->close_wanted, (c)->input_ended, (c)->pending, (c)->idle_records,         \
      (c)->in_type, (c)->in_version, (c)->in_filled, (c)->in_length, (c)->in_at, (c)->in_end, (c)->out_at,             \
      (c)->out_end, (c)->out_offset, (c)->writer.begin, (c)->writer.room, (c)->writer.skip, (c)->writer.at,            \
      (c)->writer.written, (c)->handshake, (c)->kept.bytes[0 .. HF_KEPT_BYTES - 1], (c)->transcript, (c)->read,        \
      (c)->write, (c)->offers, (c)->parameters, (c)->chain.count, (c)->chain.used, (c)->chain.raw_public_key,          \
      (c)->peer_key, (c)->anchor, (c)->path_n, (c)->path[0 .. HF_PATH_MAX - 1], (c)->status_n, (c)->record_n,          \
      (c)->session, (c)->signature_n, (c)->secret_n, (c)->share_n, (c)->peer_share_n,                                  \
      (c)->secret[0 .. HF_SECRET_MAX - 1], (c)->key_block[0 .. HF_KEY_BLOCK_MAX - 1], (c)->finished[0 .. 11],          \
      (c)->exports
/* clang-format on */

/* Everything but the configuration, the buffers, the name and the role, which are set: nothing offered, agreed on, received or
   waiting, no keys, no secret, and the peer's chain empty in the caller's buffer. */
/*@ requires \valid(c) && hf_peer_chain_sound(c);
  @ terminates \true; exits \false;
  @ assigns HF_BLANK_CHANGES(c);
  @ ensures c->offers.server_name_n == 0 && c->offers.protocol_n == 0 && c->parameters.protocol_n == 0;
  @ ensures hf_sizes_sound(c);
  @ ensures hf_transcript_sound(&c->transcript);
  @ ensures hf_record_sound(&c->read) && hf_record_sound(&c->write);
  @ ensures hf_peer_chain_sound(c);
  @ ensures hf_peer_key_sound(c);
  @ ensures HF_PARSER_SOUND(c->handshake);
  @ ensures c->in_filled == 0 && c->in_length == 0 && c->in_at == 0 && c->in_end == 0;
  @ ensures c->out_at == 0 && c->out_end == 0 && c->out_offset == 0;
  @ ensures c->failed == 0 && c->state == HF_STATE_REFUSED; */
void hf_blank(struct hf_connection *c);

/* A connection that nothing was given to begin with: it has failed, and has neither configuration nor buffers. */
/*@ requires \valid(c); terminates \true; exits \false;
  @ assigns *c;
  @ ensures c->failed == 1 && c->error == HF_ERROR_ARGUMENT_MISSING && \result == HF_ERROR_ARGUMENT_MISSING;
  @ ensures c->in_at == c->in_end && c->out_at == c->out_end; */
enum hf_error hf_nothing_given(struct hf_connection *c);
#endif
