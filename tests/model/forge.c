#include "forge.h"
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/edit.h"
#include "support/identities.h"
#include <string.h>

#define FIRST_OF_TLS13 72 /* contents of hellos below it are of TLS 1.2 */
#define UNWANTED_NAME "unwanted"

/* Edits. m is the message, n its size; of a hello that is left as long as it was, n is not used. */
typedef void edit(uint8_t *m, size_t *n);

static void old_version(uint8_t *m, size_t *n) {
  test_remove_extension(m, n, HF_EXTENSION_SUPPORTED_VERSIONS);
  m[5] = m[0] == TEST_CLIENT_HELLO ? 1 : 2;
}

static void fallback(uint8_t *m, size_t *n) {
  (void)n;
  m[5] = 2;
  memcpy(m + test_hello_after_session(m) + 2, "\x56\x00", 2);
}

static void compression(uint8_t *m, size_t *n) {
  (void)n;
  m[test_hello_compression(m) + (m[0] == TEST_CLIENT_HELLO)] = 1;
}

static void renegotiation(uint8_t *m, size_t *n) {
  test_set_extension(m, n, HF_EXTENSION_RENEGOTIATION_INFO, (const uint8_t *)"\x01\x00", 2);
}

static void protocol(uint8_t *m, size_t *n) {
  test_set_extension(m, n, HF_EXTENSION_APPLICATION_LAYER_PROTOCOL_NEGOTIATION, (const uint8_t *)"\x00\x03\x02xx", 5);
}

static void points(uint8_t *m, size_t *n) {
  test_set_extension(m, n, HF_EXTENSION_EC_POINT_FORMATS,
                     (const uint8_t *)(m[0] == TEST_CLIENT_HELLO ? "\x02\x01\x02" : "\x01\x01"),
                     m[0] == TEST_CLIENT_HELLO ? 3 : 2);
}

static void name(uint8_t *m, size_t *n) {
  test_set_extension(m, n, HF_EXTENSION_SERVER_NAME, (const uint8_t *)"\x00\x0b\x00\x00\x08" UNWANTED_NAME, 13);
}

static void no_extended_master_secret(uint8_t *m, size_t *n) {
  test_remove_extension(m, n, HF_EXTENSION_EXTENDED_MASTER_SECRET);
}

static void no_suite(uint8_t *m, size_t *n) {
  static const uint16_t rc4[] = {0x0005};
  test_set_suites(m, n, rc4, 1);
}

static void no_groups(uint8_t *m, size_t *n) {
  test_remove_extension(m, n, HF_EXTENSION_SUPPORTED_GROUPS);
}

static void other_group(uint8_t *m, size_t *n) {
  test_set_extension(m, n, HF_EXTENSION_SUPPORTED_GROUPS, (const uint8_t *)"\x00\x02\x01\x00", 4);
}

static void other_scheme(uint8_t *m, size_t *n) {
  test_set_extension(m, n, HF_EXTENSION_SIGNATURE_ALGORITHMS, (const uint8_t *)"\x00\x02\x05\x03", 4);
}

static void last_byte(uint8_t *m, size_t *n) {
  m[*n - 1] ^= 1;
}

static void without_tls13(uint8_t *m, size_t *n) {
  test_remove_extension(m, n, HF_EXTENSION_SUPPORTED_VERSIONS);
}

/* A share of a group that was not asked for. */
static void other_share(uint8_t *m, size_t *n) {
  static const uint8_t share[2 + 4 + 65] = {0, 69, 0, 0x17, 0, 65, 4};
  test_set_extension(m, n, HF_EXTENSION_KEY_SHARE, share, sizeof share);
}

static void old_server(uint8_t *m, size_t *n) {
  test_remove_extension(m, n, HF_EXTENSION_SUPPORTED_VERSIONS);
  test_remove_extension(m, n, HF_EXTENSION_KEY_SHARE);
}

static void rc4(uint8_t *m, size_t *n) {
  (void)n;
  memcpy(m + test_hello_after_session(m), "\x00\x05", 2);
}

static void with_rsa(uint8_t *m, size_t *n) {
  (void)n;
  memcpy(m + test_hello_after_session(m), "\x00\x9c", 2);
}

static void with_ecdhe(uint8_t *m, size_t *n) {
  (void)n;
  memcpy(m + test_hello_after_session(m), "\xc0\x2f", 2);
}

static void with_rsa_alone(uint8_t *m, size_t *n) {
  with_rsa(m, n);
  no_extended_master_secret(m, n);
}

static void with_ecdhe_alone(uint8_t *m, size_t *n) {
  with_ecdhe(m, n);
  no_extended_master_secret(m, n);
}

static void downgrade(uint8_t *m, size_t *n) {
  (void)n;
  memcpy(m + 6 + 24, "DOWNGRD\x01", 8);
}

static const uint8_t retry_random[4] = {0xcf, 0x21, 0xad, 0x74};

