/* Each limit of records and of the caller's buffers, at it, below it and above it. See limits.c, and tests/limits. */
#include "connection/output.h"
#include "generated/machine.h"
#include "generated/registry.h"
#include "handshake/limits.h"
#include "record/record.h"
#include "support/attack.h"
#include "support/inside.h"
#include "support/limit.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define P (&attack_pair)

/* The length in the header of a record: what a ciphertext may have; and no more than the caller's buffer has. */
static size_t in_size;
static uint8_t record_of(size_t n) {
  const uint8_t header[5] = {HF_CONTENT_HANDSHAKE, 3, 3, (uint8_t)(n >> 8), (uint8_t)n};
  attack_set(attack_ecdhe);
  P->server.buffers.in_size = in_size;
  test_pair_start(P);
  (void)hf_receive(&P->server.c, header, 5);
  return (uint8_t)hf_error_of(&P->server.c);
}

Test(limits_records, records) {
  in_size = HF_IN_SIZE;
  limit_most(record_of, HF_FRAGMENT_MAX, HF_ERROR_RECORD_TOO_LONG);
  cr_expect_eq(HF_FRAGMENT_MAX, 16384 + 2048, "RFC 5246 6.2.3");
}

static uint32_t data_n;
static uint8_t seals(size_t n) {
  static uint8_t record[HF_OUT_SIZE + 1];
  struct hf_record_state s;
  hf_record_start(&s);
  return hf_record_seal(&s, 23, record, n, record, &data_n);
}

static uint8_t opens(size_t n) {
  static uint8_t record[HF_IN_SIZE];
  struct hf_record_state s;
  uint32_t at, type = 23;
  hf_record_start(&s);
  return hf_record_open(&s, &type, record, n, &at, &data_n);
}

Test(limits_records, plaintexts) {
  limit_most(seals, HF_PLAINTEXT_MAX, HF_ERROR_RECORD_TOO_LONG);
  limit_most(opens, HF_PLAINTEXT_MAX, HF_ERROR_RECORD_TOO_LONG);
}

/* Records in a row that move nothing, in one of three ways, on a connection that is open. */
static void open_pair(void) {
  attack_set(attack_ecdhe);
  test_pair_run(P);
  cr_assert(test_both_open(P));
}

static uint8_t empty_records(size_t n) {
  open_pair();
  for (size_t i = 0; i < n; i++)
    (void)test_inject(&P->server, HF_CONTENT_APPLICATION_DATA, (const uint8_t *)"", 0);
  return (uint8_t)hf_error_of(&P->server.c);
}

static uint8_t warnings(size_t n) {
  open_pair();
  for (size_t i = 0; i < n; i++)
    (void)test_inject(&P->client, HF_CONTENT_ALERT, (const uint8_t *)"\x01\x5a", 2);
  return (uint8_t)hf_error_of(&P->client.c);
}

static uint8_t hello_requests(size_t n) {
  open_pair();
  for (size_t i = 0; i < n; i++) {
    (void)test_inject_handshake(&P->client, HF_HANDSHAKE_HELLO_REQUEST, (const uint8_t *)"", 0);
    test_side_flush(&P->client);
  }
  return (uint8_t)hf_error_of(&P->client.c);
}

/* All of them together count, and data begins the count anew. */
static uint8_t in_turn(size_t n) {
  open_pair();
  for (size_t i = 0; i < 2 * n; i++) {
    if (i % 2 == 0)
      (void)test_inject(&P->server, HF_CONTENT_APPLICATION_DATA, (const uint8_t *)"", 0);
    else
      (void)test_inject(&P->server, HF_CONTENT_ALERT, (const uint8_t *)"\x01\x5a", 2);
  }
  return (uint8_t)hf_error_of(&P->server.c);
}

