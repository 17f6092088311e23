/* What records may hold and how long they may be, once a handshake has begun: agreed lengths (RFC 6066 4), versions before one is
   agreed on (RFC 5246 E.1, RFC 7507 3), types between fragments (RFC 5246 6.2.1), and buffers of our own that are too small. */
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "record/record.h"
#include "support/attack.h"
#include "support/edit.h"
#include "support/inside.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const uint16_t kinds[] = {HF_TLS_RSA_WITH_AES_128_GCM_SHA256, HF_TLS_RSA_WITH_AES_128_CBC_SHA,
                                 HF_TLS_RSA_WITH_AES_256_CBC_SHA256, HF_TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256};
static const uint16_t lengths[] = {512, 1024, 2048, 4096};
static const uint8_t zeroes[HF_PLAINTEXT_MAX];
static struct test_side *const sides[] = {&attack_pair.client, &attack_pair.server};

static void open_up(void) {
  test_pair_run(&attack_pair);
  cr_assert(test_both_open(&attack_pair), "%s; %s", test_describe(&attack_pair.client),
            test_describe(&attack_pair.server));
}

/* A side takes n bytes of application data in one record. */
static void takes(struct test_side *s, size_t n) {
  static uint8_t got[HF_PLAINTEXT_MAX];
  (void)test_inject(s, HF_CONTENT_APPLICATION_DATA, zeroes, n);
  cr_assert_eq(hf_read(&s->c, got, sizeof got), n, "%zu bytes; %s", n, test_describe(s));
}

static void overflows(struct test_side *s, size_t n) {
  (void)test_inject(s, HF_CONTENT_APPLICATION_DATA, zeroes, n);
  attack_must_fail(s, HF_ERROR_RECORD_TOO_LONG);
  test_pair_pump(&attack_pair);
  cr_assert_eq(test_alert(s->peer), HF_ALERT_RECORD_OVERFLOW, "%s", test_describe(s->peer));
}

static void bounded(size_t limit, int resumed) {
  static struct hf_session session;
  attack_pair.framing = TEST_AS_SENT;
  for (int i = 0; i < 2; i++) {
    attack_pair.offer = NULL;
    open_up();
    cr_assert(hf_session_of(&attack_pair.client.c, &session));
    attack_pair.offer = resumed ? &session : NULL;
    open_up();
    cr_assert_eq(hf_is_resumed(&attack_pair.client.c), resumed);
    takes(sides[i], limit);
    test_skip_record(sides[i]->peer);
    overflows(sides[i], limit + 1);
  }
}

Test(handshake_records, p17_an_agreed_length_is_enforced) {
  for (size_t k = 0; k < 4; k++) {
    for (size_t i = 0; i < 4; i++) {
      attack_set(&kinds[k]);
      attack_pair.client.config.max_fragment_length = lengths[i];
      bounded(lengths[i], 0);
    }
    attack_set(&kinds[k]);
    open_up();
    takes(&attack_pair.client, HF_PLAINTEXT_MAX);
    takes(&attack_pair.server, HF_PLAINTEXT_MAX);
  }
}

/* It lasts as long as the session (RFC 6066 4). */
Test(handshake_records, p17_an_agreed_length_is_enforced_when_resumed) {
  attack_set(attack_ecdhe);
  attack_pair.client.config.max_fragment_length = 1024;
  bounded(1024, 1);
}

/* From the moment that it is agreed on, in the clear too. */
Test(handshake_records, p17_an_agreed_length_is_enforced_at_once) {
  static const struct {
    int side;
    uint32_t state;
    uint8_t type;
  } places[] = {{0, HF_CLIENT_AWAIT_CERTIFICATE, TEST_CERTIFICATE},
                {0, HF_CLIENT_AWAIT_SERVER_KEY_EXCHANGE, TEST_SERVER_KEY_EXCHANGE},
                {1, HF_SERVER_AWAIT_CLIENT_KEY_EXCHANGE_ECDHE, TEST_CLIENT_KEY_EXCHANGE}};
  uint8_t message[513] = {0, 0, 3, 0};
  for (size_t i = 0; i < 3; i++) {
    for (size_t n = 512; n <= 513; n++) {
      attack_set(attack_ecdhe);
      attack_pair.client.config.max_fragment_length = 512;
      attack_pair.framing = TEST_FRAGMENTS;
      attack_pair.fragment = 512;
      attack_run_to(sides[places[i].side], places[i].state);
      message[0] = places[i].type;
      (void)test_inject(sides[places[i].side], HF_CONTENT_HANDSHAKE, message, n);
      cr_expect_eq(hf_error_of(&sides[places[i].side]->c) == HF_ERROR_RECORD_TOO_LONG, n == 513, "%zu, %zu bytes: %s",
                   i, n, test_describe(sides[places[i].side]));
    }
  }
}

