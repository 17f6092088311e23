#include "connection/output.h"
#include "connection/beside.h"
#include "connection/failure.h"
#include "connection/fragment.h"
#include "connection/frames.h"
#include "connection/taken.h"
#include "connection/version.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "generated/steps.h"
#include "handshake/frames.h"
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

/* Each of these asks for no more than it tells about: so the solvers see no more. */
/*@ requires \valid(c);
  @ requires \valid_read(c->config) && HF_BUFFERS_SOUND(c) && n <= HF_PLAINTEXT_MAX;
  @ requires hf_record_sound(&c->read) && hf_record_sound(&c->write);
  @ requires c->out_end + HF_RECORD_HEADER + hf_fragment(&c->write, n) <= c->buffers.out_size;
  @ terminates \true; exits \false;
  @ assigns c->write.sequence, c->out_end, c->buffers.out[0 .. c->buffers.out_size - 1];
  @ ensures HF_BYTES_AS(Pre, c);
  @ ensures hf_record_sound(&c->read) && hf_record_sound(&c->write);
  @ ensures c->out_end <= c->buffers.out_size;
  @ ensures \result == HF_OK ==> c->out_end == \old(c->out_end) + HF_RECORD_HEADER + \old(hf_fragment(&c->write, n));
  @ ensures \result != HF_OK ==> c->out_end == \old(c->out_end);
  @ ensures hf_outside_same{Pre, Post}(c); */
static uint8_t seal_next(struct hf_connection *c, uint8_t type, uint32_t n) {
  uint8_t error = seal(&c->write, c->config, type, &c->buffers.out[c->out_end], n, &c->out_end);
  /*@ assert hf_midstate_same{Pre, Here}(&c->read.mac.inner); */
  /*@ assert hf_midstate_same{Pre, Here}(&c->read.mac.outer); */
  return error;
}

/*@ requires hf_configured(c) && HF_OUTPUT_APART(c);
  @ requires \valid_read(c->config) && HF_BUFFERS_SOUND(c) && n <= HF_PLAINTEXT_MAX;
  @ requires hf_record_sound(&c->read) && hf_record_sound(&c->write);
  @ requires c->out_end + HF_RECORD_HEADER + hf_fragment(&c->write, n) <= c->buffers.out_size;
  @ terminates \true; exits \false;
  @ assigns c->write.sequence, c->out_end, c->buffers.out[0 .. c->buffers.out_size - 1];
  @ ensures HF_BYTES_AS(Pre, c);
  @ ensures hf_record_sound(&c->read) && hf_record_sound(&c->write);
  @ ensures c->out_end <= c->buffers.out_size;
  @ ensures \result == HF_OK ==> c->out_end == \old(c->out_end) + HF_RECORD_HEADER + \old(hf_fragment(&c->write, n));
  @ ensures \result != HF_OK ==> c->out_end == \old(c->out_end);
  @ HF_CONFIG_STAYS(c);
  @ ensures c->config->application_protocols_n == \old(c->config->application_protocols_n);
  @ ensures HF_OUTPUT_APART(c); */
static uint8_t seal_beside(struct hf_connection *c, uint8_t type, uint32_t n) {
  return seal_next(c, type, n);
}

/* The version of the record that begins there. */
/*@ requires hf_sound(c) && hf_framed(c) && at + HF_RECORD_HEADER <= c->buffers.out_size;
  @ terminates \true; exits \false;
  @ assigns c->buffers.out[0 .. c->buffers.out_size - 1];
  @ ensures HF_BYTES_AS(Pre, c);
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_INPUT_AS(Pre, c) && HF_FAILURE_AS(Pre, c);
  @ ensures c->buffers.out[at + 2] == minor; */
static void set_minor(struct hf_connection *c, uint32_t at, uint8_t minor) {
  c->buffers.out[at + 2u] = minor;
}

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
static uint8_t seal_content(struct hf_connection *c, uint8_t type, uint32_t n) {
  return seal_beside(c, type, n);
}

/* Once keys are in use, the version is agreed on, and authenticated. */
uint8_t hf_seal_content(struct hf_connection *c, uint8_t type, uint32_t n) {
  uint32_t at = c->out_end;
  uint8_t error = seal_content(c, type, n);
  if (error == HF_OK && type == HF_CONTENT_ALERT && c->write.protection == HF_PROTECTION_NULL)
    set_minor(c, at, hf_spoken_minor(c));
  return error;
}

/*@ // A part of the output buffer is as much apart from what a message is made of as the whole.
  @ lemma hf_output_part_apart{L}: \forall uint8_t *out, integer n, at, room, struct hf_config *g;
  @   hf_output_apart(out, n, g) ==> 0 <= at ==> at + room <= n ==> hf_output_apart(out + at, room, g); */

