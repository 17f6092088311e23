#include "encoders.h"
#include "generated/encode.h"
#include "generated/kept.h"
#include "round_trip.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

ENCODE(record_header)
ENCODE(alert)
ENCODE(certificate_tls12_x509)
ENCODE(certificate_tls12_raw_public_key)
ENCODE(certificate_status)
ENCODE(server_ecdh_params)
ENCODE(server_key_exchange_ecdhe)
ENCODE(certificate_request_tls12)
ENCODE(client_key_exchange_rsa)
ENCODE(client_key_exchange_ecdhe)
ENCODE(certificate_verify)
ENCODE(finished_prf)
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

static const uint16_t schemes[] = {0x0401, 0x0804};

static int certificate_case(size_t count) {
  const uint8_t *list[] = {pattern, pattern + 1, pattern + 2};
  const size_t sizes[] = {900, 1, 65000};
  struct hf_out_certificate_tls12_x509 m = {
      .certificate_list = list, .certificate_list_sizes = sizes, .certificate_list_n = count};
  if (round_trip(put_certificate_tls12_x509, &m, HF_ENTRY_HANDSHAKE_TLS12_X509) != 0)
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
  struct hf_out_certificate_tls12_raw_public_key m = {.subject_public_key_info = pattern,
                                                      .subject_public_key_info_n = 300};
  if (round_trip(put_certificate_tls12_raw_public_key, &m, HF_ENTRY_HANDSHAKE_TLS12_RAW_PUBLIC_KEY) != 0)
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
  struct hf_out_server_key_exchange_ecdhe m = {.namedcurve = 25,
                                               .point = pattern,
                                               .point_n = 133,
                                               .algorithm = 0x0806,
                                               .signature = pattern + 200,
                                               .signature_n = 512};
  struct hf_out_server_ecdh_params params = {.namedcurve = 25, .point = pattern, .point_n = 133};
  uint8_t bytes[137];
  struct hf_writer w;
  if (round_trip(put_server_key_exchange_ecdhe, &m, HF_ENTRY_HANDSHAKE_ECDHE) != 0)
    return 1;
  hf_writer_start(&w, bytes, sizeof bytes, 0);
  put_server_ecdh_params(&w, &params);
  if (w.at != sizeof bytes || memcmp(bytes, message + 4, sizeof bytes) != 0)
    return 1; /* what is signed is what is sent */
  return !is_kept(HF_KEPT_SERVER_KEY_EXCHANGE_POINT, pattern, 133) ||
         !is_kept(HF_KEPT_SERVER_KEY_EXCHANGE_SIGNATURE, pattern + 200, 512) ||
         parser.numbers[HF_NUMBER_SERVER_KEY_EXCHANGE_NAMEDCURVE] != 25 ||
         parser.numbers[HF_NUMBER_SERVER_KEY_EXCHANGE_ALGORITHM] != 0x0806 ||
         parser.numbers[HF_NUMBER_SERVER_KEY_EXCHANGE_SIGNATURE] != 512;
}

static int certificate_request(void) {
  struct hf_out_certificate_request_tls12 m = {.certificate_types = (const uint8_t *)"\x01\x40",
                                               .certificate_types_n = 2,
                                               .supported_signature_algorithms = schemes,
                                               .supported_signature_algorithms_n = 2,
                                               .certificate_authorities = (const uint8_t *)"\x00\x02xy\x00\x01z",
                                               .certificate_authorities_n = 7};
  if (round_trip(put_certificate_request_tls12, &m, HF_ENTRY_HANDSHAKE_TLS12) != 0)
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
  struct hf_out_finished_prf m = {.verify_data = pattern + 5};
  if (round_trip(put_finished_prf, &m, HF_ENTRY_HANDSHAKE_PRF) != 0)
    return 1;
  return message_n != 16 || !is_kept(HF_KEPT_FINISHED_VERIFY_DATA, pattern + 5, 12);
}

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
    {"ClientHello, with sets of extensions", encoders_client_hello},
    {"ServerHello, with sets of extensions", encoders_server_hello},
    {"HelloRetryRequest, with each set of extensions", encoders_hello_retry_request},
    {"Certificate", certificate},
    {"Certificate, a raw public key", raw_public_key},
    {"CertificateStatus", certificate_status},
    {"ServerKeyExchange, and the params that are signed", server_key_exchange},
    {"CertificateRequest", certificate_request},
    {"ServerHelloDone", server_hello_done},
    {"ClientKeyExchange, rsa and ecdhe", client_key_exchange},
    {"CertificateVerify", certificate_verify},
    {"Finished", finished},
    {"KeyShareEntry", encoders_key_share_entry},
    {"EncryptedExtensions, with each set of them", encoders_encrypted_extensions},
    {"CertificateRequest of TLS 1.3, with each set of extensions", encoders_certificate_request13},
    {"Certificate of TLS 1.3, and the size of its entries", encoders_certificate13},
    {"Certificate of TLS 1.3, a raw public key", encoders_raw_public_key13},
    {"NewSessionTicket of TLS 1.2", encoders_new_session_ticket12},
    {"NewSessionTicket of TLS 1.3", encoders_new_session_ticket13},
    {"KeyUpdate", encoders_key_update},
    {"Finished of TLS 1.3", encoders_finished13},
};
const size_t encoder_tests_n = sizeof encoder_tests / sizeof encoder_tests[0];
