#include "connection/failure.h"
#include "connection/input.h"
#include "connection/output.h"
#include "connection/status.h"
#include "crypto/bytes.h"
#include "generated/encode.h"
#include "generated/errors.h"
#include "generated/registry.h"
#include "handshake/version.h"
#include "handshake/wipe.h"
#include "ports/ports.h"
#include <stdbool.h>

/* The alert's two bytes, in room for at least as many. Answers how many they are. */
/*@ requires \valid(out + (0 .. room - 1)) && 2 <= room; HF_TOTAL;
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
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->write.sequence, c->output.end, c->buffers.out[0 .. c->buffers.out_size - 1];
  @ HF_STAYS_FRAMED(c);
  @ ensures \old(c->machine.close_sent) != 0 ==> c->output.end == \old(c->output.end); */
static void send_fatal(struct hf_connection *c, uint32_t description) {
  uint32_t room = hf_content_room(c, 0u);
  uint32_t n;
  if (description == HF_ALERT_NONE || room < 2u || c->machine.close_sent != 0u)
    return;
  /*@ assert fits: c->write.explicit_n + room <= hf_fragment(&c->write, room); */
  n = write_fatal(hf_content_place(c), room, description);
  /*@ assert sealed: hf_fragment(&c->write, n) <= hf_fragment(&c->write, room); */
  (void)hf_seal_content(c, HF_CONTENT_ALERT, n);
}

/* RFC 5246 7.2.2: a session whose connection ended with a fatal alert is not resumed. Only one whose peer proved itself can
   tell so: anyone may offer a session ID that it saw pass by, and fail. */
/*@ requires hf_sound(c); HF_TOTAL; assigns \nothing; */
static void drop_session(const struct hf_connection *c) {
  if (c->is_server != 0u && c->machine.opened != 0u && c->session.session_id_n != 0u &&
      c->session.session_id_n <= HF_SESSION_ID_MAX)
    hf_port_session_drop(c->config, c->session.session_id, c->session.session_id_n);
}

/* The alert of an error. Those that RFC 6066 adds go to nobody whose hello had no extension (RFC 6066 9): there it is one that TLS always had. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures c->offers.extensions == 0 && c->parameters.version != 0x0304 ==>
  @   \result != HF_ALERT_UNRECOGNIZED_NAME && \result != HF_ALERT_BAD_CERTIFICATE_STATUS_RESPONSE; */
static uint32_t alert_for(const struct hf_connection *c, enum hf_error error) {
  uint32_t description = hf_error_alert(error);
  bool added = description == HF_ALERT_UNRECOGNIZED_NAME || description == HF_ALERT_BAD_CERTIFICATE_STATUS_RESPONSE;
  return added && c->offers.extensions == 0u && !hf_is_tls13(c) ? HF_ALERT_HANDSHAKE_FAILURE : description;
}

void hf_fail(struct hf_connection *c, enum hf_error error) {
  uint32_t description = alert_for(c, error);
  c->machine.failed = 1u;
  c->machine.error = error;
  c->machine.pending = 0u;
  send_fatal(c, description);
  if (description != HF_ALERT_NONE || error == HF_ERROR_PEER_ALERT)
    drop_session(c);
  hf_input_drop(&c->input, c->buffers.in, c->buffers.in_size);
  hf_wipe_secrets(c);
}

/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing; */
static void trace_refusal(const struct hf_connection *c, uint32_t event, enum hf_error error) {
  struct hf_trace t = {0};
  t.event = event;
  t.before = c->machine.state;
  t.after = c->machine.state;
  t.error = error;
  t.length = c->parser.pos;
  t.connection = c;
  hf_port_trace(c->config, &t);
}

void hf_refuse(struct hf_connection *c, uint32_t event, enum hf_error error) {
  trace_refusal(c, event, error);
  hf_fail(c, error);
}

void hf_abandon(struct hf_connection *c) {
  uint32_t cut = (c->machine.failed == 0u && hf_status(c) != HF_STATUS_CLOSED) ? 1u : 0u;
  c->machine.failed = cut == 1u ? 1u : c->machine.failed;
  c->machine.error = cut == 1u ? HF_ERROR_TRUNCATED : c->machine.error;
  hf_input_drop(&c->input, c->buffers.in, c->buffers.in_size);
  hf_wipe_secrets(c);
  /*@ assert stays: \forall integer i; 0 <= i < c->buffers.in_size ==> c->buffers.in[i] == 0; */
}
