#include "bench/compressions.h"
#include <stddef.h>
#include <stdint.h>

unsigned long bench_compressions;

void __real_hf_plain_sha256(uint32_t state[8], const uint8_t *in, size_t n);
void __real_hf_fast_sha256(uint32_t state[8], const uint8_t *in, size_t n);
void __wrap_hf_plain_sha256(uint32_t state[8], const uint8_t *in, size_t n);
void __wrap_hf_fast_sha256(uint32_t state[8], const uint8_t *in, size_t n);

void __wrap_hf_plain_sha256(uint32_t state[8], const uint8_t *in, size_t n) {
  bench_compressions += n;
  __real_hf_plain_sha256(state, in, n);
}

void __wrap_hf_fast_sha256(uint32_t state[8], const uint8_t *in, size_t n) {
  bench_compressions += n;
  __real_hf_fast_sha256(state, in, n);
}
