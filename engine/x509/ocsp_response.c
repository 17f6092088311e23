#include "x509/ocsp_response.h"
#include "generated/errors.h"
#include "x509/algorithm.h"
#include "x509/extension.h"
#include "x509/name.h"
#include "x509/oid.h"
#include "x509/time.h"

#define MALFORMED ((uint8_t)HF_ERROR_OCSP_MALFORMED)
#define SUCCESSFUL 0u
#define KEY_HASH 20u /* octets of KeyHash, which is always SHA-1 */

static const struct hf_oid types[] = {
    {9u, 1u, {0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x01}}, /* id-pkix-ocsp-basic */
};

/* Takes OCSPResponseStatus. */
/*@ requires hf_readable(in, *rest) && \valid(rest) && hf_apart(in, rest);
  @ HF_TOTAL;
  @ assigns *rest;
  @ ensures hf_left_of(*rest, \old(*rest)); */
static uint8_t take_status(const uint8_t *in, struct hf_span *rest) {
  struct hf_span value;
  if (hf_der_take(in, rest, HF_DER_ENUMERATED, &value) != HF_OK || value.n != 1u)
    return MALFORMED;
  return in[value.at] == SUCCESSFUL ? HF_OK : (uint8_t)HF_ERROR_OCSP_NOT_SUCCESSFUL;
}

/* ResponseBytes, all of `inner`: its type, and the BasicOCSPResponse in it. */
/*@ requires hf_readable(in, inner) && \valid(basic) && hf_apart(in, basic);
  @ HF_TOTAL;
  @ assigns *basic;
  @ ensures \result == 0 ==> hf_within(*basic, inner); */
static uint8_t read_bytes(const uint8_t *in, struct hf_span inner, struct hf_span *basic) {
  struct hf_span type;
  struct hf_span octets;
  if (hf_oid_take(in, &inner, &type) != HF_OK)
    return MALFORMED;
  /*@ assert hf_readable(in, type); */
  if (hf_oid_find(in, type, types, 1u) == 0u)
    return HF_ERROR_OCSP_TYPE_UNKNOWN;
  if (hf_der_take(in, &inner, HF_DER_OCTET_STRING, &octets) != HF_OK || inner.n != 0u)
    return MALFORMED;
  *basic = octets;
  return HF_OK;
}

/* Takes [0] EXPLICIT ResponseBytes, and gives the BasicOCSPResponse in it. */
/*@ requires hf_readable(in, *rest) && \valid(rest) && hf_apart(in, rest);
  @ requires \valid(basic) && hf_apart(in, basic) && \separated(rest, basic);
  @ HF_TOTAL;
  @ assigns *rest, *basic;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_within(*basic, \old(*rest)); */
static uint8_t take_basic(const uint8_t *in, struct hf_span *rest, struct hf_span *basic) {
  struct hf_span outer;
  struct hf_span inner;
  if (hf_der_take(in, rest, HF_DER_CONTEXT_CONSTRUCTED, &outer) != HF_OK)
    return MALFORMED;
  if (hf_der_take(in, &outer, HF_DER_SEQUENCE, &inner) != HF_OK || outer.n != 0u)
    return MALFORMED;
  return read_bytes(in, inner, basic);
}

/* ResponderID of this kind, all of value: [1] EXPLICIT Name, *octets is the element; [2] EXPLICIT KeyHash, *octets are its. */
/*@ requires hf_readable(in, value) && \valid(octets) && hf_apart(in, octets);
  @ HF_TOTAL;
  @ assigns *octets;
  @ ensures \result == 0 ==> hf_within(*octets, value); */
static uint8_t read_responder(const uint8_t *in, uint8_t by, struct hf_span value, struct hf_span *octets) {
  struct hf_span hash;
  if (by == HF_OCSP_BY_NAME) {
    octets->at = value.at;
    octets->n = value.n;
    return hf_name_check(in, value) == HF_OK ? HF_OK : MALFORMED;
  }
  if (by != HF_OCSP_BY_KEY || hf_der_take(in, &value, HF_DER_OCTET_STRING, &hash) != HF_OK)
    return MALFORMED;
  octets->at = hash.at;
  octets->n = hash.n;
  return value.n == 0u && hash.n == KEY_HASH ? HF_OK : MALFORMED;
}

