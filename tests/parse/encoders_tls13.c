#include "encoders.h"
#include "generated/kept.h"
#include "round_trip.h"
#include <stdio.h>
#include <string.h>

ENCODE(key_share_entry)
ENCODE(encrypted_extensions)
ENCODE(certificate_request_tls13)
ENCODE(new_session_ticket_tls12)
ENCODE(new_session_ticket_tls13)
ENCODE(key_update)
ENCODE(finished_sha256)
ENCODE(finished_sha384)

static const uint16_t groups[] = {29, 23};
static const uint16_t schemes[] = {0x0403, 0x0804};
static const uint8_t protocols[] = "\x02h2";
static const uint8_t authorities[] = "\x00\x02xy\x00\x01z";

/* As it stands in the key_share of a ClientHello. */
int encoders_key_share_entry(void) {
  struct hf_out_key_share_entry m = {.group = 29, .key_exchange = pattern, .key_exchange_n = 32};
  uint8_t bytes[36];
  struct hf_writer w;
  hf_writer_start(&w, bytes, sizeof bytes, 0);
  put_key_share_entry(&w, &m);
  return w.at != sizeof bytes || w.written != sizeof bytes || memcmp(bytes, "\0\x1d\0\x20", 4) != 0 ||
         memcmp(bytes + 4, pattern, 32) != 0;
}

static void want_encrypted(unsigned which) {
  static const uint16_t types[] = {0, 1, 10, 16, 19, 20, 28, 42};
  for (unsigned i = 0; i < 8; i++) {
    if ((which >> i & 1) == 0)
      continue;
    hf_encrypted_extension(&wanted, types[i]);
    if (i == 1)
      hf_answer_max_fragment_length(&wanted, 4);
    if (i == 3)
      hf_answer_protocol_begin(&wanted, 2), hf_answer_protocol_bytes(&wanted, protocols + 1, 2);
    if (i == 4)
      hf_answer_client_certificate_type(&wanted, 2);
    if (i == 5)
      hf_answer_server_certificate_type(&wanted, 0);
    if (i == 6)
      hf_note_record_size_limit(&wanted, 601);
  }
}

static int encrypted_case(unsigned which) {
  struct hf_out_encrypted_extensions m = {.has_server_name = which & 1,
                                          .has_max_fragment_length = which >> 1 & 1,
                                          .max_fragment_length = 4,
                                          .has_supported_groups = which >> 2 & 1,
                                          .supported_groups = groups,
                                          .supported_groups_n = 2,
                                          .has_application_layer_protocol_negotiation = which >> 3 & 1,
                                          .application_layer_protocol_negotiation = protocols,
                                          .application_layer_protocol_negotiation_n = 3,
                                          .has_client_certificate_type = which >> 4 & 1,
                                          .client_certificate_type = 2,
                                          .has_server_certificate_type = which >> 5 & 1,
                                          .server_certificate_type = 0,
                                          .has_record_size_limit = which >> 6 & 1,
                                          .record_size_limit = 601,
                                          .has_early_data = which >> 7 & 1};
  if (round_trip(put_encrypted_extensions, &m, HF_ENTRY_HANDSHAKE) != 0)
    return 1;
  begin_handshake(8);
  want_encrypted(which);
  return same_events() || (which == 0 && message_n != 4 + 2);
}

int encoders_encrypted_extensions(void) {
  for (unsigned which = 0; which < 256; which++) {
    if (encrypted_case(which) != 0)
      return printf("  extensions %u\n", which), 1;
  }
  return 0;
}

static void want_request(unsigned which) {
  static const uint16_t types[] = {5, 13, 47, 50};
  for (unsigned i = 0; i < 4; i++) {
    if ((which >> i & 1) == 0)
      continue;
    hf_request_extension(&wanted, types[i]);
    if (i == 1)
      hf_request_signature_scheme(&wanted, 0x0403), hf_request_signature_scheme(&wanted, 0x0804);
    if (i == 3)
      hf_request_certificate_scheme(&wanted, 0x0403), hf_request_certificate_scheme(&wanted, 0x0804);
    if (i != 2)
      continue;
    hf_request_authority_begin(&wanted, 2), hf_request_authority_bytes(&wanted, (const uint8_t *)"xy", 2);
    hf_request_authority_begin(&wanted, 1), hf_request_authority_bytes(&wanted, (const uint8_t *)"z", 1);
  }
}

