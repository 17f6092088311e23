#include "oracle.h"
#include "generated/kept.h"
#include "generated/tables.h"
#include "oracle_parts.h"
#include <string.h>

/* --- the hellos --- */

static void hello_extensions(struct oracle *o, size_t end, enum carrier carrier) {
  if (o->pos == end)
    return;
  oracle_extensions(o, vector(o, end, 2, 0, 65535, 1), carrier);
  finish(o, end);
}

static void client_hello(struct oracle *o, size_t end) {
  o->numbers[HF_NUMBER_CLIENT_HELLO_CLIENT_VERSION] = get(o, end, 2);
  fixed(o, end, 32, HF_KEPT_CLIENT_HELLO_RANDOM);
  kept(o, end, 1, 0, 32, HF_NUMBER_CLIENT_HELLO_SESSION_ID, HF_KEPT_CLIENT_HELLO_SESSION_ID);
  numbers(o, vector(o, end, 2, 2, 65534, 2), 2, hf_offer_cipher_suite);
  numbers(o, vector(o, end, 1, 1, 255, 1), 1, hf_offer_compression_method);
  hello_extensions(o, end, CLIENT_HELLO);
}

/* RFC 8446 4.1.3: the random of a HelloRetryRequest, SHA-256 of its name. */
static const uint8_t retry[32] = {0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c,
                                  0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb,
                                  0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c};

static void server_hello(struct oracle *o, size_t end) {
  o->numbers[HF_NUMBER_SERVER_HELLO_SERVER_VERSION] = get(o, end, 2);
  fixed(o, end, 32, HF_KEPT_SERVER_HELLO_RANDOM);
  kept(o, end, 1, 0, 32, HF_NUMBER_SERVER_HELLO_SESSION_ID, HF_KEPT_SERVER_HELLO_SESSION_ID);
  o->numbers[HF_NUMBER_SERVER_HELLO_CIPHER_SUITE] = get(o, end, 2);
  o->numbers[HF_NUMBER_SERVER_HELLO_COMPRESSION_METHOD] = get(o, end, 1);
  hello_extensions(o, end, memcmp(&o->bytes[HF_KEPT_SERVER_HELLO_RANDOM], retry, 32) == 0 ? RETRY : SERVER_HELLO);
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
  kept(o, end, 1, 1, 133, HF_NUMBER_SERVER_KEY_EXCHANGE_POINT, HF_KEPT_SERVER_KEY_EXCHANGE_POINT);
  o->numbers[HF_NUMBER_SERVER_KEY_EXCHANGE_ALGORITHM] = get(o, end, 2);
  kept(o, end, 2, 0, 512, HF_NUMBER_SERVER_KEY_EXCHANGE_SIGNATURE, HF_KEPT_SERVER_KEY_EXCHANGE_SIGNATURE);
}

static void client_key_exchange(struct oracle *o, size_t end, int is_rsa) {
  if (is_rsa) {
    kept(o, end, 2, 0, 512, HF_NUMBER_CLIENT_KEY_EXCHANGE_ENCRYPTED_PRE_MASTER_SECRET,
         HF_KEPT_CLIENT_KEY_EXCHANGE_ENCRYPTED_PRE_MASTER_SECRET);
  } else {
    kept(o, end, 1, 1, 133, HF_NUMBER_CLIENT_KEY_EXCHANGE_POINT, HF_KEPT_CLIENT_KEY_EXCHANGE_POINT);
  }
}

static void certificate_verify(struct oracle *o, size_t end) {
  o->numbers[HF_NUMBER_CERTIFICATE_VERIFY_ALGORITHM] = get(o, end, 2);
  kept(o, end, 2, 0, 512, HF_NUMBER_CERTIFICATE_VERIFY_SIGNATURE, HF_KEPT_CERTIFICATE_VERIFY_SIGNATURE);
}

static void raw_public_key(struct oracle *o, size_t end) {
  stream(o, given(o, end, 3, 0, 16777215, hf_raw_public_key_begin), hf_certificate_bytes);
}

/* --- RFC 8446 4.3, 4.4 and 4.6 --- */

static void certificate_request13(struct oracle *o, size_t end) {
  skip(o, given(o, end, 1, 0, 255, hf_request_context));
  oracle_extensions(o, vector(o, end, 2, 2, 65535, 1), REQUEST);
}

static void certificate13(struct oracle *o, size_t end, int is_key) {
  skip(o, given(o, end, 1, 0, 255, hf_certificate_context));
  size_t list = vector(o, end, 3, 0, 16777215, 1);
  while (o->pos < list) {
    stream(o, given(o, list, 3, 1, 16777215, is_key ? hf_raw_public_key_begin : hf_certificate_begin),
           hf_certificate_bytes);
    oracle_extensions(o, vector(o, list, 2, 0, 65535, 1), CERTIFICATE);
  }
}

static void new_session_ticket12(struct oracle *o, size_t end) {
  o->numbers[HF_NUMBER_NEW_SESSION_TICKET_TICKET_LIFETIME_HINT] = get(o, end, 4);
  stream(o, given(o, end, 2, 0, 65535, hf_ticket12_begin), hf_ticket_bytes);
}

