/* Signature algorithms of certificates, CRLs and OCSP responses (RFC 3279, 4055, 5758), as TLS SignatureScheme code points. */
#ifndef HF_X509_ALGORITHM_H
#define HF_X509_ALGORITHM_H
#include "crypto/signature.h"
#include "x509/der.h"

/* The code point of a signature algorithm, by its number in the set SignatureAlgorithms of spec/registry/oids.csv; 0: one that is not
   accepted, weak or unknown. pss: the parameters of RSASSA-PSS, the element, which is taken with one hash function throughout and a
   salt of its size. */
/*@ requires hf_readable(in, pss);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || scheme_hash(\result) != 0; */
uint16_t hf_certificate_scheme(const uint8_t *in, uint32_t id, struct hf_span pss);

/* The hash function, HF_HASH_..., that these parameters leave to a key of RSASSA-PSS (RFC 4055 3.3). 0: they are not those of a key that
   TLS can use, whose signatures have one hash function throughout and a salt of its size (RFC 8446 4.2.3): another hash function, two of
   them, or a least salt that is longer. */
/*@ requires hf_readable(in, pss);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 4 || \result == 5 || \result == 6; */
uint8_t hf_pss_key_hash(const uint8_t *in, struct hf_span pss);
#endif
