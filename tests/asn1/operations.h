/* Ragel's own C (-G2) of the grammar that hfgen writes of spec/asn1, for comparison only. It calls a field by its number and keeps the state of
   one level; what is done with fields is written here apart from engine/parse, and recursive. */
#ifndef TESTS_ASN1_OPERATIONS_H
#define TESTS_ASN1_OPERATIONS_H
#include "generated/asn1.h"
#include "generated/errors.h"
#include <stddef.h>
#include <stdint.h>

enum form {
  F_OCTETS,
  F_BOOLEAN,
  F_INTEGER,
  F_UNSIGNED,
  F_BITS,
  F_NAMED_BITS,
  F_NULL,
  F_IDENTIFIER,
  F_ENUMERATED,
  F_STRUCTURE
};

struct item {
  enum form form;
  uint8_t error;
  uint32_t least, most, mask;
  int has_default;
  uint32_t default_value;
  int kept; /* 1: contents, 2: element */
  uint32_t slot;
  int has_number;
  uint32_t number;
  int has_mark;
  uint32_t mark;
  uint8_t twice;
  int child;
  int other;
  int has_levels;
  int is_open;
};

struct chosen {
  int item;
  int level;
  size_t n;
  const char *octets;
};

struct entry {
  uint32_t read;
  int level;
  uint8_t error;
};

struct g2 {
  int cs;
  int item; /* of the octet that was just taken; -1: none */
};

struct verdict {
  uint8_t error;
  uint8_t odd;
  size_t at[16], n[16];
  uint32_t numbers[8];
  uint8_t marks[64];
};

/* All of in as the entry, HF_READ_... */
void ragel_read(uint32_t entry, const uint8_t *in, size_t n, struct verdict *v);
/* Writes what the entry may be, drawn at random, into out; its size, at most room. */
size_t ragel_make(uint32_t entry, uint8_t *out, size_t room);

void random_seed(uint64_t seed);
uint32_t random_below(uint32_t n);
#endif
