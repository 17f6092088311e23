/* The buffers that a connection is given: the least and the largest sizes, and one byte beyond. */
#include "support/pair.h"
#include <criterion/criterion.h>

static struct test_pair pair;
static uint8_t in[HF_BUFFER_MAX + 1u], out[HF_BUFFER_MAX + 1u];

/* How both roles begin with buffers of these sizes. */
static enum hf_error begins(uint8_t *i, size_t in_size, uint8_t *o, size_t out_size) {
  struct hf_buffers buffers = pair.client.buffers;
  buffers.in = i;
  buffers.in_size = in_size;
  buffers.out = o;
  buffers.out_size = out_size;
  enum hf_error as_client = hf_client_start(&pair.client.c, &pair.client.config, &buffers, "localhost", NULL);
  enum hf_error as_server = hf_server_start(&pair.server.c, &pair.server.config, &buffers);
  cr_assert_eq(as_client, as_server);
  return as_client;
}

Test(buffer_sizes, sizes) {
  test_pair_set(&pair);
  cr_expect_eq(begins(in, HF_IN_LEAST, out, HF_OUT_LEAST), HF_OK);
  cr_expect_eq(begins(in, HF_BUFFER_MAX, out, HF_BUFFER_MAX), HF_OK);
  cr_expect_eq(begins(in, HF_IN_LEAST - 1u, out, HF_OUT_LEAST), HF_ERROR_BUFFER_TOO_SMALL);
  cr_expect_eq(begins(in, HF_IN_LEAST, out, HF_OUT_LEAST - 1u), HF_ERROR_BUFFER_TOO_SMALL);
  cr_expect_eq(begins(in, HF_BUFFER_MAX + 1u, out, HF_BUFFER_MAX), HF_ERROR_BUFFER_TOO_LARGE);
  cr_expect_eq(begins(in, HF_BUFFER_MAX, out, HF_BUFFER_MAX + 1u), HF_ERROR_BUFFER_TOO_LARGE);
  cr_expect_eq(begins(NULL, HF_IN_LEAST, out, HF_OUT_LEAST), HF_ERROR_ARGUMENT_MISSING);
  cr_expect_eq(begins(in, HF_IN_LEAST, NULL, HF_OUT_LEAST), HF_ERROR_ARGUMENT_MISSING);
}