/* A writer for the rest of the message: nothing that a message is made of stands in it, or where it writes. */
/*@ requires \valid_read(c) && \valid_read(c->config) && \valid(w) && \valid(place + (0 .. room - 1));
  @ requires \base_addr(w) != \base_addr(c) && \base_addr(w) != \base_addr(c->config);
  @ requires \separated(w, c->config->application_protocols + (0 .. c->config->application_protocols_n - 1));
  @ requires \base_addr(w) != \base_addr(c->config->identities);
  @ requires hf_identities_beside(w, c->config->identities, c->config->identities_n);
  @ requires \separated(w, place + (0 .. room - 1)) && \separated(c, place + (0 .. room - 1));
  @ requires hf_output_apart(place, room, c->config);
  @ terminates \true; exits \false;
  @ assigns *w;
  @ ensures hf_sending(c, w); ensures w->out == place && w->room == room; */
static void start_writer(const struct hf_connection *c, struct hf_writer *w, uint8_t *place, uint32_t room) {
  hf_writer_start(w, place, room, c->out_offset);
  /*@ assert \forall uint64_t *q; \base_addr(q) != \base_addr(w) ==> \at(*q, Pre) == *q; */
  /*@ assert \forall uint16_t *q; \base_addr(q) != \base_addr(w) ==> \at(*q, Pre) == *q; */
  /*@ assert \forall uint8_t **q; \base_addr(q) != \base_addr(w) ==> \at(*q, Pre) == *q; */
  /*@ assert beside: hf_beside_same{Pre, Here}(w); */
  /*@ assert hf_identities_beside(w, c->config->identities, c->config->identities_n); */
  /*@ assert hf_output_apart(place, room, c->config); */
  /*@ assert w->out == place && w->room == room; */
  /*@ assert hf_output_apart(w->out, w->room, c->config); */
  /*@ assert \forall integer k; 0 <= k < c->config->identities_n ==> hf_chain_unwritten(w, c->config->identities + k); */
}

/* Writes what of the message has not been sent, as far as there is room. Answers how long the whole message is. */
/*@ requires hf_sound(c) && hf_framed(c) && \valid(place + (0 .. room - 1));
  @ requires \separated(c, place + (0 .. room - 1)) && hf_output_apart(place, room, c->config);
  @ terminates \true; exits \false;
  @ assigns place[0 .. room - 1];
  @ ensures \result <= HF_WRITER_MOST; */
static uint32_t write_message(struct hf_connection *c, uint8_t *place, uint32_t room, uint8_t send) {
  struct hf_writer w;
  /*@ assert \forall integer k; 0 <= k < c->config->identities_n && c->config->identities[k].certificates_n > 0 ==>
        \base_addr(&w) != \base_addr(c->config->identities[k].certificates) &&
        \base_addr(&w) != \base_addr(c->config->identities[k].certificate_sizes); */
  /*@ assert \forall integer k; 0 <= k < c->config->identities_n && c->config->identities[k].ocsp_response_n > 0 ==>
        \base_addr(&w) != \base_addr(c->config->identities[k].ocsp_response); */
  /*@ assert \forall integer k; 0 <= k < c->config->identities_n && c->config->identities[k].raw_public_key_n > 0 ==>
        \base_addr(&w) != \base_addr(c->config->identities[k].raw_public_key); */
  /*@ assert \forall integer k, j; 0 <= k < c->config->identities_n && 0 <= j < c->config->identities[k].certificates_n &&
        c->config->identities[k].certificate_sizes[j] > 0 ==>
        \base_addr(&w) != \base_addr(c->config->identities[k].certificates[j]); */
  /*@ assert hf_identities_beside(&w, c->config->identities, c->config->identities_n); */
  start_writer(c, &w, place, room);
  /*@ assert \forall uint64_t *q; \base_addr(q) != \base_addr(&w) ==> \at(*q, Pre) == *q; */
  /*@ assert \forall uint16_t *q; \base_addr(q) != \base_addr(&w) ==> \at(*q, Pre) == *q; */
  /*@ assert \forall uint8_t **q; \base_addr(q) != \base_addr(&w) ==> \at(*q, Pre) == *q; */
  /*@ assert beside: hf_beside_same{Pre, Here}(&w); */
  /*@ assert config: \base_addr(&w) != \base_addr(c) && \base_addr(&w) != \base_addr(c->config); */
  /*@ assert lists: \base_addr(&w) != \base_addr(c->config->application_protocols) &&
        \base_addr(&w) != \base_addr(c->config->identities) && \base_addr(&w) != \base_addr(c->config->anchors) &&
        \base_addr(&w) != \base_addr(c->config->crls); */
  /*@ assert identities: hf_identities_beside(&w, c->config->identities, c->config->identities_n); */
  /*@ assert apart: hf_output_apart(place, room, c->config); */
  /*@ assert hf_lists_sound(c->config); */
  /*@ assert hf_trust_keys_sound(c->config); */
  /*@ assert hf_trust_sound(c->config); */
  /*@ assert hf_chains_sound(c->config); */
  /*@ assert hf_certificates_sound(c->config); */
  /*@ assert hf_keys_sound(c->config); */
  /*@ assert hf_config_apart(c, c->config); */
  /*@ assert hf_peer_key_sound(c); */
  /*@ assert hf_name_sound(c->server_name); */
  /*@ assert hf_offers_sound(c); */
  /*@ assert hf_parameters_sound(c); */
  /*@ assert hf_sizes_sound(c); */
  /*@ assert hf_transcript_sound(&c->transcript); */
  /*@ assert hf_record_sound(&c->read); */
  /*@ assert hf_record_sound(&c->write); */
  /*@ assert hf_peer_chain_sound(c); */
  hf_dispatch_send(c, &w, send);
  return w.at;
}

