#include "oracle.h"
#include "generated/kept.h"
#include "generated/tables.h"
#include <string.h>

typedef uint32_t on_number(struct hf_connection *c, uint32_t value);
typedef uint32_t on_bytes(struct hf_connection *c, const uint8_t *in, uint32_t n);

static void quit(struct oracle *o, int complete, uint32_t error) {
  o->complete = complete;
  o->error = error;
  longjmp(o->out, 1);
}

static uint8_t next(struct oracle *o) {
  if (o->pos == o->have)
    quit(o, 0, HF_OK);
  return o->in[o->pos++];
}

/* A number of n bytes before `end`. */
static uint32_t get(struct oracle *o, size_t end, unsigned n) {
  uint32_t value = 0;
  if (n > end - o->pos)
    quit(o, 1, HF_ERROR_MESSAGE_LENGTH);
  while (n-- > 0)
    value = value << 8 | next(o);
  return value;
}

static uint32_t give(struct oracle *o, on_number *f, uint32_t value) {
  uint32_t error = f == NULL ? HF_OK : f(o->c, value);
  if (error != HF_OK)
    quit(o, 1, error);
  return value;
}

/* Where a vector with this length ends. */
static size_t bounded(struct oracle *o, size_t end, uint32_t n, uint32_t lo, uint32_t hi, uint32_t multiple) {
  if (n < lo || n > hi || n % multiple != 0)
    quit(o, 1, HF_ERROR_MESSAGE_RANGE);
  if (n > end - o->pos)
    quit(o, 1, HF_ERROR_MESSAGE_LENGTH);
  return o->pos + n;
}

/* The same; a length that can be is given to f before. */
static size_t given(struct oracle *o, size_t end, unsigned prefix, uint32_t lo, uint32_t hi, on_number *f) {
  uint32_t n = get(o, end, prefix);
  size_t last = bounded(o, end, n, lo, hi, 1);
  (void)give(o, f, n);
  return last;
}

static size_t vector(struct oracle *o, size_t end, unsigned prefix, uint32_t lo, uint32_t hi, uint32_t multiple) {
  return bounded(o, end, get(o, end, prefix), lo, hi, multiple);
}

static void finish(struct oracle *o, size_t end) {
  if (o->pos != end)
    quit(o, 1, HF_ERROR_MESSAGE_TRAILING);
}

static void numbers(struct oracle *o, size_t end, unsigned width, on_number *f) {
  while (o->pos < end)
    give(o, f, get(o, end, width));
}

static void skip(struct oracle *o, size_t end) {
  while (o->pos < end)
    (void)next(o);
}

static void stream(struct oracle *o, size_t end, on_bytes *f) {
  while (o->pos < end) {
    uint8_t byte = next(o);
    uint32_t error = f(o->c, &byte, 1);
    if (error != HF_OK)
      quit(o, 1, error);
  }
}

/* Vectors in a vector: each is given to both functions. */
static void streams(struct oracle *o, size_t end, unsigned prefix, uint32_t hi, on_number *begin, on_bytes *f) {
  while (o->pos < end) {
    size_t one = given(o, end, prefix, 1, hi, begin);
    if (f == NULL)
      skip(o, one);
    else
      stream(o, one, f);
  }
}

static void fixed(struct oracle *o, size_t end, uint32_t n, uint32_t at) {
  if (n > end - o->pos)
    quit(o, 1, HF_ERROR_MESSAGE_LENGTH);
  while (n-- > 0)
    o->bytes[at++] = next(o);
}

static void kept(struct oracle *o, size_t end, unsigned prefix, uint32_t lo, uint32_t hi, unsigned slot, uint32_t at) {
  uint32_t n = get(o, end, prefix);
  size_t last = bounded(o, end, n, lo, hi, 1);
  o->numbers[slot] = n;
  while (o->pos < last)
    o->bytes[at++] = next(o);
}

/* --- ClientHello --- */

