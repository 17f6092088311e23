/* The state that protects the records of one direction (engine/record/). */
#ifndef HANDFAST_RECORD_H
#define HANDFAST_RECORD_H
#include "hmac.h"

#ifdef __cplusplus
extern "C" {
#endif

#define HF_RECORD_HEADER 5u
#define HF_PLAINTEXT_MAX 16384u /* RFC 5246 6.2.1 */
#define HF_EXPANSION_MAX 2048u  /* RFC 5246 6.2.3 */
#define HF_SEAL_BEFORE 16u      /* the most that a record gains before its content: explicit nonce or IV */
#define HF_SEAL_AFTER 64u       /* and behind: MAC and padding, or tag */

enum hf_protection {
  HF_PROTECTION_NULL,
  HF_PROTECTION_CBC,                  /* MAC, then encrypt */
  HF_PROTECTION_CBC_ENCRYPT_THEN_MAC, /* RFC 7366 */
  HF_PROTECTION_GCM,
  HF_PROTECTION_CHACHA20_POLY1305,
  HF_PROTECTION_TLS13_GCM, /* these two with the content's type inside (RFC 8446 5.2) */
  HF_PROTECTION_TLS13_CHACHA20_POLY1305
};

struct hf_record_state {
  int64_t sequence;       /* of the next record; never wraps */
  struct hf_aes aes;      /* CBC, GCM */
  struct hf_hmac_key mac; /* CBC */
  uint8_t key[32];        /* ChaCha20: the key. GCM: H and what is made of it */
  uint8_t iv[12];         /* GCM of TLS 1.2: salt in iv[0 .. 3]. ChaCha20, TLS 1.3: all. CBC: unused */
  uint32_t protection;    /* enum hf_protection */
  uint32_t explicit_n;    /* bytes of nonce or IV in each record */
  uint32_t tag_n;         /* bytes of its MAC or tag */
};

#ifdef __cplusplus
}
#endif
#endif
