/* Where the parts of a certificate stand, and no more (RFC 5280 4.1): for one that nothing is asked of but what it names. */
#ifndef HF_X509_OUTLINE_H
#define HF_X509_OUTLINE_H
#include "x509/chain.h"
#include "x509/der.h"

struct hf_outline {
  struct hf_span issuer;   /* Name, the element */
  struct hf_span key_info; /* SubjectPublicKeyInfo, the element */
  uint8_t error;           /* HF_OK, or HF_ERROR_CERTIFICATE_MALFORMED: then both are empty */
};

/* The outline of the certificate that is all of `whole`. What its fields hold is not looked at. */
/*@ requires hf_readable(in, whole); HF_TOTAL; assigns \nothing;
  @ ensures hf_within(\result.issuer, whole) && hf_within(\result.key_info, whole);
  @ ensures \result.error == HF_OK || \result.error == HF_ERROR_CERTIFICATE_MALFORMED;
  @ ensures \result.error != HF_OK ==> \result.issuer.n == 0 && \result.key_info.n == 0; */
struct hf_outline hf_outline_take(const uint8_t *in, struct hf_span whole);

/* The key of the first certificate of a chain of which nothing else is asked; its bytes are in the chain's buffer. Errors as of
   hf_key_take, or HF_ERROR_CERTIFICATE_MALFORMED. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid(key) && \separated(key, v);
  @ requires \separated(key, v->buffer + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *key;
  @ ensures hf_key_placed(*key, v->size);
  @ ensures \result == 0 ==> HF_KEY_RSA <= key->kind <= HF_KEY_RSA_PSS;
  @ ensures \result != 0 ==> key->kind == 0; */
uint8_t hf_chain_any_key(const struct hf_chain *v, struct hf_key_place *key);
#endif
