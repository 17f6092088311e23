#include "encoders.h"
#include "generated/encode.h"
#include "generated/kept.h"
#include "round_trip.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint8_t pattern[70000];

#define ENCODE(name)                                                                                                   \
  static void put_##name(struct hf_writer *w, const void *m) {                                                         \
    hf_encode_##name(w, (const struct hf_out_##name *)m);                                                              \
  }
#define ENCODE_EMPTY(name)                                                                                             \
  static void put_##name(struct hf_writer *w, const void *m) {                                                         \
    (void)m;                                                                                                           \
    hf_encode_##name(w);                                                                                               \
  }
ENCODE(record_header)
ENCODE(alert)
ENCODE(client_hello)
ENCODE(server_hello)
ENCODE(certificate_x509)
ENCODE(certificate_raw_public_key)
ENCODE(certificate_status)
ENCODE(server_ecdh_params)
ENCODE(server_key_exchange_ecdhe)
ENCODE(certificate_request)
ENCODE(client_key_exchange_rsa)
ENCODE(client_key_exchange_ecdhe)
ENCODE(certificate_verify)
ENCODE(finished)
ENCODE_EMPTY(change_cipher_spec)
ENCODE_EMPTY(hello_request)
ENCODE_EMPTY(server_hello_done)

static int record_header(void) {
  struct hf_out_record_header m = {.type = 22, .version = 0x0303, .length = 0x1234};
  if (round_trip(put_record_header, &m, HF_ENTRY_RECORD) != 0)
    return 1;
  return memcmp(message, "\x16\x03\x03\x12\x34", 5) != 0 || parser.numbers[HF_NUMBER_RECORD_HEADER_TYPE] != 22 ||
         parser.numbers[HF_NUMBER_RECORD_HEADER_VERSION] != 0x0303 ||
         parser.numbers[HF_NUMBER_RECORD_HEADER_LENGTH] != 0x1234;
}

static int alert(void) {
  struct hf_out_alert m = {.level = 2, .description = 40};
  if (round_trip(put_alert, &m, HF_ENTRY_ALERT) != 0)
    return 1;
  return parser.numbers[HF_NUMBER_ALERT_LEVEL] != 2 || parser.numbers[HF_NUMBER_ALERT_DESCRIPTION] != 40;
}

static int change_cipher_spec(void) {
  return round_trip(put_change_cipher_spec, NULL, HF_ENTRY_CHANGE_CIPHER_SPEC) || message_n != 1 || message[0] != 1;
}

static int hello_request(void) {
  if (round_trip(put_hello_request, NULL, HF_ENTRY_HANDSHAKE) != 0)
    return 1;
  begin_handshake(0);
  return same_events() || message_n != 4;
}

static int server_hello_done(void) {
  if (round_trip(put_server_hello_done, NULL, HF_ENTRY_HANDSHAKE) != 0)
    return 1;
  begin_handshake(14);
  return same_events() || message_n != 4;
}

static const uint16_t suites[] = {0xc02f, 0xc030, 0x002f};
static const uint16_t groups[] = {23, 24};
static const uint16_t schemes[] = {0x0401, 0x0804};
static const uint8_t protocols[] = "\x02h2\x08http/1.1";

