/* A keyed HMAC (engine/crypto/hmac.h), as it is kept in other types. */
#ifndef HANDFAST_HMAC_H
#define HANDFAST_HMAC_H
#include "provider.h"

#ifdef __cplusplus
extern "C" {
#endif

/* An HMAC key: the midstates behind the inner and the outer padded key (RFC 2104 4). Secret: hf_wipe_hmac_key. */
struct hf_hmac_key {
  struct hf_midstate inner;
  struct hf_midstate outer;
  uint32_t id; /* HF_HASH_... */
};

#ifdef __cplusplus
}
#endif
#endif