/*@ lemma hf_fragment_same{A, B}: \forall struct hf_record_state *s, integer n; \at(s->protection, A) == \at(s->protection, B) ==>
  @   \at(s->explicit_n, A) == \at(s->explicit_n, B) ==> \at(s->tag_n, A) == \at(s->tag_n, B) ==>
  @   hf_fragment{A}(s, n) == hf_fragment{B}(s, n); */

/* The same at the place for the next record's content, which is in no part of the connection itself. */
/*@ requires hf_sound(c) && hf_framed(c) && 0 < room <= HF_PLAINTEXT_MAX;
  @ requires c->out_end + HF_RECORD_HEADER + hf_fragment(&c->write, room) <= c->buffers.out_size;
  @ terminates \true; exits \false;
  @ assigns c->buffers.out[0 .. c->buffers.out_size - 1];
  @ ensures HF_BYTES_AS(Pre, c);
  @ ensures hf_fragment(&c->write, room) == \old(hf_fragment(&c->write, room));
  @ ensures \result <= HF_WRITER_MOST; */
static uint32_t write_piece(struct hf_connection *c, uint8_t send, uint32_t room) {
  uint32_t whole = write_message(c, hf_content_place(c), room, send);
  /*@ assert apart: HF_SHAPE_AS(Pre, &c->write); */
  return whole;
}

/* Handshake messages are in the transcript, header and all (RFC 5246 7.4.9). */
/*@ requires hf_sound(c) && hf_framed(c) && 0 <= n <= HF_PLAINTEXT_MAX;
  @ requires c->out_end + HF_RECORD_HEADER + hf_fragment(&c->write, n) <= c->buffers.out_size;
  @ terminates \true; exits \false;
  @ assigns c->transcript.sha256.word[0 .. 25], c->transcript.sha384.word[0 .. 25], c->transcript.sha512.word[0 .. 25];
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c); */
static void take_written(struct hf_connection *c, uint8_t type, uint32_t n) {
  if (type == HF_CONTENT_HANDSHAKE)
    hf_take_bytes(c, hf_content_place(c), n);
}

/* What was written of a message goes into the transcript, and into a record. HF_OK or an hf_error. */
/*@ requires hf_sound(c) && hf_framed(c) && 0 <= n <= HF_PLAINTEXT_MAX && c->out_offset + n <= HF_WRITER_MOST;
  @ requires c->out_end + HF_RECORD_HEADER + hf_fragment(&c->write, n) <= c->buffers.out_size;
  @ terminates \true; exits \false;
  @ assigns c->transcript.sha256.word[0 .. 25], c->transcript.sha384.word[0 .. 25], c->transcript.sha512.word[0 .. 25];
  @ assigns c->out_offset, c->write.sequence, c->out_end, c->buffers.out[0 .. c->buffers.out_size - 1];
  @ ensures hf_sound(c);
  @ ensures hf_framed(c);
  @ ensures HF_INPUT_AS(Pre, c) && HF_FAILURE_AS(Pre, c);
  @ ensures c->out_offset == \old(c->out_offset) + n;
  @ ensures \result == HF_OK ==> c->out_end > \old(c->out_end); */
static uint8_t pass_on(struct hf_connection *c, uint8_t type, uint32_t n) {
  take_written(c, type, n);
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
static uint8_t send_piece(struct hf_connection *c, uint8_t send, uint32_t room) {
  uint32_t whole = write_piece(c, send, room);
  uint32_t n = whole > c->out_offset ? whole - c->out_offset : 0u;
  uint8_t error;
  if (n > room)
    n = room;
  /*@ assert sealed: hf_fragment(&c->write, n) <= hf_fragment(&c->write, room); */
  error = pass_on(c, hf_send_type(send), n);
  hf_check(c, error);
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