/* Asks for the group of the share that the client has sent. */
static void wrong_retry(uint8_t *m, size_t *n) {
  static const uint8_t random[32] = {0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c,
                                     0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb,
                                     0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c};
  memcpy(m + 6, random, 32);
  test_set_extension(m, n, HF_EXTENSION_KEY_SHARE, (const uint8_t *)"\x00\x17", 2);
}

static void retry(uint8_t *m, size_t *n) {
  if (memcmp(m + 6, retry_random, sizeof retry_random) == 0)
    return;
  wrong_retry(m, n);
  test_set_extension(m, n, HF_EXTENSION_KEY_SHARE, (const uint8_t *)"\x00\x18", 2);
}

static void no_certificate(uint8_t *m, size_t *n) {
  test_set_body(m, n, (const uint8_t *)"\0\0", 3);
}

static void untrusted(uint8_t *m, size_t *n) {
  const struct hf_identity *identity = test_identity("untrusted");
  size_t size = identity->certificate_sizes[0];
  uint8_t body[4096] = {(uint8_t)((size + 3) >> 16), (uint8_t)((size + 3) >> 8), (uint8_t)(size + 3),
                        (uint8_t)(size >> 16),       (uint8_t)(size >> 8),       (uint8_t)size};
  memcpy(body + 6, identity->certificates[0], size);
  test_set_body(m, n, body, size + 6);
}

/* ServerKeyExchange: curve type, group (2), point with its length byte, scheme (2), signature. */
static void share_scheme(uint8_t *m, size_t *n) {
  (void)n;
  memcpy(m + 8 + m[7], "\x02\x01", 2);
}

static void share_group(uint8_t *m, size_t *n) {
  (void)n;
  memcpy(m + 5, "\x00\x1e", 2);
}

static void scheme(uint8_t *m, size_t *n) {
  (void)n;
  memcpy(m + 4, "\x02\x01", 2);
}

static const struct {
  unsigned event, content;
  edit *edit;
} edits[] = {
    {HF_EVENT_RECV_CLIENT_HELLO, 64, old_version},
    {HF_EVENT_RECV_CLIENT_HELLO, 65, fallback},
    {HF_EVENT_RECV_CLIENT_HELLO, 66, compression},
    {HF_EVENT_RECV_CLIENT_HELLO, 67, renegotiation},
    {HF_EVENT_RECV_CLIENT_HELLO, 68, protocol},
    {HF_EVENT_RECV_CLIENT_HELLO, 70, points},
    {HF_EVENT_RECV_CLIENT_HELLO, 71, name},
    {HF_EVENT_RECV_CLIENT_HELLO, 3, no_extended_master_secret},
    {HF_EVENT_RECV_CLIENT_HELLO, 11, no_extended_master_secret},
    {HF_EVENT_RECV_CLIENT_HELLO, 4, no_suite},
    {HF_EVENT_RECV_CLIENT_HELLO, 72, no_groups},
    {HF_EVENT_RECV_CLIENT_HELLO, 73, protocol},
    {HF_EVENT_RECV_CLIENT_HELLO, 74, no_suite},
    {HF_EVENT_RECV_CLIENT_HELLO, 75, other_group},
    {HF_EVENT_RECV_CLIENT_HELLO, 76, last_byte},
    {HF_EVENT_RECV_CLIENT_HELLO, 77, other_scheme},
    {HF_EVENT_RECV_CLIENT_HELLO, 128, name},
    {HF_EVENT_RECV_CLIENT_HELLO, 192, other_share},
    {HF_EVENT_RECV_SERVER_HELLO, 2, old_server},
    {HF_EVENT_RECV_CLIENT_HELLO, 7, without_tls13},
    {HF_EVENT_RECV_SERVER_HELLO, 64, old_version},
    {HF_EVENT_RECV_SERVER_HELLO, 69, rc4},
    {HF_EVENT_RECV_SERVER_HELLO, 72, rc4},
    {HF_EVENT_RECV_SERVER_HELLO, 66, compression},
    {HF_EVENT_RECV_SERVER_HELLO, 67, renegotiation},
    {HF_EVENT_RECV_SERVER_HELLO, 68, protocol},
    {HF_EVENT_RECV_SERVER_HELLO, 70, points},
    {HF_EVENT_RECV_SERVER_HELLO, 9, with_rsa_alone},
    {HF_EVENT_RECV_SERVER_HELLO, 10, with_ecdhe_alone},
    {HF_EVENT_RECV_SERVER_HELLO, 13, with_rsa},
    {HF_EVENT_RECV_SERVER_HELLO, 14, with_ecdhe},
    {HF_EVENT_RECV_SERVER_HELLO, 198, downgrade},
    {HF_EVENT_RECV_SERVER_HELLO, 79, retry},
    {HF_EVENT_RECV_SERVER_HELLO, 78, wrong_retry},
    {HF_EVENT_RECV_CERTIFICATE, 0, no_certificate},
    {HF_EVENT_RECV_CERTIFICATE, 2, untrusted},
    {HF_EVENT_RECV_SERVER_KEY_EXCHANGE, 2, last_byte},
    {HF_EVENT_RECV_SERVER_KEY_EXCHANGE, 61, share_scheme},
    {HF_EVENT_RECV_SERVER_KEY_EXCHANGE, 60, share_group},
    {HF_EVENT_RECV_CERTIFICATE_STATUS, 2, last_byte},
    {HF_EVENT_RECV_NEW_SESSION_TICKET, 2, last_byte},
    {HF_EVENT_RECV_CERTIFICATE_VERIFY, 61, scheme},
    {HF_EVENT_RECV_CERTIFICATE_VERIFY, 62, last_byte},
};