static int request_case(unsigned which) {
  struct hf_out_certificate_request_tls13 m = {.certificate_request_context = pattern,
                                               .certificate_request_context_n = which,
                                               .has_status_request = which & 1,
                                               .has_signature_algorithms = which >> 1 & 1,
                                               .signature_algorithms = schemes,
                                               .signature_algorithms_n = 2,
                                               .has_certificate_authorities = which >> 2 & 1,
                                               .certificate_authorities = authorities,
                                               .certificate_authorities_n = 7,
                                               .has_signature_algorithms_cert = which >> 3 & 1,
                                               .signature_algorithms_cert = schemes,
                                               .signature_algorithms_cert_n = 2};
  if (round_trip(put_certificate_request_tls13, &m, HF_ENTRY_HANDSHAKE_TLS13_X509) != 0)
    return 1;
  begin_handshake(13);
  hf_request_context(&wanted, which);
  want_request(which);
  return same_events();
}

/* At least one stands there (RFC 8446 4.3.2): without any, it is no message. */
int encoders_certificate_request13(void) {
  for (unsigned which = 1; which < 16; which++) {
    if (request_case(which) != 0)
      return printf("  extensions %u\n", which), 1;
  }
  return 0;
}

/* The head of the message, and behind it each of its entries. */
struct certificates {
  const struct hf_out_certificate_tls13 *head;
  const struct hf_out_certificate_entry_x509 *entries;
  const struct hf_out_certificate_entry_raw_public_key *key;
  size_t n;
};

static void put_certificates(struct hf_writer *w, const void *m) {
  const struct certificates *all = m;
  hf_encode_certificate_tls13(w, all->head);
  for (size_t i = 0; i < all->n; i++)
    hf_encode_certificate_entry_x509(w, &all->entries[i]);
  if (all->key != NULL)
    hf_encode_certificate_entry_raw_public_key(w, all->key);
}

static const struct hf_out_certificate_entry_x509 entries[] = {
    {.cert_data = pattern, .cert_data_n = 900, .has_status_request = 1, .value = pattern + 5, .value_n = 700},
    {.cert_data = pattern + 1, .cert_data_n = 1, .has_status_request = 0, .value = pattern, .value_n = 0},
    {.cert_data = pattern + 2, .cert_data_n = 65000, .has_status_request = 0, .value = pattern, .value_n = 0}};

static void want_status(uint32_t n) {
  hf_certificate_extension(&wanted, 5);
  hf_status_begin(&wanted, n), hf_status_bytes(&wanted, pattern + 5, n);
}

static int certificate_case(size_t n, size_t context_n) {
  struct hf_out_certificate_tls13 head = {.certificate_request_context = pattern,
                                          .certificate_request_context_n = context_n};
  struct certificates all = {.head = &head, .entries = entries, .n = n};
  for (size_t i = 0; i < n; i++)
    head.certificate_list_n += hf_size_of_certificate_entry_x509(&entries[i]);
  if (round_trip(put_certificates, &all, HF_ENTRY_HANDSHAKE_TLS13_X509) != 0)
    return 1;
  begin_handshake(11);
  hf_certificate_context(&wanted, (uint32_t)context_n);
  for (size_t i = 0; i < n; i++) {
    uint32_t size = (uint32_t)entries[i].cert_data_n;
    hf_certificate_begin(&wanted, size), hf_certificate_bytes(&wanted, entries[i].cert_data, size);
    if (entries[i].has_status_request == 1)
      want_status(700);
  }
  return same_events();
}

int encoders_certificate13(void) {
  return certificate_case(0, 0) || certificate_case(1, 0) || certificate_case(3, 255);
}

