#include "support/pair.h"
#include "generated/names.h"
#include "generated/registry.h"
#include "keys/schedule.h"
#include "record/record.h"
#include "record/tls13_record.h"
#include "support/identities.h"
#include "support/ticket_keys.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TYPE_CHANGE_CIPHER_SPEC 20
#define TYPE_HANDSHAKE 22
#define TYPE_APPLICATION_DATA 23

static void must(int holds, const char *what) {
  if (holds)
    return;
  fprintf(stderr, "test pair: %s\n", what);
  abort();
}

/* Queues. */

static void put(struct test_queue *q, const uint8_t *bytes, size_t n) {
  if (q->at > 0) {
    memmove(q->bytes, q->bytes + q->at, q->n - q->at);
    q->n -= q->at;
    q->at = 0;
  }
  must(q->n + n <= TEST_QUEUE, "a queue is full");
  memcpy(q->bytes + q->n, bytes, n);
  q->n += n;
}

static size_t waiting(const struct test_queue *q) {
  return q->n - q->at;
}

/* The size of the record that begins the queue; 0: not all of it is there. */
static size_t record_size(const struct test_queue *q) {
  const uint8_t *b = q->bytes + q->at;
  if (waiting(q) < HF_RECORD_HEADER)
    return 0;
  size_t n = HF_RECORD_HEADER + (size_t)b[3] * 256 + b[4];
  return waiting(q) < n ? 0 : n;
}

/* What reaches a side from its configuration. */

static int64_t now(void *context) {
  return ((struct test_pair *)context)->now;
}

static void keep_trace(void *context, const struct hf_trace *event) {
  struct test_side *s = context;
  if (s->trace_n < TEST_TRACE)
    s->trace[s->trace_n++] = *event;
}

static void keep_master_secret(void *context, const uint8_t client_random[32], const uint8_t master_secret[48]) {
  struct test_side *s = context;
  (void)client_random;
  memcpy(s->master_secret, master_secret, sizeof s->master_secret);
  s->key_logged = 1;
}

static const uint16_t usual_groups[] = {HF_GROUP_SECP256R1, HF_GROUP_SECP384R1};

/* The secrets of a side's own direction, in their order. */
static void keep_secret(void *context, const char *label, const uint8_t client_random[32], const uint8_t *secret,
                        size_t n) {
  struct test_side *s = context;
  const struct hf_cipher_suite_row *suite = &hf_cipher_suites[s->c.parameters.suite];
  uint8_t key[32], iv[12];
  (void)client_random;
  if (strncmp(label, s->is_server ? "SERVER_" : "CLIENT_", 7) != 0 || s->epochs == 2)
    return;
  hf_traffic_key(n == 48 ? HF_HASH_SHA384 : HF_HASH_SHA256, secret, key, suite->key_n, iv);
  must(hf_tls13_keys(&s->opens[s->epochs], suite->protection, key, suite->key_n, iv) == HF_OK, "keys to open with");
  s->seals[s->epochs] = s->opens[s->epochs];
  s->epochs++;
}

uint8_t test_versions(void) {
  const char *wanted = getenv("HANDFAST_TEST_VERSIONS");
  if (wanted == NULL || strcmp(wanted, "tls12") == 0)
    return HF_VERSION_TLS12;
  must(strcmp(wanted, "tls13") == 0 || strcmp(wanted, "both") == 0, "HANDFAST_TEST_VERSIONS is tls12, tls13 or both");
  return strcmp(wanted, "tls13") == 0 ? HF_VERSION_TLS13 : 0;
}

static void set_side(struct test_side *s, struct test_pair *p, struct test_side *peer, uint64_t seed) {
  s->pair = p;
  s->peer = peer;
  s->is_server = s == &p->server;
  s->random.state = seed;
  s->config.random = test_random_source(&s->random);
  s->config.versions = test_versions();
  s->config.groups = usual_groups;
  s->config.groups_n = 2;
  s->config.now = now;
  s->config.now_context = p;
  s->config.trace = keep_trace;
  s->config.trace_context = s;
  s->config.key_log = keep_master_secret;
  s->config.key_log_context = s;
  s->config.secret_log = keep_secret;
  s->config.anchors = test_anchors(&s->config.anchors_n);
  s->buffers.in = s->in;
  s->buffers.in_size = sizeof s->in;
  s->buffers.out = s->out;
  s->buffers.out_size = sizeof s->out;
  s->buffers.chain = s->chain;
  s->buffers.chain_size = sizeof s->chain;
}

