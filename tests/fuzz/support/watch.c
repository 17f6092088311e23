/* The peer delivers, and watches. */
#define _GNU_SOURCE /* memmem */
#include "generated/registry.h"
#include "messages.h"
#include "record/record.h"
#include <string.h>

#define SENT_FLIGHTS 20000u /* bytes that an engine sends of its own: its flights, and alerts */
#define SENT_RECORD 100u    /* and for each record, or piece of data, that it is given */
#define SECRET 16u          /* bytes in a row of a secret */

static struct hf_connection *engine(const struct fuzz_peer *p) {
  return &p->side->c;
}

static int over(const struct fuzz_peer *p) {
  enum hf_status status = hf_status(engine(p));
  return status == HF_STATUS_CLOSED || status == HF_STATUS_FAILED;
}

/* A record of the engine's, header and all. */
static void take_record(struct fuzz_peer *p, uint8_t *record, size_t n) {
  uint32_t type = record[0], at = HF_RECORD_HEADER, content_n = (uint32_t)(n - HF_RECORD_HEADER);
  fuzz_must(record[1] == 3 && content_n <= HF_FRAGMENT_MAX, "a record that nobody may send");
  if (p->opening)
    fuzz_must(hf_record_open(&p->open, &type, record, n - HF_RECORD_HEADER, &at, &content_n) == HF_OK,
              "what it sealed does not open");
  if (record[0] == HF_CONTENT_HANDSHAKE)
    fuzz_peer_notes(p, record + at, content_n, 1);
  if (record[0] == HF_CONTENT_CHANGE_CIPHER_SPEC)
    fuzz_peer_opens(p);
  if (record[0] == HF_CONTENT_APPLICATION_DATA) {
    fuzz_must(p->opening && p->finished_right, "it sends data before a right Finished");
    fuzz_put(&p->heard, record + at, content_n);
  }
}

static void take_records(struct fuzz_peer *p) {
  while (p->output.n >= HF_RECORD_HEADER) {
    size_t n = HF_RECORD_HEADER + (size_t)p->output.at[3] * 256 + p->output.at[4];
    if (p->output.n < n)
      return;
    if (!p->lost)
      take_record(p, p->output.at, n);
    fuzz_drop(&p->output, n);
  }
}

static void take_output(struct fuzz_peer *p) {
  size_t n;
  for (const uint8_t *out = hf_output(engine(p), &n); n > 0; out = hf_output(engine(p), &n)) {
    fuzz_must(n <= p->side->buffers.out_size, "more output than its buffer has room for");
    if (p->chunk > 0 && n > p->chunk)
      n = p->chunk;
    fuzz_put(&p->sent, out, n);
    fuzz_put(&p->output, out, n);
    hf_output_sent(engine(p), n);
    take_records(p);
  }
  fuzz_must(p->sent.n <= SENT_FLIGHTS + SENT_RECORD * (p->records + p->writes) + p->written,
            "it sends more than it was asked for");
}

static int read_data(struct fuzz_peer *p) {
  uint8_t some[1000];
  size_t n = hf_read(engine(p), some, sizeof some);
  fuzz_must(n <= sizeof some, "more data than there is room for");
  if (n == 0)
    return 0;
  fuzz_must(p->finished_right, "data before a right Finished");
  fuzz_put(&p->read, some, n);
  fuzz_must(p->read.n <= p->said.n && memcmp(p->read.at, p->said.at, p->read.n) == 0, "other data than was sent");
  return 1;
}

static int keeps(const struct fuzz_peer *p, const uint8_t *secret) {
  const struct test_side *s = p->side;
  return memmem(&s->c, sizeof s->c, secret, SECRET) || memmem(s->in, sizeof s->in, secret, SECRET) ||
         memmem(s->out, sizeof s->out, secret, SECRET) || memmem(s->chain, sizeof s->chain, secret, SECRET);
}

/* Keys without the IVs at the end, which are sent in part. */
static void look_for_secrets(const struct fuzz_peer *p) {
  fuzz_must(test_is_wiped(engine(p)), "it has failed, and is not wiped");
  if (p->side->key_logged)
    for (size_t at = 0; at + SECRET <= sizeof p->side->master_secret; at += SECRET)
      fuzz_must(!keeps(p, p->side->master_secret + at), "it has failed, and keeps the master secret");
  for (size_t at = 0; at + SECRET <= p->secret_keys_n; at += SECRET)
    fuzz_must(!keeps(p, p->key_block + at), "it has failed, and keeps a key");
}

