#include "encoders.h"
#include "generated/kept.h"
#include "round_trip.h"
#include <stdio.h>
#include <string.h>

ENCODE(client_hello)
ENCODE(server_hello)
ENCODE(server_hello_hello_retry_request)

static const uint16_t suites[] = {0xc02f, 0xc030, 0x002f};
static const uint16_t groups[] = {23, 24};
static const uint16_t schemes[] = {0x0401, 0x0804};
static const uint16_t versions[] = {0x0304, 0x0303};
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
                                      .has_record_size_limit = which >> 20 & 1,
                                      .record_size_limit = 601,
                                      .has_session_ticket = which >> 21 & 1,
                                      .session_ticket = pattern + 5,
                                      .session_ticket_n = 270,
                                      .has_renegotiation_info = which >> 8 & 1,
                                      .renegotiation_info = pattern,
                                      .renegotiation_info_n = 12,
                                      .has_early_data = which >> 12 & 1,
                                      .has_supported_versions = which >> 13 & 1,
                                      .supported_versions = versions,
                                      .supported_versions_n = 2,
                                      .has_cookie = which >> 14 & 1,
                                      .cookie = pattern,
                                      .cookie_n = 50,
                                      .has_psk_key_exchange_modes = which >> 15 & 1,
                                      .psk_key_exchange_modes = (const uint8_t *)"\1",
                                      .psk_key_exchange_modes_n = 1,
                                      .has_certificate_authorities = which >> 16 & 1,
                                      .certificate_authorities = (const uint8_t *)"\0\2xy",
                                      .certificate_authorities_n = 4,
                                      .has_signature_algorithms_cert = which >> 17 & 1,
                                      .signature_algorithms_cert = schemes,
                                      .signature_algorithms_cert_n = 2,
                                      .has_key_share = which >> 18 & 1,
                                      .key_share = (const uint8_t *)"\0\x1d\0\3abc\0\x17\0\1d",
                                      .key_share_n = 12,
                                      .has_pre_shared_key = which >> 19 & 1,
                                      .identity = pattern + 7,
                                      .identity_n = 40,
                                      .obfuscated_ticket_age = 0x01020304,
                                      .binders = pattern + 3,
                                      .binders_n = 32};
}

/* What TLS 1.3 brought, but for pre_shared_key, which is the last one (RFC 8446 4.2.11). */
static void want_client_extensions13(unsigned which) {
  static const uint16_t types[] = {42, 43, 44, 45, 47, 50, 51};
  struct hf_connection *c = &wanted;
  for (unsigned i = 0; i < 7; i++) {
    if ((which >> i & 1) == 0)
      continue;
    hf_offer_extension(c, types[i]);
    if (i == 1)
      hf_offer_version(c, versions[0]), hf_offer_version(c, versions[1]);
    if (i == 3)
      hf_offer_psk_mode(c, 1);
    if (i == 5)
      hf_offer_certificate_scheme(c, schemes[0]), hf_offer_certificate_scheme(c, schemes[1]);
    if (i != 6)
      continue;
    hf_offer_share_group(c, 29), hf_offer_share_begin(c, 3), hf_offer_share_bytes(c, (const uint8_t *)"abc", 3);
    hf_offer_share_group(c, 23), hf_offer_share_begin(c, 1), hf_offer_share_bytes(c, (const uint8_t *)"d", 1);
  }
}

static void want_pre_shared_key(void) {
  struct hf_connection *c = &wanted;
  hf_offer_extension(c, 41), hf_offer_identities(c, 46);
  hf_offer_identity_begin(c, 40), hf_offer_identity_bytes(c, pattern + 7, 40);
  hf_offer_binder_begin(c, 32), hf_offer_binder_bytes(c, pattern + 3, 32);
}