/* A ClientHello with the extensions whose bits are set in which. */
static struct hf_out_client_hello client_hello_with(unsigned which) {
  return (struct hf_out_client_hello){.client_version = 0x0303,
                                      .random = pattern,
                                      .session_id = pattern + 32,
                                      .session_id_n = 32,
                                      .cipher_suites = suites,
                                      .cipher_suites_n = 3,
                                      .compression_methods = (const uint8_t *)"",
                                      .compression_methods_n = 1,
                                      .has_server_name = which & 1,
                                      .server_name = (const uint8_t *)"example.com",
                                      .server_name_n = 11,
                                      .has_max_fragment_length = which >> 1 & 1,
                                      .max_fragment_length = 2,
                                      .has_status_request = which >> 9 & 1,
                                      .responder_id_list = (const uint8_t *)"\0\2ab",
                                      .responder_id_list_n = 4,
                                      .request_extensions = pattern,
                                      .request_extensions_n = 3,
                                      .has_supported_groups = which >> 2 & 1,
                                      .supported_groups = groups,
                                      .supported_groups_n = 2,
                                      .has_ec_point_formats = which >> 3 & 1,
                                      .ec_point_formats = (const uint8_t *)"",
                                      .ec_point_formats_n = 1,
                                      .has_signature_algorithms = which >> 4 & 1,
                                      .signature_algorithms = schemes,
                                      .signature_algorithms_n = 2,
                                      .has_application_layer_protocol_negotiation = which >> 5 & 1,
                                      .application_layer_protocol_negotiation = protocols,
                                      .application_layer_protocol_negotiation_n = 12,
                                      .has_client_certificate_type = which >> 10 & 1,
                                      .client_certificate_type = (const uint8_t *)"\2\0",
                                      .client_certificate_type_n = 2,
                                      .has_server_certificate_type = which >> 11 & 1,
                                      .server_certificate_type = (const uint8_t *)"\0",
                                      .server_certificate_type_n = 1,
                                      .has_encrypt_then_mac = which >> 6 & 1,
                                      .has_extended_master_secret = which >> 7 & 1,
                                      .has_renegotiation_info = which >> 8 & 1,
                                      .renegotiation_info = pattern,
                                      .renegotiation_info_n = 12};
}

static void want_client_extensions(unsigned which) {
  static const uint16_t types[] = {0, 1, 10, 11, 13, 16, 22, 23, 0xff01};
  struct hf_connection *c = &wanted;
  for (unsigned i = 0; i < 9; i++) {
    if (i == 2 && (which >> 9 & 1) == 1)
      hf_offer_extension(c, 5);
    if (i == 6 && (which >> 10 & 1) == 1) {
      hf_offer_extension(c, 19);
      hf_offer_client_certificate_type(c, 2), hf_offer_client_certificate_type(c, 0);
    }
    if (i == 6 && (which >> 11 & 1) == 1)
      hf_offer_extension(c, 20), hf_offer_server_certificate_type(c, 0);
    if ((which >> i & 1) == 0)
      continue;
    hf_offer_extension(c, types[i]);
    if (i == 0)
      hf_offer_name_begin(c, 11), hf_offer_name_bytes(c, (const uint8_t *)"example.com", 11);
    if (i == 1)
      hf_offer_max_fragment_length(c, 2);
    if (i == 2)
      hf_offer_group(c, 23), hf_offer_group(c, 24);
    if (i == 3)
      hf_offer_point_format(c, 0);
    if (i == 4)
      hf_offer_signature_scheme(c, 0x0401), hf_offer_signature_scheme(c, 0x0804);
    if (i == 5) {
      hf_offer_protocol_begin(c, 2), hf_offer_protocol_bytes(c, (const uint8_t *)"h2", 2);
      hf_offer_protocol_begin(c, 8), hf_offer_protocol_bytes(c, (const uint8_t *)"http/1.1", 8);
    }
    if (i == 8)
      hf_offer_renegotiation_info(c, 12);
  }
}

static int client_hello_case(unsigned which) {
  struct hf_out_client_hello m = client_hello_with(which);
  if (round_trip(put_client_hello, &m, HF_ENTRY_HANDSHAKE) != 0)
    return 1;
  begin_handshake(1);
  for (int i = 0; i < 3; i++)
    hf_offer_cipher_suite(&wanted, suites[i]);
  hf_offer_compression_method(&wanted, 0);
  want_client_extensions(which);
  return same_events() || !is_kept(HF_KEPT_CLIENT_HELLO_RANDOM, pattern, 32) ||
         !is_kept(HF_KEPT_CLIENT_HELLO_SESSION_ID, pattern + 32, 32) ||
         parser.numbers[HF_NUMBER_CLIENT_HELLO_SESSION_ID] != 32 ||
         parser.numbers[HF_NUMBER_CLIENT_HELLO_CLIENT_VERSION] != 0x0303 ||
         (which == 0 && message_n != 4 + 38 + 32 + 6 + 1);
}

