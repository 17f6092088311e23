/* A fuzzer's bytes, read as numbers and pieces. Behind their end all is zero and empty. */
#ifndef FUZZ_INPUT_H
#define FUZZ_INPUT_H
#include <stddef.h>
#include <stdint.h>

struct fuzz_input {
  const uint8_t *at;
  size_t left;
};

static inline uint8_t fuzz_byte(struct fuzz_input *in) {
  if (in->left == 0)
    return 0;
  in->left--;
  return *in->at++;
}

static inline size_t fuzz_number(struct fuzz_input *in) {
  size_t high = fuzz_byte(in);
  return high * 256 + fuzz_byte(in);
}

/* At most n bytes; *got says how many. */
static inline const uint8_t *fuzz_piece(struct fuzz_input *in, size_t n, size_t *got) {
  const uint8_t *piece = in->at;
  *got = n < in->left ? n : in->left;
  in->at += *got;
  in->left -= *got;
  return piece;
}

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
#endif
