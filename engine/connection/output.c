#include "connection/output.h"
#include "connection/fragment.h"
#include "connection/version.h"
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/registry.h"
#include "generated/steps.h"
#include "handfast.h"
#include "handshake/transcript.h"
#include "parse/writer.h"
#include "ports/ports.h"
#include "record/record.h"

/* The most content of a record: as was agreed on, now or for the session (RFC 6066 4). What the peer takes (RFC 8449 4) goes before: in
   the clear nothing must keep to it, but who takes no longer records seldom has room for any, and GnuTLS refuses them. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures 0 < \result <= HF_PLAINTEXT_MAX;
  @ ensures c->parameters.record_size_limit >= HF_RECORD_SIZE_LEAST ==> \result <= c->parameters.record_size_limit;
  @ ensures c->parameters.record_size_limit >= HF_RECORD_SIZE_LEAST && hf_is_inner(c->write.protection) ==>
  @   \result + 1 <= c->parameters.record_size_limit;
  @ ensures c->parameters.record_size_limit == 0 && c->parameters.max_fragment_length == 1 ==> \result == 512; */
static uint32_t content_limit(const struct hf_connection *c) {
  uint32_t most = c->parameters.record_size_limit;
  if (most >= HF_RECORD_SIZE_LEAST) {
    most = hf_record_is_inner(&c->write) ? most - 1u : most;
    return most > HF_PLAINTEXT_MAX ? HF_PLAINTEXT_MAX : most;
  }
  return hf_fragment_limit(c->parameters.max_fragment_length);
}

uint32_t hf_content_room(const struct hf_connection *c, uint32_t reserve) {
  size_t used = (size_t)c->output.end + reserve;
  size_t room = 0u;
  uint32_t limit;
  uint32_t n;
  if (used < c->buffers.out_size)
    room = hf_record_content_max(&c->write, c->buffers.out_size - used);
  /*@ assert whole: room > 0 ==>
    @   c->output.end + HF_RECORD_HEADER + hf_fragment(&c->write, room) + reserve <= c->buffers.out_size; */
  limit = content_limit(c);
  n = room < limit ? (uint32_t)room : limit;
  /*@ assert part: hf_fragment(&c->write, n) <= hf_fragment(&c->write, room); */
  return n;
}

uint8_t *hf_content_place(const struct hf_connection *c) {
  return &c->buffers.out[c->output.end + hf_record_before(&c->write)];
}

/* Seals the next record, of n bytes of content, and moves the output's end behind it. */
/*@ requires \valid(c) && \valid_read(c->config) && HF_BUFFERS_SOUND(c) && hf_record_sound(&c->write) && n <= HF_PLAINTEXT_MAX;
  @ requires HF_RECORD_FITS(c, n);
  @ HF_TOTAL;
  @ assigns c->write.sequence, c->output.end, c->buffers.out[0 .. c->buffers.out_size - 1];
  @ ensures hf_record_sound(&c->write);
  @ ensures \result == HF_OK ==> c->output.end == \old(c->output.end) + HF_RECORD_HEADER + \old(hf_fragment(&c->write, n));
  @ ensures \result != HF_OK ==> c->output.end == \old(c->output.end); */
static enum hf_error seal(struct hf_connection *c, uint32_t type, uint32_t n) {
  uint8_t iv[16] = {0u};
  uint32_t record_n = 0u;
  enum hf_error error;
  if (c->write.explicit_n == 16u && !hf_port_random(c->config, iv, 16u))
    return HF_ERROR_RANDOM_FAILED;
  error = hf_record_seal(&c->write, (uint8_t)(type % 256u), &c->buffers.out[c->output.end], n, iv, &record_n);
  /*@ assert ready: hf_record_sound(&c->write); */
  c->output.end = c->output.end + record_n;
  return error;
}

