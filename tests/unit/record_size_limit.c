/* record_size_limit (RFC 8449): what each side says of the records that it takes, and how both keep to that; in TLS 1.2 and 1.3. */
#include "connection/fragment.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "record/tls13_record.h"
#include "support/attack.h"
#include "support/edit.h"
#include "support/inside.h"
#include <criterion/criterion.h>
#include <string.h>

#define P (&attack_pair)
static struct test_side *const sides[] = {&attack_pair.client, &attack_pair.server};
static const uint8_t zeroes[HF_PLAINTEXT_MAX];
static uint8_t
    wide[2][2 * HF_OUT_SIZE]; /* room for the longest record, and for the alert that there must always be room for */
static int tls13;

static const uint16_t suites12[] = {HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                                    HF_TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
                                    HF_TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, HF_TLS_RSA_WITH_AES_256_CBC_SHA256};
static const uint16_t suites13[] = {HF_TLS_AES_128_GCM_SHA256, HF_TLS_CHACHA20_POLY1305_SHA256};

static void set(uint32_t client, uint32_t server) {
  attack_set_mutual(tls13 ? suites13 : suites12);
  P->framing = TEST_AS_SENT;
  for (int i = 0; i < 2; i++) {
    sides[i]->config.versions = tls13 ? HF_VERSION_TLS13 : HF_VERSION_TLS12;
    sides[i]->buffers.out = wide[i];
    sides[i]->buffers.out_size = sizeof wide[i];
  }
  P->client.config.record_size_limit = (uint16_t)client;
  P->server.config.record_size_limit = (uint16_t)server;
}

/* The longest protected record that each side sent, as RFC 8449 4 counts: exactly, for TLS 1.3 and AES-GCM; and the longest in the clear. */
static size_t longest[2];
static size_t in_clear[2];
static size_t got[2];
static int sealed[2];

static void note(int i, const uint8_t *record) {
  size_t n = record[3] * 256u + record[4];
  size_t size = tls13 ? n - 16u : n - 24u;
  bool is_sealed = sealed[i] || record[0] == HF_CONTENT_APPLICATION_DATA;
  if (record[0] == HF_CONTENT_CHANGE_CIPHER_SPEC)
    sealed[i] = !tls13;
  else if (is_sealed && size > longest[i])
    longest[i] = size;
  else if (!is_sealed && n > in_clear[i] && record[5] != TEST_CLIENT_HELLO)
    in_clear[i] = n;
}

/* All that a side has to say goes to the other, which reads what is data. True: there was some. */
static bool carry(int i) {
  static uint8_t data[HF_PLAINTEXT_MAX];
  struct test_side *to = sides[1 - i];
  size_t n = 0;
  const uint8_t *out = hf_output(&sides[i]->c, &n);
  for (size_t at = 0; at < n; at += 5u + out[at + 3] * 256u + out[at + 4])
    note(i, out + at);
  for (size_t at = 0, k = 1; at < n && k > 0; at += k) {
    k = hf_receive(&to->c, out + at, n - at);
    for (size_t r = hf_read(&to->c, data, sizeof data); r > 0; r = hf_read(&to->c, data, sizeof data))
      got[1 - i] += r;
  }
  hf_output_sent(&sides[i]->c, n);
  return n != 0;
}

static void carry_all(void) {
  for (bool moved = true; moved;) {
    bool to_server = carry(0), to_client = carry(1);
    moved = to_server || to_client;
  }
}

static void open_up(void) {
  memset(longest, 0, sizeof longest), memset(in_clear, 0, sizeof in_clear), memset(sealed, 0, sizeof sealed);
  carry_all();
  cr_assert(test_both_open(P), "%s; %s", test_describe(&P->client), test_describe(&P->server));
}

static void start_and_open(void) {
  test_pair_start(P);
  open_up();
}

/* A side sends n bytes, and all of them come. */
static void sends(int i, size_t n) {
  got[1 - i] = 0;
  for (size_t sent = 0, k = 1; sent < n && k > 0; sent += k) {
    k = hf_write(&sides[i]->c, zeroes, n - sent < sizeof zeroes ? n - sent : sizeof zeroes);
    carry_all();
  }
  cr_assert_eq(got[1 - i], n, "%s", test_describe(sides[1 - i]));
}

/* What a side may send at most: what the peer said, as far as the version lets it. */
static size_t may_send(size_t limit) {
  size_t most = tls13 ? 16385 : 16384;
  return limit < most ? limit : most;
}

static void keep_to(uint32_t client, uint32_t server) {
  set(client, server);
  start_and_open();
  if (tls13) { /* certificates and their signatures go in records of that size, too */
    if (server < 600)
      cr_expect_eq(longest[0], server, "%zu", longest[0]);
    if (client < 600)
      cr_expect_eq(longest[1], client, "%zu", longest[1]);
    cr_assert_eq(hf_update_keys(&P->client.c), HF_OK);
    cr_assert_eq(hf_update_keys(&P->server.c), HF_OK);
    carry_all();
  }
  sends(0, 20000);
  sends(1, 20000);
  cr_expect_eq(longest[0], may_send(server), "%u: %zu", server, longest[0]);
  cr_expect_eq(longest[1], may_send(client), "%u: %zu", client, longest[1]);
}

