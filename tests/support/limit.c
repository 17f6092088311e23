#include "support/limit.h"
#include <criterion/criterion.h>

static void expect(uint8_t (*ask)(size_t n), const char *name, size_t n, enum hf_error error) {
  enum hf_error got = (enum hf_error)ask(n);
  cr_expect_eq(got, error, "%s(%zu): %s, not %s", name, n, hf_error_name(got), hf_error_name(error));
}

void test_limit_most(uint8_t (*ask)(size_t n), const char *name, size_t most, enum hf_error error) {
  expect(ask, name, most - 1, HF_OK);
  expect(ask, name, most, HF_OK);
  expect(ask, name, most + 1, error);
}

void test_limit_least(uint8_t (*ask)(size_t n), const char *name, size_t least, enum hf_error error) {
  expect(ask, name, least - 1, error);
  expect(ask, name, least, HF_OK);
  expect(ask, name, least + 1, HF_OK);
}
