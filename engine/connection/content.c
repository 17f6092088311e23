#include "connection/content.h"
#include "connection/failure.h"
#include "connection/fragment.h"
#include "connection/input.h"
#include "connection/machine.h"
#include "connection/message.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/registry.h"
#include "generated/tables.h"
#include "handshake/version.h"

#if HF_NUMBER_ALERT_LEVEL > 1u || HF_NUMBER_ALERT_DESCRIPTION > 1u
#error "struct hf_short holds two numbers: the specification gives an alert more"
#endif

/* RFC 8446 6: the level says nothing any more; all but two are errors. */
/*@ HF_TOTAL; assigns \nothing; */
static uint32_t alert_event13(uint32_t description) {
  if (description == HF_ALERT_CLOSE_NOTIFY)
    return HF_EVENT_RECV_ALERT_CLOSE_NOTIFY;
  return description == HF_ALERT_USER_CANCELED ? HF_EVENT_RECV_ALERT_WARNING : HF_EVENT_RECV_ALERT_FATAL;
}

/*@ HF_TOTAL; assigns \nothing; */
static uint32_t alert_event(uint32_t level, uint32_t description) {
  if (description == HF_ALERT_CLOSE_NOTIFY)
    return HF_EVENT_RECV_ALERT_CLOSE_NOTIFY;
  return level == HF_ALERT_LEVEL_FATAL ? HF_EVENT_RECV_ALERT_FATAL : HF_EVENT_RECV_ALERT_WARNING;
}

/* An alert that is cut in two is refused: RFC 5246 6.2.1 would let it be, no peer does it, and its first half would have to be
   kept beside the handshake message that it may interrupt. */
/*@ requires hf_sound(c) && hf_framed(c) && c->machine.failed == 0; HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void read_alert(struct hf_connection *c) {
  struct hf_short m = hf_short_read(c, HF_ENTRY_ALERT);
  uint32_t level = m.number[HF_NUMBER_ALERT_LEVEL];
  uint32_t description = m.number[HF_NUMBER_ALERT_DESCRIPTION];
  uint32_t event = hf_is_tls13(c) ? alert_event13(description) : alert_event(level, description);
  enum hf_error error = (enum hf_error)m.error;
  hf_input_read(c, m.n);
  if (error == HF_OK)
    hf_note_alert(c, level, description);
  if (error == HF_OK && event == HF_EVENT_RECV_ALERT_WARNING)
    error = hf_count_idle(c);
  if (error == HF_OK)
    (void)hf_advance(c, event, m.n);
  else
    hf_fail(c, error);
}

/* RFC 8446 5: in this state it is dropped. */
/*@ requires hf_sound(c); HF_TOTAL; assigns \nothing; */
static bool drops_change_cipher_spec(const struct hf_connection *c) {
  return hf_machine_next(c->machine.state, HF_EVENT_RECV_CHANGE_CIPHER_SPEC) == c->machine.state;
}

/* P2: no row takes it here, or one that drops it, of one who has no TLS 1.3. */
/*@ requires hf_sound(c); HF_TOTAL; assigns \nothing;
  @ ensures P2: spec_next(c->machine.state, HF_EVENT_RECV_CHANGE_CIPHER_SPEC) == HF_STATE_REFUSED ==> \result; */
static bool refuses_change_cipher_spec(const struct hf_connection *c) {
  return hf_machine_next(c->machine.state, HF_EVENT_RECV_CHANGE_CIPHER_SPEC) == HF_STATE_REFUSED ||
         (drops_change_cipher_spec(c) && !hf_speaks_tls13(c));
}

/* What such a record has, other than the one byte 1: where it is dropped it is no message of the state (RFC 8446 5). n: what of it
   was read. */
/*@ requires hf_sound(c) && c->input.at <= c->input.end; HF_TOTAL; assigns \nothing;
  @ ensures \result == HF_OK ==> error == HF_OK;
  @ ensures error == HF_OK && n == c->input.end - c->input.at ==> \result == HF_OK; */