static void server_names(struct oracle *o, size_t end) {
  size_t list = vector(o, end, 2, 1, 65535, 1);
  while (o->pos < list) {
    uint32_t type = get(o, list, 1);
    size_t name = given(o, list, 2, 1, 65535, type == 0 ? hf_offer_name_begin : NULL);
    if (type == 0)
      stream(o, name, hf_offer_name_bytes);
    else
      skip(o, name);
  }
}

/* CertificateStatusRequest: for OCSP, a list of responders and extensions, or nothing that can be read. */
static void status_request(struct oracle *o, size_t end) {
  if (get(o, end, 1) != 1)
    quit(o, 1, HF_ERROR_MESSAGE_VALUE);
  size_t list = vector(o, end, 2, 0, 65535, 1);
  while (o->pos < list)
    skip(o, vector(o, list, 2, 1, 65535, 1));
  skip(o, vector(o, end, 2, 0, 65535, 1));
}

static void client_extension(struct oracle *o, uint32_t type, size_t end) {
  switch (type) {
  case 0:
    server_names(o, end);
    break;
  case 1:
    give(o, hf_offer_max_fragment_length, get(o, end, 1));
    break;
  case 5:
    status_request(o, end);
    break;
  case 10:
    numbers(o, vector(o, end, 2, 2, 65534, 2), 2, hf_offer_group);
    break;
  case 11:
    numbers(o, vector(o, end, 1, 1, 255, 1), 1, hf_offer_point_format);
    break;
  case 13:
    numbers(o, vector(o, end, 2, 2, 65534, 2), 2, hf_offer_signature_scheme);
    break;
  case 16:
    streams(o, vector(o, end, 2, 2, 65535, 1), 1, 255, hf_offer_protocol_begin, hf_offer_protocol_bytes);
    break;
  case 19:
    numbers(o, vector(o, end, 1, 1, 255, 1), 1, hf_offer_client_certificate_type);
    break;
  case 20:
    numbers(o, vector(o, end, 1, 1, 255, 1), 1, hf_offer_server_certificate_type);
    break;
  case 0xff01:
    skip(o, given(o, end, 1, 0, 255, hf_offer_renegotiation_info));
    break;
  default:
    skip(o, end);
  }
}

static void server_extension(struct oracle *o, uint32_t type, size_t end) {
  switch (type) {
  case 1:
    give(o, hf_answer_max_fragment_length, get(o, end, 1));
    break;
  case 10:
    numbers(o, vector(o, end, 2, 2, 65534, 2), 2, NULL);
    break;
  case 11:
    numbers(o, vector(o, end, 1, 1, 255, 1), 1, hf_answer_point_format);
    break;
  case 16:
    streams(o, vector(o, end, 2, 2, 65535, 1), 1, 255, hf_answer_protocol_begin, hf_answer_protocol_bytes);
    break;
  case 19:
    give(o, hf_answer_client_certificate_type, get(o, end, 1));
    break;
  case 20:
    give(o, hf_answer_server_certificate_type, get(o, end, 1));
    break;
  case 0xff01:
    skip(o, given(o, end, 1, 0, 255, hf_answer_renegotiation_info));
    break;
  default:
    skip(o, end);
  }
}

static void extensions(struct oracle *o, size_t end, int is_client) {
  if (o->pos == end)
    return;
  size_t list = vector(o, end, 2, 0, 65535, 1);
  while (o->pos < list) {
    uint32_t type = give(o, is_client ? hf_offer_extension : hf_answer_extension, get(o, list, 2));
    int is_empty = type == 22 || type == 23 || ((type == 0 || type == 5) && !is_client);
    size_t body = vector(o, list, 2, 0, is_empty ? 0 : 65535, 1);
    if (is_client)
      client_extension(o, type, body);
    else
      server_extension(o, type, body);
    finish(o, body);
  }
  finish(o, end);
}