/* Takes ResponderID. */
/*@ requires hf_readable(in, *rest) && \valid(rest) && hf_apart(in, rest);
  @ requires \valid(o) && \separated(o, in + (0 .. 0xffffffff)) && \separated(rest, o);
  @ HF_TOTAL;
  @ assigns *rest, o->responder, o->responder_by;
  @ ensures hf_left_of(*rest, \old(*rest));
  @ ensures \result == 0 ==> hf_within(o->responder, \old(*rest)); */
static uint8_t take_responder(const uint8_t *in, struct hf_span *rest, struct hf_ocsp *o) {
  struct hf_tlv outer;
  struct hf_span octets;
  if (hf_der_next(in, rest, &outer) != HF_OK || read_responder(in, outer.tag, outer.value, &octets) != HF_OK)
    return MALFORMED;
  o->responder_by = outer.tag;
  o->responder.at = octets.at;
  o->responder.n = octets.n;
  return HF_OK;
}

/* All of singles must be SingleResponses, one or more. */
/*@ requires hf_readable(in, singles);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t check_singles(const uint8_t *in, struct hf_span singles) {
  struct hf_ocsp_single one;
  if (singles.n == 0u)
    return MALFORMED;
  /*@ loop invariant hf_left_of(singles, \at(singles, Pre));
    @ loop assigns singles, one;
    @ loop variant singles.n; */
  while (singles.n > 0u) {
    if (hf_ocsp_single_take(in, &singles, &one) != HF_OK)
      return MALFORMED;
  }
  return HF_OK;
}

uint8_t hf_ocsp_time_take(const uint8_t *in, struct hf_span *rest, int64_t *seconds) {
  if (hf_der_at(in, rest, HF_DER_GENERALIZED_TIME) == 0u)
    return MALFORMED;
  return hf_time_take(in, rest, 0u, seconds);
}

uint8_t hf_ocsp_extensions_take(const uint8_t *in, struct hf_span *rest, uint8_t *critical) {
  struct hf_span outer;
  struct hf_span inner;
  struct hf_extension_parts one;
  uint8_t present;
  *critical = 0u;
  if (hf_der_optional(in, rest, HF_DER_CONTEXT_CONSTRUCTED + 1u, &outer, &present) != HF_OK)
    return MALFORMED;
  if (present == 0u)
    return HF_OK;
  if (hf_der_take(in, &outer, HF_DER_SEQUENCE, &inner) != HF_OK || outer.n != 0u || inner.n == 0u)
    return MALFORMED;
  /*@ loop invariant hf_within(inner, \at(*rest, Pre));
    @ loop assigns inner, one, *critical;
    @ loop variant inner.n; */
  while (inner.n > 0u) {
    if (hf_extension_take(in, &inner, &one) != HF_OK)
      return MALFORMED;
    if (one.critical != 0u)
      *critical = 1u;
  }
  return HF_OK;
}

/* What follows responderID: producedAt, responses, responseExtensions, all of rest. */
/*@ requires hf_readable(in, rest) && \valid(o) && \separated(o, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns o->singles, o->critical;
  @ ensures \result == 0 ==> hf_within(o->singles, rest); */
static uint8_t read_responses(const uint8_t *in, struct hf_span rest, struct hf_ocsp *o) {
  struct hf_span singles;
  int64_t produced_at;
  uint8_t critical;
  if (hf_ocsp_time_take(in, &rest, &produced_at) != HF_OK)
    return MALFORMED;
  if (hf_der_take(in, &rest, HF_DER_SEQUENCE, &singles) != HF_OK || check_singles(in, singles) != HF_OK)
    return MALFORMED;
  if (hf_ocsp_extensions_take(in, &rest, &critical) != HF_OK || rest.n != 0u)
    return MALFORMED;
  o->singles.at = singles.at;
  o->singles.n = singles.n;
  o->critical = critical;
  return HF_OK;
}

/* ResponseData, all of rest. Its version is 1, which DER leaves out as the default. */
/*@ requires hf_readable(in, rest) && \valid(o) && \separated(o, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns o->responder, o->responder_by, o->singles, o->critical;
  @ ensures \result == 0 ==> hf_within(o->responder, rest);
  @ ensures \result == 0 ==> hf_within(o->singles, rest); */
static uint8_t read_data(const uint8_t *in, struct hf_span rest, struct hf_ocsp *o) {
  if (take_responder(in, &rest, o) != HF_OK)
    return MALFORMED;
  return read_responses(in, rest, o);
}

/* [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL, all of rest. */
/*@ requires hf_readable(in, rest) && \valid(certificates) && hf_apart(in, certificates);
  @ HF_TOTAL;
  @ assigns *certificates;
  @ ensures \result == 0 ==> hf_within(*certificates, rest); */
