#include "connection/input.h"
#include "connection/fragment.h"
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/registry.h"
#include "handshake/hello_parts.h"
#include "handshake/version.h"
#include "record/record.h"
#include <stdbool.h>

/* The content types that TLS 1.2 has (RFC 5246 6.2.1). */
/*@ HF_TOTAL; assigns \nothing;
  @ ensures \result <==> HF_CONTENT_CHANGE_CIPHER_SPEC <= type <= HF_CONTENT_APPLICATION_DATA; */
static bool type_known(uint32_t type) {
  return type >= HF_CONTENT_CHANGE_CIPHER_SPEC && type <= HF_CONTENT_APPLICATION_DATA;
}

/* In TLS 1.3 anything may stand there (RFC 8446 5.1). Before a version is agreed on, any 3.x (RFC 5246 E.1), and for who can speak TLS 1.3
   whatever is newer; what is older is no record of TLS (RFC 8446 D.5). */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures c->parameters.version != HF_TLS13 && c->parameters.cipher_suite != 0 ==> (\result <==> version == HF_TLS12);
  @ ensures c->parameters.version != HF_TLS13 && version < 0x0300 ==> !\result; */
static bool version_fits(const struct hf_connection *c, uint32_t version) {
  if (hf_is_tls13(c))
    return true;
  if (c->parameters.cipher_suite != 0u)
    return version == HF_TLS12;
  return version / 256u == 3u || (version / 256u > 3u && hf_speaks_tls13(c));
}

/* HF_OK, or why no record with such a header is taken. */
/*@ requires \valid_read(c) && HF_RECORD_HEADER <= c->buffers.in_size; HF_TOTAL; assigns \nothing;
  @ ensures P17: \result == HF_OK ==> HF_RECORD_HEADER + length <= c->buffers.in_size && length <= HF_FRAGMENT_MAX; */
static enum hf_error refusal(const struct hf_connection *c, uint32_t type, uint32_t version, uint32_t length) {
  if (!type_known(type))
    return HF_ERROR_RECORD_TYPE_UNKNOWN;
  if (!version_fits(c, version))
    return HF_ERROR_RECORD_VERSION_WRONG;
  if (length > hf_fragment_most(c))
    return HF_ERROR_RECORD_TOO_LONG;
  return length > c->buffers.in_size - HF_RECORD_HEADER ? HF_ERROR_INPUT_BUFFER_TOO_SMALL : HF_OK;
}

/* The header stands in buffers.in[0 .. 4]. HF_OK: the record's length is known; else why no such record is taken. */
/*@ requires \valid(c) && HF_BUFFERS_SOUND(c); HF_TOTAL;
  @ assigns c->input.type, c->input.version, c->input.length;
  @ ensures P17: \result == HF_OK ==> HF_RECORD_HEADER <= c->input.length <= c->buffers.in_size;
  @ ensures P17: \result == HF_OK ==> c->input.length <= HF_RECORD_HEADER + HF_FRAGMENT_MAX;
  @ ensures \result != HF_OK ==> c->input.length == 0; */
static enum hf_error read_header(struct hf_connection *c) {
  const uint8_t *header = c->buffers.in;
  uint32_t type = header[0];
  uint32_t version = hf_read16(&header[1]);
  uint32_t length = hf_read16(&header[3]);
  enum hf_error error = refusal(c, type, version, length);
  c->input.type = type;
  c->input.version = version;
  c->input.length = error == HF_OK ? HF_RECORD_HEADER + length : 0u;
  return error;
}

/* True: an alert of a client that refused our ServerHello, and so has no keys yet. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static bool is_alert_before_keys(const struct hf_connection *c, uint32_t fragment_n) {
  return c->is_server != 0u && c->input.type == HF_CONTENT_ALERT && fragment_n == 2u && c->read.sequence == 0 &&
         c->machine.opened == 0u;
}

/* A type that may stand inside of the protection: a ChangeCipherSpec's may not (RFC 8446 5). */
/*@ HF_TOTAL; assigns \nothing;
  @ ensures \result <==> HF_CONTENT_CHANGE_CIPHER_SPEC < type <= HF_CONTENT_APPLICATION_DATA; */