void test_side_identities(struct test_side *s, ...) {
  va_list names;
  va_start(names, s);
  s->identities_n = 0;
  for (const char *name = va_arg(names, const char *); name; name = va_arg(names, const char *)) {
    must(s->identities_n < 4, "too many identities");
    s->identities[s->identities_n++] = *test_identity(name);
  }
  va_end(names);
  s->config.identities = s->identities;
  s->config.identities_n = s->identities_n;
}

void test_side_raw_key(struct test_side *s, const char *name) {
  test_side_identities(s, name, (char *)NULL);
  s->identities[0].raw_public_key = test_key_info(name, &s->identities[0].raw_public_key_n);
  s->identities[0].certificates_n = 0;
}

void test_side_trusts_key(struct test_side *s, const char *name) {
  s->trusted = test_pin(name);
  s->config.raw_public_keys = &s->trusted;
  s->config.raw_public_keys_n = 1;
}

void test_pair_set(struct test_pair *p) {
  memset(p, 0, sizeof *p);
  p->now = TEST_NOW;
  p->name = "localhost";
  set_side(&p->client, p, &p->server, 1);
  set_side(&p->server, p, &p->client, 2);
  test_side_identities(&p->server, "server-rsa", "server-ec", (char *)NULL);
  hf_cache_start(&p->cache, p->entries, TEST_CACHE, 3600);
  p->store = hf_cache_store(&p->cache);
  p->server.config.sessions = test_tickets_are_sealed() ? NULL : &p->store;
  p->server.config.ticket_keys = test_tickets_are_sealed() ? &test_ticket_keys : NULL;
}

static void empty(struct test_side *s) {
  s->raw.at = s->raw.n = s->wire.at = s->wire.n = 0;
  s->message_n = s->received_n = s->trace_n = 0;
  s->encrypts = s->key_logged = 0;
  s->epochs = s->epoch = 0;
}

void test_pair_start(struct test_pair *p) {
  empty(&p->client);
  empty(&p->server);
  p->tampered = 0;
  (void)hf_server_start(&p->server.c, &p->server.config, &p->server.buffers);
  (void)hf_client_start(&p->client.c, &p->client.config, &p->client.buffers, p->name, p->offer);
}

void test_pair_again(struct test_pair *p, const struct hf_session *offer) {
  p->offer = offer;
  test_pair_start(p);
}

/* From raw to wire. */

static void put_sealed(struct test_side *s, uint8_t type, const uint8_t *content, size_t n) {
  static uint8_t record[HF_OUT_SIZE];
  uint32_t record_n = 0;
  memcpy(record + HF_RECORD_HEADER, content, n);
  must(hf_tls13_seal(&s->seals[s->epoch - 1], type, record, n, 0, &record_n) == HF_OK, "a record does not seal");
  put(&s->wire, record, record_n);
}

static void put_record(struct test_side *s, uint8_t type, const uint8_t *content, size_t n) {
  if (s->epoch > 0) {
    put_sealed(s, type, content, n);
    return;
  }
  uint8_t header[5] = {type, 3, 3, (uint8_t)(n >> 8), (uint8_t)n};
  put(&s->wire, header, sizeof header);
  put(&s->wire, content, n);
}

static void put_fragments(struct test_side *s, const uint8_t *bytes, size_t n, size_t most) {
  for (size_t at = 0; at < n; at += most)
    put_record(s, TYPE_HANDSHAKE, bytes + at, n - at < most ? n - at : most);
}

/* The whole messages among those that were gathered, through the hook, as the framing says. */
static void put_messages(struct test_side *s) {
  static uint8_t all[TEST_QUEUE];
  static uint8_t one[TEST_QUEUE];
  size_t at = 0;
  size_t all_n = 0;
  while (s->message_n - at >= 4) {
    const uint8_t *m = s->message + at;
    size_t n = 4 + (size_t)m[1] * 65536 + (size_t)m[2] * 256 + m[3];
    if (s->message_n - at < n)
      break;
    at += n;
    memcpy(one, m, n);
    if (s->pair->tamper && !s->pair->tamper(s, one, &n, sizeof one))
      continue;
    if (s->pair->framing == TEST_COALESCED) {
      must(all_n + n <= HF_PLAINTEXT_MAX, "too much for one record");
      memcpy(all + all_n, one, n);
      all_n += n;
    } else {
      put_fragments(s, one, n, s->pair->framing == TEST_FRAGMENTS ? s->pair->fragment : HF_PLAINTEXT_MAX);
    }
  }
  if (all_n)
    put_record(s, TYPE_HANDSHAKE, all, all_n);
  memmove(s->message, s->message + at, s->message_n - at);
  s->message_n -= at;
}