static uint8_t read_certificates(const uint8_t *in, struct hf_span rest, struct hf_span *certificates) {
  struct hf_span outer;
  uint8_t present;
  if (hf_der_optional(in, &rest, HF_DER_CONTEXT_CONSTRUCTED, &outer, &present) != HF_OK || rest.n != 0u)
    return MALFORMED;
  if (present == 0u) {
    certificates->at = outer.at;
    certificates->n = 0u;
    return HF_OK;
  }
  return hf_der_take(in, &outer, HF_DER_SEQUENCE, certificates) == HF_OK && outer.n == 0u ? HF_OK : MALFORMED;
}

/* What follows ResponseData: signatureAlgorithm, signature, certs. */
/*@ requires hf_readable(in, rest) && \valid(o) && \separated(o, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns o->scheme, o->signature, o->certificates;
  @ ensures \result == 0 ==> hf_within(o->signature, rest);
  @ ensures \result == 0 ==> hf_within(o->certificates, rest);
  @ ensures \result == 0 ==> o->scheme == 0 || scheme_hash(o->scheme) != 0; */
static uint8_t read_signature(const uint8_t *in, struct hf_span rest, struct hf_ocsp *o) {
  struct hf_span signature;
  struct hf_span certificates;
  uint16_t scheme;
  uint8_t unused;
  if (hf_signature_algorithm_take(in, &rest, &scheme) != HF_OK)
    return MALFORMED;
  if (hf_der_bits(in, &rest, &signature, &unused) != HF_OK || unused != 0u)
    return MALFORMED;
  if (read_certificates(in, rest, &certificates) != HF_OK)
    return MALFORMED;
  o->scheme = scheme;
  o->signature.at = signature.at;
  o->signature.n = signature.n;
  o->certificates.at = certificates.at;
  o->certificates.n = certificates.n;
  return HF_OK;
}

/* The fields of BasicOCSPResponse, all of fields. */
/*@ requires hf_readable(in, fields) && \valid(o) && \separated(o, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *o;
  @ ensures \result == 0 ==> hf_within(o->signed_part, fields);
  @ ensures \result == 0 ==> hf_within(o->signature, fields);
  @ ensures \result == 0 ==> hf_within(o->responder, fields);
  @ ensures \result == 0 ==> hf_within(o->singles, fields);
  @ ensures \result == 0 ==> hf_within(o->certificates, fields);
  @ ensures \result == 0 ==> o->scheme == 0 || scheme_hash(o->scheme) != 0; */
static uint8_t read_basic(const uint8_t *in, struct hf_span fields, struct hf_ocsp *o) {
  struct hf_tlv data;
  if (hf_der_at(in, &fields, HF_DER_SEQUENCE) == 0u || hf_der_next(in, &fields, &data) != HF_OK)
    return MALFORMED;
  o->signed_part.at = data.whole.at;
  o->signed_part.n = data.whole.n;
  if (read_data(in, data.value, o) != HF_OK)
    return MALFORMED;
  return read_signature(in, fields, o);
}

/* OCSPResponse, all of whole: gives the fields of the BasicOCSPResponse in it. */
/*@ requires hf_readable(in, whole) && \valid(fields) && hf_apart(in, fields);
  @ HF_TOTAL;
  @ assigns *fields;
  @ ensures \result == 0 ==> hf_within(*fields, whole); */
static uint8_t read_outer(const uint8_t *in, struct hf_span whole, struct hf_span *fields) {
  struct hf_span inner;
  struct hf_span basic;
  uint8_t error;
  if (hf_der_take(in, &whole, HF_DER_SEQUENCE, &inner) != HF_OK || whole.n != 0u)
    return MALFORMED;
  error = take_status(in, &inner);
  if (error != HF_OK)
    return error;
  error = take_basic(in, &inner, &basic);
  if (error != HF_OK)
    return error;
  if (inner.n != 0u)
    return MALFORMED;
  return hf_der_take(in, &basic, HF_DER_SEQUENCE, fields) == HF_OK && basic.n == 0u ? HF_OK : MALFORMED;
}

uint8_t hf_ocsp_read(const uint8_t *in, struct hf_span whole, struct hf_ocsp *o) {
  struct hf_span fields;
  uint8_t error = read_outer(in, whole, &fields);
  return error == HF_OK ? read_basic(in, fields, o) : error;
}