static uint8_t with_data_between(size_t n) {
  uint8_t byte;
  open_pair();
  for (size_t i = 0; i < 3 * n; i++) {
    (void)test_inject(&P->server, HF_CONTENT_APPLICATION_DATA, (const uint8_t *)"x", i % n == 0);
    (void)hf_read(&P->server.c, &byte, 1);
  }
  return (uint8_t)hf_error_of(&P->server.c);
}

/* So does each message of a handshake: a peer that also sends others is not idle. */
static uint8_t with_messages_between(size_t n) {
  static const uint8_t waits[] = {HF_CLIENT_AWAIT_SERVER_HELLO, HF_CLIENT_AWAIT_CERTIFICATE,
                                  HF_CLIENT_AWAIT_SERVER_KEY_EXCHANGE, HF_CLIENT_AWAIT_CHANGE_CIPHER_SPEC};
  attack_set(attack_ecdhe);
  test_pair_start(P);
  for (size_t i = 0; i < sizeof waits && hf_error_of(&P->client.c) == HF_OK; i++) {
    cr_assert(test_pair_run_to(P, &P->client, waits[i]), "wait %zu: %s", i, test_describe(&P->client));
    for (size_t k = 0; k < n; k++)
      (void)test_inject_handshake(&P->client, HF_HANDSHAKE_HELLO_REQUEST, (const uint8_t *)"", 0);
  }
  test_pair_pump(P);
  return (uint8_t)hf_error_of(&P->client.c);
}

Test(limits_records, idle_records) {
  limit_most(empty_records, HF_IDLE_RECORDS_MAX, HF_ERROR_TOO_MANY_IDLE_RECORDS);
  limit_most(warnings, HF_IDLE_RECORDS_MAX, HF_ERROR_TOO_MANY_IDLE_RECORDS);
  limit_most(hello_requests, HF_IDLE_RECORDS_MAX, HF_ERROR_TOO_MANY_IDLE_RECORDS);
  limit_most(in_turn, HF_IDLE_RECORDS_MAX / 2, HF_ERROR_TOO_MANY_IDLE_RECORDS);
  limit_most(with_data_between, HF_IDLE_RECORDS_MAX + 1, HF_ERROR_TOO_MANY_IDLE_RECORDS);
  limit_most(with_messages_between, HF_IDLE_RECORDS_MAX, HF_ERROR_TOO_MANY_IDLE_RECORDS);
}

/* The caller's buffers, in both roles. */
static int server_role, which;
static uint8_t *big;
static uint8_t start_with(size_t n) {
  struct test_side *s = server_role ? &P->server : &P->client;
  attack_set(attack_ecdhe);
  if (which == 0) {
    s->buffers.in = big;
    s->buffers.in_size = n;
  } else {
    s->buffers.out = big;
    s->buffers.out_size = n;
  }
  return (uint8_t)(server_role ? hf_server_start(&s->c, &s->config, &s->buffers)
                               : hf_client_start(&s->c, &s->config, &s->buffers, "localhost", NULL));
}

Test(limits_records, buffers) {
  big = malloc(HF_BUFFER_MAX + 2);
  cr_assert_not_null(big);
  for (server_role = 0; server_role <= 1; server_role++) {
    which = 0;
    limit_least(start_with, HF_IN_LEAST, HF_ERROR_BUFFER_TOO_SMALL);
    limit_most(start_with, HF_BUFFER_MAX, HF_ERROR_BUFFER_TOO_LARGE);
    which = 1;
    limit_least(start_with, HF_OUT_LEAST, HF_ERROR_BUFFER_TOO_SMALL);
    limit_most(start_with, HF_BUFFER_MAX, HF_ERROR_BUFFER_TOO_LARGE);
  }
  free(big);
}

