/* Records to the peer, in the caller's buffer. */
#ifndef HF_CONNECTION_OUTPUT_H
#define HF_CONNECTION_OUTPUT_H
#include "handfast/connection.h"

#define HF_ALERT_ROOM                                                                                                  \
  96u /* bytes at the buffer's end that only an alert may use: a record of two bytes under any keys */

/* The most content that the next record can have: as the buffer has room, `reserve` bytes kept free, and within the
   fragment length agreed on (RFC 6066 4). */
/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing; ensures \result <= HF_PLAINTEXT_MAX; */
uint32_t hf_content_room(const struct hf_connection *c, uint32_t reserve);

/* Where the content of the next record goes. */
/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing; */
uint8_t *hf_content_place(const struct hf_connection *c);

/* Makes a record of n bytes of content, which stand at hf_content_place. HF_OK or an hf_error. */
/*@ requires \valid(c) && \valid_read(c->config); terminates \true; exits \false; assigns *c, c->buffers.out[0 .. c->buffers.out_size - 1]; */
uint8_t hf_seal_content(struct hf_connection *c, uint8_t type, uint32_t n);

/* Puts the message of a send step into records. 1: all of it is there; 0: the buffer is full, call again when it was sent;
   or the connection failed. */
/*@ requires \valid(c) && \valid_read(c->config); terminates \true; exits \false; assigns *c, c->buffers.out[0 .. c->buffers.out_size - 1]; */
uint8_t hf_send_message(struct hf_connection *c, uint8_t send);
#endif
