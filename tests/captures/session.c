#include "session.h"
#include "generated/kept.h"
#include "parse/parse.h"
#include "record/record.h"
#include <stdlib.h>
#include <string.h>

static int parses(struct session *s, uint32_t entry, const uint8_t *in, size_t n) {
  struct hf_parser p;
  memset(&p, 0, sizeof p);
  hf_parse_start(&p, entry);
  return hf_parse(&p, &s->kept, &s->seen, in, n) == n && p.row == 0 && p.error == HF_OK;
}

static void content(struct session *s, int from, uint8_t type, const uint8_t *in, size_t n) {
  if (type == 20 && parses(s, HF_ENTRY_CHANGE_CIPHER_SPEC, in, n))
    change_keys(s, from);
  else if (type == 21 && parses(s, HF_ENTRY_ALERT, in, n))
    s->counts->messages++;
  else if (type == 22)
    take_handshake(s, from, in, n);
  else if (type == 23)
    s->counts->data += (unsigned)n;
  else
    s->counts->wrong++;
}

/* One bit changed somewhere: such a record must not open, and the next one must not notice. */
static void damaged_record(struct session *s, int from, uint8_t type, const uint8_t *record, size_t n) {
  uint8_t *copy = malloc(n);
  uint32_t of = type, at = 0, content_n = 0;
  if (copy == NULL)
    abort();
  memcpy(copy, record, n);
  copy[HF_RECORD_HEADER + s->counts->opened * 7u % (n - HF_RECORD_HEADER)] ^= 1;
  if (hf_record_open(&s->keys[from].state, &of, copy, n - HF_RECORD_HEADER, &at, &content_n) !=
      HF_ERROR_RECORD_MAC_WRONG)
    s->counts->wrong++;
  free(copy);
}

static void protected_record(struct session *s, int from, uint8_t type, uint8_t *record, size_t n) {
  uint32_t of = type, at = 0, content_n = 0;
  if (!s->keys[from].usable || s->seen.tls13) {
    s->counts->closed++;
    return;
  }
  if (n > HF_RECORD_HEADER)
    damaged_record(s, from, type, record, n);
  if (hf_record_open(&s->keys[from].state, &of, record, n - HF_RECORD_HEADER, &at, &content_n) != HF_OK) {
    s->counts->wrong++;
    return;
  }
  s->counts->opened++;
  content(s, from, type, record + at, content_n);
}

/* The size of the first record, 0: not all of it is there. */
static size_t whole_record(struct session *s, int from, uint8_t *type) {
  struct bytes *b = &s->stream[from];
  struct hf_parser p;
  memset(&p, 0, sizeof p);
  hf_parse_start(&p, HF_ENTRY_RECORD);
  (void)hf_parse(&p, &s->kept, &s->seen, b->p, HF_RECORD_HEADER);
  *type = 0;
  if (p.row != 0 || p.error != HF_OK) {
    size_t sslv2 = 2 + big(b->p, 2) % 32768;
    return b->p[0] >= 128 && sslv2 <= b->n ? sslv2 : 0;
  }
  size_t n = HF_RECORD_HEADER + p.numbers[HF_NUMBER_RECORD_HEADER_LENGTH];
  if (n > HF_RECORD_HEADER + HF_FRAGMENT_MAX || p.numbers[HF_NUMBER_RECORD_HEADER_VERSION] / 256 != 3)
    return 0;
  *type = (uint8_t)p.numbers[HF_NUMBER_RECORD_HEADER_TYPE];
  return n <= b->n ? n : 0;
}

/* Each in memory of its own size, so that a sanitizer sees a step beyond. */
static void record(struct session *s, int from, uint8_t type, size_t n) {
  uint8_t *copy = malloc(n);
  if (copy == NULL)
    abort();
  memcpy(copy, s->stream[from].p, n);
  if (type == 0)
    s->counts->foreign++;
  else
    s->counts->records++;
  if (type == 23 && !s->keys[from].usable)
    s->counts->closed++;
  else if (type != 0 && (!s->keys[from].changed || (type == 20 && s->seen.tls13)))
    content(s, from, type, copy + HF_RECORD_HEADER, n - HF_RECORD_HEADER);
  else if (type != 0)
    protected_record(s, from, type, copy, n);
  free(copy);
}

void session_data(struct session *s, int from, const uint8_t *in, size_t n) {
  struct bytes *b = &s->stream[from];
  uint8_t type;
  size_t size;
  append(b, in, n);
  while (b->n >= HF_RECORD_HEADER && (size = whole_record(s, from, &type)) != 0) {
    record(s, from, type, size);
    b->n -= size;
    memmove(b->p, b->p + size, b->n);
  }
}

void session_end(struct session *s) {
  for (int i = 0; i < 2; i++) {
    s->counts->wrong += s->stream[i].n != 0 || s->part[i].n != 0;
    free(s->stream[i].p);
    free(s->part[i].p);
  }
  free(s->transcript.p);
  memset(s, 0, sizeof *s);
}
