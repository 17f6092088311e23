/* What our own certificates may be used for, and how they are signed. What cannot be read limits nothing: its peer will judge. */
#ifndef HF_HANDSHAKE_OWN_CERTIFICATES_H
#define HF_HANDSHAKE_OWN_CERTIFICATES_H
#include "handshake/sound.h"
#include <stdbool.h>

/* clang-format off */
#define HF_OWN_READABLE(identity)                                                                                      \
  requires \valid_read(identity) && \valid_read((identity)->certificates + (0 .. (identity)->certificates_n - 1));     \
  requires \valid_read((identity)->certificate_sizes + (0 .. (identity)->certificates_n - 1));                         \
  requires \forall integer j; 0 <= j < (identity)->certificates_n ==>                                                  \
    \valid_read((identity)->certificates[j] + (0 .. (identity)->certificate_sizes[j] - 1))
/* clang-format on */

/* True: the key usage of the certificate that would be shown as this type (HF_TYPE_...) allows this, of HF_USAGE_... (RFC 5246 7.4.2,
   RFC 8446 4.4.2.2, 4.4.2.4). A raw public key has none. */
/*@ HF_OWN_READABLE(identity);
  @ HF_TOTAL; assigns \nothing;
  @ ensures type != 1 || identity->certificates_n == 0 ==> \result; */
bool hf_own_usage_allows(const struct hf_identity *identity, uint32_t type, uint32_t usage);

/* True: each certificate of the identity is signed with a scheme that the peer takes for certificates: those of
   signature_algorithms_cert where it sent that, else of signature_algorithms (RFC 8446 4.2.3, 4.4.2.2; RFC 5246 7.4.2, 7.4.4). How one that
   signs itself is signed does not matter. */
/*@ requires \valid_read(c);
  @ HF_OWN_READABLE(identity);
  @ HF_TOTAL; assigns \nothing;
  @ ensures identity->certificates_n == 0 ==> \result; */
bool hf_own_chain_listed(const struct hf_connection *c, const struct hf_identity *identity);
#endif