/* How much hf_write takes into an output buffer: all but what an alert must have. */
static uint8_t written(size_t n) {
  static const uint8_t data[HF_PLAINTEXT_MAX];
  size_t out_n;
  attack_set(attack_ecdhe);
  P->client.buffers.out_size = 1000;
  test_pair_run(P);
  cr_assert(test_both_open(P));
  size_t taken = hf_write(&P->client.c, data, n);
  (void)hf_output(&P->client.c, &out_n);
  cr_expect_leq(out_n, 1000u - HF_ALERT_ROOM);
  return taken == n ? HF_OK : HF_ERROR_BUFFER_TOO_SMALL;
}

Test(limits_records, room_for_an_alert) {
  limit_most(written, 1000u - HF_ALERT_ROOM - HF_RECORD_HEADER - 8 - 16, HF_ERROR_BUFFER_TOO_SMALL);
}

/* Alerts have two bytes (RFC 5246 7.2), and so ChangeCipherSpec one. */
static uint8_t alert_type;
static uint8_t content_of(size_t n) {
  static const uint8_t alert[4] = {1, 90, 1, 90}, change[2] = {1, 1};
  attack_set(attack_ecdhe);
  attack_run_to(&P->server, HF_SERVER_AWAIT_CHANGE_CIPHER_SPEC);
  (void)test_inject(&P->server, alert_type, alert_type == HF_CONTENT_ALERT ? alert : change, n);
  return (uint8_t)hf_error_of(&P->server.c);
}

Test(limits_records, short_contents) {
  alert_type = HF_CONTENT_ALERT;
  cr_expect_eq(content_of(0), HF_ERROR_RECORD_EMPTY);
  cr_expect_neq(content_of(1), HF_OK);
  cr_expect_eq(content_of(2), HF_OK);
  alert_type = HF_CONTENT_CHANGE_CIPHER_SPEC;
  cr_expect_eq(content_of(0), HF_ERROR_RECORD_EMPTY);
  cr_expect_eq(content_of(1), HF_OK);
  cr_expect_neq(content_of(2), HF_OK);
}

/* Sequence numbers end (RFC 5246 6.1): of those that are left, each seals a record, and none comes twice. */
static uint8_t records_sent(size_t n) {
  open_pair();
  test_set_writes(&P->client, HF_SEQUENCE_END - 4);
  test_set_reads(&P->server, HF_SEQUENCE_END - 4);
  for (size_t i = 0; i < n; i++) {
    (void)hf_write(&P->client.c, (const uint8_t *)"x", 1);
    test_pair_pump(P);
  }
  cr_expect_eq(P->server.received_n, n < 4 ? n : 4);
  return (uint8_t)hf_error_of(&P->client.c);
}

Test(limits_records, sequence_numbers) {
  limit_most(records_sent, 4, HF_ERROR_SEQUENCE_EXHAUSTED);
}

/* The version in a record's header: any 3.x before one is agreed on (RFC 5246 E.1), then 3.3 alone. */
static enum hf_error version_of_record(int agreed, unsigned major, unsigned minor) {
  const uint8_t header[5] = {HF_CONTENT_HANDSHAKE, (uint8_t)major, (uint8_t)minor, 0, 64};
  attack_set(attack_ecdhe);
  if (agreed)
    attack_run_to(&P->server, HF_SERVER_AWAIT_CLIENT_KEY_EXCHANGE_ECDHE);
  else
    test_pair_start(P);
  (void)hf_receive(&P->server.c, header, sizeof header);
  return hf_error_of(&P->server.c);
}

Test(limits_records, versions) {
  for (unsigned major = 2; major <= 4; major++) {
    for (unsigned minor = 0; minor < 256; minor += minor < 6 ? 1 : 83) {
      cr_expect_eq(version_of_record(0, major, minor), major == 3 ? HF_OK : HF_ERROR_RECORD_VERSION_WRONG, "%u.%u",
                   major, minor);
      cr_expect_eq(version_of_record(1, major, minor), major == 3 && minor == 3 ? HF_OK : HF_ERROR_RECORD_VERSION_WRONG,
                   "%u.%u, agreed", major, minor);
    }
  }
}
