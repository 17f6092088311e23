/* Messages are read from the record that came in, whose header or content stands in buffers.in. */
#ifndef HF_CONNECTION_READING_H
#define HF_CONNECTION_READING_H
#include "connection/sound.h"

/* What a read changes. The handshake message in c->handshake may be one that is read in pieces. */
/* clang-format off */
#define HF_STAYS_READING(c)                                                                                            \
  HF_STAYS_SOUND(c);                                                                                                 \
  ensures hf_framed(c);                                                                                                \
  ensures HF_PLACED_AS(Pre, c);                                                                                        \
  ensures HF_INPUT_AS(Pre, c);                                                                                         \
  ensures HF_FAILURE_AS(Pre, c)
/* clang-format on */

/* Two parsers are at the same place of a message. */
/* clang-format off */
#define HF_SAME_MESSAGE(p, q)                                                                                          \
  ((p).row == (q).row && (p).need == (q).need && (p).number == (q).number && (p).at == (q).at && (p).pos == (q).pos &&  \
   (p).depth == (q).depth && (p).error == (q).error)
/* clang-format on */

/* A new message, from an HF_ENTRY_... of generated/tables.h. */
/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns c->handshake;
  @ HF_STAYS_READING(c); */
void hf_reading_start(struct hf_connection *c, uint32_t entry);

/* Reads on in buffers.in[from .. to - 1]; answers how many bytes it took. */
/*@ requires hf_sound(c) && hf_framed(c) && from <= to <= c->buffers.in_size; terminates \true; exits \false;
  @ assigns c->handshake, c->kept, HF_READING_CHANGES(c);
  @ HF_STAYS_READING(c);
  @ ensures \result <= to - from; */
uint32_t hf_reading_on(struct hf_connection *c, uint32_t from, uint32_t to);

/* What was read of a message that is not cut in two: how many bytes, and the numbers that it has. */
struct hf_short {
  uint32_t taken;
  uint32_t number[3]; /* HF_NUMBER_... */
  uint32_t error;     /* HF_OK: it is complete; HF_ERROR_MESSAGE_LENGTH: it is cut; else why it was refused */
};

/* Reads such a message in buffers.in[from .. to - 1]; a handshake message that it comes in between is not touched. */
/*@ requires hf_sound(c) && hf_framed(c) && from <= to <= c->buffers.in_size; terminates \true; exits \false;
  @ assigns c->handshake, c->kept, HF_READING_CHANGES(c);
  @ HF_STAYS_READING(c);
  @ ensures HF_SAME_MESSAGE(c->handshake, \old(c->handshake));
  @ ensures \result.taken <= to - from; */
struct hf_short hf_read_short(struct hf_connection *c, uint32_t entry, uint32_t from, uint32_t to);
#endif