/* What is longer than any sealed record of that length is refused by its header, and not decrypted. */
Test(handshake_records, p17_an_agreed_length_is_enforced_sealed) {
  for (size_t k = 0; k < 4; k++) {
    for (int i = 0; i < 2; i++) {
      attack_set(&kinds[k]);
      attack_pair.client.config.max_fragment_length = 512;
      attack_pair.framing = TEST_AS_SENT;
      open_up();
      size_t most = 512u + test_overhead(sides[i]) + 256u;
      uint8_t header[5] = {HF_CONTENT_APPLICATION_DATA, 3, 3, (uint8_t)(most >> 8), (uint8_t)most};
      cr_assert_eq(hf_receive(&sides[i]->c, header, 5), 5);
      cr_assert_eq(hf_status(&sides[i]->c), HF_STATUS_OPEN);
      open_up();
      header[3] = (uint8_t)((most + 1) >> 8);
      header[4] = (uint8_t)(most + 1);
      (void)hf_receive(&sides[i]->c, header, 5);
      attack_must_fail(sides[i], HF_ERROR_RECORD_TOO_LONG);
    }
  }
}

/* The server's first fragments may stand in one record with the ServerHello that agrees to it. */
Test(handshake_records, a_length_is_agreed_on_within_a_longer_record) {
  attack_set(attack_rsa);
  attack_pair.framing = TEST_COALESCED;
  attack_pair.client.config.max_fragment_length = 512;
  open_up();
}

/* Versions before one is agreed on. */

static void expect_alert(const struct test_side *s, unsigned version, uint8_t description, const char *when) {
  size_t n;
  const uint8_t *out = hf_output(&s->c, &n);
  cr_assert_geq(n, 7, "%s: %zu bytes of output; %s", when, n, test_describe(s));
  out += n - 7;
  cr_expect_eq(out[0], HF_CONTENT_ALERT, "%s", when);
  cr_expect_eq(out[1] * 256u + out[2], version, "%s: a record of version %d.%d", when, out[1], out[2]);
  cr_expect_eq(out[6], description, "%s: alert %d", when, out[6]);
}

/* A ClientHello in one record, with other versions; scsv: it has TLS_FALLBACK_SCSV. */
static void hello(unsigned record, unsigned version, int scsv, uint8_t compression) {
  attack_set(attack_rsa);
  attack_pair.framing = TEST_AS_SENT;
  test_pair_start(&attack_pair);
  test_side_flush(&attack_pair.client);
  struct test_queue *wire = &attack_pair.client.wire;
  uint8_t *m = wire->bytes + 5;
  wire->bytes[1] = (uint8_t)(record >> 8);
  wire->bytes[2] = (uint8_t)record;
  m[4] = (uint8_t)(version >> 8);
  m[5] = (uint8_t)version;
  m[test_hello_compression(m) + 1] = compression;
  if (scsv)
    memcpy(m + test_hello_after_session(m) + 2, "\x56\x00", 2);
  (void)hf_receive(&attack_pair.server.c, wire->bytes, wire->n);
}

