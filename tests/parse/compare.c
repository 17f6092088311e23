/* Every input through three readers that must agree: the tables of engine/generated in engine/parse, Ragel's own C of the
   same grammars, and the oracle. The first two get it in chunks, each in memory of its exact size, so that a sanitizer sees
   any byte read beyond it. */
#include "compare.h"
#include "inputs.h"
#include "operations.h"
#include "oracle.h"
#include "parse/parse.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const uint32_t entries[] = {HF_ENTRY_RECORD,
                                   HF_ENTRY_ALERT,
                                   HF_ENTRY_CHANGE_CIPHER_SPEC,
                                   HF_ENTRY_HANDSHAKE,
                                   HF_ENTRY_HANDSHAKE_RSA,
                                   HF_ENTRY_HANDSHAKE_ECDHE,
                                   HF_ENTRY_HANDSHAKE_RSA,
                                   HF_ENTRY_HANDSHAKE_ECDHE,
                                   HF_ENTRY_HANDSHAKE_PRF,
                                   HF_ENTRY_HANDSHAKE_TLS12,
                                   HF_ENTRY_HANDSHAKE_TLS13,
                                   HF_ENTRY_HANDSHAKE_TLS12_X509,
                                   HF_ENTRY_HANDSHAKE_TLS12_RAW_PUBLIC_KEY,
                                   HF_ENTRY_HANDSHAKE_TLS13_X509,
                                   HF_ENTRY_HANDSHAKE_TLS13_RAW_PUBLIC_KEY,
                                   HF_ENTRY_HANDSHAKE_SHA256,
                                   HF_ENTRY_HANDSHAKE_SHA384,
                                   HF_ENTRY_HANDSHAKE_UNREAD};
#define ENTRIES (sizeof entries / sizeof entries[0])

struct verdict { /* of one reader */
  int complete;
  uint8_t error;
  size_t taken;
  const uint32_t *numbers;
  const uint8_t *bytes;
  const struct hf_connection *log;
};

static struct hf_parser parser;
static struct hf_kept kept;
static struct g2 ragel;
static struct oracle oracle;
static struct hf_connection logs[3];
static struct input in;

enum style { WHOLE, SINGLE, SMALL, LARGE };

static size_t chunk_size(enum style style, size_t left) {
  size_t n = style == WHOLE ? left : style == SINGLE ? 1 : 1 + random_below(style == SMALL ? 4 : 60);
  return n < left ? n : left;
}

static uint8_t *chunk(size_t at, size_t n) {
  uint8_t *copy = malloc(n);
  if (copy == NULL)
    abort();
  memcpy(copy, in.bytes + at, n);
  return copy;
}

static struct verdict by_tables(uint32_t entry, enum style style) {
  size_t at = 0;
  memset(&parser, 0, sizeof parser);
  memset(&kept, 0, sizeof kept);
  hf_parse_start(&parser, entry);
  while (at < in.n && parser.row != 0) {
    size_t n = chunk_size(style, in.n - at);
    uint8_t *copy = chunk(at, n);
    size_t took = hf_parse(&parser, &kept, &logs[0], copy, n);
    free(copy);
    at += took;
    if (took < n && parser.row != 0)
      return (struct verdict){0};
  }
  return (struct verdict){parser.row == 0, parser.error, at, parser.numbers, kept.bytes, &logs[0]};
}

static struct verdict by_ragel(uint32_t entry, enum style style) {
  size_t at = 0;
  g2_start(&ragel, entry);
  while (at < in.n && !ragel.stopped) {
    size_t n = chunk_size(style, in.n - at);
    uint8_t *copy = chunk(at, n);
    at += g2_run(&ragel, entry, &logs[1], copy, n);
    free(copy);
  }
  return (struct verdict){ragel.stopped, ragel.error, at, ragel.numbers, ragel.bytes, &logs[1]};
}

static struct verdict by_oracle(uint32_t entry) {
  oracle_read(&oracle, entry, in.bytes, in.n, &logs[2]);
  return (struct verdict){oracle.complete, oracle.error, oracle.pos, oracle.numbers, oracle.bytes, &logs[2]};
}

/* Bytes that are refused are taken to the end of their chunk: how many is not comparable then. */
static int agree(const struct verdict *a, const struct verdict *b) {
  return a->complete == b->complete && a->error == b->error && (a->error == BYTE_REFUSED || a->taken == b->taken) &&
         a->log->n == b->log->n && memcmp(a->log->log, b->log->log, a->log->n) == 0 &&
         memcmp(a->numbers, b->numbers, HF_PARSER_NUMBERS * sizeof *a->numbers) == 0 &&
         memcmp(a->bytes, b->bytes, HF_KEPT_BYTES) == 0;
}

static void show(const char *who, const struct verdict *v) {
  printf("  %-7s complete %d error %u taken %zu log %zu\n", who, v->complete, v->error, v->taken, v->log->n);
}

static int compare(uint64_t seed, struct counts *counts) {
  random_seed(seed);
  uint32_t entry = entries[random_below(ENTRIES)];
  input_random(&in, entry);
  for (uint32_t n = random_below(4); n > 0; n--)
    input_damage(&in);
  for (int i = 0; i < 3; i++)
    logs[i].n = 0;
  enum style style = (enum style)random_below(4);
  struct verdict tables = by_tables(entry, style);
  struct verdict ragels = by_ragel(entry, style);
  struct verdict oracles = by_oracle(entry);
  counts->all++;
  counts->errors[tables.complete ? tables.error : 255]++;
  if (tables.log != NULL && agree(&tables, &ragels) && agree(&tables, &oracles))
    return 0;
  printf("input %llu, entry %u, %zu bytes:\n", (unsigned long long)seed, entry, in.n);
  show("tables", &tables);
  show("ragel", &ragels);
  show("oracle", &oracles);
  return 1;
}

int compare_inputs(uint64_t seed, unsigned n, struct counts *counts) {
  for (unsigned i = 0; i < n; i++) {
    if (compare(seed + i, counts) != 0)
      return 1;
  }
  return 0;
}