Test(record_size_limit, each_keeps_to_what_the_other_takes) {
  static const uint32_t limits[] = {HF_RECORD_SIZE_LEAST, 65, 599, 4097, 16384, HF_RECORD_SIZE_MOST};
  for (tls13 = 0; tls13 < 2; tls13++)
    for (size_t i = 0; i < 6; i++)
      for (size_t k = 0; k < 6; k++)
        keep_to(limits[i], limits[k]);
}

/* Of one who says nothing all goes on as before (RFC 8449 4). */
Test(record_size_limit, it_takes_two) {
  for (tls13 = 0; tls13 < 2; tls13++)
    for (int of_server = 0; of_server < 2; of_server++) {
      set(of_server ? 0 : 512, of_server ? 512 : 0);
      start_and_open();
      for (int i = 0; i < 2; i++) {
        sends(i, 20000);
        cr_expect_eq(longest[i], tls13 ? 16385 : 16384, "%zu", longest[i]);
      }
    }
}

/* Of records in the clear nobody may ask it (RFC 8449 4), but it is done: certificates of TLS 1.2 go so. */
Test(record_size_limit, what_is_not_protected_keeps_to_it) {
  for (tls13 = 0; tls13 < 2; tls13++) {
    set(101, 102);
    start_and_open();
    if (!tls13)
      cr_expect_eq(in_clear[0], 102, "%zu", in_clear[0]);
    cr_expect_eq(in_clear[1], 101, "%zu", in_clear[1]);
  }
}

static int change_nothing(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)from, (void)m, (void)n, (void)room;
  return 1;
}

/* and one that is longer is taken. */
Test(record_size_limit, what_is_not_protected_is_not_limited) {
  tls13 = 0;
  set(HF_RECORD_SIZE_LEAST, HF_RECORD_SIZE_LEAST);
  P->framing = TEST_ONE_MESSAGE;
  P->tamper = change_nothing;
  test_pair_run(P);
  cr_expect(test_both_open(P), "%s; %s", test_describe(&P->client), test_describe(&P->server));
}

static void overflows(struct test_side *s) {
  attack_must_fail(s, HF_ERROR_RECORD_TOO_LONG);
  test_pair_pump(P);
  cr_expect_eq(test_alert(s->peer), HF_ALERT_RECORD_OVERFLOW, "%s", test_describe(s->peer));
}

/* One record of n bytes with as many zeroes behind it. */
static void pad(struct test_side *s, size_t n, size_t zeroes_n) {
  static uint8_t record[HF_OUT_SIZE];
  uint32_t record_n = 0;
  memset(record, 1, sizeof record);
  cr_assert_eq(hf_tls13_seal(&s->peer->c.write, HF_CONTENT_APPLICATION_DATA, record, n, zeroes_n, &record_n), HF_OK);
  (void)hf_receive(&s->c, record, record_n);
}

static void bounded(const uint16_t *suite, int side, uint32_t limit) {
  struct test_side *s = sides[side];
  static uint8_t data[HF_PLAINTEXT_MAX];
  size_t content = limit - (tls13 ? 1u : 0u);
  for (size_t over = 0; over < 2; over++)
    for (size_t zeroes_n = 0; zeroes_n <= content && (tls13 || zeroes_n == 0); zeroes_n += content / 2) {
      set(limit, limit);
      P->client.config.cipher_suites = suite;
      start_and_open();
      if (tls13)
        pad(s, content + over - zeroes_n, zeroes_n);
      else
        (void)test_inject(s, HF_CONTENT_APPLICATION_DATA, zeroes, content + over);
      if (over == 1)
        overflows(s);
      else
        cr_expect_eq(hf_read(&s->c, data, sizeof data), content - zeroes_n, "%s", test_describe(s));
    }
}

/* The type and the zeroes count in TLS 1.3, the padding of a block cipher does not (RFC 8449 4). */
Test(record_size_limit, what_is_longer_is_refused) {
  for (int side = 0; side < 2; side++) {
    tls13 = 0;
    for (size_t i = 0; i < 4; i++)
      bounded(&suites12[i], side, i % 2 == 0 ? HF_RECORD_SIZE_LEAST : 1000);
    tls13 = 1;
    for (size_t i = 0; i < 2; i++)
      bounded(&suites13[i], side, i == 0 ? HF_RECORD_SIZE_LEAST : 1001);
  }
}

/* What counts of a fragment of 116 bytes with 3 bytes of content. */
Test(record_size_limit, what_counts) {
  for (tls13 = 0; tls13 < 2; tls13++) {
    set(700, 700);
    start_and_open();
    cr_expect_eq(hf_record_size(&P->client.c, 116, 3), tls13 ? 100 : 3);
  }
}