static enum hf_error change_cipher_spec_error(const struct hf_connection *c, uint32_t error, uint32_t n) {
  if (drops_change_cipher_spec(c))
    return error == HF_OK && n == c->input.end - c->input.at ? HF_OK : HF_ERROR_UNEXPECTED_MESSAGE;
  return error == HF_OK ? HF_OK : HF_ERROR_MESSAGE_VALUE;
}

/* One that is dropped moves nothing, and is counted. HF_OK; or what it has, as above, or that there were too many. */
/*@ requires hf_sound(c) && hf_framed(c) && c->input.at <= c->input.end; HF_TOTAL;
  @ assigns c->machine.idle_records;
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed);
  @ ensures \result == HF_OK ==> read_error == HF_OK; */
static enum hf_error count_change_cipher_spec(struct hf_connection *c, uint32_t read_error, uint32_t n) {
  enum hf_error error = change_cipher_spec_error(c, read_error, n);
  if (error == HF_OK && drops_change_cipher_spec(c))
    error = hf_count_idle(c);
  return error;
}

/*@ requires hf_sound(c) && hf_framed(c) && c->machine.failed == 0; HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void take_change_cipher_spec(struct hf_connection *c) {
  struct hf_short m = hf_short_read(c, HF_ENTRY_CHANGE_CIPHER_SPEC);
  enum hf_error error = count_change_cipher_spec(c, m.error, m.n);
  hf_input_read(c, m.n);
  if (error == HF_OK)
    (void)hf_advance(c, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, m.n);
  else
    hf_refuse(c, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, error);
}

/* P2: a ChangeCipherSpec comes where the tables say, whole, and never inside a handshake message. */
/*@ requires hf_sound(c) && hf_framed(c) && c->machine.failed == 0; HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures P2: spec_next(\old(c->machine.state), HF_EVENT_RECV_CHANGE_CIPHER_SPEC) == HF_STATE_REFUSED ==>
  @   c->machine.failed == 1 && hf_wiped(c); */
static void read_change_cipher_spec(struct hf_connection *c) {
  if (refuses_change_cipher_spec(c))
    hf_refuse(c, HF_EVENT_RECV_CHANGE_CIPHER_SPEC, HF_ERROR_UNEXPECTED_MESSAGE);
  else
    take_change_cipher_spec(c);
}

/* HF_OK, or why the message is refused. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == (c->parser.row == 0 ? (enum hf_error)c->parser.error : HF_OK); */
static enum hf_error refusal(const struct hf_connection *c) {
  return c->parser.row == 0u ? (enum hf_error)c->parser.error : HF_OK;
}

/* A message that moves nothing is counted; once all is open, none does. HF_OK, or that there were too many. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->machine.idle_records;
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed); */
static enum hf_error count_message(struct hf_connection *c) {
  if (c->machine.event == HF_EVENT_RECV_HELLO_REQUEST || c->machine.opened != 0u)
    return hf_count_idle(c);
  hf_count_busy(c);
  return HF_OK;
}

/* The message is complete. */
/*@ requires hf_sound(c) && hf_framed(c) && c->machine.failed == 0; HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void end_message(struct hf_connection *c) {
  uint32_t event = c->machine.event;
  uint32_t length = c->parser.pos;
  enum hf_error error = count_message(c);
  if (error == HF_OK)
    (void)hf_advance(c, event, length);
  else
    hf_fail(c, error);
}

/* Begins a handshake message, or reads on in one; answers how many bytes that were. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->parser, c->kept, HF_READING_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed);
  @ ensures \result <= c->input.end - c->input.at; */
static uint32_t parse(struct hf_connection *c) {
  if (c->parser.row == 0u)
    hf_message_begin(c);
  return hf_message_parse(c);
}

/* Reads on in a handshake message. Each byte of each message that is accepted goes into the transcript once; HelloRequest is no part
   of it (RFC 5246 7.4.1.1). HF_OK, or why the message is refused. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->parser, c->kept, HF_READING_CHANGES(c), c->transcript, c->input.at;
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed); */
static enum hf_error read_part(struct hf_connection *c) {
  uint32_t n = parse(c);
  enum hf_error error = refusal(c);
  if (error == HF_OK && c->machine.event != HF_EVENT_RECV_HELLO_REQUEST)
    hf_message_hash(c, n);
  hf_input_read(c, n);
  return error;
}