static int client_hello(void) {
  for (unsigned which = 0; which < 4096; which++) {
    if (client_hello_case(which) != 0)
      return printf("  extensions %u\n", which), 1;
  }
  return 0;
}

static void want_server_extensions(unsigned which) {
  static const uint16_t types[] = {0, 1, 11, 16, 22, 23, 0xff01};
  for (unsigned i = 0; i < 7; i++) {
    if (i == 2 && (which >> 7 & 1) == 1)
      hf_answer_extension(&wanted, 5);
    if (i == 2 && (which >> 10 & 1) == 1)
      hf_answer_extension(&wanted, 10);
    if (i == 4 && (which >> 8 & 1) == 1)
      hf_answer_extension(&wanted, 19), hf_answer_client_certificate_type(&wanted, 2);
    if (i == 4 && (which >> 9 & 1) == 1)
      hf_answer_extension(&wanted, 20), hf_answer_server_certificate_type(&wanted, 0);
    if ((which >> i & 1) == 0)
      continue;
    hf_answer_extension(&wanted, types[i]);
    if (i == 1)
      hf_answer_max_fragment_length(&wanted, 3);
    if (i == 2)
      hf_answer_point_format(&wanted, 0);
    if (i == 3)
      hf_answer_protocol_begin(&wanted, 2), hf_answer_protocol_bytes(&wanted, protocols + 1, 2);
    if (i == 6)
      hf_answer_renegotiation_info(&wanted, 24);
  }
}

static int server_hello_case(unsigned which) {
  struct hf_out_server_hello m = {.server_version = 0x0303,
                                  .random = pattern,
                                  .session_id = NULL,
                                  .session_id_n = 0,
                                  .cipher_suite = 0xcca8,
                                  .compression_method = 0,
                                  .has_server_name = which & 1,
                                  .has_max_fragment_length = which >> 1 & 1,
                                  .max_fragment_length = 3,
                                  .has_status_request = which >> 7 & 1,
                                  .has_supported_groups = which >> 10 & 1,
                                  .supported_groups = groups,
                                  .supported_groups_n = 2,
                                  .has_ec_point_formats = which >> 2 & 1,
                                  .ec_point_formats = (const uint8_t *)"",
                                  .ec_point_formats_n = 1,
                                  .has_application_layer_protocol_negotiation = which >> 3 & 1,
                                  .application_layer_protocol_negotiation = protocols,
                                  .application_layer_protocol_negotiation_n = 3,
                                  .has_client_certificate_type = which >> 8 & 1,
                                  .client_certificate_type = 2,
                                  .has_server_certificate_type = which >> 9 & 1,
                                  .server_certificate_type = 0,
                                  .has_encrypt_then_mac = which >> 4 & 1,
                                  .has_extended_master_secret = which >> 5 & 1,
                                  .has_renegotiation_info = which >> 6 & 1,
                                  .renegotiation_info = pattern,
                                  .renegotiation_info_n = 24};
  if (round_trip(put_server_hello, &m, HF_ENTRY_HANDSHAKE) != 0)
    return 1;
  begin_handshake(2);
  want_server_extensions(which);
  return same_events() || !is_kept(HF_KEPT_SERVER_HELLO_RANDOM, pattern, 32) ||
         parser.numbers[HF_NUMBER_SERVER_HELLO_SESSION_ID] != 0 ||
         parser.numbers[HF_NUMBER_SERVER_HELLO_CIPHER_SUITE] != 0xcca8;
}