/* Which of the keys a record was sealed with: 1 or 2; then it is open. */
static size_t open_sealed(struct test_side *s, uint8_t *record, size_t n, uint32_t *type, uint32_t *content_n) {
  static uint8_t copy[HF_IN_SIZE];
  for (size_t e = s->epoch > 0 ? s->epoch : 1; e <= s->epochs; e++) {
    memcpy(copy, record, n);
    if (hf_tls13_open(&s->opens[e - 1], copy, n - HF_RECORD_HEADER, type, content_n) != HF_OK)
      continue;
    memcpy(record, copy, n);
    return e;
  }
  must(0, "a record is under no key that was logged");
  return 0;
}

/* TLS 1.3, with a hook: a record under keys. */
static void take_sealed(struct test_side *s, const uint8_t *sealed, size_t n) {
  static uint8_t record[HF_IN_SIZE];
  uint32_t type = 0, content_n = 0;
  memcpy(record, sealed, n);
  size_t epoch = open_sealed(s, record, n, &type, &content_n);
  if (epoch != s->epoch || type != TYPE_HANDSHAKE)
    put_messages(s);
  s->epoch = epoch;
  if (type != TYPE_HANDSHAKE) {
    put_record(s, (uint8_t)type, record + HF_RECORD_HEADER, content_n);
    return;
  }
  must(s->message_n + content_n <= TEST_QUEUE, "a message is too long");
  memcpy(s->message + s->message_n, record + HF_RECORD_HEADER, content_n);
  s->message_n += content_n;
}

static void take_record(struct test_side *s, const uint8_t *record, size_t n) {
  if (s->pair->tamper && s->epochs > 0 && record[0] == TYPE_APPLICATION_DATA) {
    take_sealed(s, record, n);
    return;
  }
  int clear = !s->encrypts && record[0] == TYPE_HANDSHAKE;
  if (clear && (s->pair->framing != TEST_AS_SENT || s->pair->tamper)) {
    must(s->message_n + n <= TEST_QUEUE, "a message is too long");
    memcpy(s->message + s->message_n, record + HF_RECORD_HEADER, n - HF_RECORD_HEADER);
    s->message_n += n - HF_RECORD_HEADER;
    return;
  }
  put_messages(s);
  put(&s->wire, record, n);
  s->encrypts |= record[0] == TYPE_CHANGE_CIPHER_SPEC && s->c.parameters.version != 0x0304;
}

static int flush(struct test_side *s) {
  size_t n;
  int moved = 0;
  for (const uint8_t *out = hf_output(&s->c, &n); n > 0; out = hf_output(&s->c, &n)) {
    if (s->pair->output_chunk && n > s->pair->output_chunk)
      n = s->pair->output_chunk;
    put(&s->raw, out, n);
    hf_output_sent(&s->c, n);
    moved = 1;
  }
  for (size_t size = record_size(&s->raw); size > 0; size = record_size(&s->raw)) {
    take_record(s, s->raw.bytes + s->raw.at, size);
    s->raw.at += size;
  }
  put_messages(s);
  return moved;
}

void test_side_flush(struct test_side *s) {
  (void)flush(s);
}

static int read_data(struct test_side *s) {
  uint8_t some[4096];
  int moved = 0;
  if (s->pair->keep_data)
    return 0;
  for (size_t n = hf_read(&s->c, some, sizeof some); n > 0; n = hf_read(&s->c, some, sizeof some)) {
    size_t room = s->received_n < sizeof s->received ? sizeof s->received - s->received_n : 0;
    memcpy(s->received + (room ? s->received_n : 0), some, n < room ? n : room);
    s->received_n += n;
    moved = 1;
  }
  return moved;
}

static int stopped(const struct test_pair *p) {
  return p->stop_side && p->stop_side->c.machine.state == p->stop_state;
}

/* Gives a side some of what waits for it; how much is the pair's chunk. */
static int deliver(struct test_side *to) {
  struct test_queue *wire = &to->peer->wire;
  size_t chunk = to->pair->chunk;
  size_t n = waiting(wire);
  if (chunk == 0 && record_size(wire) > 0)
    n = record_size(wire);
  else if (chunk > 0 && n > chunk)
    n = chunk;
  if (n == 0)
    return 0;
  size_t taken = hf_receive(&to->c, wire->bytes + wire->at, n);
  must(taken <= n, "hf_receive took more than there was");
  wire->at += taken;
  return taken > 0;
}

static void close_in_turn(struct test_side *s) {
  if (s->pair->closes && !stopped(s->pair) && hf_status(&s->c) == HF_STATUS_PEER_CLOSED)
    hf_close(&s->c);
}

