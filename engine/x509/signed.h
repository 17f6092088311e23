/* What an authority signs: certificates, revocation lists, OCSP responses (RFC 5280 4.1.1, 5.1.1; RFC 6960 4.2.1). */
#ifndef HF_X509_SIGNED_H
#define HF_X509_SIGNED_H
#include "crypto/signature.h"
#include "x509/der.h"

/* HF_OK when the signature by `scheme` (hf_certificate_scheme) over the bytes of `part` verifies with the key. HF_ERROR_CERTIFICATE_ALGORITHM_WEAK:
   scheme is 0, one that is not accepted; HF_ERROR_CERTIFICATE_SIGNATURE_WRONG; HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED. */
/*@ requires hf_readable(in, part) && hf_readable(in, signature) && public_key_readable(key);
  @ requires scheme == 0 || scheme_hash(scheme) != 0;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures P3: \result == HF_OK ==> scheme != 0 && signed_by(scheme_under(scheme, key->kind), key, digest(scheme_hash(scheme), bytes_of(in + part.at, part.n)),
  @   in + signature.at, signature.n);
  @ ensures scheme == 0 || !scheme_suits(scheme_under(scheme, key->kind), key->kind, key->group) ==> \result != 0; */
uint8_t hf_signed_check(const uint8_t *in, struct hf_span part, uint16_t scheme, struct hf_span signature,
                        const struct hf_public_key *key);
#endif
