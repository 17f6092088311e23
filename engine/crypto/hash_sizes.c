#include "crypto/hmac.h"

size_t hf_hash_size(uint32_t id) {
  if (id == HF_HASH_SHA1)
    return 20u;
  if (id == HF_HASH_SHA256)
    return 32u;
  if (id == HF_HASH_SHA384)
    return 48u;
  return id == HF_HASH_SHA512 ? 64u : 0u;
}

size_t hf_block_size(uint32_t id) {
  if (id == HF_HASH_SHA1 || id == HF_HASH_SHA256)
    return 64u;
  return id == HF_HASH_SHA384 || id == HF_HASH_SHA512 ? 128u : 0u;
}
