#include "connection/output.h"
#include "connection/failure.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "generated/steps.h"
#include "handshake/transcript.h"
#include "parse/writer.h"
#include "ports/ports.h"
#include "record/record.h"

/* RFC 6066 4: 2^9 .. 2^12 for 1 .. 4. */
/*@ terminates \true; exits \false; assigns \nothing; ensures 512 <= \result <= HF_PLAINTEXT_MAX; */
static uint32_t fragment_limit(uint8_t code) {
  static const uint32_t limits[5] = {HF_PLAINTEXT_MAX, 512u, 1024u, 2048u, 4096u};
  return code < 5u ? limits[code] : HF_PLAINTEXT_MAX;
}

uint32_t hf_content_room(const struct hf_connection *c, uint32_t reserve) {
  uint32_t limit = fragment_limit(c->parameters.max_fragment_length);
  size_t used = (size_t)c->out_end + reserve;
  size_t room = 0u;
  if (used < c->buffers.out_size)
    room = hf_record_content_max(&c->write, c->buffers.out_size - used);
  return room < limit ? (uint32_t)room : limit;
}

uint8_t *hf_content_place(const struct hf_connection *c) {
  return &c->buffers.out[c->out_end + hf_record_before(&c->write)];
}

/* Seals a record of n bytes of content, and moves *end behind it. */
/*@ requires \valid(s) && hf_record_ready(s) && \valid_read(config) && \valid(end) && n <= HF_PLAINTEXT_MAX;
  @ requires \valid(record + (0 .. HF_RECORD_HEADER + hf_fragment(s, n) - 1)) && \separated(s, end);
  @ requires \separated(s, record + (0 .. HF_RECORD_HEADER + hf_fragment(s, n) - 1));
  @ requires \separated(end, record + (0 .. HF_RECORD_HEADER + hf_fragment(s, n) - 1));
  @ requires *end <= HF_BUFFER_MAX;
  @ terminates \true; exits \false;
  @ assigns s->sequence, *end, record[0 .. HF_RECORD_HEADER + hf_fragment(s, n) - 1];
  @ ensures hf_record_ready(s);
  @ ensures \result == HF_OK ==> *end == \old(*end) + HF_RECORD_HEADER + \old(hf_fragment(s, n));
  @ ensures \result != HF_OK ==> *end == \old(*end); */
static uint8_t seal(struct hf_record_state *s, const struct hf_config *config, uint8_t type, uint8_t *record,
                    uint32_t n, uint32_t *end) {
  uint8_t iv[16] = {0u};
  size_t record_n = 0u;
  uint8_t error;
  if (s->explicit_n == 16u && hf_port_random(config, iv, 16u) == 0u)
    return HF_ERROR_RANDOM_FAILED;
  error = hf_record_seal(s, type, record, n, iv, &record_n);
  *end = *end + (uint32_t)record_n;
  return error;
}

uint8_t hf_seal_content(struct hf_connection *c, uint8_t type, uint32_t n) {
  return seal(&c->write, c->config, type, &c->buffers.out[c->out_end], n, &c->out_end);
}

/* Writes what of the message has not been sent, as far as there is room. Answers how long the whole message is. */
/*@ requires hf_sound(c) && hf_framed(c) && \valid(place + (0 .. room - 1));
  @ terminates \true; exits \false;
  @ assigns place[0 .. room - 1];
  @ ensures \result <= HF_WRITER_MOST; */
static uint32_t write_message(struct hf_connection *c, uint8_t *place, uint32_t room, uint8_t send) {
  struct hf_writer w;
  hf_writer_start(&w, place, room, c->out_offset);
  hf_dispatch_send(c, &w, send);
  return w.at;
}

/* One record's worth of the message. 1: that was its end. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0 && 0 < room <= HF_PLAINTEXT_MAX;
  @ requires c->out_end + HF_RECORD_HEADER + hf_fragment(&c->write, room) <= c->buffers.out_size;
  @ terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> c->failed == 0;
  @ ensures c->failed == 0 ==> c->out_end > \old(c->out_end); */
static uint8_t send_piece(struct hf_connection *c, uint8_t send, uint32_t room) {
  uint8_t type = hf_send_type(send);
  uint8_t *place = hf_content_place(c);
  uint32_t whole = write_message(c, place, room, send);
  uint32_t n = whole > c->out_offset ? whole - c->out_offset : 0u;
  uint8_t error;
  if (n > room)
    n = room;
  /*@ assert sealed: hf_fragment(&c->write, n) <= hf_fragment(&c->write, room); */
  if (type == HF_CONTENT_HANDSHAKE)
    hf_transcript_update(&c->transcript, place, n);
  c->out_offset = c->out_offset + n;
  error = hf_seal_content(c, type, n);
  if (error != HF_OK)
    hf_fail(c, error);
  return (error == HF_OK && c->out_offset == whole) ? 1u : 0u;
}

uint8_t hf_send_message(struct hf_connection *c, uint8_t send) {
  uint8_t done = 0u;
  uint32_t room = hf_content_room(c, HF_ALERT_ROOM);
  /*@ loop invariant sound: hf_sound(c);
    @ loop invariant framed: hf_framed(c);
    @ loop invariant placed: HF_PLACED_AS(Pre, c);
    @ loop invariant filling: hf_fills(\at(c->in_filled, Pre), \at(c->in_length, Pre)) ==> HF_FILLING(c);
    @ loop invariant 0 <= done <= 1 && (done == 1 ==> c->failed == 0) && room <= HF_PLAINTEXT_MAX;
    @ loop invariant room > 0 ==> c->out_end + HF_RECORD_HEADER + hf_fragment(&c->write, room) <= c->buffers.out_size;
    @ loop assigns done, room, HF_RUN_CHANGES(c);
    @ loop variant c->failed == 0 ? c->buffers.out_size - c->out_end + 1 : 0; */
  while (done == 0u && room > 0u && c->failed == 0u) {
    done = send_piece(c, send, room);
    room = hf_content_room(c, HF_ALERT_ROOM);
  }
  return done;
}
