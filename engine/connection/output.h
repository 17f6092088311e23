/* Records to the peer, in the caller's buffer. */
#ifndef HF_CONNECTION_OUTPUT_H
#define HF_CONNECTION_OUTPUT_H
#include "connection/sound.h"

#define HF_ALERT_ROOM                                                                                                  \
  96u /* bytes at the buffer's end that only an alert may use: a record of two bytes under any keys */

/*@ // More content never makes a shorter record, and is never longer than its record.
  @ lemma hf_rounding_grows: \forall integer m, n; 0 <= m <= n ==> m - m % 16 <= n - n % 16;
  @ lemma hf_fragment_grows: \forall integer protection, explicit_n, tag_n, m, n; 0 <= m <= n ==>
  @   hf_fragment_of(protection, explicit_n, tag_n, m) <= hf_fragment_of(protection, explicit_n, tag_n, n);
  @ lemma hf_fragment_holds: \forall integer protection, explicit_n, tag_n, n; 0 <= n && 0 <= tag_n ==>
  @   explicit_n + n <= hf_fragment_of(protection, explicit_n, tag_n, n);
  @*/

/* The most content that the next record can have: as the buffer has room, `reserve` bytes kept free, and within the
   fragment length agreed on (RFC 6066 4). */
/*@ requires hf_sound(c) && hf_framed(c) && reserve <= HF_ALERT_ROOM; terminates \true; exits \false; assigns \nothing;
  @ ensures \result <= HF_PLAINTEXT_MAX;
  @ ensures \result > 0 ==> c->out_end + HF_RECORD_HEADER + hf_fragment(&c->write, \result) + reserve <= c->buffers.out_size; */
uint32_t hf_content_room(const struct hf_connection *c, uint32_t reserve);

/* Where the content of the next record goes. */
/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false; assigns \nothing;
  @ ensures \result == c->buffers.out + (c->out_end + hf_before(&c->write)); */
uint8_t *hf_content_place(const struct hf_connection *c);

/* Makes a record of n bytes of content, which stand at hf_content_place. HF_OK or an hf_error. */
/*@ requires hf_sound(c) && hf_framed(c) && n <= HF_PLAINTEXT_MAX;
  @ requires c->out_end + HF_RECORD_HEADER + hf_fragment(&c->write, n) <= c->buffers.out_size;
  @ terminates \true; exits \false;
  @ assigns c->write.sequence, c->out_end, c->buffers.out[0 .. c->buffers.out_size - 1];
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_INPUT_AS(Pre, c);
  @ ensures HF_FAILURE_AS(Pre, c);
  @ ensures \result == HF_OK ==> c->out_end == \old(c->out_end) + HF_RECORD_HEADER + \old(hf_fragment(&c->write, n));
  @ ensures \result != HF_OK ==> c->out_end == \old(c->out_end); */
uint32_t hf_seal_content(struct hf_connection *c, uint32_t type, uint32_t n);

/* Puts the message of a send step into records. 1: all of it is there; 0: the buffer is full, call again when it was sent;
   or the connection failed. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> c->failed == 0; */
uint32_t hf_send_message(struct hf_connection *c, uint32_t send);
#endif