static void client_hello(struct oracle *o, size_t end) {
  o->numbers[HF_NUMBER_CLIENT_HELLO_CLIENT_VERSION] = get(o, end, 2);
  fixed(o, end, 32, HF_KEPT_CLIENT_HELLO_RANDOM);
  kept(o, end, 1, 0, 32, HF_NUMBER_CLIENT_HELLO_SESSION_ID, HF_KEPT_CLIENT_HELLO_SESSION_ID);
  numbers(o, vector(o, end, 2, 2, 65534, 2), 2, hf_offer_cipher_suite);
  numbers(o, vector(o, end, 1, 1, 255, 1), 1, hf_offer_compression_method);
  extensions(o, end, 1);
}

static void server_hello(struct oracle *o, size_t end) {
  o->numbers[HF_NUMBER_SERVER_HELLO_SERVER_VERSION] = get(o, end, 2);
  fixed(o, end, 32, HF_KEPT_SERVER_HELLO_RANDOM);
  kept(o, end, 1, 0, 32, HF_NUMBER_SERVER_HELLO_SESSION_ID, HF_KEPT_SERVER_HELLO_SESSION_ID);
  o->numbers[HF_NUMBER_SERVER_HELLO_CIPHER_SUITE] = get(o, end, 2);
  o->numbers[HF_NUMBER_SERVER_HELLO_COMPRESSION_METHOD] = get(o, end, 1);
  extensions(o, end, 0);
}

/* --- the others --- */

static void certificate_request(struct oracle *o, size_t end) {
  numbers(o, vector(o, end, 1, 1, 255, 1), 1, hf_request_certificate_type);
  numbers(o, vector(o, end, 2, 2, 65534, 2), 2, hf_request_signature_scheme);
  streams(o, vector(o, end, 2, 0, 65535, 1), 2, 65535, hf_request_authority_begin, hf_request_authority_bytes);
}

static void server_key_exchange(struct oracle *o, size_t end) {
  if (get(o, end, 1) != 3)
    quit(o, 1, HF_ERROR_MESSAGE_VALUE);
  o->numbers[HF_NUMBER_SERVER_KEY_EXCHANGE_NAMEDCURVE] = get(o, end, 2);
  kept(o, end, 1, 1, 97, HF_NUMBER_SERVER_KEY_EXCHANGE_POINT, HF_KEPT_SERVER_KEY_EXCHANGE_POINT);
  o->numbers[HF_NUMBER_SERVER_KEY_EXCHANGE_ALGORITHM] = get(o, end, 2);
  kept(o, end, 2, 0, 512, HF_NUMBER_SERVER_KEY_EXCHANGE_SIGNATURE, HF_KEPT_SERVER_KEY_EXCHANGE_SIGNATURE);
}

static void client_key_exchange(struct oracle *o, size_t end, int is_rsa) {
  if (is_rsa) {
    kept(o, end, 2, 0, 512, HF_NUMBER_CLIENT_KEY_EXCHANGE_ENCRYPTED_PRE_MASTER_SECRET,
         HF_KEPT_CLIENT_KEY_EXCHANGE_ENCRYPTED_PRE_MASTER_SECRET);
  } else {
    kept(o, end, 1, 1, 97, HF_NUMBER_CLIENT_KEY_EXCHANGE_POINT, HF_KEPT_CLIENT_KEY_EXCHANGE_POINT);
  }
}

static void certificate_verify(struct oracle *o, size_t end) {
  o->numbers[HF_NUMBER_CERTIFICATE_VERIFY_ALGORITHM] = get(o, end, 2);
  kept(o, end, 2, 0, 512, HF_NUMBER_CERTIFICATE_VERIFY_SIGNATURE, HF_KEPT_CERTIFICATE_VERIFY_SIGNATURE);
}

static void raw_public_key(struct oracle *o, size_t end) {
  stream(o, given(o, end, 3, 0, 16777215, hf_raw_public_key_begin), hf_certificate_bytes);
}

static void certificate_status(struct oracle *o, size_t end) {
  if (get(o, end, 1) != 1)
    quit(o, 1, HF_ERROR_MESSAGE_VALUE);
  stream(o, given(o, end, 3, 1, 16777215, hf_status_begin), hf_status_bytes);
}

