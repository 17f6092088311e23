/* Messages for the parsers: random but well-formed, then damaged. */
#ifndef TESTS_PARSE_INPUTS_H
#define TESTS_PARSE_INPUTS_H
#include <stddef.h>
#include <stdint.h>

#define INPUT_SIZE 70000u

struct input {
  size_t n;
  uint8_t bytes[INPUT_SIZE];
};

void random_seed(uint64_t seed);
uint32_t random_below(uint32_t n);
/* A well-formed message of the entry, HF_ENTRY_... */
void input_random(struct input *in, uint32_t entry);
/* One mistake: a byte changed, bytes put in or taken out, the end cut off or more behind it; often with the header's
   length made right again, so that what is inside gets read. */
void input_damage(struct input *in);
#endif
