#include "ct/support/verdict.h"
#include "ct/secret.h"
#include "record/cbc_check.h"

int verdicts_are_public = 0;

uint32_t __real_hf_ct_equal(const uint8_t *a, const uint8_t *b, size_t n);
uint32_t __wrap_hf_ct_equal(const uint8_t *a, const uint8_t *b, size_t n);
uint32_t __wrap_hf_ct_equal(const uint8_t *a, const uint8_t *b, size_t n) {
  uint32_t equal = __real_hf_ct_equal(a, b, n);
  if (verdicts_are_public)
    reveal(&equal, sizeof equal);
  return equal;
}

uint32_t __real_hf_cbc_padding(const uint8_t *plain, uint32_t n, uint32_t mac_n, uint32_t *content_n);
uint32_t __wrap_hf_cbc_padding(const uint8_t *plain, uint32_t n, uint32_t mac_n, uint32_t *content_n);
uint32_t __wrap_hf_cbc_padding(const uint8_t *plain, uint32_t n, uint32_t mac_n, uint32_t *content_n) {
  uint32_t good = __real_hf_cbc_padding(plain, n, mac_n, content_n);
  if (verdicts_are_public) {
    reveal(&good, sizeof good);
    reveal(content_n, sizeof *content_n);
  }
  return good;
}
