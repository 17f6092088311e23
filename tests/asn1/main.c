/* asn1 [INPUTS [SEED]]: the loop over the tables of spec/asn1 against Ragel's C of the same grammar, and against the oracle; and the tables
   themselves. tests/asn1/run.sh builds it. */
#include "operations.h"
#include "oracle.h"
#include "parse/asn1.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

void random_seed(uint64_t seed) {
  state = seed * 0x9e3779b97f4a7c15u + 1;
}

uint32_t random_below(uint32_t n) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (uint32_t)(state >> 33) % n;
}

#define ROOM 4096u
static uint8_t bytes[ROOM + 8];

/* One change somewhere: a byte, a bit, bytes more or less. */
static size_t damage(size_t n) {
  size_t at = n == 0 ? 0 : random_below((uint32_t)n);
  switch (random_below(5)) {
  case 0:
    bytes[at] = (uint8_t)random_below(256);
    return n;
  case 1:
    bytes[at] ^= (uint8_t)(1u << random_below(8));
    return n;
  case 2: /* a byte less */
    memmove(bytes + at, bytes + at + 1, n - at);
    return n > 0 ? n - 1 : 0;
  case 3: /* a byte more */
    memmove(bytes + at + 1, bytes + at, n - at);
    return n + 1;
  default: /* the end is missing */
    return at;
  }
}

/* What the loop over the tables says; the input stands in memory of its own size, behind an offset. */
static void by_tables(uint32_t entry, size_t n, struct verdict *v) {
  size_t before = random_below(3);
  uint8_t *copy = malloc(before + n + 1);
  struct hf_asn1 a;
  if (copy == NULL)
    abort();
  copy = realloc(copy, before + n > 0 ? before + n : 1);
  memcpy(copy + before, bytes, n);
  memset(v, 0, sizeof *v);
  v->error = (uint8_t)hf_asn1_read(&a, copy, (struct hf_span){(uint32_t)before, (uint32_t)n}, entry);
  v->odd = (uint8_t)a.odd;
  for (unsigned i = 0; i < HF_ASN1_SLOTS; i++) {
    v->at[i] = a.kept[i].n == 0 && a.kept[i].at == before ? 0 : a.kept[i].at - before;
    v->n[i] = a.kept[i].n;
  }
  for (unsigned i = 0; i < HF_ASN1_NUMBERS; i++)
    v->numbers[i] = a.numbers[i];
  for (unsigned i = 0; i < 64; i++)
    v->marks[i] = hf_asn1_marks(&a, i) & 1;
  free(copy);
}

static struct counts { unsigned all, good, refused[256], by_oracle; } counts;

static int same(const struct verdict *a, const struct verdict *b) {
  if (a->error != b->error)
    return 0;
  return a->error != HF_OK ||
         (a->odd == b->odd && memcmp(a->at, b->at, sizeof a->at) == 0 && memcmp(a->n, b->n, sizeof a->n) == 0 &&
          memcmp(a->numbers, b->numbers, sizeof a->numbers) == 0 && memcmp(a->marks, b->marks, sizeof a->marks) == 0);
}

static int compare(uint64_t seed) {
  static struct verdict tables, ragels;
  random_seed(seed);
  uint32_t entry = 1 + random_below(HF_READ_LAST);
  size_t n = ragel_make(entry, bytes, ROOM);
  for (uint32_t k = random_below(4); k > 0; k--)
    n = damage(n);
  by_tables(entry, n, &tables);
  ragel_read(entry, bytes, n, &ragels);
  int oracle = oracle_read(entry, bytes, n);
  counts.all++;
  counts.good += tables.error == HF_OK;
  counts.refused[tables.error]++;
  counts.by_oracle += oracle >= 0;
  if (same(&tables, &ragels) && (oracle < 0 || oracle == (tables.error == HF_OK)))
    return 0;
  printf("input %llu, entry %u, %zu bytes: tables %u (odd %u), ragel %u (odd %u), oracle %d\n",
         (unsigned long long)seed, entry, n, tables.error, tables.odd, ragels.error, ragels.odd, oracle);
  for (size_t i = 0; i < n; i++)
    printf("%02x", bytes[i]);
  printf("\n");
  return 1;
}

