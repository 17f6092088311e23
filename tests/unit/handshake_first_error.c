/* The first error stays: what comes after it, the end of the transport or of the connection itself, does not replace it. */
#include "support/pair.h"
#include <criterion/criterion.h>

static struct test_pair pair;

static struct hf_connection *failed(void) {
  static const uint8_t strange[] = {99, 3, 3, 0, 1, 0};
  test_pair_set(&pair);
  test_pair_run(&pair);
  cr_assert(test_both_open(&pair));
  hf_receive(&pair.client.c, strange, sizeof strange);
  cr_assert_eq(hf_status(&pair.client.c), HF_STATUS_FAILED);
  cr_assert_neq(hf_error_of(&pair.client.c), HF_ERROR_TRUNCATED);
  return &pair.client.c;
}

Test(handshake_first_error, end_of_input) {
  struct hf_connection *c = failed();
  enum hf_error first = hf_error_of(c);
  hf_end_of_input(c);
  cr_assert_eq(hf_error_of(c), first);
}

Test(handshake_first_error, wiped) {
  struct hf_connection *c = failed();
  enum hf_error first = hf_error_of(c);
  hf_wipe_connection(c);
  cr_assert_eq(hf_error_of(c), first);
  cr_assert_eq(hf_status(c), HF_STATUS_FAILED);
}

Test(handshake_first_error, wiped_while_open) {
  test_pair_set(&pair);
  test_pair_run(&pair);
  hf_wipe_connection(&pair.client.c);
  cr_assert_eq(hf_error_of(&pair.client.c), HF_ERROR_TRUNCATED);
}

Test(handshake_first_error, wiped_after_a_clean_end) {
  test_pair_set(&pair);
  test_pair_run(&pair);
  hf_close(&pair.client.c);
  hf_close(&pair.server.c);
  test_pair_pump(&pair);
  hf_wipe_connection(&pair.client.c);
  cr_assert_eq(hf_error_of(&pair.client.c), HF_OK);
  cr_assert_eq(hf_status(&pair.client.c), HF_STATUS_CLOSED);
}