/* By its header, where that is enough to know: before it is there, and opened. */
Test(record_size_limit, what_is_longer_is_not_waited_for) {
  for (tls13 = 0; tls13 < 2; tls13++)
    for (size_t i = 0; i < (tls13 ? 2u : 4u); i++)
      for (int k = 0; k < 4; k++) {
        struct test_side *s = sides[k % 2];
        set(700, 700);
        P->client.config.cipher_suites = tls13 ? &suites13[i] : &suites12[i];
        start_and_open();
        size_t most = 700u + test_overhead(s) + (!tls13 && i >= 2 ? 256u : 0u) + (size_t)(k / 2);
        uint8_t header[5] = {HF_CONTENT_APPLICATION_DATA, 3, 3, (uint8_t)(most >> 8), (uint8_t)most};
        (void)hf_receive(&s->c, header, 5);
        cr_expect_eq(hf_error_of(&s->c), k / 2 == 0 ? HF_OK : HF_ERROR_RECORD_TOO_LONG, "%zu, %d: %s", i, k,
                     test_describe(s));
      }
}

/* A server that says it keeps to the limit in a record that does not: the client learns it only when it has read that. */
Test(record_size_limit, the_record_that_agrees_must_keep_to_it) {
  tls13 = 1;
  for (int longer = 0; longer < 2; longer++) {
    set(longer ? 2000 : 16000, 16000);
    P->framing = TEST_COALESCED;
    P->tamper = change_nothing;
    test_pair_run(P);
    if (longer)
      attack_must_fail(&P->client, HF_ERROR_RECORD_TOO_LONG);
    else
      cr_expect(test_both_open(P), "%s", test_describe(&P->client));
  }
}

/* A server that has both keeps to this one alone, one that has not to the other (RFC 8449 5). */
Test(record_size_limit, the_other_extension_is_void_beside_it) {
  for (tls13 = 0; tls13 < 2; tls13++)
    for (int has = 0; has < 2; has++) {
      set(700, has ? 600 : 0);
      P->client.config.max_fragment_length = 512;
      start_and_open();
      sends(0, 5000);
      sends(1, 5000);
      cr_expect_eq(longest[0], has ? 600 : 512 + tls13, "%zu", longest[0]);
      cr_expect_eq(longest[1], has ? 700 : 512 + tls13, "%zu", longest[1]);
    }
}

/* Each handshake asks anew, one that resumes, too (RFC 8449 4). */
Test(record_size_limit, a_session_keeps_none) {
  static const uint32_t then[][2] = {{800, 900}, {0, 900}, {800, 0}, {64, 64}};
  static struct hf_session session;
  for (tls13 = 0; tls13 < 2; tls13++)
    for (size_t i = 0; i < 4; i++) {
      set(600, 700);
      P->client.config.max_fragment_length = 512;
      start_and_open();
      cr_assert(hf_session_of(&P->client.c, &session));
      P->client.config.record_size_limit = (uint16_t)then[i][0];
      P->server.config.record_size_limit = (uint16_t)then[i][1];
      test_pair_again(P, &session);
      open_up();
      cr_assert(hf_is_resumed(&P->client.c), "%zu: %s", i, test_describe(&P->client));
      sends(0, 5000);
      sends(1, 5000);
      int both = then[i][0] != 0 && then[i][1] != 0;
      cr_expect_eq(longest[0], both ? then[i][1] : 512u + (size_t)tls13, "%zu: %zu", i, longest[0]);
      cr_expect_eq(longest[1], both ? then[i][0] : 512u + (size_t)tls13, "%zu: %zu", i, longest[1]);
    }
}

static int offers_early_data(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)room;
  if (!from->is_server && m[0] == TEST_CLIENT_HELLO)
    test_set_extension(m, n, HF_EXTENSION_EARLY_DATA, (const uint8_t *)"", 0);
  return 1;
}

/* Early data is sent by who cannot know the limit yet (RFC 8446 4.2.10): it is passed over, however long its records are. */
Test(record_size_limit, early_data_is_passed_over) {
  static const uint8_t early[5 + 3000] = {HF_CONTENT_APPLICATION_DATA, 3, 3, 3000 / 256, 3000 % 256};
  tls13 = 1;
  for (int offered = 0; offered < 2; offered++) {
    set(700, 600);
    P->server.config.client_authentication = HF_CLIENT_NOT_ASKED;
    if (offered)
      P->tamper = offers_early_data;
    attack_run_to(&P->server, HF_SERVER_TLS13_AWAIT_FINISHED_SHA256);
    (void)hf_receive(&P->server.c, early, sizeof early);
    cr_expect_eq(hf_error_of(&P->server.c), offered ? HF_OK : HF_ERROR_RECORD_TOO_LONG, "%s",
                 test_describe(&P->server));
  }
}
