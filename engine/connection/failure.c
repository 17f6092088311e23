#include "connection/failure.h"
#include "connection/output.h"
#include "connection/secrets.h"
#include "generated/encode.h"
#include "generated/errors.h"
#include "generated/registry.h"
#include "ports/ports.h"

/* The alert's two bytes, in room for at least as many. Answers how many they are. */
/*@ requires \valid(out + (0 .. room - 1)) && 2 <= room; terminates \true; exits \false;
  @ assigns out[0 .. room - 1];
  @ ensures \result <= room; */
static uint32_t write_fatal(uint8_t *out, uint32_t room, uint32_t description) {
  struct hf_out_alert m;
  struct hf_writer w;
  m.level = HF_ALERT_LEVEL_FATAL;
  m.description = description;
  hf_writer_start(&w, out, room, 0u);
  hf_encode_alert(&w, &m);
  return w.written;
}

/* An alert that cannot be made is left out: the connection is over all the same. Behind our close_notify there is none: that
   direction is over (RFC 5246 7.2.1). */
/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns c->write.sequence, c->out_end, c->buffers.out[0 .. c->buffers.out_size - 1];
  @ HF_STAYS_SOUND(c);
  @ ensures hf_framed(c);
  @ ensures HF_PLACED_AS(Pre, c);
  @ ensures HF_INPUT_AS(Pre, c);
  @ ensures HF_FAILURE_AS(Pre, c);
  @ ensures \old(c->close_sent) != 0 ==> c->out_end == \old(c->out_end); */
static void send_fatal(struct hf_connection *c, uint32_t description) {
  uint32_t room = hf_content_room(c, 0u);
  uint32_t n;
  if (description == HF_ALERT_NONE || room < 2u || c->close_sent != 0u)
    return;
  /*@ assert fits: c->write.explicit_n + room <= hf_fragment(&c->write, room); */
  n = write_fatal(hf_content_place(c), room, description);
  /*@ assert sealed: hf_fragment(&c->write, n) <= hf_fragment(&c->write, room); */
  (void)hf_seal_content(c, HF_CONTENT_ALERT, n);
}

/* RFC 5246 7.2.2: a session whose connection ended with a fatal alert is not resumed. Only one whose peer proved itself can
   tell so: anyone may offer a session ID that it saw pass by, and fail. */
/*@ requires hf_sound(c); terminates \true; exits \false; assigns \nothing; */
static void drop_session(struct hf_connection *c) {
  if (c->is_server != 0u && c->opened != 0u && c->session.session_id_n != 0u &&
      c->session.session_id_n <= HF_SESSION_ID_MAX)
    hf_port_session_drop(c->config, c->session.session_id, c->session.session_id_n);
}

/*@ requires hf_sound(c) && hf_framed(c); terminates \true; exits \false;
  @ assigns c->failed, c->error, c->pending;
  @ HF_STAYS_SOUND(c);
  @ ensures hf_framed(c);
  @ ensures HF_PLACED_AS(Pre, c);
  @ ensures HF_INPUT_AS(Pre, c);
  @ ensures c->failed == 1 && c->error == error; */
static void note_failure(struct hf_connection *c, uint32_t error) {
  c->failed = 1u;
  c->error = error;
  c->pending = 0u;
}

/*@ requires hf_sound(c) && hf_framed(c) && error != 0; terminates \true; exits \false;
  @ assigns *c, c->buffers.in[0 .. c->buffers.in_size - 1], c->buffers.out[0 .. c->buffers.out_size - 1];
  @ HF_STAYS_FRAMED(c);
  @ ensures c->failed == 1 && c->error == error && HF_FILLING(c) && hf_wiped(c); */
static void fail(struct hf_connection *c, uint32_t error) {
  uint32_t description = hf_error_alert(error);
  note_failure(c, error);
  send_fatal(c, description);
  if (description != HF_ALERT_NONE || error == HF_ERROR_PEER_ALERT)
    drop_session(c);
  hf_drop_input(c);
  hf_forget_secrets(c);
}

void hf_fail(struct hf_connection *c, uint32_t error) {
  if (c->failed == 0u)
    fail(c, error);
}

void hf_check(struct hf_connection *c, uint32_t error) {
  if (error != HF_OK)
    hf_fail(c, error);
}

/*@ requires \valid_read(config); terminates \true; exits \false; assigns \nothing; */
static void trace_refusal(const struct hf_config *config, uint32_t state, uint32_t event, uint32_t error,
                          uint32_t length) {
  struct hf_trace t = {0};
  t.event = (uint8_t)(event % 256u);
  t.before = (uint8_t)(state % 256u);
  t.after = (uint8_t)(state % 256u);
  t.error = (uint8_t)(error % 256u);
  t.length = length;
  hf_port_trace(config, &t);
}

void hf_refuse(struct hf_connection *c, uint32_t event, uint32_t error) {
  trace_refusal(c->config, c->state, event, error, c->handshake.pos);
  hf_fail(c, error);
}
