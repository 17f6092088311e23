/* Records to the peer, in the caller's buffer. */
#ifndef HF_CONNECTION_OUTPUT_H
#define HF_CONNECTION_OUTPUT_H
#include "connection/sound.h"
#include "generated/machine.h"

/* Bytes at the buffer's end that only an alert may use: a record of two bytes under any keys. */
#define HF_ALERT_ROOM 96u

/*@ // More content never makes a shorter record, and is never longer than its record.
  @ lemma hf_rounding_grows: \forall integer m, n; 0 <= m <= n ==> m - m % 16 <= n - n % 16;
  @ lemma hf_fragment_grows: \forall integer protection, explicit_n, tag_n, m, n; 0 <= m <= n ==>
  @   hf_fragment_of(protection, explicit_n, tag_n, m) <= hf_fragment_of(protection, explicit_n, tag_n, n);
  @ lemma hf_fragment_holds: \forall integer protection, explicit_n, tag_n, n; 0 <= n && 0 <= tag_n ==>
  @   explicit_n + n <= hf_fragment_of(protection, explicit_n, tag_n, n);
  @*/

/* The next record, with n bytes of content, has room in the buffer. */
#define HF_RECORD_FITS(c, n) ((c)->output.end + HF_RECORD_HEADER + hf_fragment(&(c)->write, n) <= (c)->buffers.out_size)

/* The most content that the next record can have: as the buffer has room, `reserve` bytes kept free, and within the
   fragment length agreed on (RFC 6066 4). */
/*@ requires hf_sound(c) && hf_framed(c) && reserve <= HF_ALERT_ROOM; HF_TOTAL; assigns \nothing;
  @ ensures \result <= HF_PLAINTEXT_MAX;
  @ ensures \result > 0 ==>
  @   c->output.end + HF_RECORD_HEADER + hf_fragment(&c->write, \result) + reserve <= c->buffers.out_size; */
uint32_t hf_content_room(const struct hf_connection *c, uint32_t reserve);

/* Where the content of the next record goes. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == c->buffers.out + (c->output.end + hf_before(&c->write)); */
uint8_t *hf_content_place(const struct hf_connection *c);

/* Makes a record of n bytes of content, which stand at hf_content_place. HF_OK or an hf_error. */
/*@ requires hf_sound(c) && hf_framed(c) && n <= HF_PLAINTEXT_MAX && HF_RECORD_FITS(c, n);
  @ HF_TOTAL;
  @ assigns c->write.sequence, c->output.end, c->buffers.out[0 .. c->buffers.out_size - 1];
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == HF_OK ==> c->output.end == \old(c->output.end) + HF_RECORD_HEADER + \old(hf_fragment(&c->write, n));
  @ ensures \result != HF_OK ==> c->output.end == \old(c->output.end); */
enum hf_error hf_seal_content(struct hf_connection *c, uint32_t type, uint32_t n);

/* Puts the message of a send step into records. HF_EVENT_DONE: all of it is there; HF_EVENT_NONE: the buffer is full, call again
   when it was sent; HF_EVENT_ERROR: c->machine.error says why it cannot be made. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->machine.error, c->output.end, c->output.offset, HF_WRITER_CHANGES(c), c->transcript, c->write.sequence,
  @   c->buffers.out[0 .. c->buffers.out_size - 1];
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed);
  @ ensures \result == HF_EVENT_DONE || \result == HF_EVENT_NONE || \result == HF_EVENT_ERROR; */
uint32_t hf_send_message(struct hf_connection *c, uint32_t send);

/* That message is over: the next begins with its first byte. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->output.offset;
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed); */
void hf_message_sent(struct hf_connection *c);

/* Makes a record of application data out of n bytes of the caller's. HF_OK or an hf_error. */
/*@ requires hf_sound(c) && hf_framed(c) && n <= HF_PLAINTEXT_MAX && HF_RECORD_FITS(c, n) && \valid_read(in + (0 .. n - 1));
  @ requires \separated(c->buffers.out + (0 .. c->buffers.out_size - 1), in + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns c->write.sequence, c->output.end, c->buffers.out[0 .. c->buffers.out_size - 1];
  @ HF_STAYS_FRAMED(c); */
enum hf_error hf_seal_data(struct hf_connection *c, const uint8_t *in, uint32_t n);

/* n bytes of what waits were sent, or all. 1: nothing waits any more. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->output.at, c->output.end;
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == 1 <==> \old(c->output.end - c->output.at) <= n; */
uint32_t hf_output_drop(struct hf_connection *c, size_t n);
#endif