static bool is_inner_type(uint32_t type) {
  return type_known(type) && type != HF_CONTENT_CHANGE_CIPHER_SPEC;
}

/* A record was opened. False: it is longer than we said we take (RFC 8449 4). One that comes before that is known is noted. */
/*@ requires \valid(c); HF_TOTAL; assigns c->input.longest;
  @ ensures \result <==> !(c->read.protection != HF_PROTECTION_NULL && c->parameters.record_size_taken != 0 &&
  @   size > c->parameters.record_size_taken);
  @ ensures c->read.protection != HF_PROTECTION_NULL ==> size <= c->input.longest; */
static bool note_size(struct hf_connection *c, uint32_t size) {
  if (c->read.protection != HF_PROTECTION_NULL && size > c->input.longest)
    c->input.longest = size;
  return !hf_record_oversized(c, size);
}

/* The record's content goes to input.at, and its size to input.end, as the function below says. That of a ChangeCipherSpec has no
   protection under TLS 1.3 (RFC 8446 5): what it is worth, the machine says. */
/*@ requires \valid(c) && HF_BUFFERS_SOUND(c) && hf_record_sound(&c->read);
  @ requires fragment_n <= HF_FRAGMENT_MAX && HF_RECORD_HEADER + fragment_n <= c->buffers.in_size;
  @ HF_TOTAL;
  @ assigns c->read.sequence, c->input.type, c->input.at, c->input.end, c->input.longest, c->buffers.in[0 .. c->buffers.in_size - 1];
  @ ensures hf_record_sound(&c->read);
  @ ensures c->input.at + c->input.end <= c->buffers.in_size; */
static enum hf_error open_content(struct hf_connection *c, uint32_t fragment_n) {
  bool inner = hf_record_is_inner(&c->read);
  uint32_t outer_type = c->input.type;
  enum hf_error error = HF_OK;
  c->input.at = HF_RECORD_HEADER;
  c->input.end = 0u;
  if (inner && (outer_type == HF_CONTENT_CHANGE_CIPHER_SPEC || is_alert_before_keys(c, fragment_n))) {
    c->input.end = fragment_n;
    return HF_OK;
  }
  if (inner && outer_type != HF_CONTENT_APPLICATION_DATA)
    return HF_ERROR_UNEXPECTED_MESSAGE;
  error = hf_record_open(&c->read, &c->input.type, c->buffers.in, fragment_n, &c->input.at, &c->input.end);
  if (error == HF_OK && !note_size(c, hf_record_size(c, fragment_n, c->input.end)))
    error = HF_ERROR_RECORD_TOO_LONG;
  if (error == HF_OK && inner && !is_inner_type(c->input.type))
    error = HF_ERROR_RECORD_TYPE_UNKNOWN;
  return error;
}

/* True: a record may be early data of a client, whose keys we do not have: under no protection yet, between its two hellos, or not to be
   opened with the keys of the handshake, before the first that is (RFC 8446 4.2.10). */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static bool is_early(const struct hf_connection *c, uint32_t type, enum hf_error error) {
  if (c->parameters.early == 0u || type != HF_CONTENT_APPLICATION_DATA || c->machine.opened != 0u)
    return false;
  return c->read.protection == HF_PROTECTION_NULL || (error == HF_ERROR_RECORD_MAC_WRONG && c->read.sequence == 0);
}

/* The record stands in buffers.in[0 .. length - 1], and is opened in place: its content is there from input.at to input.end then, and
   nothing when it is refused. The next record is awaited. */
/*@ requires \valid(c) && HF_BUFFERS_SOUND(c) && hf_record_sound(&c->read);
  @ requires HF_RECORD_HEADER <= c->input.length <= HF_RECORD_HEADER + HF_FRAGMENT_MAX && c->input.length <= c->buffers.in_size;
  @ HF_TOTAL;
  @ assigns c->read.sequence, c->input.type, c->input.filled, c->input.length, c->input.at, c->input.end, c->input.longest;
  @ assigns c->buffers.in[0 .. c->buffers.in_size - 1];
  @ ensures hf_record_sound(&c->read);
  @ ensures HF_INPUT_SOUND(c) && c->input.filled == 0 && c->input.length == 0; */
