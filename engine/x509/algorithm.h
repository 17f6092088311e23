/* Signature algorithms of certificates, CRLs and OCSP responses (RFC 3279, 4055, 5758), as TLS SignatureScheme code points. */
#ifndef HF_X509_ALGORITHM_H
#define HF_X509_ALGORITHM_H
#include "crypto/signature.h"
#include "x509/der.h"

/* Takes an AlgorithmIdentifier. *scheme: the code point; 0: an algorithm that is not accepted, weak or unknown. PSS is taken
   with one hash function throughout and a salt of its size. HF_ERROR_CERTIFICATE_MALFORMED: not well-formed. */
/*@ requires \valid(rest) && \valid(scheme) && hf_readable(in, *rest);
  @ requires \separated(rest, in + (0 .. 0xffffffff)) && \separated(scheme, in + (0 .. 0xffffffff)) &&
  @          \separated(rest, scheme);
  @ HF_TOTAL;
  @ assigns *rest, *scheme;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> rest->n < \old(rest->n) && (*scheme == 0 || scheme_hash(*scheme) != 0); */
uint8_t hf_signature_algorithm_take(const uint8_t *in, struct hf_span *rest, uint16_t *scheme);
#endif
