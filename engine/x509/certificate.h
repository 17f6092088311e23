/* One certificate, read (RFC 5280 4.1 and 4.2): strict DER, nothing copied. */
#ifndef HF_X509_CERTIFICATE_H
#define HF_X509_CERTIFICATE_H
#include "handfast/x509.h"
#include "x509/der.h"

/* The key of a certificate of n bytes (RFC 5280 4.1.2.7); its bytes stay in der. HF_ERROR_CERTIFICATE_MALFORMED and its
   kin, or HF_ERROR_CERTIFICATE_KEY_UNSUPPORTED. Says nothing about trust. */
/*@ requires \valid_read(der + (0 .. n - 1)) && \valid(key) && \separated(key, der + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns *key; */
uint8_t hf_certificate_key(const uint8_t *der, size_t n, struct hf_public_key *key);

/* Makes a trust anchor of a certificate of n bytes, which must stay where it is. Its own signature is not checked: that the
   caller trusts it is what makes it an anchor (RFC 5280 6.1.1 d). Errors as above. */
/*@ requires \valid_read(der + (0 .. n - 1)) && \valid(out) && \separated(out, der + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns *out; */
uint8_t hf_certificate_anchor(const uint8_t *der, size_t n, struct hf_trust_anchor *out);
#endif