static enum hf_error open_record(struct hf_connection *c) {
  uint32_t fragment_n = c->input.length - HF_RECORD_HEADER;
  uint32_t type = c->input.type;
  enum hf_error error = open_content(c, fragment_n);
  c->input.end = c->input.at + c->input.end; /* it was the content's size */
  if (is_early(c, type, error)) {
    c->input.type = HF_CONTENT_NONE;
    c->input.at = c->input.end;
    error = HF_OK;
  }
  c->input.filled = 0u;
  c->input.length = 0u;
  return error;
}

/* What is whole is taken: a header, and then its record. HF_OK, or why it is refused; then the next record is awaited. */
/*@ requires \valid(c) && HF_BUFFERS_SOUND(c) && hf_record_sound(&c->read);
  @ requires c->input.at <= c->input.end <= c->buffers.in_size && c->input.filled > 0;
  @ requires c->input.filled <= (c->input.length == 0 ? HF_RECORD_HEADER : c->input.length) <= c->buffers.in_size;
  @ requires c->input.length == 0 || HF_RECORD_HEADER <= c->input.length <= HF_RECORD_HEADER + HF_FRAGMENT_MAX;
  @ HF_TOTAL;
  @ assigns c->read.sequence, c->input, c->buffers.in[0 .. c->buffers.in_size - 1];
  @ ensures hf_record_sound(&c->read);
  @ ensures HF_INPUT_SOUND(c); */
static enum hf_error take_whole(struct hf_connection *c) {
  enum hf_error error = HF_OK;
  if (c->input.length == 0u && c->input.filled == HF_RECORD_HEADER)
    error = read_header(c);
  if (error != HF_OK)
    c->input.filled = 0u;
  else if (c->input.filled == c->input.length)
    error = open_record(c);
  return error;
}

uint32_t hf_input_next(const struct hf_connection *c, size_t n) {
  uint32_t whole = c->input.length == 0u ? HF_RECORD_HEADER : c->input.length;
  uint32_t k = whole - c->input.filled;
  return k > n ? (uint32_t)n : k;
}

/* k bytes go where the buffer has room. */
/*@ requires \valid(buffer + (0 .. size - 1)) && at + k <= size && \valid_read(in + (0 .. k - 1));
  @ requires \separated(buffer + (0 .. size - 1), in + (0 .. k - 1)); HF_TOTAL;
  @ assigns buffer[0 .. size - 1]; */
static void put_at(uint8_t *buffer, size_t size, uint32_t at, const uint8_t *in, uint32_t k) {
  (void)size;
  hf_copy(&buffer[at], in, k);
}

/* n bytes of the buffer go to the caller, and stand there no longer. */
/*@ requires \valid(buffer + (0 .. size - 1)) && at + n <= size && \valid(out + (0 .. n - 1));
  @ requires \separated(buffer + (0 .. size - 1), out + (0 .. n - 1)); HF_TOTAL;
  @ assigns buffer[0 .. size - 1], out[0 .. n - 1];
  @ ensures bytes_of(out, n) == \old(bytes_of(buffer + at, n)); */
static void move_out(uint8_t *buffer, size_t size, uint32_t at, uint8_t *out, uint32_t n) {
  (void)size;
  hf_copy(out, &buffer[at], n);
  hf_wipe(&buffer[at], n);
}

enum hf_error hf_input_take(struct hf_connection *c, const uint8_t *in, uint32_t k) {
  put_at(c->buffers.in, c->buffers.in_size, c->input.filled, in, k);
  c->input.filled = c->input.filled + k;
  return take_whole(c);
}

void hf_input_read(struct hf_connection *c, uint32_t n) {
  c->input.at = c->input.at + n;
}

void hf_input_give(struct hf_connection *c, uint8_t *out, uint32_t n) {
  move_out(c->buffers.in, c->buffers.in_size, c->input.at, out, n);
  c->input.at = c->input.at + n;
}

void hf_input_drop(struct hf_input *input, uint8_t *in, size_t n) {
  hf_wipe(in, n);
  input->filled = 0u;
  input->length = 0u;
  input->at = 0u;
  input->end = 0u;
}
