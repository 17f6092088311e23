#include "support/wire.h"
#include "handshake/transcript.h"
#include <stdlib.h>
#include <string.h>

#define MESSAGES 32

static struct {
  test_edit edit;
  uint8_t bytes[TEST_QUEUE];
  size_t n;
  size_t at[MESSAGES];
  int by_server[MESSAGES];
  size_t messages;
  int changed[2]; /* this side changed something in the flight that is under way */
} wire;

static size_t end_of(size_t i) {
  return i + 1 < wire.messages ? wire.at[i + 1] : wire.n;
}

static void keep(const struct test_side *from, const uint8_t *message, size_t n) {
  if (wire.messages == MESSAGES || n > sizeof wire.bytes - wire.n)
    abort();
  wire.at[wire.messages] = wire.n;
  wire.by_server[wire.messages++] = from->is_server;
  memcpy(wire.bytes + wire.n, message, n);
  wire.n += n;
}

/* The sender has sent what is kept. */
static void mean_it(struct test_side *from) {
  hf_transcript_start(&from->c.transcript, from->c.transcript.wanted);
  hf_transcript_update(&from->c.transcript, wire.bytes, wire.n);
}

static int watch(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  static uint8_t before[TEST_QUEUE];
  size_t before_n = *n;
  (void)room;
  if (message[0] == 1) { /* a new handshake */
    wire.n = wire.messages = 0;
    wire.changed[0] = wire.changed[1] = 0;
  }
  memcpy(before, message, *n);
  if (wire.edit)
    wire.edit(from, message, n);
  wire.changed[!from->is_server] = 0;
  if (*n != before_n || memcmp(before, message, *n) != 0) {
    from->pair->tampered++;
    wire.changed[from->is_server] = 1;
  }
  keep(from, message, *n);
  if (wire.changed[from->is_server])
    mean_it(from);
  return 1;
}

void test_wire_watch(struct test_pair *p, test_edit edit) {
  wire.edit = edit;
  wire.n = wire.messages = 0;
  p->tamper = watch;
}

static size_t find(int from_server, uint8_t type) {
  size_t i = 0;
  while (i < wire.messages &&
         (wire.bytes[wire.at[i]] != type || (from_server >= 0 && wire.by_server[i] != from_server)))
    i++;
  return i;
}

const uint8_t *test_wire_message(int from_server, uint8_t type, size_t *n) {
  size_t i = find(from_server, type);
  if (i == wire.messages)
    return NULL;
  *n = end_of(i) - wire.at[i];
  return wire.bytes + wire.at[i];
}

void test_wire_digest(uint8_t hash, uint8_t type, uint8_t *out) {
  size_t i = find(-1, type);
  struct hf_hash h;
  if (i == wire.messages)
    abort();
  hf_hash_start(&h, hash);
  hf_hash_update(&h, wire.bytes, end_of(i));
  hf_hash_finish(&h, out);
}