Test(handshake_records, p20_an_alert_has_the_version_that_the_client_spoke) {
  static const struct {
    unsigned record;
    unsigned version;
    int scsv;
    uint8_t compression;
    unsigned answer;
    uint8_t alert;
  } hellos[] = {{0x0301, 0x0301, 0, 0, 0x0301, HF_ALERT_PROTOCOL_VERSION},
                {0x0301, 0x0302, 0, 0, 0x0302, HF_ALERT_PROTOCOL_VERSION},
                {0x0301, 0x0302, 1, 0, 0x0302, HF_ALERT_INAPPROPRIATE_FALLBACK},
                {0x0301, 0x0301, 1, 0, 0x0301, HF_ALERT_INAPPROPRIATE_FALLBACK},
                {0x0300, 0x0300, 1, 0, 0x0300, HF_ALERT_PROTOCOL_VERSION},
                {0x0302, 0x0300, 0, 0, 0x0300, HF_ALERT_PROTOCOL_VERSION},
                {0x0301, 0x0002, 0, 0, 0x0301, HF_ALERT_PROTOCOL_VERSION},
                {0x0301, 0x0303, 0, 1, 0x0303, HF_ALERT_ILLEGAL_PARAMETER},
                {0x0301, 0x0304, 0, 1, 0x0303, HF_ALERT_ILLEGAL_PARAMETER},
                {0x0303, 0x03ff, 0, 1, 0x0303, HF_ALERT_ILLEGAL_PARAMETER}};
  for (size_t i = 0; i < sizeof hellos / sizeof hellos[0]; i++) {
    char when[80];
    snprintf(when, sizeof when, "client_version %x in a record of %x", hellos[i].version, hellos[i].record);
    hello(hellos[i].record, hellos[i].version, hellos[i].scsv, hellos[i].compression);
    expect_alert(&attack_pair.server, hellos[i].answer, hellos[i].alert, when);
  }
}

/* Of what comes before a hello was read, the record's; and ours, when nothing came. */
Test(handshake_records, an_alert_before_any_hello) {
  static const uint8_t wrong[] = {HF_CONTENT_HANDSHAKE, 3, 1, 0, 4, 99, 0, 0, 0};
  static const uint8_t later[] = {HF_CONTENT_HANDSHAKE, 3, 9, 0, 4, 99, 0, 0, 0};
  for (int i = 0; i < 2; i++) {
    attack_set(attack_rsa);
    test_pair_start(&attack_pair);
    (void)hf_receive(&sides[i]->c, wrong, sizeof wrong);
    test_side_flush(&attack_pair.client);
    test_pair_start(&attack_pair);
    test_side_flush(&attack_pair.client);
    (void)hf_receive(&sides[i]->c, wrong, sizeof wrong);
    expect_alert(sides[i], 0x0301, HF_ALERT_UNEXPECTED_MESSAGE, "a record of 3.1");
    test_pair_start(&attack_pair);
    test_side_flush(&attack_pair.client);
    (void)hf_receive(&sides[i]->c, later, sizeof later);
    expect_alert(sides[i], 0x0303, HF_ALERT_UNEXPECTED_MESSAGE, "a record of 3.9");
    test_pair_start(&attack_pair);
    test_side_flush(&attack_pair.client);
    hf_close(&sides[i]->c);
    expect_alert(sides[i], 0x0303, HF_ALERT_CLOSE_NOTIFY, "nothing came");
  }
}

static int older(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  (void)n;
  (void)room;
  if (from->is_server && message[0] == TEST_SERVER_HELLO)
    message[5] = 1;
  return 1;
}

Test(handshake_records, a_client_answers_an_older_server_in_its_version) {
  attack_set(attack_rsa);
  attack_pair.tamper = older;
  test_pair_start(&attack_pair);
  cr_assert(test_pair_run_to(&attack_pair, &attack_pair.client, HF_CLIENT_FAIL_REPORTED));
  cr_assert_eq(hf_error_of(&attack_pair.client.c), HF_ERROR_VERSION_UNSUPPORTED);
  const uint8_t *alert = attack_pair.client.wire.bytes + attack_pair.client.wire.n - 7;
  cr_assert(memcmp(alert, "\x15\x03\x01\x00\x02\x02\x46", 7) == 0, "record of %d.%d, alert %d", alert[1], alert[2],
            alert[6]);
}

/* Between fragments. */

static const uint8_t wish[45] = {TEST_CLIENT_HELLO, 0, 0, 41, 3, 3};
static const uint8_t request[4] = {0};

