#include "connection/output.h"
#include "connection/failure.h"
#include "connection/fragment.h"
#include "connection/version.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "generated/steps.h"
#include "handshake/transcript.h"
#include "parse/writer.h"
#include "ports/ports.h"
#include "record/record.h"

uint32_t hf_content_room(const struct hf_connection *c, uint32_t reserve) {
  uint32_t limit = hf_fragment_limit(c->parameters.max_fragment_length);
  size_t used = (size_t)c->out_end + reserve;
  size_t room = 0u;
  if (used < c->buffers.out_size)
    room = hf_record_content_max(&c->write, c->buffers.out_size - used);
  return room < limit ? (uint32_t)room : limit;
}

uint8_t *hf_content_place(const struct hf_connection *c) {
  return &c->buffers.out[c->out_end + hf_record_before(&c->write)];
}

/* Seals the next record, of n bytes of content, and moves the output's end behind it. */
/*@ requires \valid(c) && \valid_read(c->config) && HF_BUFFERS_SOUND(c) && hf_record_sound(&c->write) && n <= HF_PLAINTEXT_MAX;
  @ requires c->out_end + HF_RECORD_HEADER + hf_fragment(&c->write, n) <= c->buffers.out_size;
  @ terminates \true; exits \false;
  @ assigns c->write.sequence, c->out_end, c->buffers.out[0 .. c->buffers.out_size - 1];
  @ ensures hf_record_sound(&c->write);
  @ ensures \result == HF_OK ==> c->out_end == \old(c->out_end) + HF_RECORD_HEADER + \old(hf_fragment(&c->write, n));
  @ ensures \result != HF_OK ==> c->out_end == \old(c->out_end); */
static uint32_t seal(struct hf_connection *c, uint32_t type, uint32_t n) {
  uint8_t iv[16] = {0u};
  uint32_t record_n = 0u;
  uint32_t error;
  if (c->write.explicit_n == 16u && hf_port_random(c->config, iv, 16u) == 0u)
    return HF_ERROR_RANDOM_FAILED;
  error = hf_record_seal(&c->write, (uint8_t)(type % 256u), &c->buffers.out[c->out_end], n, iv, &record_n);
  /*@ assert ready: hf_record_sound(&c->write); */
  c->out_end = c->out_end + record_n;
  return error;
}

/* The version of the record that begins there. */
/*@ requires hf_sound(c) && hf_framed(c) && at + HF_RECORD_HEADER <= c->buffers.out_size;
  @ terminates \true; exits \false;
  @ assigns c->buffers.out[0 .. c->buffers.out_size - 1];
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures c->buffers.out[at + 2] == (uint8_t)(minor % 256u); */
static void set_minor(struct hf_connection *c, uint32_t at, uint32_t minor) {
  c->buffers.out[at + 2u] = (uint8_t)(minor % 256u);
}

/* Once keys are in use, the version is agreed on, and authenticated. */
uint32_t hf_seal_content(struct hf_connection *c, uint32_t type, uint32_t n) {
  uint32_t at = c->out_end;
  uint32_t error = seal(c, type, n);
  if (error == HF_OK && type == HF_CONTENT_ALERT && c->write.protection == HF_PROTECTION_NULL)
    set_minor(c, at, hf_spoken_minor(c));
  return error;
}

/*@ // Nothing that a message is made of stands in the connection's writer, or where it writes.
  @ lemma hf_identity_unwritten{L}: \forall struct hf_connection *c, struct hf_identity *p, integer n, size, k;
  @   hf_identities_apart(c, p, n) ==> 0 <= k < n ==> hf_chain_clear(c->writer.out, size, p + k) ==> c->writer.room <= size ==>
  @   hf_chain_unwritten(&c->writer, p + k);
  @ lemma hf_writes_apart{L}: \forall struct hf_connection *c, struct hf_config *g, integer size;
  @   hf_config_apart(c, g) ==> hf_output_apart(c->writer.out, size, g) ==> c->writer.room <= size ==>
  @   (\forall integer k; 0 <= k < g->identities_n ==> hf_chain_unwritten(&c->writer, g->identities + k)); */

/* Writes what of the message has not been sent where the next record's content goes, as far as there is room. Answers how long the
   whole message is. */
/*@ requires hf_sound(c) && hf_framed(c) && 0 < room <= HF_PLAINTEXT_MAX;
  @ requires c->out_end + HF_RECORD_HEADER + hf_fragment(&c->write, room) <= c->buffers.out_size;
  @ terminates \true; exits \false;
  @ assigns c->writer.begin, c->writer.room, c->writer.skip, c->writer.at, c->writer.written;
  @ assigns c->buffers.out[0 .. c->buffers.out_size - 1];
  @ ensures hf_fragment(&c->write, room) == \old(hf_fragment(&c->write, room));
  @ ensures \result <= HF_WRITER_MOST; */