/* What no table of hfgen may do: lead out of itself, have a row that no entry reaches, open more than there is room for. */
static uint8_t reached[HF_ASN1_STATES];

static int walk(size_t s, unsigned depth) {
  const struct hf_asn1_state *st = &hf_asn1_states[s];
  int bad = depth >= HF_ASN1_DEPTH || st->first + st->rows > HF_ASN1_ROWS;
  if (bad || reached[s] > depth)
    return bad;
  reached[s] = (uint8_t)(depth + 1);
  for (unsigned i = st->first; i < (unsigned)st->first + st->rows; i++) {
    const struct hf_asn1_row *r = &hf_asn1_rows[i];
    if (r->next >= HF_ASN1_STATES || r->slot >= HF_ASN1_SLOTS)
      return 1;
    bad |= walk(r->next, depth);
    if (r->form == HF_ASN1_STRUCTURE)
      bad |= r->child >= HF_ASN1_STATES || walk(r->child, depth + 1);
    for (unsigned k = 0; k < r->choices; k++)
      bad |= r->child + k >= HF_ASN1_CHOICES || walk(hf_asn1_choices[r->child + k].next, depth);
  }
  return bad;
}

static int tables_are_sound(void) {
  int good = 1;
  for (size_t s = 1; s <= HF_READ_LAST; s++)
    good &= !walk(s, 0) && hf_asn1_states[s].error != HF_OK;
  for (size_t s = 1; s < HF_ASN1_STATES; s++)
    good &= reached[s] != 0;
  return good;
}

static unsigned passed, failed;

static void check(const char *name, int good) {
  if (!good)
    printf("FAILED: %s\n", name);
  passed += good != 0;
  failed += good == 0;
}

int main(int n, char **arguments) {
  unsigned inputs = n > 1 ? (unsigned)atoi(arguments[1]) : 100000;
  uint64_t seed = n > 2 ? strtoull(arguments[2], NULL, 10) : 1;
  int agree = 1;
  check("the tables lead nowhere but to each other", tables_are_sound());
  for (unsigned i = 0; i < inputs && agree; i++)
    agree = compare(seed + i) == 0;
  check("tables, Ragel's C and the oracle agree", agree);
  printf("%u inputs, %u of them good, %u judged by the oracle\n", counts.all, counts.good, counts.by_oracle);
  check("good and bad ones come up", counts.good > inputs / 10 && counts.good < inputs - inputs / 10);
  static const uint8_t errors[] = {HF_ERROR_CERTIFICATE_MALFORMED,
                                   HF_ERROR_CERTIFICATE_NAME_MALFORMED,
                                   HF_ERROR_CERTIFICATE_TIME_MALFORMED,
                                   HF_ERROR_CERTIFICATE_KEY_MALFORMED,
                                   HF_ERROR_CERTIFICATE_EXTENSION_MALFORMED,
                                   HF_ERROR_CERTIFICATE_EXTENSION_TWICE,
                                   HF_ERROR_CERTIFICATE_CONSTRAINTS_WRONG,
                                   HF_ERROR_CERTIFICATE_ALTERNATIVE_NAME_WRONG,
                                   HF_ERROR_CRL_MALFORMED,
                                   HF_ERROR_OCSP_MALFORMED};
  for (size_t i = 0; i < sizeof errors; i++)
    check(hf_error_name((enum hf_error)errors[i]), counts.refused[errors[i]] != 0);
  check("no table is broken", counts.refused[HF_ERROR_MESSAGE_TABLE] == 0);
  printf("%u passed, %u failed\n", passed, failed);
  return failed != 0;
}
