#include "network.h"
#include "forge.h"
#include "generated/machine.h"
#include "support/events.h"
#include <stdio.h>
#include <string.h>

static int is_over(const struct test_side *s) {
  return hf_status(&s->c) == HF_STATUS_FAILED || hf_status(&s->c) == HF_STATUS_CLOSED;
}

/* Nobody reads what is sent to a side that is over. */
static void flush(struct network *n, struct test_side *s) {
  struct watch *w = &n->watches[s->is_server];
  if (!s->c.machine.failed)
    watch_output(w);
  test_side_flush(s);
  w->out_at = 0;
  if (is_over(s->peer))
    s->wire.at = s->wire.n;
}

static void settle(struct network *n, struct test_side *s) {
  uint8_t some[64];
  struct watch *w = &n->watches[s->is_server];
  for (size_t k = hf_read(&s->c, some, sizeof some); k > 0; k = hf_read(&s->c, some, sizeof some))
    s->received_n += k;
  if (!w->wrote && s->c.machine.opened && hf_status(&s->c) == HF_STATUS_OPEN)
    w->wrote = hf_write(&s->c, (const uint8_t *)"x", 1) == 1;
  flush(n, s);
}

void network_settle(struct network *n) {
  settle(n, &n->pair->client);
  settle(n, &n->pair->server);
  if (is_over(&n->pair->client))
    n->pair->server.wire.at = n->pair->server.wire.n;
  if (is_over(&n->pair->server))
    n->pair->client.wire.at = n->pair->client.wire.n;
}

static size_t next_record(const struct test_side *from) {
  const uint8_t *b = from->wire.bytes + from->wire.at;
  if (from->wire.n - from->wire.at < 5)
    return 0;
  return 5 + (size_t)b[3] * 256 + b[4];
}

static void give(struct network *n, struct test_side *to, const uint8_t *record, size_t size) {
  watch_input(&n->watches[to->is_server], record, size);
  (void)hf_receive(&to->c, record, size);
}

static int deliver(struct network *n, struct test_side *to) {
  struct test_side *from = to->peer;
  size_t size = next_record(from);
  if (size == 0)
    return 0;
  from->wire.at += size;
  give(n, to, from->wire.bytes + from->wire.at - size, size);
  network_settle(n);
  return 1;
}

int network_waits(const struct network *n) {
  return next_record(&n->pair->client) > 0 || next_record(&n->pair->server) > 0;
}

int network_go(struct network *n) {
  return deliver(n, &n->pair->server) || deliver(n, &n->pair->client);
}

/* A message that is made of the peer's own which is on its way. */
static int make(struct network *n, struct test_side *to, unsigned event, unsigned content) {
  static uint8_t record[TEST_QUEUE];
  size_t size = next_record(to->peer);
  if (size == 0 || size + 4096 > sizeof record)
    return 0;
  memcpy(record, to->peer->wire.bytes + to->peer->wire.at, size);
  if (record[0] != 22 || !forge(to, record + 5, &size, event, content))
    return 0;
  record[3] = (uint8_t)((size - 5) / 256);
  record[4] = (uint8_t)(size - 5);
  give(n, to, record, size);
  return 1;
}

/* Alerts, ChangeCipherSpec and HelloRequest: nothing of the peer's is needed for them. */
static int is_short(unsigned event) {
  return event == HF_EVENT_RECV_HELLO_REQUEST || event >= HF_EVENT_RECV_CHANGE_CIPHER_SPEC;
}

/* A record under the keys that the peer would use next, or in the clear. */
static int let(struct network *n, struct test_side *to, unsigned event, unsigned content) {
  struct watch *w = &n->watches[to->is_server];
  w->whims += to->c.read.protection != HF_PROTECTION_NULL && event != HF_EVENT_RECV_CHANGE_CIPHER_SPEC;
  if (forge_body(to, event, content))
    return 1;
  test_happen(to, event, 0);
  return 1;
}

int network_do(struct network *n, const char *what, int to_server, unsigned event, unsigned content) {
  struct test_side *to = to_server ? &n->pair->server : &n->pair->client;
  int done = 1;
  if (strcmp(what, "deliver") == 0)
    return deliver(n, to);
  if (strcmp(what, "drop") == 0 && next_record(to->peer) > 0)
    to->peer->wire.at += next_record(to->peer);
  else if (strcmp(what, "copy") == 0 && next_record(to->peer) > 0) {
    n->held_n = next_record(to->peer);
    memcpy(n->held, to->peer->wire.bytes + to->peer->wire.at, n->held_n);
    return deliver(n, to);
  } else if (strcmp(what, "release") == 0 && n->held_n > 0) {
    give(n, to, n->held, n->held_n);
    n->held_n = 0;
  } else if (strcmp(what, "close") == 0)
    hf_close(&to->c);
  else if (strcmp(what, "cut") == 0)
    hf_end_of_input(&to->c);
  else if (strcmp(what, "update") == 0)
    (void)hf_update_keys(&to->c);
  else if (strcmp(what, "let") == 0)
    done = let(n, to, event, content);
  else if (strcmp(what, "make") == 0 && is_short(event))
    done = let(n, to, event, content);
  else if (strcmp(what, "make") == 0)
    done = make(n, to, event, content);
  else
    done = 0;
  network_settle(n);
  return done;
}