/* Whether the message may be read in this entry at all, and whether it must be empty. */
static int is_known(uint32_t entry, uint32_t type) {
  int is_certificate = entry == HF_ENTRY_HANDSHAKE_X509 || entry == HF_ENTRY_HANDSHAKE_RAW_PUBLIC_KEY;
  int is_exchange = entry == HF_ENTRY_HANDSHAKE_RSA || entry == HF_ENTRY_HANDSHAKE_ECDHE;
  int is_listed = type <= 2 || (type >= 11 && type <= 16) || type == 20 || type == 22;
  if (entry == HF_ENTRY_HANDSHAKE_UNREAD)
    return is_listed;
  return is_listed && (type != 11 || is_certificate) && ((type != 12 && type != 16) || is_exchange);
}

static void body(struct oracle *o, uint32_t entry, uint32_t type, size_t end) {
  int is_rsa = entry == HF_ENTRY_HANDSHAKE_RSA;
  if (entry == HF_ENTRY_HANDSHAKE_UNREAD)
    skip(o, end);
  else if (type == 1)
    client_hello(o, end);
  else if (type == 2)
    server_hello(o, end);
  else if (type == 11 && entry == HF_ENTRY_HANDSHAKE_RAW_PUBLIC_KEY)
    raw_public_key(o, end);
  else if (type == 11)
    streams(o, vector(o, end, 3, 0, 16777215, 1), 3, 16777215, hf_certificate_begin, hf_certificate_bytes);
  else if (type == 12 && !is_rsa)
    server_key_exchange(o, end);
  else if (type == 13)
    certificate_request(o, end);
  else if (type == 15)
    certificate_verify(o, end);
  else if (type == 16)
    client_key_exchange(o, end, is_rsa);
  else if (type == 20)
    fixed(o, end, 12, HF_KEPT_FINISHED_VERIFY_DATA);
  else if (type == 22)
    certificate_status(o, end);
}

static void handshake(struct oracle *o, uint32_t entry) {
  size_t all = 16777219;
  uint32_t type = give(o, hf_accept_message, get(o, all, 1));
  if (!is_known(entry, type))
    quit(o, 1, HF_ERROR_MESSAGE_VALUE);
  int is_empty = entry != HF_ENTRY_HANDSHAKE_UNREAD &&
                 (type == 0 || type == 14 || (type == 12 && entry == HF_ENTRY_HANDSHAKE_RSA));
  size_t end = given(o, all, 3, 0, is_empty ? 0 : 16777215, hf_accept_length);
  body(o, entry, type, end);
  finish(o, end);
}

void oracle_read(struct oracle *o, uint32_t entry, const uint8_t *in, size_t n, struct hf_connection *c) {
  memset(o, 0, offsetof(struct oracle, c));
  o->in = in;
  o->have = n;
  o->c = c;
  if (setjmp(o->out) != 0)
    return;
  if (entry == HF_ENTRY_RECORD) {
    uint32_t type = o->numbers[HF_NUMBER_RECORD_HEADER_TYPE] = get(o, 5, 1);
    if (type < 20 || type > 23)
      quit(o, 1, HF_ERROR_MESSAGE_VALUE);
    o->numbers[HF_NUMBER_RECORD_HEADER_VERSION] = get(o, 5, 2);
    o->numbers[HF_NUMBER_RECORD_HEADER_LENGTH] = get(o, 5, 2);
  } else if (entry == HF_ENTRY_ALERT) {
    uint32_t level = o->numbers[HF_NUMBER_ALERT_LEVEL] = get(o, 2, 1);
    if (level != 1 && level != 2)
      quit(o, 1, HF_ERROR_MESSAGE_VALUE);
    o->numbers[HF_NUMBER_ALERT_DESCRIPTION] = get(o, 2, 1);
  } else if (entry == HF_ENTRY_CHANGE_CIPHER_SPEC) {
    if (get(o, 1, 1) != 1)
      quit(o, 1, HF_ERROR_MESSAGE_VALUE);
  } else {
    handshake(o, entry);
  }
  o->complete = 1;
}