/* The version of the record that begins there. */
/*@ requires hf_sound(c) && hf_framed(c) && at + HF_RECORD_HEADER <= c->buffers.out_size;
  @ HF_TOTAL;
  @ assigns c->buffers.out[0 .. c->buffers.out_size - 1];
  @ HF_STAYS_FRAMED(c);
  @ ensures c->buffers.out[at + 2] == (uint8_t)(minor % 256u); */
static void set_minor(struct hf_connection *c, uint32_t at, uint32_t minor) {
  c->buffers.out[at + 2u] = (uint8_t)(minor % 256u);
}

/* Once keys are in use, the version is agreed on, and authenticated. */
enum hf_error hf_seal_content(struct hf_connection *c, uint32_t type, uint32_t n) {
  uint32_t at = c->output.end;
  enum hf_error error = seal(c, type, n);
  if (error == HF_OK && type == HF_CONTENT_ALERT && c->write.protection == HF_PROTECTION_NULL)
    set_minor(c, at, hf_spoken_minor(c));
  return error;
}

/* Writes what of the message has not been sent where the next record's content goes, as far as there is room. Answers how long the
   whole message is. */
/*@ requires hf_sound(c) && hf_framed(c) && 0 < room <= HF_PLAINTEXT_MAX && HF_RECORD_FITS(c, room);
  @ HF_TOTAL;
  @ assigns HF_WRITER_CHANGES(c), c->buffers.out[0 .. c->buffers.out_size - 1];
  @ HF_STAYS_FRAMED(c);
  @ ensures \result <= HF_WRITER_MOST; */
static uint32_t write_piece(struct hf_connection *c, uint32_t send, uint32_t room) {
  uint32_t begin = c->output.end + (uint32_t)hf_record_before(&c->write);
  hf_writer_next(&c->writer, begin, begin + room, c->output.offset);
  hf_dispatch_send(c, &c->writer, send);
  return c->writer.at;
}

/* Handshake messages are in the transcript, header and all (RFC 5246 7.4.9). */
/*@ requires hf_sound(c) && hf_framed(c) && n <= HF_PLAINTEXT_MAX && HF_RECORD_FITS(c, n);
  @ HF_TOTAL;
  @ assigns c->transcript.sha256.word[0 .. 25], c->transcript.sha384.word[0 .. 25], c->transcript.sha512.word[0 .. 25];
  @ HF_STAYS_FRAMED(c); */
static void hash_piece(struct hf_connection *c, uint32_t type, uint32_t n) {
  /*@ assert fits: c->write.explicit_n + n <= hf_fragment(&c->write, n); */
  if (type == HF_CONTENT_HANDSHAKE)
    hf_transcript_update(&c->transcript, hf_content_place(c), n);
}

/* n bytes of the message stand where the next record's content goes: they go into the transcript, and into a record. HF_OK or an
   hf_error. */
/*@ requires hf_sound(c) && hf_framed(c) && n <= HF_PLAINTEXT_MAX && c->output.offset + n <= HF_WRITER_MOST && HF_RECORD_FITS(c, n);
  @ HF_TOTAL;
  @ assigns c->transcript, c->output.offset, c->write.sequence, c->output.end, c->buffers.out[0 .. c->buffers.out_size - 1];
  @ HF_STAYS_FRAMED(c);
  @ ensures c->output.offset == \old(c->output.offset) + n;
  @ ensures \result == HF_OK ==> c->output.end > \old(c->output.end); */
static enum hf_error pass_on(struct hf_connection *c, uint32_t type, uint32_t n) {
  hash_piece(c, type, n);
  c->output.offset = c->output.offset + n;
  return hf_seal_content(c, type, n);
}

