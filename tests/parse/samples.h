/* Messages to try: well formed and random, then with mistakes put in. */
#ifndef TESTS_PARSE_SAMPLES_H
#define TESTS_PARSE_SAMPLES_H
#include <stddef.h>
#include <stdint.h>

struct sample {
  size_t n;
  uint8_t bytes[70000];
};

struct entry_name {
  uint32_t entry; /* HF_ENTRY_... */
  const char *name;
};
#define ENTRIES 7u
extern const struct entry_name entry_names[ENTRIES];

/* The messages that each entry reads are numbered from 0. */
uint32_t kinds_of(uint32_t entry);
/* A well formed message of that kind; no value in it is one that fake.c refuses. */
void make_sample(struct sample *s, uint32_t entry, uint32_t kind);
/* One mistake: a byte changed, bytes put in, taken out or behind it; often with the header's length made right again. */
void spoil(struct sample *s);
#endif