static void new_session_ticket13(struct oracle *o, size_t end) {
  o->numbers[HF_NUMBER_NEW_SESSION_TICKET_TICKET_LIFETIME] = get(o, end, 4);
  o->numbers[HF_NUMBER_NEW_SESSION_TICKET_TICKET_AGE_ADD] = get(o, end, 4);
  kept(o, end, 1, 0, 255, HF_NUMBER_NEW_SESSION_TICKET_TICKET_NONCE, HF_KEPT_NEW_SESSION_TICKET_TICKET_NONCE);
  stream(o, given(o, end, 2, 1, 65535, hf_ticket_begin), hf_ticket_bytes);
  oracle_extensions(o, vector(o, end, 2, 0, 65534, 1), TICKET);
}

static void finished(struct oracle *o, uint32_t entry, size_t end) {
  if (entry == HF_ENTRY_HANDSHAKE_SHA256)
    fixed(o, end, 32, HF_KEPT_FINISHED_VERIFY_DATA_SHA256);
  else if (entry == HF_ENTRY_HANDSHAKE_SHA384)
    fixed(o, end, 48, HF_KEPT_FINISHED_VERIFY_DATA_SHA384);
  else
    fixed(o, end, 12, HF_KEPT_FINISHED_VERIFY_DATA);
}

static int is_tls13(uint32_t entry) {
  return entry == HF_ENTRY_HANDSHAKE_TLS13 || entry == HF_ENTRY_HANDSHAKE_TLS13_X509 ||
         entry == HF_ENTRY_HANDSHAKE_TLS13_RAW_PUBLIC_KEY;
}

static int is_raw_public_key(uint32_t entry) {
  return entry == HF_ENTRY_HANDSHAKE_TLS12_RAW_PUBLIC_KEY || entry == HF_ENTRY_HANDSHAKE_TLS13_RAW_PUBLIC_KEY;
}

/* Whether the message may be read in this entry at all. */
static int is_known(uint32_t entry, uint32_t type) {
  int has_form =
      is_raw_public_key(entry) || entry == HF_ENTRY_HANDSHAKE_TLS12_X509 || entry == HF_ENTRY_HANDSHAKE_TLS13_X509;
  int has_version = has_form || entry == HF_ENTRY_HANDSHAKE_TLS12 || entry == HF_ENTRY_HANDSHAKE_TLS13;
  if (type == 4)
    return has_version || entry == HF_ENTRY_HANDSHAKE_UNREAD;
  if (entry == HF_ENTRY_HANDSHAKE_UNREAD || type < 11)
    return type <= 2 || type == 8 || (type >= 11 && type <= 16) || type == 20 || type == 22 || type == 24;
  if (type == 11)
    return has_form;
  if (type == 13)
    return has_version;
  if (type == 12 || type == 16)
    return entry == HF_ENTRY_HANDSHAKE_RSA || entry == HF_ENTRY_HANDSHAKE_ECDHE;
  if (type == 20)
    return entry == HF_ENTRY_HANDSHAKE_PRF || entry == HF_ENTRY_HANDSHAKE_SHA256 || entry == HF_ENTRY_HANDSHAKE_SHA384;
  return type == 14 || type == 15 || type == 22 || type == 24;
}

static void certificate(struct oracle *o, uint32_t entry, size_t end) {
  if (is_tls13(entry))
    certificate13(o, end, is_raw_public_key(entry));
  else if (is_raw_public_key(entry))
    raw_public_key(o, end);
  else
    streams(o, vector(o, end, 3, 0, 16777215, 1), 3, 16777215, hf_certificate_begin, hf_certificate_bytes);
}

static void body(struct oracle *o, uint32_t entry, uint32_t type, size_t end) {
  int is_rsa = entry == HF_ENTRY_HANDSHAKE_RSA;
  if (entry == HF_ENTRY_HANDSHAKE_UNREAD)
    skip(o, end);
  else if (type == 1)
    client_hello(o, end);
  else if (type == 2)
    server_hello(o, end);
  else if (type == 4 && is_tls13(entry))
    new_session_ticket13(o, end);
  else if (type == 4)
    new_session_ticket12(o, end);
  else if (type == 8)
    oracle_extensions(o, vector(o, end, 2, 0, 65535, 1), ENCRYPTED);
  else if (type == 11)
    certificate(o, entry, end);
  else if (type == 12 && !is_rsa)
    server_key_exchange(o, end);
  else if (type == 13 && is_tls13(entry))
    certificate_request13(o, end);
  else if (type == 13)
    certificate_request(o, end);
  else if (type == 15)
    certificate_verify(o, end);
  else if (type == 16)
    client_key_exchange(o, end, is_rsa);
  else if (type == 20)
    finished(o, entry, end);
  else if (type == 22)
    oracle_certificate_status(o, end);
  else if (type == 24)
    o->numbers[HF_NUMBER_KEY_UPDATE_REQUEST_UPDATE] = get(o, end, 1);
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
