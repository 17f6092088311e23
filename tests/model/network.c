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

/* A record of the peer's. Behind one that it did not send itself, it has another number. */
static void give_next(struct network *n, struct test_side *to, const uint8_t *record, size_t size) {
  static uint8_t copy[HF_IN_SIZE];
  struct watch *w = &n->watches[to->is_server];
  uint32_t at, content_n;
  if (w->whims == 0 || (to->c.parameters.version == 0x0304 && record[0] != 23)) {
    give(n, to, record, size);
    return;
  }
  memcpy(copy, record, size);
  uint32_t type = watch_open(&to->c, to->c.read.sequence - w->whims, copy, size, &at, &content_n);
  watch_content(w, copy + at, type == 22 ? content_n : 0);
  if (type == 0)
    give(n, to, record, size);
  else
    (void)test_inject(to, (uint8_t)type, copy + at, content_n);
}

static int deliver(struct network *n, struct test_side *to) {
  struct test_side *from = to->peer;
  size_t size = next_record(from);
  if (size == 0)
    return 0;
  from->wire.at += size;
  give_next(n, to, from->wire.bytes + from->wire.at - size, size);
  network_settle(n);
  return 1;
}

int network_waits(const struct network *n) {
  return next_record(&n->pair->client) > 0 || next_record(&n->pair->server) > 0;
}

int network_go(struct network *n) {
  return deliver(n, &n->pair->server) || deliver(n, &n->pair->client);
}

static int is_alert(unsigned event) {
  return event >= HF_EVENT_RECV_ALERT_WARNING && event <= HF_EVENT_RECV_ALERT_FATAL;
}

/* A message that is made of the peer's own which is on its way. */
static int change(struct network *n, struct test_side *to, unsigned event, unsigned content) {
  static uint8_t record[TEST_QUEUE];
  size_t size = next_record(to->peer);
  if (size + 4096 > sizeof record)
    return 0;
  memcpy(record, to->peer->wire.bytes + to->peer->wire.at, size);
  if (size == 0 && event == HF_EVENT_RECV_CERTIFICATE) { /* this one needs nothing of the peer's */
    memcpy(record, "\x16\x03\x03\x00\x04\x0b\x00\x00\x00", 9);
    size = 9;
  }
  if (size == 0)
    return 0;
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
static void let(struct network *n, struct test_side *to, unsigned event, unsigned content) {
  struct watch *w = &n->watches[to->is_server];
  uint8_t message[FORGED_MAX];
  size_t size = forge_body(to, event, content, message);
  w->whims += to->c.read.protection != HF_PROTECTION_NULL && event != HF_EVENT_RECV_CHANGE_CIPHER_SPEC;
  watch_content(w, message, size);
  if (size > 0)
    (void)test_inject(to, 22, message, size);
  else
    test_happen(to, event, 0);
}

/* What an attacker makes. */
static int make(struct network *n, struct test_side *to, unsigned event, unsigned content) {
  if (is_alert(event) && to->c.read.protection != HF_PROTECTION_NULL) {
    static const uint8_t alerts[3][7] = {{21, 3, 3, 0, 2, 1, 90}, {21, 3, 3, 0, 2, 1, 0}, {21, 3, 3, 0, 2, 2, 40}};
    give(n, to, alerts[event - HF_EVENT_RECV_ALERT_WARNING], 7);
    return 1;
  }
  if (change(n, to, event, content))
    return 1;
  if (!is_short(event) && next_record(to->peer) > 0)
    return 0;
  let(n, to, event, content);
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
    let(n, to, event, content);
  else if (strcmp(what, "make") == 0)
    done = make(n, to, event, content);
  else
    done = 0;
  network_settle(n);
  return done;
}
