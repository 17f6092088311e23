#include "connection/fragment.h"

#define PADDING_MOST 256u /* RFC 5246 6.2.3.2, with its length byte */

uint32_t hf_fragment_limit(uint32_t code) {
  static const uint32_t limits[5] = {HF_PLAINTEXT_MAX, 512u, 1024u, 2048u, 4096u};
  return code < 5u ? limits[code] : HF_PLAINTEXT_MAX;
}

/* True: a record that comes in may be early data of a client, which does not know our limit. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static bool is_early(const struct hf_connection *c) {
  return c->parameters.early != 0u && c->machine.opened == 0u && c->read.sequence == 0;
}

/* The most content of a protected record that comes in, as RFC 8449 4 counts; 0: it was not agreed on. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == (c->read.protection != HF_PROTECTION_NULL ? c->parameters.record_size_taken : 0); */
static uint32_t taken(const struct hf_connection *c) {
  return c->read.protection != HF_PROTECTION_NULL ? c->parameters.record_size_taken : 0u;
}

uint32_t hf_record_size(const struct hf_connection *c, uint32_t fragment_n, uint32_t content_n) {
  return hf_record_is_inner(&c->read) ? fragment_n - c->read.tag_n : content_n;
}

bool hf_record_oversized(const struct hf_connection *c, uint32_t size) {
  return taken(c) != 0u && size > taken(c);
}

uint32_t hf_fragment_most(const struct hf_connection *c) {
  uint32_t limit = hf_fragment_limit(c->parameters.max_fragment_length);
  uint32_t most = taken(c) + c->read.explicit_n + c->read.tag_n;
  if (c->read.explicit_n == 16u) /* CBC */
    most = most + PADDING_MOST;
  if (taken(c) != 0u && !is_early(c))
    return most < HF_FRAGMENT_MAX ? most : HF_FRAGMENT_MAX;
  if (limit == HF_PLAINTEXT_MAX)
    return HF_FRAGMENT_MAX;
  return limit + c->read.explicit_n + c->read.tag_n + PADDING_MOST;
}
