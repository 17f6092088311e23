#include "connection/content.h"
#include "connection/drive.h"
#include "connection/failure.h"
#include "connection/fragment.h"
#include "connection/message.h"
#include "connection/outcome.h"
#include "connection/reading.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "generated/tables.h"

/*@ terminates \true; exits \false; assigns \nothing; */
static uint32_t alert_event(uint32_t level, uint32_t description) {
  if (description == HF_ALERT_CLOSE_NOTIFY)
    return HF_EVENT_RECV_ALERT_CLOSE_NOTIFY;
  return level == HF_ALERT_LEVEL_FATAL ? HF_EVENT_RECV_ALERT_FATAL : HF_EVENT_RECV_ALERT_WARNING;
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns c->peer_alert, c->peer_alert_level;
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c);
  @ ensures HF_INPUT_AS(Pre, c);
  @ ensures HF_FAILURE_AS(Pre, c); */
static void note_alert(struct hf_connection *c, uint32_t level, uint32_t description) {
  c->peer_alert = (uint8_t)(description % 256u);
  c->peer_alert_level = level;
}

/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void count_alert(struct hf_connection *c, uint32_t event) {
  if (event == HF_EVENT_RECV_ALERT_WARNING)
    hf_idle(c);
}

/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void alert_complete(struct hf_connection *c, uint32_t level, uint32_t description) {
  uint32_t event = alert_event(level, description);
  note_alert(c, level, description);
  count_alert(c, event);
  hf_happen(c, event, 2u);
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void end_alert(struct hf_connection *c, uint32_t level, uint32_t description) {
  if (c->failed == 0u)
    alert_complete(c, level, description);
}

/* An alert that is cut in two is refused: RFC 5246 6.2.1 would let it be, no peer does it, and its first half would have to be
   kept beside the handshake message that it may interrupt. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void read_alert(struct hf_connection *c) {
  struct hf_short s = hf_read_short(c, HF_ENTRY_ALERT, c->in_at, c->in_end);
  hf_take_on(c, s.taken);
  hf_check(c, s.error);
  end_alert(c, s.number[HF_NUMBER_ALERT_LEVEL], s.number[HF_NUMBER_ALERT_DESCRIPTION]);
}

/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void expect_change(struct hf_connection *c) {
  uint32_t next = hf_machine_next(c->state, HF_EVENT_RECV_CHANGE_CIPHER_SPEC);
  hf_check_event(c, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, next == HF_STATE_REFUSED ? HF_ERROR_UNEXPECTED_MESSAGE : HF_OK);
}

/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void take_change(struct hf_connection *c) {
  struct hf_short s = hf_read_short(c, HF_ENTRY_CHANGE_CIPHER_SPEC, c->in_at, c->in_end);
  hf_take_on(c, s.taken);
  hf_check_event(c, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, s.error != HF_OK ? HF_ERROR_MESSAGE_VALUE : HF_OK);
  hf_happen(c, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, s.taken);
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void take_expected_change(struct hf_connection *c) {
  if (c->failed == 0u)
    take_change(c);
}

/* P2: a ChangeCipherSpec comes where the tables say, whole, and never inside a handshake message. */
/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void read_change_cipher_spec(struct hf_connection *c) {
  expect_change(c);
  take_expected_change(c);
}

/* A fragment of another type inside a handshake message (RFC 5246 6.2.1). Alerts may come between the fragments of a message: a
   peer that gives up says so at once. So may application data, once the first handshake is done: it must be taken then. */
/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing; */
static uint32_t interleaved(const struct hf_connection *c) {
  if (c->handshake.row == 0u || c->in_type == HF_CONTENT_HANDSHAKE || c->in_type == HF_CONTENT_ALERT)
    return HF_OK;
  if (c->in_type == HF_CONTENT_APPLICATION_DATA && c->opened != 0u)
    return HF_OK;
  return c->in_type == HF_CONTENT_CHANGE_CIPHER_SPEC ? HF_ERROR_KEY_CHANGE_INSIDE_MESSAGE : HF_ERROR_RECORD_INTERLEAVED;
}

/* HF_OK, or why the record is not taken. */
/*@ requires \valid_read(c) && c->in_at <= c->in_end; terminates \true; exits \false; assigns \nothing;
  @ ensures \result == HF_OK && 1 <= c->parameters.max_fragment_length <= 4 ==> c->in_end - c->in_at <= 4096;
  @ ensures \result == HF_OK && c->parameters.max_fragment_length == 1 ==> c->in_end - c->in_at <= 512; */
static uint32_t misplaced(const struct hf_connection *c) {
  uint32_t error = interleaved(c);
  if (c->in_end - c->in_at > hf_fragment_limit(c->parameters.max_fragment_length))
    return HF_ERROR_RECORD_TOO_LONG; /* RFC 6066 4 */
  if (error == HF_OK && c->in_at == c->in_end && c->in_type != HF_CONTENT_APPLICATION_DATA)
    error = HF_ERROR_RECORD_EMPTY; /* RFC 5246 6.2.1 */
  return error;
}

/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void count_data(struct hf_connection *c, uint32_t n) {
  if (n == 0u)
    hf_idle(c);
  else
    hf_busy(c);
}

/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void begin_data(struct hf_connection *c) {
  uint32_t n = c->in_end - c->in_at;
  count_data(c, n);
  hf_happen(c, HF_EVENT_RECV_APPLICATION_DATA, n);
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void begin_content(struct hf_connection *c) {
  if (c->failed == 0u && c->in_type == HF_CONTENT_APPLICATION_DATA)
    begin_data(c);
}

void hf_content_begin(struct hf_connection *c) {
  hf_check(c, misplaced(c));
  begin_content(c);
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void read_handshake(struct hf_connection *c, uint32_t type) {
  if (c->failed == 0u && type == HF_CONTENT_HANDSHAKE)
    hf_read_handshake(c);
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void read_alerts(struct hf_connection *c, uint32_t type) {
  if (c->failed == 0u && type == HF_CONTENT_ALERT)
    read_alert(c);
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void read_changes(struct hf_connection *c, uint32_t type) {
  if (c->failed == 0u && type != HF_CONTENT_HANDSHAKE && type != HF_CONTENT_ALERT)
    read_change_cipher_spec(c);
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void read_content(struct hf_connection *c, uint32_t type) {
  read_handshake(c, type);
  read_alerts(c, type);
  read_changes(c, type);
  hf_drive(c);
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
    @ loop assigns left, *c, \at(c->buffers.in, Pre)[0 .. \at(c->buffers.in_size, Pre) - 1],
    @   \at(c->buffers.out, Pre)[0 .. \at(c->buffers.out_size, Pre) - 1],
    @   \at(c->chain.buffer, Pre)[0 .. \at(c->chain.size, Pre) - 1];
    @ loop variant left; */
  while (left != 0u && c->in_at < c->in_end && hf_waits(c) == 1u && c->in_type != HF_CONTENT_APPLICATION_DATA) {
    read_content(c, c->in_type);
    left--;
  }
}
