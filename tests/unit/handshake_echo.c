/* How one closes without loss: an echo as handfast(3) has it gives back every byte, also of what was under way when the client
   said close_notify (RFC 5246 7.2.1). */
#include "support/pair.h"
#include <criterion/criterion.h>

static struct test_pair pair;

/* The loop of the manual: what cannot be written yet is kept, and close_notify is answered behind the last of it. */
struct echo {
  uint8_t bytes[1000];
  size_t at;
  size_t n;
};

static int echo_step(struct hf_connection *c, struct echo *e) {
  enum hf_status status = hf_status(c);
  size_t wrote = hf_write(c, e->bytes + e->at, e->n - e->at);
  size_t n = 0;
  e->at += wrote;
  if (e->at == e->n) {
    e->at = 0;
    e->n = n = hf_read(c, e->bytes, sizeof e->bytes);
  }
  if (e->n == 0 && status == HF_STATUS_PEER_CLOSED)
    hf_close(c);
  return wrote > 0 || n > 0;
}

/* Moves at most n bytes of output from one side to the other. */
static size_t carry(struct hf_connection *from, struct hf_connection *to, size_t most) {
  size_t n;
  const uint8_t *out = hf_output(from, &n);
  n = hf_receive(to, out, n < most ? n : most);
  hf_output_sent(from, n);
  return n;
}

static uint8_t byte_at(size_t i) {
  return (uint8_t)(i * 7 + i / 251);
}

static size_t send_some(struct hf_connection *c, size_t sent, size_t whole) {
  uint8_t some[3000];
  size_t n = whole - sent < sizeof some ? whole - sent : sizeof some;
  for (size_t i = 0; i < n; i++)
    some[i] = byte_at(sent + i);
  sent += hf_write(c, some, n);
  if (sent == whole && hf_status(c) == HF_STATUS_OPEN)
    hf_close(c);
  return sent;
}

static size_t check_some(struct hf_connection *c, size_t came) {
  uint8_t some[777];
  size_t n = hf_read(c, some, sizeof some);
  for (size_t i = 0; i < n; i++)
    cr_assert_eq(some[i], byte_at(came + i), "byte %zu", came + i);
  return came + n;
}

/* The client sends all, closes its direction, and reads on. */
static void returned_whole(size_t whole, size_t step) {
  struct hf_connection *client = &pair.client.c;
  struct hf_connection *server = &pair.server.c;
  struct echo e = {.at = 0};
  size_t sent = 0;
  size_t came = 0;
  test_pair_set(&pair);
  test_pair_run(&pair);
  cr_assert(test_both_open(&pair));
  for (size_t moved = 1; moved > 0;) {
    size_t before = came + sent;
    sent = send_some(client, sent, whole);
    moved = carry(client, server, step);
    moved += echo_step(server, &e) != 0;
    moved += carry(server, client, step);
    came = check_some(client, came);
    moved += came + sent - before;
  }
  cr_assert_eq(came, whole, "%zu of %zu bytes came back; %s", came, whole, test_describe(&pair.server));
  cr_assert_eq(hf_status(client), HF_STATUS_CLOSED, "%s", test_describe(&pair.client));
  cr_assert_eq(hf_status(server), HF_STATUS_CLOSED, "%s", test_describe(&pair.server));
}

Test(handshake_echo, every_byte_comes_back) {
  returned_whole(0, SIZE_MAX);
  returned_whole(1, 1);
  returned_whole(200000, SIZE_MAX);
  returned_whole(50000, 97);
}