/* One record's worth of the message. HF_EVENT_NONE: there is more of it. */
/*@ requires hf_sound(c) && hf_framed(c) && 0 < room <= HF_PLAINTEXT_MAX && HF_RECORD_FITS(c, room);
  @ HF_TOTAL;
  @ assigns c->machine.error, c->output.end, c->output.offset, HF_WRITER_CHANGES(c), c->transcript, c->write.sequence,
  @   c->buffers.out[0 .. c->buffers.out_size - 1];
  @ HF_STAYS_FRAMED(c);
  @ ensures \result == HF_EVENT_DONE || \result == HF_EVENT_NONE || \result == HF_EVENT_ERROR;
  @ ensures \result == HF_EVENT_NONE ==> c->output.end > \old(c->output.end); */
static uint32_t send_piece(struct hf_connection *c, uint32_t send, uint32_t room) {
  uint32_t whole = write_piece(c, send, room);
  uint32_t n = whole > c->output.offset ? whole - c->output.offset : 0u;
  enum hf_error error;
  if (n > room)
    n = room;
  /*@ assert sealed: hf_fragment(&c->write, n) <= hf_fragment(&c->write, room); */
  error = pass_on(c, hf_send_type(send), n);
  if (error != HF_OK) {
    c->machine.error = error;
    return HF_EVENT_ERROR;
  }
  return c->output.offset == whole ? HF_EVENT_DONE : HF_EVENT_NONE;
}

uint32_t hf_send_message(struct hf_connection *c, uint32_t send) {
  uint32_t event = HF_EVENT_NONE;
  uint32_t room = hf_content_room(c, HF_ALERT_ROOM);
  /*@ loop invariant sound: hf_sound(c);
    @ loop invariant framed: hf_framed(c);
    @ loop invariant event == HF_EVENT_DONE || event == HF_EVENT_NONE || event == HF_EVENT_ERROR;
    @ loop invariant room <= HF_PLAINTEXT_MAX && (room > 0 ==> HF_RECORD_FITS(c, room));
    @ loop assigns event, room, c->machine.error, c->output.end, c->output.offset, HF_WRITER_CHANGES(c), c->transcript,
    @   c->write.sequence, c->buffers.out[0 .. c->buffers.out_size - 1];
    @ loop variant event == HF_EVENT_NONE ? c->buffers.out_size - c->output.end + 1 : 0; */
  while (event == HF_EVENT_NONE && room > 0u) {
    event = send_piece(c, send, room);
    room = hf_content_room(c, HF_ALERT_ROOM);
  }
  return event;
}

void hf_message_sent(struct hf_connection *c) {
  c->output.offset = 0u;
}

enum hf_error hf_seal_data(struct hf_connection *c, const uint8_t *in, uint32_t n) {
  /*@ assert fits: c->write.explicit_n + n <= hf_fragment(&c->write, n); */
  hf_copy(hf_content_place(c), in, n);
  return hf_seal_content(c, HF_CONTENT_APPLICATION_DATA, n);
}

uint32_t hf_output_drop(struct hf_connection *c, size_t n) {
  uint32_t all = n >= (size_t)c->output.end - c->output.at ? 1u : 0u;
  c->output.at = all == 1u ? 0u : c->output.at + (uint32_t)n;
  c->output.end = all == 1u ? 0u : c->output.end;
  return all;
}

/*@ requires c != \null ==> hf_sound(c) && hf_framed(c);
  @ requires n != \null ==> \valid(n);
  @ requires c != \null && n != \null ==> \separated(n, c);
  @ HF_TOTAL;
  @ assigns *n;
  @ ensures n != \null && c == \null ==> *n == 0 && \result == \null;
  @ ensures n != \null && c != \null ==> *n == c->output.end - c->output.at && \result == c->buffers.out + c->output.at;
  @ ensures n != \null && c != \null ==> \valid_read(\result + (0 .. *n - 1)); */
const uint8_t *hf_output(const struct hf_connection *c, size_t *n) {
  if (n == NULL)
    return NULL;
  *n = 0u;
  if (c == NULL)
    return NULL;
  *n = (size_t)c->output.end - c->output.at;
  return &c->buffers.out[c->output.at];
}