static void want_client_extensions(unsigned which) {
  static const uint16_t types[] = {0, 1, 10, 11, 13, 16, 22, 23, 0xff01};
  struct hf_connection *c = &wanted;
  for (unsigned i = 0; i < 9; i++) {
    if (i == 8 && (which >> 20 & 1) == 1)
      hf_offer_extension(c, 28), hf_note_record_size_limit(c, 601);
    if (i == 8 && (which >> 21 & 1) == 1) {
      hf_offer_extension(c, 35);
      hf_offer_ticket_begin(c, 270), hf_offer_ticket_bytes(c, pattern + 5, 270);
    }
    if (i == 8)
      want_client_extensions13(which >> 12 & 0x7f);
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
  if ((which >> 19 & 1) == 1)
    want_pre_shared_key();
  return same_events() || !is_kept(HF_KEPT_CLIENT_HELLO_RANDOM, pattern, 32) ||
         !is_kept(HF_KEPT_CLIENT_HELLO_SESSION_ID, pattern + 32, 32) ||
         parser.numbers[HF_NUMBER_CLIENT_HELLO_SESSION_ID] != 32 ||
         parser.numbers[HF_NUMBER_CLIENT_HELLO_CLIENT_VERSION] != 0x0303 ||
         (which == 0 && message_n != 4 + 38 + 32 + 6 + 1);
}

/* Each set of what TLS 1.2 has, with none and with all of what came later; and the other way round. */
int encoders_client_hello(void) {
  for (unsigned which = 0; which < 4096 * 1024; which++) {
    unsigned tls12 = which & 4095, tls13 = which >> 12;
    if (tls12 != 0 && tls12 != 4095 && tls13 != 0 && tls13 != 1023)
      continue;
    if (client_hello_case(which) != 0)
      return printf("  extensions %u\n", which), 1;
  }
  return 0;
}

static void want_share(void) {
  hf_answer_share_group(&wanted, 29);
  hf_answer_share_begin(&wanted, 32), hf_answer_share_bytes(&wanted, pattern + 9, 32);
}

static void want_server_extensions13(unsigned which) {
  if ((which >> 3 & 1) == 1)
    hf_answer_extension(&wanted, 28), hf_note_record_size_limit(&wanted, 601);
  if ((which >> 4 & 1) == 1)
    hf_answer_extension(&wanted, 35);
  if ((which & 1) == 1)
    hf_answer_extension(&wanted, 43), hf_answer_version(&wanted, 0x0304);
  if ((which >> 1 & 1) == 1)
    hf_answer_extension(&wanted, 51), want_share();
  if ((which >> 2 & 1) == 1)
    hf_answer_extension(&wanted, 41), hf_answer_identity(&wanted, 1);
}

static void want_server_extensions(unsigned which) {
  static const uint16_t types[] = {0, 1, 11, 16, 22, 23, 0xff01};
  for (unsigned i = 0; i < 7; i++) {
    if (i == 6)
      want_server_extensions13(which >> 11);
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
                                  .has_record_size_limit = which >> 14 & 1,
                                  .record_size_limit = 601,
                                  .has_session_ticket = which >> 15 & 1,
                                  .has_renegotiation_info = which >> 6 & 1,
                                  .renegotiation_info = pattern,
                                  .renegotiation_info_n = 24,
                                  .has_supported_versions = which >> 11 & 1,
                                  .supported_versions = 0x0304,
                                  .has_key_share = which >> 12 & 1,
                                  .group = 29,
                                  .key_exchange = pattern + 9,
                                  .key_exchange_n = 32,
                                  .has_pre_shared_key = which >> 13 & 1,
                                  .pre_shared_key = 1};
  if (round_trip(put_server_hello, &m, HF_ENTRY_HANDSHAKE) != 0)
    return 1;
  begin_handshake(2);
  want_server_extensions(which);
  return same_events() || !is_kept(HF_KEPT_SERVER_HELLO_RANDOM, pattern, 32) ||
         parser.numbers[HF_NUMBER_SERVER_HELLO_SESSION_ID] != 0 ||
         parser.numbers[HF_NUMBER_SERVER_HELLO_CIPHER_SUITE] != 0xcca8;
}

/* As of a ClientHello. */
int encoders_server_hello(void) {
  for (unsigned which = 0; which < 2048 * 32; which++) {
    unsigned tls12 = which & 2047, tls13 = which >> 11;
    if (tls12 != 0 && tls12 != 2047 && tls13 != 0 && tls13 != 31)
      continue;
    if (server_hello_case(which) != 0)
      return printf("  extensions %u\n", which), 1;
  }
  return 0;
}

/* RFC 8446 4.1.4 */
static const uint8_t retry[32] = {0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c,
                                  0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb,
                                  0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c};

static int retry_case(unsigned which) {
  struct hf_out_server_hello_hello_retry_request m = {.server_version = 0x0303,
                                                      .random = retry,
                                                      .session_id = pattern + 1,
                                                      .session_id_n = 32,
                                                      .cipher_suite = 0x1302,
                                                      .has_supported_versions = which & 1,
                                                      .supported_versions = 0x0304,
                                                      .has_cookie = which >> 1 & 1,
                                                      .cookie = pattern,
                                                      .cookie_n = 300,
                                                      .has_key_share = which >> 2 & 1,
                                                      .key_share = 24};
  if (round_trip(put_server_hello_hello_retry_request, &m, HF_ENTRY_HANDSHAKE) != 0)
    return 1;
  begin_handshake(2);
  if ((which & 1) == 1)
    hf_retry_extension(&wanted, 43), hf_answer_version(&wanted, 0x0304);
  if ((which >> 1 & 1) == 1) {
    hf_retry_extension(&wanted, 44);
    hf_retry_cookie_begin(&wanted, 300), hf_retry_cookie_bytes(&wanted, pattern, 300);
  }
  if ((which >> 2 & 1) == 1)
    hf_retry_extension(&wanted, 51), hf_retry_group(&wanted, 24);
  return same_events() || !is_kept(HF_KEPT_SERVER_HELLO_RANDOM, retry, 32) ||
         !is_kept(HF_KEPT_SERVER_HELLO_SESSION_ID, pattern + 1, 32) ||
         parser.numbers[HF_NUMBER_SERVER_HELLO_CIPHER_SUITE] != 0x1302;
}

int encoders_hello_retry_request(void) {
  for (unsigned which = 0; which < 8; which++) {
    if (retry_case(which) != 0)
      return printf("  extensions %u\n", which), 1;
  }
  return 0;
}
