/* Each byte of a handshake, changed once: whoever reads it must end with an error, and never crash. What is changed is what
   travels, record headers included. */
#include "support/pair.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct test_pair pair;
static struct test_pair before; /* the record, and all that came before it */

static void rsa(void) {
  static const uint16_t suite[] = {0x009c};
  pair.client.config.cipher_suites = suite;
  pair.client.config.cipher_suites_n = 1;
}

static void mutual(void) {
  pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
  test_side_identities(&pair.client, "client-ec", (char *)NULL);
  test_side_identities(&pair.server, "server-rsa", (char *)NULL);
}

static void resume(void) {
  static struct hf_session session;
  test_pair_run(&pair);
  cr_assert(hf_session_of(&pair.client.c, &session));
  pair.offer = &session;
}

/* The version in the header of the first record is not looked at beyond its major part (RFC 5246 E.1). */
static int may_be_ignored(const struct test_side *from, size_t at, size_t sent) {
  return !from->is_server && sent == 0 && at == 2;
}

/* The record that waits from a side gets another byte at this place, and all goes its way. */
static void flip(struct test_side *from, size_t at, size_t sent, uint8_t mask) {
  from->wire.bytes[from->wire.at + at] ^= mask;
  test_pair_pump(&pair);
  hf_end_of_input(&from->peer->c);
  test_pair_pump(&pair);
  hf_end_of_input(&from->c);
  cr_expect(hf_status(&from->peer->c) == HF_STATUS_FAILED || may_be_ignored(from, at, sent),
            "byte %zu of a record after %zu bytes of the %s: %s", at, sent, from->is_server ? "server" : "client",
            test_describe(from->peer));
  if (may_be_ignored(from, at, sent))
    return;
  cr_expect_neq(hf_error_of(&from->peer->c), HF_ERROR_PROVIDER_FAILED);
  cr_expect(test_is_wiped(&from->peer->c));
}

static size_t waiting(const struct test_side *s) {
  return s->wire.n - s->wire.at;
}

static size_t record(const struct test_side *s) {
  const uint8_t *b = s->wire.bytes + s->wire.at;
  return waiting(s) < 5 ? 0 : 5 + (size_t)b[3] * 256 + b[4];
}

/* Flips every stride-th byte of the record that waits from a side, then delivers it unharmed. */
static size_t flip_record(struct test_side *from, size_t sent, size_t stride) {
  size_t n = record(from);
  size_t flips = 0;
  memcpy(&before, &pair, sizeof pair);
  for (size_t at = sent % stride; at < n; at += stride, flips++) {
    flip(from, at, sent, (uint8_t)(1u << (at % 8)));
    memcpy(&pair, &before, sizeof pair);
  }
  cr_assert_eq(hf_receive(&from->peer->c, from->wire.bytes + from->wire.at, n), n);
  from->wire.at += n;
  return flips;
}

static void flip_all(void (*set)(void), size_t stride) {
  size_t flips = 0;
  size_t sent[2] = {0, 0};
  test_pair_set(&pair);
  set();
  test_pair_start(&pair);
  for (int moved = 1; moved;) {
    moved = 0;
    for (int server = 0; server < 2; server++) {
      struct test_side *from = server ? &pair.server : &pair.client;
      test_side_flush(from);
      size_t n = record(from);
      if (n == 0)
        continue;
      flips += flip_record(from, sent[server], stride);
      sent[server] += n;
      moved = 1;
    }
  }
  cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
  cr_assert_gt(flips, (sent[0] + sent[1]) / stride / 2);
}

/* Under sanitizers the slow ones take every 16th byte. */
#if defined(__SANITIZE_ADDRESS__)
#define STRIDE 16
#else
#define STRIDE 1
#endif

Test(handshake_flip, rsa) {
  flip_all(rsa, STRIDE);
}

Test(handshake_flip, mutual) {
  flip_all(mutual, STRIDE);
}

Test(handshake_flip, resumed) {
  flip_all(resume, 1);
}