/* An open side has the first bytes of a message, then a record; answers the side. */
static struct test_side *between(int i, uint8_t type, const char *content, size_t n) {
  attack_set(attack_ecdhe);
  open_up();
  (void)test_inject(sides[i], HF_CONTENT_HANDSHAKE, i == 0 ? request : wish, 2);
  (void)test_inject(sides[i], type, (const uint8_t *)content, n);
  return sides[i];
}

static void goes_on(struct test_side *s) {
  size_t n;
  int i = s->is_server;
  cr_assert_eq(hf_status(&s->c), HF_STATUS_OPEN, "%s", test_describe(s));
  (void)hf_output(&s->c, &n);
  cr_assert_eq(n, 0);
  (void)test_inject(s, HF_CONTENT_HANDSHAKE, (i == 0 ? request : wish) + 2,
                    (i == 0 ? sizeof request : sizeof wish) - 2);
  test_set_writes(s->peer, test_reads_next(s));
  test_pair_pump(&attack_pair);
  cr_assert_eq(test_alert(s->peer), HF_ALERT_NO_RENEGOTIATION, "%s", test_describe(s->peer));
  cr_assert(test_both_open(&attack_pair), "%s", test_describe(s));
}

/* Recipients MUST receive and process application data during handshakes after the first one (RFC 5246 6.2.1). */
Test(handshake_records, application_data_between_fragments) {
  uint8_t got[9];
  for (int i = 0; i < 2; i++) {
    struct test_side *s = between(i, HF_CONTENT_APPLICATION_DATA, "between", 7);
    cr_assert_eq(hf_read(&s->c, got, sizeof got), 7, "%s", test_describe(s));
    cr_assert(memcmp(got, "between", 7) == 0);
    goes_on(s);
    goes_on(between(i, HF_CONTENT_APPLICATION_DATA, "", 0));
  }
}

Test(handshake_records, other_types_between_fragments) {
  for (int i = 0; i < 2; i++) {
    goes_on(between(i, HF_CONTENT_ALERT, "\x01\x5a", 2)); /* user_canceled */
    cr_expect_eq(hf_status(&between(i, HF_CONTENT_ALERT, "\x01\x00", 2)->c), HF_STATUS_PEER_CLOSED);
    attack_must_fail(between(i, HF_CONTENT_ALERT, "\x02\x28", 2), HF_ERROR_PEER_ALERT);
    attack_must_fail(between(i, HF_CONTENT_CHANGE_CIPHER_SPEC, "\x01", 1), HF_ERROR_KEY_CHANGE_INSIDE_MESSAGE);
    attack_must_fail(between(i, HF_CONTENT_HANDSHAKE, "", 0), HF_ERROR_RECORD_EMPTY);
    attack_must_fail(between(i, 24, "\x01\x00", 2), HF_ERROR_RECORD_TYPE_UNKNOWN);
  }
}

/* In the first handshake there is no application data. */
Test(handshake_records, application_data_between_fragments_of_the_first_handshake) {
  static const uint8_t certificate[] = {TEST_CERTIFICATE, 0}, exchange[] = {TEST_CLIENT_KEY_EXCHANGE, 0};
  attack_set(attack_ecdhe);
  attack_run_to(&attack_pair.client, HF_CLIENT_AWAIT_CERTIFICATE);
  (void)test_inject(&attack_pair.client, HF_CONTENT_HANDSHAKE, certificate, 2);
  (void)test_inject(&attack_pair.client, HF_CONTENT_APPLICATION_DATA, zeroes, 1);
  attack_must_fail(&attack_pair.client, HF_ERROR_RECORD_INTERLEAVED);
  attack_run_to(&attack_pair.server, HF_SERVER_AWAIT_CLIENT_KEY_EXCHANGE_ECDHE);
  (void)test_inject(&attack_pair.server, HF_CONTENT_HANDSHAKE, exchange, 2);
  (void)test_inject(&attack_pair.server, HF_CONTENT_APPLICATION_DATA, zeroes, 1);
  attack_must_fail(&attack_pair.server, HF_ERROR_RECORD_INTERLEAVED);
}
