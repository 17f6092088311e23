/* Runs the parser's loop, with the tables as they are, for tests/format/positions.py. A line of the input is an entry and the bytes of a beginning
   of a message, in hexadecimal. For each of the 256 bytes that may follow it says in a line what the parser did with that one. By itself it
   checks that the beginning and the byte in one piece, and each byte alone, end alike; and that what the engine refuses stops the parser. */
#define HF_PROVE_PARSER /* behind the parser is an engine of the test's own */
#include "generated/events.h"
#include "parse/parse.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PREFIX 70000
#define REFUSED 201u

struct hf_connection {
  int is_deaf;       /* refuses all */
  size_t n;          /* bytes of text */
  char text[160000]; /* what was called, with what */
};

/* A number: its function and its value. Bytes: their function once, for each byte: how they are cut says nothing. */
static enum hf_error number(struct hf_connection *c, const char *name, uint32_t value) {
  c->n += (size_t)snprintf(c->text + c->n, sizeof c->text - c->n, "%s=%u;", name, value);
  return c->is_deaf ? (enum hf_error)REFUSED : HF_OK;
}

static enum hf_error bytes(struct hf_connection *c, const char *name, const uint8_t *in, uint32_t n) {
  for (uint32_t i = 0; i < n && c->n < sizeof c->text - 80; i++)
    c->n += (size_t)snprintf(c->text + c->n, sizeof c->text - c->n, "%s:%02x;", name, in[i]);
  return c->is_deaf ? (enum hf_error)REFUSED : HF_OK;
}

/* The functions of generated/events.h: NUMBER(f) and BYTES(f) for each, written by positions.py. */
#define NUMBER(name)                                                                                                   \
  enum hf_error name(struct hf_connection *c, uint32_t value) {                                                        \
    return number(c, #name, value);                                                                                    \
  }
#define BYTES(name)                                                                                                    \
  enum hf_error name(struct hf_connection *c, const uint8_t *in, uint32_t n) {                                         \
    return bytes(c, #name, in, n);                                                                                     \
  }
#include "functions.inc"

struct run {
  struct hf_parser p;
  struct hf_kept k;
  struct hf_connection c;
};

static void start(struct run *r, uint32_t entry, const uint8_t *in, size_t n, int in_pieces) {
  memset(&r->p, 0, sizeof r->p);
  memset(&r->k, 0, sizeof r->k);
  r->c.n = 0;
  r->c.is_deaf = 0;
  hf_parse_start(&r->p, entry);
  for (size_t i = 0; in_pieces && i < n; i++)
    hf_parse(&r->p, &r->k, &r->c, in + i, 1);
  if (!in_pieces)
    hf_parse(&r->p, &r->k, &r->c, in, n);
}

static int same(const struct run *a, const struct run *b) {
  return memcmp(&a->p, &b->p, sizeof a->p) == 0 && memcmp(&a->k, &b->k, sizeof a->k) == 0 && a->c.n == b->c.n &&
         memcmp(a->c.text, b->c.text, a->c.n) == 0;
}

static void say(const struct run *before, const struct run *r) {
  printf("%u %u %u %u|%.*s|", r->p.row == 0 ? 0 : r->p.need, r->p.depth, r->p.error, r->p.pos,
         (int)(r->c.n - before->c.n), r->c.text + before->c.n);
  for (size_t i = 0; i < HF_PARSER_NUMBERS; i++) {
    if (r->p.numbers[i] != before->p.numbers[i])
      printf("N%zu=%u;", i, r->p.numbers[i]);
  }
  for (size_t i = 0; memcmp(&r->k, &before->k, sizeof r->k) != 0 && i < HF_KEPT_BYTES; i++) {
    if (r->k.bytes[i] != before->k.bytes[i])
      printf("K%zu=%u;", i, r->k.bytes[i]);
  }
  printf("\n");
}

static struct run before, now, whole;
static uint8_t in[PREFIX + 1];

static void all_bytes(uint32_t entry, size_t n) {
  start(&before, entry, in, n, 1);
  for (unsigned byte = 0; byte < 256; byte++) {
    in[n] = (uint8_t)byte;
    memcpy(&now.p, &before.p, sizeof now.p);
    memcpy(&now.k, &before.k, sizeof now.k);
    memcpy(now.c.text, before.c.text, before.c.n);
    now.c.n = before.c.n;
    hf_parse(&now.p, &now.k, &now.c, in + n, 1);
    say(&before, &now);
    start(&whole, entry, in, n + 1, 0);
    if (!same(&now, &whole))
      printf("in one piece it is another: %u %u\n", whole.p.row, whole.p.error);
    if (byte % 16 != 0 || now.c.n == before.c.n)
      continue;
    memcpy(&now.p, &before.p, sizeof now.p);
    now.c.is_deaf = 1;
    hf_parse(&now.p, &now.k, &now.c, in + n, 1);
    now.c.is_deaf = 0;
    if (now.p.row != 0 || now.p.error != REFUSED)
      printf("what the engine refused went on\n");
  }
}

int main(void) {
  static char hex[2 * PREFIX + 2];
  unsigned entry;
  while (scanf("%u %140000s", &entry, hex) == 2) {
    size_t n = 0;
    for (; hex[2 * n] != '.'; n++) { /* the bytes end with a point */
      char two[3] = {hex[2 * n], hex[2 * n + 1], 0};
      in[n] = (uint8_t)strtoul(two, NULL, 16);
    }
    all_bytes(entry, n);
  }
  return 0;
}