static int server_hello(void) {
  for (unsigned which = 0; which < 2048; which++) {
    if (server_hello_case(which) != 0)
      return printf("  extensions %u\n", which), 1;
  }
  return 0;
}

static int certificate_case(size_t count) {
  const uint8_t *list[] = {pattern, pattern + 1, pattern + 2};
  const size_t sizes[] = {900, 1, 65000};
  struct hf_out_certificate_x509 m = {
      .certificate_list = list, .certificate_list_sizes = sizes, .certificate_list_n = count};
  if (round_trip(put_certificate_x509, &m, HF_ENTRY_HANDSHAKE_X509) != 0)
    return 1;
  begin_handshake(11);
  for (size_t i = 0; i < count; i++) {
    hf_certificate_begin(&wanted, (uint32_t)sizes[i]);
    hf_certificate_bytes(&wanted, list[i], (uint32_t)sizes[i]);
  }
  return same_events();
}

static int certificate(void) {
  return certificate_case(0) || certificate_case(1) || certificate_case(3);
}

static int raw_public_key(void) {
  struct hf_out_certificate_raw_public_key m = {.subject_public_key_info = pattern, .subject_public_key_info_n = 300};
  if (round_trip(put_certificate_raw_public_key, &m, HF_ENTRY_HANDSHAKE_RAW_PUBLIC_KEY) != 0)
    return 1;
  begin_handshake(11);
  hf_raw_public_key_begin(&wanted, 300);
  hf_certificate_bytes(&wanted, pattern, 300);
  return same_events() || message_n != 4 + 3 + 300;
}

static int certificate_status(void) {
  struct hf_out_certificate_status m = {.value = pattern, .value_n = 65000};
  if (round_trip(put_certificate_status, &m, HF_ENTRY_HANDSHAKE) != 0)
    return 1;
  begin_handshake(22);
  hf_status_begin(&wanted, 65000);
  hf_status_bytes(&wanted, pattern, 65000);
  return same_events() || message[4] != 1;
}

static int server_key_exchange(void) {
  struct hf_out_server_key_exchange_ecdhe m = {.namedcurve = 24,
                                               .point = pattern,
                                               .point_n = 97,
                                               .algorithm = 0x0806,
                                               .signature = pattern + 100,
                                               .signature_n = 512};
  struct hf_out_server_ecdh_params params = {.namedcurve = 24, .point = pattern, .point_n = 97};
  uint8_t bytes[101];
  struct hf_writer w;
  if (round_trip(put_server_key_exchange_ecdhe, &m, HF_ENTRY_HANDSHAKE_ECDHE) != 0)
    return 1;
  hf_writer_start(&w, bytes, sizeof bytes, 0);
  put_server_ecdh_params(&w, &params);
  if (w.at != sizeof bytes || memcmp(bytes, message + 4, sizeof bytes) != 0)
    return 1; /* what is signed is what is sent */
  return !is_kept(HF_KEPT_SERVER_KEY_EXCHANGE_POINT, pattern, 97) ||
         !is_kept(HF_KEPT_SERVER_KEY_EXCHANGE_SIGNATURE, pattern + 100, 512) ||
         parser.numbers[HF_NUMBER_SERVER_KEY_EXCHANGE_NAMEDCURVE] != 24 ||
         parser.numbers[HF_NUMBER_SERVER_KEY_EXCHANGE_ALGORITHM] != 0x0806 ||
         parser.numbers[HF_NUMBER_SERVER_KEY_EXCHANGE_SIGNATURE] != 512;
}

