#include "connection/fragment.h"
#include "record/record.h"

#define PADDING_MOST 256u /* RFC 5246 6.2.3.2, with its length byte */

uint32_t hf_fragment_limit(uint32_t code) {
  static const uint32_t limits[5] = {HF_PLAINTEXT_MAX, 512u, 1024u, 2048u, 4096u};
  return code < 5u ? limits[code] : HF_PLAINTEXT_MAX;
}

uint32_t hf_fragment_most(const struct hf_connection *c) {
  uint32_t limit = hf_fragment_limit(c->parameters.max_fragment_length);
  if (limit == HF_PLAINTEXT_MAX)
    return HF_FRAGMENT_MAX;
  return limit + c->read.explicit_n + c->read.tag_n + PADDING_MOST;
}
