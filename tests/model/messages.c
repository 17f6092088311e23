/* What goes out of a side and comes into it, opened with copies of its own keys; the transcripts. */
#include "facts.h"
#include "generated/machine.h"
#include "record/record.h"
#include "support/edit.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const uint32_t hashes[2] = {HF_HASH_SHA256, HF_HASH_SHA384};

/* The message's name in the model's sets; 0: it is in none. */
static int name_of(struct watch *w, const uint8_t *m) {
  static const struct {
    uint8_t type;
    int name;
  } names[] = {{TEST_CERTIFICATE, 4},
               {TEST_SERVER_KEY_EXCHANGE, 8},
               {TEST_CERTIFICATE_REQUEST, 16},
               {TEST_SERVER_HELLO_DONE, 32},
               {TEST_CLIENT_KEY_EXCHANGE, 64},
               {TEST_CERTIFICATE_VERIFY, 128},
               {TEST_FINISHED, 512},
               {TEST_CERTIFICATE_STATUS, 1024},
               {TEST_ENCRYPTED_EXTENSIONS, 4096},
               {TEST_NEW_SESSION_TICKET, 16384}};
  if (m[0] == TEST_CLIENT_HELLO) /* a server keeps both under one name */
    return w->hellos++ > 0 && !w->side->is_server ? 8192 : 1;
  if (m[0] == TEST_SERVER_HELLO)
    return memcmp(m + 6, "\xcf\x21\xad\x74", 4) == 0 ? 2048 : 2;
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (names[i].type == m[0])
      return names[i].name;
  return 0;
}

/* One more message in the transcript. */
static void note(struct watch *w, const uint8_t *m, size_t n) {
  if (w->n + 1 >= WATCHED_MESSAGES) {
    fprintf(stderr, "more messages than a watch has places for\n");
    abort();
  }
  w->n++;
  for (size_t h = 0; h < 2; h++)
    for (size_t form = 0; form < WATCHED_FORMS; form++) {
      struct hf_hash copy;
      hf_hash_update(&w->running[h][form], m, n);
      if (w->n == 1 && form == 1) { /* message_hash */
        uint8_t head[4] = {254, 0, 0, (uint8_t)hf_hash_size(hashes[h])};
        hf_hash_start(&w->running[h][form], hashes[h]);
        hf_hash_update(&w->running[h][form], head, sizeof head);
        hf_hash_update(&w->running[h][form], w->digests[1][h][0], head[3]);
      }
      copy = w->running[h][form];
      hf_hash_finish(&copy, w->digests[w->n][h][form]);
    }
}

/* Opens a record with a copy of some state. Answers its type, 0 when it does not open; the content is in record[*at .. *at + *content_n - 1]. */
static uint32_t open_copy(const struct hf_connection *c, struct hf_record_state state, uint8_t *record, size_t n,
                          uint32_t *at, uint32_t *content_n) {
  uint32_t type = record[0];
  *at = HF_RECORD_HEADER;
  *content_n = (uint32_t)n - HF_RECORD_HEADER;
  if (state.protection == HF_PROTECTION_NULL || (c->parameters.version == 0x0304 && type != 23))
    return type;
  return hf_record_open(&state, &type, record, n - HF_RECORD_HEADER, at, content_n) == HF_OK ? type : 0;
}

/* A ticket of TLS 1.2 is a message of the handshake, of TLS 1.3 it is not. */
static int is_late(const struct watch *w, uint8_t type) {
  return type == TEST_KEY_UPDATE || type == 0 ||
         (type == TEST_NEW_SESSION_TICKET && w->side->c.parameters.version == 0x0304);
}

static void see_sent(struct watch *w, uint8_t *record, size_t n, int64_t sequence) {
  struct hf_connection *c = &w->side->c;
  struct hf_record_state state = c->write;
  uint32_t at, content_n;
  state.sequence = sequence;
  uint32_t type = open_copy(c, state, record, n, &at, &content_n);
  if (type == 20)
    w->sent |= 256;
  if (type != 22 || is_late(w, record[at]))
    return;
  w->sent |= name_of(w, record + at);
  note(w, record + at, content_n);
}

void watch_output(struct watch *w) {
  static uint8_t record[HF_OUT_SIZE];
  const struct hf_connection *c = &w->side->c;
  const uint8_t *out = c->buffers.out;
  int64_t records = 0;
  for (size_t at = w->out_at; at + 5 <= c->output.end; at += 5 + (size_t)out[at + 3] * 256 + out[at + 4])
    records += c->parameters.version != 0x0304 || out[at] == 23;
  while (w->out_at + 5 <= c->output.end) {
    size_t n = 5 + (size_t)out[w->out_at + 3] * 256 + out[w->out_at + 4];
    memcpy(record, out + w->out_at, n);
    see_sent(w, record, n, c->write.sequence - records);
    records -= c->parameters.version != 0x0304 || out[w->out_at] == 23;
    w->out_at += n;
  }
}

void watch_input(struct watch *w, const uint8_t *bytes, size_t n) {
  static uint8_t record[HF_IN_SIZE];
  uint32_t at, content_n;
  memcpy(record, bytes, n);
  uint32_t type = open_copy(&w->side->c, w->side->c.read, record, n, &at, &content_n);
  watch_content(w, record + at, type == 22 ? content_n : 0);
}

uint32_t watch_open(const struct hf_connection *c, int64_t sequence, uint8_t *record, size_t n, uint32_t *at,
                    uint32_t *content_n) {
  struct hf_record_state state = c->read;
  state.sequence = sequence;
  return open_copy(c, state, record, n, at, content_n);
}

void watch_content(struct watch *w, const uint8_t *message, size_t n) {
  if (n > sizeof w->came)
    abort();
  w->came_n = n;
  memcpy(w->came, message, n);
}

static void see_taken(struct watch *w, uint32_t event) {
  if (event == HF_EVENT_RECV_CHANGE_CIPHER_SPEC && w->side->c.parameters.version == 0x0303)
    w->taken |= 256;
  if (w->came_n == 0 || is_late(w, w->came[0]) || event < HF_EVENT_RECV_FIRST || event > HF_EVENT_RECV_LAST ||
      w->side->c.machine.opened)
    return;
  w->taken |= name_of(w, w->came);
  note(w, w->came, w->came_n);
  w->came_n = 0;
}

void watch_messages(struct watch *w, const struct hf_trace *t) {
  if (t->sent)
    watch_output(w);
  else
    see_taken(w, t->event);
}

void watch_start(struct watch *w, struct test_side *side, const struct watch *peer, const struct hf_session *offered) {
  memset(w, 0, sizeof *w);
  w->side = side;
  w->peer = peer;
  w->offered = offered;
  for (size_t h = 0; h < 2; h++)
    for (size_t form = 0; form < WATCHED_FORMS; form++)
      hf_hash_start(&w->running[h][form], hashes[h]);
}