static int certificate_request(void) {
  struct hf_out_certificate_request m = {.certificate_types = (const uint8_t *)"\x01\x40",
                                         .certificate_types_n = 2,
                                         .supported_signature_algorithms = schemes,
                                         .supported_signature_algorithms_n = 2,
                                         .certificate_authorities = (const uint8_t *)"\x00\x02xy\x00\x01z",
                                         .certificate_authorities_n = 7};
  if (round_trip(put_certificate_request, &m, HF_ENTRY_HANDSHAKE) != 0)
    return 1;
  begin_handshake(13);
  hf_request_certificate_type(&wanted, 1);
  hf_request_certificate_type(&wanted, 64);
  hf_request_signature_scheme(&wanted, 0x0401);
  hf_request_signature_scheme(&wanted, 0x0804);
  hf_request_authority_begin(&wanted, 2), hf_request_authority_bytes(&wanted, (const uint8_t *)"xy", 2);
  hf_request_authority_begin(&wanted, 1), hf_request_authority_bytes(&wanted, (const uint8_t *)"z", 1);
  return same_events();
}

static int client_key_exchange(void) {
  struct hf_out_client_key_exchange_rsa rsa = {.encrypted_pre_master_secret = pattern,
                                               .encrypted_pre_master_secret_n = 256};
  struct hf_out_client_key_exchange_ecdhe ecdhe = {.point = pattern + 9, .point_n = 65};
  if (round_trip(put_client_key_exchange_rsa, &rsa, HF_ENTRY_HANDSHAKE_RSA) != 0)
    return 1;
  if (!is_kept(HF_KEPT_CLIENT_KEY_EXCHANGE_ENCRYPTED_PRE_MASTER_SECRET, pattern, 256))
    return 1;
  if (parser.numbers[HF_NUMBER_CLIENT_KEY_EXCHANGE_ENCRYPTED_PRE_MASTER_SECRET] != 256)
    return 1;
  if (round_trip(put_client_key_exchange_ecdhe, &ecdhe, HF_ENTRY_HANDSHAKE_ECDHE) != 0)
    return 1;
  return !is_kept(HF_KEPT_CLIENT_KEY_EXCHANGE_POINT, pattern + 9, 65) ||
         parser.numbers[HF_NUMBER_CLIENT_KEY_EXCHANGE_POINT] != 65;
}

static int certificate_verify(void) {
  struct hf_out_certificate_verify m = {.algorithm = 0x0503, .signature = pattern, .signature_n = 71};
  if (round_trip(put_certificate_verify, &m, HF_ENTRY_HANDSHAKE) != 0)
    return 1;
  return !is_kept(HF_KEPT_CERTIFICATE_VERIFY_SIGNATURE, pattern, 71) ||
         parser.numbers[HF_NUMBER_CERTIFICATE_VERIFY_ALGORITHM] != 0x0503;
}

static int finished(void) {
  struct hf_out_finished m = {.verify_data = pattern + 5};
  if (round_trip(put_finished, &m, HF_ENTRY_HANDSHAKE) != 0)
    return 1;
  return message_n != 16 || !is_kept(HF_KEPT_FINISHED_VERIFY_DATA, pattern + 5, 12);
}

/* The bytes of all tests: none is one that the fake engine refuses. */
static int fill_pattern(void) {
  for (size_t i = 0; i < sizeof pattern; i++)
    pattern[i] = (uint8_t)(i * 7 % 249);
  return 0;
}

const struct encoder_test encoder_tests[] = {
    {"the pattern", fill_pattern},
    {"record header", record_header},
    {"alert", alert},
    {"ChangeCipherSpec", change_cipher_spec},
    {"HelloRequest", hello_request},
    {"ClientHello, with each set of extensions", client_hello},
    {"ServerHello, with each set of extensions", server_hello},
    {"Certificate", certificate},
    {"Certificate, a raw public key", raw_public_key},
    {"CertificateStatus", certificate_status},
    {"ServerKeyExchange, and the params that are signed", server_key_exchange},
    {"CertificateRequest", certificate_request},
    {"ServerHelloDone", server_hello_done},
    {"ClientKeyExchange, rsa and ecdhe", client_key_exchange},
    {"CertificateVerify", certificate_verify},
    {"Finished", finished},
};
const size_t encoder_tests_n = sizeof encoder_tests / sizeof encoder_tests[0];