static int step(struct test_side *s) {
  int moved = flush(s);
  moved |= deliver(s);
  moved |= read_data(s);
  close_in_turn(s);
  return moved | flush(s);
}

void test_pair_pump(struct test_pair *p) {
  for (int moved = 1; moved && !stopped(p);) {
    moved = step(&p->client);
    if (!stopped(p))
      moved |= step(&p->server);
  }
}

void test_pair_run(struct test_pair *p) {
  test_pair_start(p);
  test_pair_pump(p);
}

int test_pair_run_to(struct test_pair *p, struct test_side *side, uint32_t state) {
  p->stop_side = side;
  p->stop_state = state;
  test_pair_pump(p);
  p->stop_side = NULL;
  return side->c.machine.state == state;
}

void test_side_discard(struct test_side *from) {
  (void)flush(from);
  from->wire.at = from->wire.n;
  from->message_n = 0;
}

/* The peer's protection at the point up to which this side has read. */
static struct hf_record_state sealing(const struct test_side *to) {
  struct hf_record_state s;
  hf_record_start(&s);
  if (to->c.parameters.version == 0x0304) /* the same keys seal and open */
    return to->c.read;
  if (to->c.read.protection != HF_PROTECTION_NULL) {
    s = to->peer->c.write;
    must(s.protection == to->c.read.protection, "the peer does not write as this side reads");
    s.sequence = to->c.read.sequence;
  }
  return s;
}

size_t test_inject(struct test_side *to, uint8_t type, const uint8_t *content, size_t n) {
  static uint8_t record[HF_OUT_SIZE];
  static const uint8_t iv[16] = {7};
  struct hf_record_state s = sealing(to);
  uint32_t record_n = 0;
  if (to->c.parameters.version == 0x0304 && type == TYPE_CHANGE_CIPHER_SPEC) /* RFC 8446 5: never under keys */
    hf_record_start(&s);
  memcpy(record + hf_record_before(&s), content, n);
  must(hf_record_seal(&s, type, record, n, iv, &record_n) == HF_OK, "a record to inject does not seal");
  return hf_receive(&to->c, record, record_n);
}

size_t test_inject_handshake(struct test_side *to, uint8_t type, const uint8_t *body, size_t n) {
  uint8_t message[4 + 4096] = {type, (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n};
  must(n <= 4096, "a message to inject is too long");
  memcpy(message + 4, body, n);
  return test_inject(to, TYPE_HANDSHAKE, message, 4 + n);
}

int test_both_open(const struct test_pair *p) {
  return hf_status(&p->client.c) == HF_STATUS_OPEN && hf_status(&p->server.c) == HF_STATUS_OPEN;
}

static int zero(const void *bytes, size_t n) {
  const uint8_t *b = bytes;
  uint8_t any = 0;
  for (size_t i = 0; i < n; i++)
    any |= b[i];
  return any == 0;
}

int test_is_wiped(const struct hf_connection *c) {
  return zero(c->exchange.secret.bytes, sizeof c->exchange.secret.bytes) &&
         zero(c->exchange.key_block.bytes, sizeof c->exchange.key_block.bytes) &&
         zero(c->session.master_secret, sizeof c->session.master_secret) &&
         zero(c->exchange.traffic.secret, sizeof c->exchange.traffic.secret) &&
         zero(c->exchange.traffic.client, sizeof c->exchange.traffic.client) &&
         zero(c->exchange.traffic.server, sizeof c->exchange.traffic.server) &&
         zero(c->exchange.traffic.application, sizeof c->exchange.traffic.application) &&
         zero(c->exchange.traffic.exporter, sizeof c->exchange.traffic.exporter) &&
         zero(c->exchange.finished.bytes, sizeof c->exchange.finished.bytes) && zero(c->read.iv, sizeof c->read.iv) &&
         zero(c->write.iv, sizeof c->write.iv) && zero(c->read.key, sizeof c->read.key) &&
         zero(&c->read.aes, sizeof c->read.aes) && zero(&c->read.mac, sizeof c->read.mac) &&
         zero(c->write.key, sizeof c->write.key) && zero(&c->write.aes, sizeof c->write.aes) &&
         zero(&c->write.mac, sizeof c->write.mac);
}

const char *test_describe(const struct test_side *s) {
  static char lines[2][160];
  char *line = lines[s->is_server];
  snprintf(line, sizeof lines[0], "%s: state %s, status %d, error %s, peer alert %d",
           s->is_server ? "server" : "client", hf_state_name(s->c.machine.state), (int)hf_status(&s->c),
           hf_error_name(hf_error_of(&s->c)), s->c.machine.peer_alert);
  return line;
}