/* Handshake messages, in whatever fragments they come. */
/*@ requires hf_sound(c) && hf_framed(c) && c->machine.failed == 0; HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c); */
static void read_handshake(struct hf_connection *c) {
  enum hf_error error = read_part(c);
  if (error != HF_OK)
    hf_refuse(c, c->machine.event, error);
  else if (c->parser.row == 0u)
    end_message(c);
}

void hf_content_read(struct hf_connection *c) {
  if (c->input.type == HF_CONTENT_HANDSHAKE)
    read_handshake(c);
  else if (c->input.type == HF_CONTENT_ALERT)
    read_alert(c);
  else
    read_change_cipher_spec(c);
}

/* A fragment of another type inside a handshake message (RFC 5246 6.2.1). Alerts may come between the fragments of a message: a
   peer that gives up says so at once. So may application data, once the first handshake is done: it must be taken then. In TLS 1.3
   nothing may (RFC 8446 5.1). */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static enum hf_error interleaved(const struct hf_connection *c) {
  bool may_come =
      c->input.type == HF_CONTENT_ALERT || (c->input.type == HF_CONTENT_APPLICATION_DATA && c->machine.opened != 0u);
  if (c->parser.row == 0u || c->input.type == HF_CONTENT_HANDSHAKE || (may_come && !hf_is_tls13(c)))
    return HF_OK;
  return c->input.type == HF_CONTENT_CHANGE_CIPHER_SPEC ? HF_ERROR_KEY_CHANGE_INSIDE_MESSAGE
                                                        : HF_ERROR_RECORD_INTERLEAVED;
}

/* HF_OK, or why the record is not taken. */
/*@ requires \valid_read(c) && c->input.at <= c->input.end; HF_TOTAL; assigns \nothing;
  @ ensures \result == HF_OK && 1 <= c->parameters.max_fragment_length <= 4 ==> c->input.end - c->input.at <= 4096;
  @ ensures \result == HF_OK && c->parameters.max_fragment_length == 1 ==> c->input.end - c->input.at <= 512; */
static enum hf_error misplaced(const struct hf_connection *c) {
  enum hf_error error = interleaved(c);
  if (c->input.end - c->input.at > hf_fragment_limit(c->parameters.max_fragment_length))
    return HF_ERROR_RECORD_TOO_LONG; /* RFC 6066 4 */
  if (error == HF_OK && c->input.at == c->input.end && c->input.type != HF_CONTENT_APPLICATION_DATA)
    error = HF_ERROR_RECORD_EMPTY; /* RFC 5246 6.2.1 */
  return error;
}

/* Application data of n bytes came; empty records are counted. HF_OK, or that there were too many. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->machine.idle_records;
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed); */
static enum hf_error count_data(struct hf_connection *c, uint32_t n) {
  if (n == 0u)
    return hf_count_idle(c);
  hf_count_busy(c);
  return HF_OK;
}

/* HF_OK, or why the record is not taken. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns c->machine.idle_records;
  @ HF_STAYS_FRAMED(c);
  @ ensures c->machine.failed == \old(c->machine.failed); */
static enum hf_error judge_record(struct hf_connection *c) {
  const bool is_dropped = c->input.type == HF_CONTENT_NONE;
  enum hf_error error = is_dropped ? HF_OK : misplaced(c);
  if (error != HF_OK || (!is_dropped && c->input.type != HF_CONTENT_APPLICATION_DATA))
    return error;
  return count_data(c, is_dropped ? 0u : c->input.end - c->input.at);
}

void hf_content_begin(struct hf_connection *c) {
  uint32_t n = c->input.end - c->input.at;
  uint32_t is_data = c->input.type == HF_CONTENT_APPLICATION_DATA ? 1u : 0u;
  enum hf_error error = judge_record(c);
  if (error != HF_OK)
    hf_fail(c, error);
  else if (is_data == 1u)
    (void)hf_advance(c, HF_EVENT_RECV_APPLICATION_DATA, n);
}
