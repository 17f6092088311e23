/* What the bare provider (engine/provider/bare) has, as a configuration's lists take it: it has no RSA, no secp384r1 and no secp521r1.
   Without these lists a connection offers and takes all that the engine knows, and fails where the peer chooses what the provider answers
   -1 to. Code points of IANA, best first:

     static const uint16_t suites[] = {HF_BARE_CIPHER_SUITES};
     config.cipher_suites = suites, config.cipher_suites_n = sizeof suites / sizeof suites[0]; */
#ifndef HANDFAST_BARE_H
#define HANDFAST_BARE_H
#include "provider.h"

#define HF_BARE_CIPHER_SUITES                                                                                          \
  0x1301u,     /* TLS_AES_128_GCM_SHA256 */                                                                            \
      0x1303u, /* TLS_CHACHA20_POLY1305_SHA256 */                                                                      \
      0x1302u, /* TLS_AES_256_GCM_SHA384 */                                                                            \
      0xc02bu, /* TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 */                                                           \
      0xcca9u, /* TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256 */                                                     \
      0xc02cu  /* TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384 */
#define HF_BARE_GROUPS HF_GROUP_X25519, HF_GROUP_SECP256R1
#define HF_BARE_SIGNATURE_SCHEMES 0x0403u /* ecdsa_secp256r1_sha256 */
#endif
