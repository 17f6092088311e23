#include "connection/content.h"
#include "connection/drive.h"
#include "connection/failure.h"
#include "connection/taken.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "generated/tables.h"
#include "handshake/limits.h"
#include "parse/parse.h"

/* Something came that moves nothing: an empty record, a warning, a HelloRequest. A peer that sends only such is not
   waited for for ever. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void idle(struct hf_connection *c) {
  if (c->idle_records >= HF_IDLE_RECORDS_MAX)
    hf_fail(c, HF_ERROR_TOO_MANY_IDLE_RECORDS);
  else
    c->idle_records = (uint8_t)(c->idle_records + 1u);
}

/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void message_complete(struct hf_connection *c) {
  if (c->event == HF_EVENT_RECV_HELLO_REQUEST)
    idle(c);
  else
    c->idle_records = 0u;
  if (c->failed == 0u)
    hf_advance(c, c->event, c->handshake.pos);
}

/* Each byte of each message that is accepted goes into the transcript once; HelloRequest is no part of it (RFC 5246 7.4.1.1). */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void read_handshake(struct hf_connection *c) {
  const uint8_t *in = &c->buffers.in[c->in_at];
  size_t taken;
  if (c->handshake.row == 0u)
    hf_parse_start(&c->handshake, hf_steps[c->state].entry);
  taken = hf_parse(&c->handshake, &c->kept, c, in, c->in_end - c->in_at);
  c->in_at = c->in_at + (uint32_t)taken;
  if (c->handshake.row == 0u && c->handshake.error != HF_OK) {
    hf_refuse(c, c->event, c->handshake.error);
    return;
  }
  if (c->event != HF_EVENT_RECV_HELLO_REQUEST)
    hf_take_bytes(c, in, taken);
  if (c->handshake.row == 0u)
    message_complete(c);
}

/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void alert_complete(struct hf_connection *c, uint32_t level, uint32_t description) {
  uint8_t event = HF_EVENT_RECV_ALERT_WARNING;
  c->peer_alert = (uint8_t)(description % 256u);
  if (description == HF_ALERT_CLOSE_NOTIFY)
    event = HF_EVENT_RECV_ALERT_CLOSE_NOTIFY;
  else if (level == HF_ALERT_LEVEL_FATAL)
    event = HF_EVENT_RECV_ALERT_FATAL;
  else
    idle(c);
  if (c->failed == 0u)
    hf_advance(c, event, 2u);
}

/* An alert that is cut in two is refused: RFC 5246 6.2.1 would let it be, no peer does it, and its first half would have to be
   kept beside the handshake message that it may interrupt. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void read_alert(struct hf_connection *c) {
  struct hf_parser p;
  size_t taken;
  hf_parse_start(&p, HF_ENTRY_ALERT);
  taken = hf_parse(&p, &c->kept, c, &c->buffers.in[c->in_at], c->in_end - c->in_at);
  c->in_at = c->in_at + (uint32_t)taken;
  if (p.row != 0u)
    hf_fail(c, HF_ERROR_MESSAGE_LENGTH);
  else if (p.error != HF_OK)
    hf_fail(c, p.error);
  else
    alert_complete(c, p.numbers[HF_NUMBER_ALERT_LEVEL], p.numbers[HF_NUMBER_ALERT_DESCRIPTION]);
}

/* P2: a ChangeCipherSpec comes where the tables say, whole, and never inside a handshake message. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void read_change_cipher_spec(struct hf_connection *c) {
  struct hf_parser p;
  size_t taken;
  if (hf_machine_next(c->state, HF_EVENT_RECV_CHANGE_CIPHER_SPEC) == HF_STATE_REFUSED) {
    hf_refuse(c, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, HF_ERROR_UNEXPECTED_MESSAGE);
    return;
  }
  hf_parse_start(&p, HF_ENTRY_CHANGE_CIPHER_SPEC);
  taken = hf_parse(&p, &c->kept, c, &c->buffers.in[c->in_at], c->in_end - c->in_at);
  c->in_at = c->in_at + (uint32_t)taken;
  if (p.row != 0u || p.error != HF_OK)
    hf_refuse(c, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, HF_ERROR_MESSAGE_VALUE);
  else
    hf_advance(c, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, (uint32_t)taken);
}

/* A fragment of another type inside a handshake message. Alerts may come between the fragments of a
   message: a peer that gives up says so at once. */
/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing; */
static uint8_t interleaved(const struct hf_connection *c) {
  if (c->handshake.row == 0u || c->in_type == HF_CONTENT_HANDSHAKE || c->in_type == HF_CONTENT_ALERT)
    return HF_OK;
  return c->in_type == HF_CONTENT_CHANGE_CIPHER_SPEC ? HF_ERROR_KEY_CHANGE_INSIDE_MESSAGE : HF_ERROR_RECORD_INTERLEAVED;
}

void hf_content_begin(struct hf_connection *c) {
  uint8_t error = interleaved(c);
  if (error == HF_OK && c->in_at == c->in_end && c->in_type != HF_CONTENT_APPLICATION_DATA)
    error = HF_ERROR_RECORD_EMPTY; /* RFC 5246 6.2.1 */
  if (error != HF_OK) {
    hf_fail(c, error);
    return;
  }
  if (c->in_type != HF_CONTENT_APPLICATION_DATA)
    return;
  if (c->in_at == c->in_end)
    idle(c);
  else
    c->idle_records = 0u;
  if (c->failed == 0u)
    hf_advance(c, HF_EVENT_RECV_APPLICATION_DATA, c->in_end - c->in_at);
}

/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void read_content(struct hf_connection *c) {
  if (c->in_type == HF_CONTENT_HANDSHAKE)
    read_handshake(c);
  else if (c->in_type == HF_CONTENT_ALERT)
    read_alert(c);
  else
    read_change_cipher_spec(c);
}

void hf_go_on(struct hf_connection *c) {
  uint32_t left;
  hf_drive(c);
  /* each round takes a byte at least, so there are no more rounds than bytes */
  left = c->in_end - c->in_at;
  /*@ loop invariant sound: hf_sound(c);
    @ loop invariant framed: hf_framed(c);
    @ loop invariant placed: HF_PLACED_AS(Pre, c);
    @ loop invariant filling: hf_fills(\at(c->in_filled, Pre), \at(c->in_length, Pre)) ==> HF_FILLING(c);
    @ loop invariant absorbed: \at(c->failed, Pre) != 0 ==> c->failed == \at(c->failed, Pre) &&
    @   c->error == \at(c->error, Pre);
    @ loop assigns left, HF_RUN_CHANGES(c);
    @ loop variant left; */
  while (left != 0u && c->in_at < c->in_end && hf_waits(c) == 1u && c->in_type != HF_CONTENT_APPLICATION_DATA) {
    read_content(c);
    hf_drive(c);
    left--;
  }
}