static uint32_t write_piece(struct hf_connection *c, uint32_t send, uint32_t room) {
  uint32_t begin = c->out_end + (uint32_t)hf_record_before(&c->write);
  hf_writer_next(&c->writer, begin, begin + room, c->out_offset);
  /*@ assert apart: \forall integer k; 0 <= k < c->config->identities_n ==>
    @   hf_chain_unwritten(&c->writer, c->config->identities + k); */
  hf_dispatch_send(c, &c->writer, send);
  return c->writer.at;
}

/* Handshake messages are in the transcript, header and all (RFC 5246 7.4.9). */
/*@ requires hf_sound(c) && hf_framed(c) && 0 <= n <= HF_PLAINTEXT_MAX;
  @ requires c->out_end + HF_RECORD_HEADER + hf_fragment(&c->write, n) <= c->buffers.out_size;
  @ terminates \true; exits \false;
  @ assigns c->transcript.sha256.word[0 .. 25], c->transcript.sha384.word[0 .. 25], c->transcript.sha512.word[0 .. 25];
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c); */
static void note_written(struct hf_connection *c, uint32_t type, uint32_t n) {
  if (type == HF_CONTENT_HANDSHAKE)
    hf_transcript_update(&c->transcript, hf_content_place(c), n);
}

/* What was written of a message goes into the transcript, and into a record. HF_OK or an hf_error. */
/*@ requires hf_sound(c) && hf_framed(c) && 0 <= n <= HF_PLAINTEXT_MAX && c->out_offset + n <= HF_WRITER_MOST;
  @ requires c->out_end + HF_RECORD_HEADER + hf_fragment(&c->write, n) <= c->buffers.out_size;
  @ terminates \true; exits \false;
  @ assigns c->transcript.sha256.word[0 .. 25], c->transcript.sha384.word[0 .. 25], c->transcript.sha512.word[0 .. 25];
  @ assigns c->out_offset, c->write.sequence, c->out_end, c->buffers.out[0 .. c->buffers.out_size - 1];
  @ HF_STAYS_SOUND(c);
  @ ensures hf_framed(c);
  @ ensures HF_INPUT_AS(Pre, c) && HF_FAILURE_AS(Pre, c);
  @ ensures c->out_offset == \old(c->out_offset) + n;
  @ ensures \result == HF_OK ==> c->out_end > \old(c->out_end); */
static uint32_t pass_on(struct hf_connection *c, uint32_t type, uint32_t n) {
  note_written(c, type, n);
  c->out_offset = c->out_offset + n;
  return hf_seal_content(c, type, n);
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
static uint32_t send_piece(struct hf_connection *c, uint32_t send, uint32_t room) {
  uint32_t whole = write_piece(c, send, room);
  uint32_t n = whole > c->out_offset ? whole - c->out_offset : 0u;
  uint32_t error;
  if (n > room)
    n = room;
  /*@ assert sealed: hf_fragment(&c->write, n) <= hf_fragment(&c->write, room); */
  error = pass_on(c, hf_send_type(send), n);
  hf_check(c, error);
  return (error == HF_OK && c->out_offset == whole) ? 1u : 0u;
}

uint32_t hf_send_message(struct hf_connection *c, uint32_t send) {
  uint32_t done = 0u;
  uint32_t room = hf_content_room(c, HF_ALERT_ROOM);
  /*@ loop invariant sound: hf_sound(c);
    @ loop invariant framed: hf_framed(c);
    @ loop invariant placed: HF_PLACED_AS(Pre, c);
    @ loop invariant filling: hf_fills(\at(c->in_filled, Pre), \at(c->in_length, Pre)) ==> HF_FILLING(c);
    @ loop invariant 0 <= done <= 1 && (done == 1 ==> c->failed == 0) && room <= HF_PLAINTEXT_MAX;
    @ loop invariant room > 0 ==> c->out_end + HF_RECORD_HEADER + hf_fragment(&c->write, room) <= c->buffers.out_size;
    @ loop assigns done, room, *c, \at(c->buffers.in, Pre)[0 .. \at(c->buffers.in_size, Pre) - 1],
    @   \at(c->buffers.out, Pre)[0 .. \at(c->buffers.out_size, Pre) - 1],
    @   \at(c->chain.buffer, Pre)[0 .. \at(c->chain.size, Pre) - 1];
    @ loop variant c->failed == 0 ? c->buffers.out_size - c->out_end + 1 : 0; */
  while (done == 0u && room > 0u && c->failed == 0u) {
    done = send_piece(c, send, room);
    room = hf_content_room(c, HF_ALERT_ROOM);
  }
  return done;
}