int encoders_raw_public_key13(void) {
  struct hf_out_certificate_entry_raw_public_key key = {.ASN1_subjectPublicKeyInfo = pattern,
                                                        .ASN1_subjectPublicKeyInfo_n = 300,
                                                        .has_status_request = 1,
                                                        .value = pattern + 5,
                                                        .value_n = 20};
  struct hf_out_certificate_tls13 head = {.certificate_request_context = pattern};
  struct certificates all = {.head = &head, .key = &key};
  head.certificate_list_n = hf_size_of_certificate_entry_raw_public_key(&key);
  if (round_trip(put_certificates, &all, HF_ENTRY_HANDSHAKE_TLS13_RAW_PUBLIC_KEY) != 0)
    return 1;
  begin_handshake(11);
  hf_certificate_context(&wanted, 0);
  hf_raw_public_key_begin(&wanted, 300), hf_certificate_bytes(&wanted, pattern, 300);
  want_status(20);
  return same_events() || message_n != 4 + 1 + 3 + 3 + 300 + 2 + 4 + 4 + 20;
}

static int ticket_case(uint32_t has_early_data) {
  struct hf_out_new_session_ticket_tls13 m = {.ticket_lifetime = 7200,
                                              .ticket_age_add = 0xa1b2c3d4,
                                              .ticket_nonce = pattern,
                                              .ticket_nonce_n = 255,
                                              .ticket = pattern + 300,
                                              .ticket_n = 65000,
                                              .has_early_data = has_early_data,
                                              .early_data = 0x4000};
  if (round_trip(put_new_session_ticket_tls13, &m, HF_ENTRY_HANDSHAKE_TLS13) != 0)
    return 1;
  begin_handshake(4);
  hf_ticket_begin(&wanted, 65000), hf_ticket_bytes(&wanted, pattern + 300, 65000);
  if (has_early_data != 0)
    hf_ticket_extension(&wanted, 42);
  return same_events() || !is_kept(HF_KEPT_NEW_SESSION_TICKET_TICKET_NONCE, pattern, 255) ||
         parser.numbers[HF_NUMBER_NEW_SESSION_TICKET_TICKET_LIFETIME] != 7200 ||
         parser.numbers[HF_NUMBER_NEW_SESSION_TICKET_TICKET_AGE_ADD] != 0xa1b2c3d4 ||
         parser.numbers[HF_NUMBER_NEW_SESSION_TICKET_TICKET_NONCE] != 255 ||
         message_n != 4u + 8 + 1 + 255 + 2 + 65000 + 2 + has_early_data * 8;
}

int encoders_new_session_ticket13(void) {
  return ticket_case(0) || ticket_case(1);
}

/* RFC 5077 3.3: some bytes, or none. */
static int ticket12_case(uint32_t n) {
  struct hf_out_new_session_ticket_tls12 m = {.ticket_lifetime_hint = 7200, .ticket = pattern, .ticket_n = n};
  if (round_trip(put_new_session_ticket_tls12, &m, HF_ENTRY_HANDSHAKE_TLS12) != 0)
    return 1;
  begin_handshake(4);
  hf_ticket12_begin(&wanted, n);
  if (n != 0)
    hf_ticket_bytes(&wanted, pattern, n);
  return same_events() || parser.numbers[HF_NUMBER_NEW_SESSION_TICKET_TICKET_LIFETIME_HINT] != 7200 ||
         message_n != 4u + 4 + 2 + n;
}

int encoders_new_session_ticket12(void) {
  return ticket12_case(0) || ticket12_case(1) || ticket12_case(65000);
}

int encoders_key_update(void) {
  struct hf_out_key_update m = {.request_update = 1};
  if (round_trip(put_key_update, &m, HF_ENTRY_HANDSHAKE) != 0)
    return 1;
  begin_handshake(24);
  return same_events() || message_n != 5 || parser.numbers[HF_NUMBER_KEY_UPDATE_REQUEST_UPDATE] != 1;
}

int encoders_finished13(void) {
  struct hf_out_finished_sha256 sha256 = {.verify_data_sha256 = pattern + 5};
  struct hf_out_finished_sha384 sha384 = {.verify_data_sha384 = pattern + 9};
  if (round_trip(put_finished_sha256, &sha256, HF_ENTRY_HANDSHAKE_SHA256) != 0 || message_n != 4 + 32)
    return 1;
  if (!is_kept(HF_KEPT_FINISHED_VERIFY_DATA_SHA256, pattern + 5, 32))
    return 1;
  if (round_trip(put_finished_sha384, &sha384, HF_ENTRY_HANDSHAKE_SHA384) != 0 || message_n != 4 + 48)
    return 1;
  return !is_kept(HF_KEPT_FINISHED_VERIFY_DATA_SHA384, pattern + 9, 48);
}
