/* What each encoder writes, read back by the parser: the values that were put in come out, and nothing else; and the bytes
   are the same through a window of any size. */
#include "generated/encode.h"
#include "generated/kept.h"
#include "generated/tables.h"
#include "outcome.h"
#include <stdlib.h>
#include <string.h>

#define MOST 20000u
#define KEEP(name, from, n)                                                                                            \
  do {                                                                                                                 \
    o->numbers[HF_NUMBER_##name] = n;                                                                                  \
    memcpy(o->bytes + HF_KEPT_##name, from, n);                                                                        \
  } while (0)

/* Values to send; none is one that fake.c refuses. */
static uint8_t noise[4000];
static const uint8_t names[] = {2, 'h', '2', 8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
static const uint8_t authorities[] = {0, 3, 9, 8, 7, 0, 1, 6};
static const uint16_t words[] = {0xc02b, 0xc02f, 0x0035, 0x1301, 0x0a0b};
static const uint8_t small[] = {0, 64, 1};

static struct hf_out_client_hello client_hello = {.client_version = 0x0303,
                                                  .random = noise,
                                                  .session_id = noise + 50,
                                                  .session_id_n = 32,
                                                  .cipher_suites = words,
                                                  .cipher_suites_n = 5,
                                                  .compression_methods = small,
                                                  .compression_methods_n = 1,
                                                  .server_name = noise + 100,
                                                  .server_name_n = 15,
                                                  .max_fragment_length = 3,
                                                  .supported_groups = words + 1,
                                                  .supported_groups_n = 3,
                                                  .ec_point_formats = small,
                                                  .ec_point_formats_n = 2,
                                                  .signature_algorithms = words + 2,
                                                  .signature_algorithms_n = 2,
                                                  .application_layer_protocol_negotiation = names,
                                                  .application_layer_protocol_negotiation_n = sizeof names,
                                                  .renegotiation_info = noise + 200,
                                                  .renegotiation_info_n = 12};
static struct hf_out_server_hello server_hello = {.server_version = 0x0303,
                                                  .random = noise + 7,
                                                  .session_id = noise + 60,
                                                  .session_id_n = 20,
                                                  .cipher_suite = 0xc02f,
                                                  .compression_method = 0,
                                                  .max_fragment_length = 1,
                                                  .ec_point_formats = small,
                                                  .ec_point_formats_n = 1,
                                                  .application_layer_protocol_negotiation = names,
                                                  .application_layer_protocol_negotiation_n = 3,
                                                  .renegotiation_info = noise + 200,
                                                  .renegotiation_info_n = 24};
static const struct hf_out_record_header record_header = {22, 0x0303, 0x1234};
static const struct hf_out_alert alert = {2, 40};
static const uint8_t *const chain[] = {noise, noise + 10, noise + 5};
static const size_t chain_sizes[] = {3000, 1, 700};
static const struct hf_out_certificate certificate = {chain, chain_sizes, 3};
static const struct hf_out_certificate no_certificate = {NULL, NULL, 0};
static const struct hf_out_server_key_exchange_ecdhe server_key_exchange = {23, noise, 65, 0x0804, noise + 70, 256};
static const struct hf_out_server_ecdh_params params = {23, noise, 65};
static const struct hf_out_certificate_request request = {small + 1, 2, words, 5, authorities, sizeof authorities};
static const struct hf_out_client_key_exchange_rsa rsa = {noise + 3, 512};
static const struct hf_out_client_key_exchange_ecdhe ecdhe = {noise + 4, 97};
static const struct hf_out_certificate_verify verify = {0x0403, noise + 5, 71};
static const struct hf_out_finished finished = {noise + 6};

/* --- what the engine is to hear --- */

static void hear_words(struct hf_connection *c, const uint16_t *from, size_t n,
                       uint8_t (*f)(struct hf_connection *, uint32_t)) {
  for (size_t i = 0; i < n; i++)
    f(c, from[i]);
}

static void hear_small(struct hf_connection *c, const uint8_t *from, size_t n,
                       uint8_t (*f)(struct hf_connection *, uint32_t)) {
  for (size_t i = 0; i < n; i++)
    f(c, from[i]);
}

static void hear_client_extensions(struct hf_connection *c) {
  hf_offer_extension(c, 0);
  hf_offer_name_begin(c, 15);
  hf_offer_name_bytes(c, noise + 100, 15);
  hf_offer_extension(c, 1);
  hf_offer_max_fragment_length(c, 3);
  hf_offer_extension(c, 10);
  hear_words(c, words + 1, 3, hf_offer_group);
  hf_offer_extension(c, 11);
  hear_small(c, small, 2, hf_offer_point_format);
  hf_offer_extension(c, 13);
  hear_words(c, words + 2, 2, hf_offer_signature_scheme);
  hf_offer_extension(c, 16);
  hf_offer_protocol_begin(c, 2);
  hf_offer_protocol_bytes(c, names + 1, 2);
  hf_offer_protocol_begin(c, 8);
  hf_offer_protocol_bytes(c, names + 4, 8);
  hf_offer_extension(c, 22);
  hf_offer_extension(c, 23);
  hf_offer_extension(c, 0xff01);
  hf_offer_renegotiation_info(c, 12);
}

static void want_client_hello(struct outcome *o) {
  o->numbers[HF_NUMBER_CLIENT_HELLO_CLIENT_VERSION] = 0x0303;
  memcpy(o->bytes + HF_KEPT_CLIENT_HELLO_RANDOM, noise, 32);
  KEEP(CLIENT_HELLO_SESSION_ID, noise + 50, 32);
  hear_words(&o->c, words, 5, hf_offer_cipher_suite);
  hear_small(&o->c, small, 1, hf_offer_compression_method);
  if (client_hello.has_server_name)
    hear_client_extensions(&o->c);
}

static void hear_server_extensions(struct hf_connection *c) {
  hf_answer_extension(c, 0);
  hf_answer_extension(c, 1);
  hf_answer_max_fragment_length(c, 1);
  hf_answer_extension(c, 11);
  hear_small(c, small, 1, hf_answer_point_format);
  hf_answer_extension(c, 16);
  hf_answer_protocol_begin(c, 2);
  hf_answer_protocol_bytes(c, names + 1, 2);
  hf_answer_extension(c, 22);
  hf_answer_extension(c, 23);
  hf_answer_extension(c, 0xff01);
  hf_answer_renegotiation_info(c, 24);
}

static void want_server_hello(struct outcome *o) {
  o->numbers[HF_NUMBER_SERVER_HELLO_SERVER_VERSION] = 0x0303;
  o->numbers[HF_NUMBER_SERVER_HELLO_CIPHER_SUITE] = 0xc02f;
  memcpy(o->bytes + HF_KEPT_SERVER_HELLO_RANDOM, noise + 7, 32);
  KEEP(SERVER_HELLO_SESSION_ID, noise + 60, 20);
  if (server_hello.has_server_name)
    hear_server_extensions(&o->c);
}

static void want_record_header(struct outcome *o) {
  o->numbers[HF_NUMBER_RECORD_HEADER_TYPE] = 22;
  o->numbers[HF_NUMBER_RECORD_HEADER_VERSION] = 0x0303;
  o->numbers[HF_NUMBER_RECORD_HEADER_LENGTH] = 0x1234;
}

static void want_alert(struct outcome *o) {
  o->numbers[HF_NUMBER_ALERT_LEVEL] = 2;
  o->numbers[HF_NUMBER_ALERT_DESCRIPTION] = 40;
}

static void want_certificate(struct outcome *o) {
  for (size_t i = 0; i < 3; i++) {
    hf_certificate_begin(&o->c, (uint32_t)chain_sizes[i]);
    hf_certificate_bytes(&o->c, chain[i], (uint32_t)chain_sizes[i]);
  }
}

static void want_server_key_exchange(struct outcome *o) {
  o->numbers[HF_NUMBER_SERVER_KEY_EXCHANGE_NAMEDCURVE] = 23;
  o->numbers[HF_NUMBER_SERVER_KEY_EXCHANGE_ALGORITHM] = 0x0804;
  KEEP(SERVER_KEY_EXCHANGE_POINT, noise, 65);
  KEEP(SERVER_KEY_EXCHANGE_SIGNATURE, noise + 70, 256);
}

static void want_request(struct outcome *o) {
  hear_small(&o->c, small + 1, 2, hf_request_certificate_type);
  hear_words(&o->c, words, 5, hf_request_signature_scheme);
}

static void want_rsa(struct outcome *o) {
  KEEP(CLIENT_KEY_EXCHANGE_ENCRYPTED_PRE_MASTER_SECRET, noise + 3, 512);
}

static void want_ecdhe(struct outcome *o) {
  KEEP(CLIENT_KEY_EXCHANGE_POINT, noise + 4, 97);
}

static void want_verify(struct outcome *o) {
  o->numbers[HF_NUMBER_CERTIFICATE_VERIFY_ALGORITHM] = 0x0403;
  KEEP(CERTIFICATE_VERIFY_SIGNATURE, noise + 5, 71);
}

static void want_finished(struct outcome *o) {
  memcpy(o->bytes + HF_KEPT_FINISHED_VERIFY_DATA, noise + 6, 12);
}

static void want_nothing(struct outcome *o) {
  (void)o;
}

/* --- the encoders --- */

static void put_record_header(struct hf_writer *w) {
  hf_encode_record_header(w, &record_header);
}
static void put_alert(struct hf_writer *w) {
  hf_encode_alert(w, &alert);
}
static void put_client_hello(struct hf_writer *w) {
  hf_encode_client_hello(w, &client_hello);
}
static void put_server_hello(struct hf_writer *w) {
  hf_encode_server_hello(w, &server_hello);
}
static void put_certificate(struct hf_writer *w) {
  hf_encode_certificate(w, &certificate);
}
static void put_no_certificate(struct hf_writer *w) {
  hf_encode_certificate(w, &no_certificate);
}
static void put_server_key_exchange(struct hf_writer *w) {
  hf_encode_server_key_exchange_ecdhe(w, &server_key_exchange);
}
static void put_params(struct hf_writer *w) {
  hf_encode_server_ecdh_params(w, &params);
}
static void put_request(struct hf_writer *w) {
  hf_encode_certificate_request(w, &request);
}
static void put_rsa(struct hf_writer *w) {
  hf_encode_client_key_exchange_rsa(w, &rsa);
}
static void put_ecdhe(struct hf_writer *w) {
  hf_encode_client_key_exchange_ecdhe(w, &ecdhe);
}
static void put_verify(struct hf_writer *w) {
  hf_encode_certificate_verify(w, &verify);
}
static void put_finished(struct hf_writer *w) {
  hf_encode_finished(w, &finished);
}

static const struct encoder {
  const char *name;
  uint32_t entry;
  int type; /* of a handshake message; -1: of no handshake message */
  void (*put)(struct hf_writer *w);
  void (*want)(struct outcome *o);
} encoders[] = {
    {"RecordHeader", HF_ENTRY_RECORD, -1, put_record_header, want_record_header},
    {"Alert", HF_ENTRY_ALERT, -1, put_alert, want_alert},
    {"ChangeCipherSpec", HF_ENTRY_CHANGE_CIPHER_SPEC, -1, hf_encode_change_cipher_spec, want_nothing},
    {"HelloRequest", HF_ENTRY_HANDSHAKE, 0, hf_encode_hello_request, want_nothing},
    {"ClientHello", HF_ENTRY_HANDSHAKE, 1, put_client_hello, want_client_hello},
    {"ServerHello", HF_ENTRY_HANDSHAKE, 2, put_server_hello, want_server_hello},
    {"Certificate", HF_ENTRY_HANDSHAKE, 11, put_certificate, want_certificate},
    {"Certificate without one", HF_ENTRY_HANDSHAKE, 11, put_no_certificate, want_nothing},
    {"ServerKeyExchange", HF_ENTRY_HANDSHAKE_ECDHE, 12, put_server_key_exchange, want_server_key_exchange},
    {"CertificateRequest", HF_ENTRY_HANDSHAKE, 13, put_request, want_request},
    {"ServerHelloDone", HF_ENTRY_HANDSHAKE, 14, hf_encode_server_hello_done, want_nothing},
    {"CertificateVerify", HF_ENTRY_HANDSHAKE, 15, put_verify, want_verify},
    {"ClientKeyExchange:rsa", HF_ENTRY_HANDSHAKE_RSA, 16, put_rsa, want_rsa},
    {"ClientKeyExchange:ecdhe", HF_ENTRY_HANDSHAKE_ECDHE, 16, put_ecdhe, want_ecdhe},
    {"Finished", HF_ENTRY_HANDSHAKE, 20, put_finished, want_finished},
};

/* --- the checks --- */

static uint8_t message[MOST];

static size_t encode(const struct encoder *e) {
  struct hf_writer w;
  hf_writer_start(&w, message, MOST, 0);
  e->put(&w);
  return w.written == w.at ? w.written : 0;
}

static void check_values(const struct encoder *e, size_t n) {
  static struct outcome want, got;
  memset(&want, 0, sizeof want);
  want.complete = 1;
  want.taken = n;
  if (e->type >= 0) {
    hf_accept_message(&want.c, (uint32_t)e->type);
    hf_accept_length(&want.c, (uint32_t)n - 4);
  }
  e->want(&want);
  run_tables(&got, e->entry, message, n, WHOLE);
  check(is_same(&want, &got), "read back", e->name);
}

/* The whole message, `room` bytes at a time. Each window has its own memory, for the sanitizer to watch. */
static int is_same_through(const struct encoder *e, size_t n, uint32_t room) {
  uint32_t sent = 0;
  struct hf_writer w = {0};
  int ok = 1;
  do {
    uint8_t *out = malloc(room);
    hf_writer_start(&w, out, room, sent);
    e->put(&w);
    ok = ok && w.at == n && w.written == (n - sent < room ? n - sent : room) &&
         memcmp(out, message + sent, w.written) == 0;
    free(out);
    sent += w.written;
  } while (ok && sent < n);
  return ok;
}

static void check_encoder(const struct encoder *e) {
  size_t n = encode(e);
  check_values(e, n);
  check(is_same_through(e, n, 1), "through a window of 1 byte", e->name);
  check(is_same_through(e, n, 7), "through a window of 7 bytes", e->name);
  check(is_same_through(e, n, 100), "through a window of 100 bytes", e->name);
}

static void set_flags(uint8_t flag) {
  client_hello.has_server_name = client_hello.has_max_fragment_length = client_hello.has_supported_groups = flag;
  client_hello.has_ec_point_formats = client_hello.has_signature_algorithms = flag;
  client_hello.has_application_layer_protocol_negotiation = client_hello.has_encrypt_then_mac = flag;
  client_hello.has_extended_master_secret = client_hello.has_renegotiation_info = flag;
  server_hello.has_server_name = server_hello.has_max_fragment_length = server_hello.has_ec_point_formats = flag;
  server_hello.has_application_layer_protocol_negotiation = server_hello.has_encrypt_then_mac = flag;
  server_hello.has_extended_master_secret = server_hello.has_renegotiation_info = flag;
}

/* The part of ServerKeyExchange that is signed is encoded on its own, too. */
static void check_params(void) {
  static const struct encoder whole = {"ServerKeyExchange", 0, 12, put_server_key_exchange, NULL};
  static const struct encoder part = {"ServerECDHParams", 0, -1, put_params, NULL};
  uint8_t signed_part[69];
  encode(&whole);
  memcpy(signed_part, message + 4, sizeof signed_part);
  size_t n = encode(&part);
  check(n == sizeof signed_part && memcmp(message, signed_part, n) == 0, "as in ServerKeyExchange", part.name);
  check(is_same_through(&part, n, 7), "through a window of 7 bytes", part.name);
}

void test_encoders(void) {
  for (size_t i = 0; i < sizeof noise; i++)
    noise[i] = (uint8_t)any(REFUSED_BYTE);
  for (uint8_t flag = 0; flag < 2; flag++) {
    set_flags(flag);
    for (size_t i = 0; i < sizeof encoders / sizeof encoders[0]; i++)
      check_encoder(&encoders[i]);
  }
  check_params();
}