int forge(const struct test_side *to, uint8_t *message, size_t *n, unsigned event, unsigned content) {
  static const uint8_t types[][2] = {{HF_EVENT_RECV_CLIENT_HELLO, TEST_CLIENT_HELLO},
                                     {HF_EVENT_RECV_SERVER_HELLO, TEST_SERVER_HELLO},
                                     {HF_EVENT_RECV_CERTIFICATE, TEST_CERTIFICATE},
                                     {HF_EVENT_RECV_SERVER_KEY_EXCHANGE, TEST_SERVER_KEY_EXCHANGE},
                                     {HF_EVENT_RECV_CERTIFICATE_STATUS, TEST_CERTIFICATE_STATUS},
                                     {HF_EVENT_RECV_NEW_SESSION_TICKET, TEST_NEW_SESSION_TICKET},
                                     {HF_EVENT_RECV_CERTIFICATE_VERIFY, TEST_CERTIFICATE_VERIFY}};
  size_t message_n = *n - 5;
  int fits = 0;
  (void)to;
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
    fits |= types[i][0] == event && types[i][1] == message[0];
  for (size_t i = 0; fits && i < sizeof edits / sizeof edits[0]; i++) {
    if (edits[i].event != event || edits[i].content != content)
      continue;
    if (event == HF_EVENT_RECV_CLIENT_HELLO && content < FIRST_OF_TLS13)
      test_remove_extension(message, &message_n, HF_EXTENSION_SUPPORTED_VERSIONS);
    edits[i].edit(message, &message_n);
    *n = message_n + 5;
    return 1;
  }
  return 0;
}

/* The body of a message under keys. */
static size_t body_of(const struct test_side *to, unsigned event, unsigned content, const uint8_t **body) {
  static const uint8_t proof[4 + 256] = {4, 1, 1, 0}; /* rsa_pkcs1_sha256 */
  static const uint8_t tickets[2][14] = {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 'x'},
                                         {255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 'x'}};
  static const uint8_t updates[3] = {0, 1, 2};
  static const uint8_t zeroes[48];
  int tls13 = to->c.parameters.version == 0x0304;
  *body = zeroes;
  switch (event) {
  case HF_EVENT_RECV_KEY_UPDATE:
    *body = updates + content;
    return 1;
  case HF_EVENT_RECV_NEW_SESSION_TICKET:
    *body = tickets[content != 1];
    return sizeof tickets[0];
  case HF_EVENT_RECV_CERTIFICATE_VERIFY:
    *body = proof;
    return sizeof proof;
  case HF_EVENT_RECV_FINISHED:
    return !tls13 ? 12 : to->c.parameters.cipher_suite == HF_TLS_AES_256_GCM_SHA384 ? 48 : 32;
  default:
    return 0;
  }
}

size_t forge_body(const struct test_side *to, unsigned event, unsigned content, uint8_t *message) {
  static const uint8_t types[][2] = {{HF_EVENT_RECV_KEY_UPDATE, TEST_KEY_UPDATE},
                                     {HF_EVENT_RECV_NEW_SESSION_TICKET, TEST_NEW_SESSION_TICKET},
                                     {HF_EVENT_RECV_CERTIFICATE_VERIFY, TEST_CERTIFICATE_VERIFY},
                                     {HF_EVENT_RECV_FINISHED, TEST_FINISHED}};
  const uint8_t *body;
  size_t n = body_of(to, event, content, &body);
  if (n == 0)
    return 0;
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
    if (types[i][0] == event)
      message[0] = types[i][1];
  message[1] = 0;
  message[2] = (uint8_t)(n / 256);
  message[3] = (uint8_t)n;
  memcpy(message + 4, body, n);
  return n + 4;
}

uint8_t forge_policy(void *context, const struct hf_client_hello *hello) {
  (void)context;
  return hello->server_name_n == 8 && memcmp(hello->server_name, UNWANTED_NAME, 8) == 0 ? HF_ERROR_SERVER_NAME_UNKNOWN
                                                                                        : HF_OK;
}
