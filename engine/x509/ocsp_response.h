/* The form of an OCSP response (RFC 6960 4.2.1): strict DER, nothing copied. */
#ifndef HF_X509_OCSP_RESPONSE_H
#define HF_X509_OCSP_RESPONSE_H
#include "crypto/signature.h"
#include "x509/der.h"

#define HF_OCSP_BY_NAME (HF_DER_CONTEXT_CONSTRUCTED + 1u)
#define HF_OCSP_BY_KEY (HF_DER_CONTEXT_CONSTRUCTED + 2u)

/* A BasicOCSPResponse. All spans lie inside the response. */
struct hf_ocsp {
  struct hf_span signed_part;  /* ResponseData, the element */
  struct hf_span signature;    /* the octets */
  struct hf_span responder;    /* by name: Name, the element; by key: the octets of KeyHash */
  struct hf_span singles;      /* the contents of responses, each of which was read */
  struct hf_span certificates; /* the contents of certs; empty: none. Not read yet */
  uint16_t scheme;             /* of the signature, a TLS SignatureScheme; 0: not accepted */
  uint8_t responder_by;        /* HF_OCSP_BY_... */
  uint8_t critical;            /* 1: one of its own extensions is critical: none is known here */
};

#define HF_OCSP_GOOD 0u
#define HF_OCSP_REVOKED 1u
#define HF_OCSP_UNKNOWN 2u

/* A SingleResponse. */
struct hf_ocsp_single {
  struct hf_span name_hash; /* CertID */
  struct hf_span key_hash;
  struct hf_span serial; /* the contents of its INTEGER */
  int64_t this_update;
  int64_t next_update;
  uint8_t hash;     /* HF_HASH_SHA1 or HF_HASH_SHA256; 0: another one */
  uint8_t status;   /* HF_OCSP_... */
  uint8_t has_next; /* next_update is there */
  uint8_t critical; /* 1: one of its extensions is */
};

/* The times of a SingleResponse are those of a calendar. */
#define hf_single_dated(one)                                                                                           \
  (-62167219200 <= (one).this_update && (one).this_update <= 253402300799 && -62167219200 <= (one).next_update &&      \
   (one).next_update <= 253402300799)

/* Reads the response that is all of `whole`. HF_ERROR_OCSP_MALFORMED, HF_ERROR_OCSP_NOT_SUCCESSFUL,
   HF_ERROR_OCSP_TYPE_UNKNOWN. */
/*@ requires hf_readable(in, whole) && \valid(o) && \separated(o, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *o;
  @ ensures \result == 0 ==> hf_within(o->signed_part, whole);
  @ ensures \result == 0 ==> hf_within(o->signature, whole);
  @ ensures \result == 0 ==> hf_within(o->responder, whole);
  @ ensures \result == 0 ==> hf_within(o->singles, whole);
  @ ensures \result == 0 ==> hf_within(o->certificates, whole);
  @ ensures \result == 0 ==> o->scheme == 0 || scheme_hash(o->scheme) != 0; */
uint8_t hf_ocsp_read(const uint8_t *in, struct hf_span whole, struct hf_ocsp *o);

/* Takes one SingleResponse. An hf_error of any name: it is malformed. */
/*@ requires hf_readable(in, *rest) && \valid(rest) && \valid(one) && \separated(rest, one);
  @ requires hf_apart(in, rest) && \separated(one, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *rest, *one;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_within(one->name_hash, \old(*rest));
  @ ensures \result == 0 ==> hf_within(one->key_hash, \old(*rest));
  @ ensures \result == 0 ==> hf_within(one->serial, \old(*rest));
  @ ensures \result == 0 ==> hf_single_dated(*one);
  @ ensures \result == 0 ==> rest->n < \old(rest->n); */
uint8_t hf_ocsp_single_take(const uint8_t *in, struct hf_span *rest, struct hf_ocsp_single *one);

/* Takes a GeneralizedTime, as certificates write it (RFC 6960 4.2.2.1). */
/*@ requires hf_readable(in, *rest) && \valid(rest) && \valid(seconds) && \separated(rest, seconds);
  @ requires hf_apart(in, rest) && \separated(seconds, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *rest, *seconds;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> rest->n < \old(rest->n) && -62167219200 <= *seconds <= 253402300799; */
uint8_t hf_ocsp_time_take(const uint8_t *in, struct hf_span *rest, int64_t *seconds);
#endif
