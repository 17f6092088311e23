#include "connection/message.h"
#include "connection/outcome.h"
#include "connection/reading.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "handshake/transcript.h"

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns c->handshake;
  @ HF_STAYS_READING(c); */
static void start_message(struct hf_connection *c) {
  if (c->handshake.row == 0u)
    hf_reading_start(c, hf_steps[c->state].entry);
}

/* HF_OK, or why the message is refused. */
/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing; */
static uint32_t refusal(const struct hf_connection *c) {
  return c->handshake.row == 0u ? c->handshake.error : HF_OK;
}

/* Each byte of each message that is accepted goes into the transcript once; HelloRequest is no part of it (RFC 5246 7.4.1.1). */
/*@ requires hf_sound(c) && hf_framed(c) && n <= c->in_end - c->in_at; terminates \true; exits \false;
  @ assigns c->transcript.sha256.word[0 .. 25], c->transcript.sha384.word[0 .. 25], c->transcript.sha512.word[0 .. 25];
  @ HF_STAYS_SOUND(c);
  @ HF_STAYS_FRAMED_PARTS(c); */
static void note_bytes(struct hf_connection *c, uint32_t n) {
  if (c->event != HF_EVENT_RECV_HELLO_REQUEST && refusal(c) == HF_OK)
    hf_transcript_update(&c->transcript, &c->buffers.in[c->in_at], n);
}

/* 1: the message moves nothing; once all is open, none does. */
/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing;
  @ ensures \result == 1 <==> c->event == HF_EVENT_RECV_HELLO_REQUEST || c->opened != 0; */
static uint32_t moves_nothing(const struct hf_connection *c) {
  return (c->event == HF_EVENT_RECV_HELLO_REQUEST || c->opened != 0u) ? 1u : 0u;
}

/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void count_message(struct hf_connection *c) {
  if (moves_nothing(c) == 1u)
    hf_idle(c);
  else
    hf_busy(c);
}

/*@ requires hf_sound(c) && hf_framed(c) && c->failed == 0; terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void message_complete(struct hf_connection *c) {
  count_message(c);
  hf_happen(c, c->event, c->handshake.pos);
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void end_message(struct hf_connection *c) {
  if (c->failed == 0u && c->handshake.row == 0u)
    message_complete(c);
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures HF_FAILURE_AS(Pre, c); */
static void read_part(struct hf_connection *c) {
  uint32_t taken;
  start_message(c);
  taken = hf_reading_on(c, c->in_at, c->in_end);
  note_bytes(c, taken);
  hf_take_on(c, taken);
}

void hf_read_handshake(struct hf_connection *c) {
  read_part(c);
  hf_check_event(c, c->event, refusal(c));
  end_message(c);
}