static void watch(struct fuzz_peer *p) {
  enum hf_status status = hf_status(engine(p));
  fuzz_must(!p->failed || (status == HF_STATUS_FAILED && (uint8_t)hf_error_of(engine(p)) == p->error),
            "it has failed, and that changed");
  fuzz_must(status != HF_STATUS_OPEN || p->finished_right, "open before a right Finished");
  fuzz_must((status == HF_STATUS_FAILED) == (hf_error_of(engine(p)) != HF_OK), "an error and its status disagree");
  if (status != HF_STATUS_FAILED || p->failed)
    return;
  p->failed = 1;
  p->error = (uint8_t)hf_error_of(engine(p));
  look_for_secrets(p);
}

/* Some of what is under way; how much of it was taken. */
static size_t give(struct fuzz_peer *p) {
  size_t n = p->chunk > 0 && p->wire.n > p->chunk ? p->chunk : p->wire.n;
  if (n == 0)
    return 0;
  size_t taken = hf_receive(engine(p), p->wire.at, n);
  fuzz_must(taken <= n, "more bytes taken than there are");
  fuzz_must(!p->failed || taken == 0, "it has failed, and takes bytes");
  fuzz_drop(&p->wire, taken);
  return taken;
}

void fuzz_peer_deliver(struct fuzz_peer *p) {
  for (int moved = 1; moved;) {
    take_output(p);
    moved = read_data(p);
    moved |= give(p) > 0;
    watch(p);
  }
  take_output(p);
  fuzz_must(p->wire.n == 0 || over(p), "bytes wait for it, and it is not over");
  p->wire.n = 0;
}

void fuzz_peer_write(struct fuzz_peer *p, size_t n) {
  uint8_t data[4096];
  for (size_t i = 0; i < sizeof data; i++)
    data[i] = (uint8_t)(p->written + i);
  size_t taken = hf_write(engine(p), data, n < sizeof data ? n : sizeof data);
  fuzz_must(taken <= n && (taken == 0 || (p->finished_right && !p->failed)), "it takes data that it cannot send");
  p->written += taken;
  p->writes++;
  fuzz_peer_deliver(p);
}

static void check_heard(const struct fuzz_peer *p) {
  fuzz_must(p->lost || p->failed || p->heard.full || p->heard.n == p->written, "data that it took was not sent");
  for (size_t i = 0; i < p->heard.n; i++)
    fuzz_must(p->heard.at[i] == (uint8_t)i, "other data than it was given");
}

/* Failed is failed, whatever is called. */
static void call_all(struct fuzz_peer *p) {
  size_t sent = p->sent.n, read = p->read.n;
  fuzz_peer_write(p, 10);
  hf_resume(engine(p));
  hf_close(engine(p));
  hf_end_of_input(engine(p));
  fuzz_put(&p->wire, (const uint8_t[]){21, 3, 3, 0, 2, 1, 0}, 7);
  fuzz_peer_deliver(p);
  fuzz_must(p->sent.n == sent && p->read.n == read, "it has failed, and says something");
  look_for_secrets(p);
}

void fuzz_peer_end(struct fuzz_peer *p) {
  fuzz_peer_deliver(p);
  check_heard(p);
  if (p->failed)
    call_all(p);
  hf_end_of_input(engine(p));
  fuzz_peer_deliver(p);
  hf_close(engine(p));
  fuzz_peer_deliver(p);
  fuzz_must(over(p), "closed and at the end of its input, and not over");
  hf_wipe_connection(engine(p));
  look_for_secrets(p);
}

void fuzz_result_of(struct fuzz_result *r, const struct fuzz_peer *p) {
  r->status = hf_status(engine(p));
  r->error = hf_error_of(engine(p));
  r->sent = p->sent;
  r->read = p->read;
  r->trace_n = p->side->trace_n;
  memcpy(r->trace, p->side->trace, sizeof r->trace);
}

void fuzz_result_same(const struct fuzz_result *r, const struct fuzz_peer *p) {
  fuzz_must(r->status == hf_status(engine(p)) && r->error == hf_error_of(engine(p)),
            "in other pieces it ends in another way");
  fuzz_must(r->read.n == p->read.n && memcmp(r->read.at, p->read.at, r->read.n) == 0,
            "in other pieces it gives other data");
  fuzz_must(r->sent.n == p->sent.n && memcmp(r->sent.at, p->sent.at, r->sent.n) == 0,
            "in other pieces it sends something else");
  fuzz_must(r->trace_n == p->side->trace_n, "in other pieces it takes other steps");
  for (size_t i = 0; i < r->trace_n; i++)
    fuzz_must(r->trace[i].event == p->side->trace[i].event && r->trace[i].after == p->side->trace[i].after,
              "in other pieces a step is another");
}
