#include "x509/outline.h"
#include "generated/errors.h"
#include "x509/certificate_parts.h"

/* What follows an element that is passed over. */
struct left {
  struct hf_span rest;
  uint8_t error;
};

/*@ requires hf_readable(in, rest); HF_TOTAL; assigns \nothing;
  @ ensures hf_left_of(\result.rest, rest); */
static struct left pass(const uint8_t *in, struct hf_span rest, uint8_t tag) {
  struct left l = {rest, HF_OK};
  struct hf_span value;
  l.error = hf_der_take(in, &rest, tag, &value);
  if (l.error == HF_OK)
    l.rest = rest;
  return l;
}

/* version, serialNumber and signature. */
/*@ requires hf_readable(in, rest); HF_TOTAL; assigns \nothing;
  @ ensures hf_left_of(\result.rest, rest); */
static struct left pass_to_issuer(const uint8_t *in, struct hf_span rest) {
  struct left l = {rest, HF_OK};
  if (hf_der_at(in, &rest, HF_DER_CONTEXT_CONSTRUCTED) == 1u)
    l = pass(in, rest, HF_DER_CONTEXT_CONSTRUCTED);
  if (l.error == HF_OK)
    l = pass(in, l.rest, HF_DER_INTEGER);
  return l.error == HF_OK ? pass(in, l.rest, HF_DER_SEQUENCE) : l;
}

/* validity and subject. */
/*@ requires hf_readable(in, rest); HF_TOTAL; assigns \nothing;
  @ ensures hf_left_of(\result.rest, rest); */
static struct left pass_to_key(const uint8_t *in, struct hf_span rest) {
  struct left l = pass(in, rest, HF_DER_SEQUENCE);
  return l.error == HF_OK ? pass(in, l.rest, HF_DER_SEQUENCE) : l;
}

/* 1: signatureAlgorithm and signatureValue are all that is left. */
/*@ requires hf_readable(in, rest); HF_TOTAL; assigns \nothing; */
static uint8_t is_signature(const uint8_t *in, struct hf_span rest) {
  struct left l = pass(in, rest, HF_DER_SEQUENCE);
  if (l.error == HF_OK)
    l = pass(in, l.rest, HF_DER_BIT_STRING);
  return l.error == HF_OK && l.rest.n == 0u ? 1u : 0u;
}

/*@ HF_TOTAL; assigns \nothing;
  @ ensures \result.error == HF_ERROR_CERTIFICATE_MALFORMED;
  @ ensures \result.issuer.at == at && \result.key_info.at == at && \result.issuer.n == 0 && \result.key_info.n == 0; */
static struct hf_outline none(uint32_t at) {
  struct hf_outline o = {{at, 0u}, {at, 0u}, HF_ERROR_CERTIFICATE_MALFORMED};
  return o;
}

/* Of the contents of TBSCertificate. */
/*@ requires hf_readable(in, rest); HF_TOTAL; assigns \nothing;
  @ ensures hf_within(\result.issuer, rest) && hf_within(\result.key_info, rest);
  @ ensures \result.error == HF_OK || \result.error == HF_ERROR_CERTIFICATE_MALFORMED;
  @ ensures \result.error != HF_OK ==> \result.issuer.n == 0 && \result.key_info.n == 0; */
static struct hf_outline take_fields(const uint8_t *in, struct hf_span rest) {
  struct hf_outline o = none(rest.at);
  struct hf_sequence issuer;
  struct hf_sequence key;
  struct left l = pass_to_issuer(in, rest);
  if (l.error != HF_OK)
    return o;
  issuer = hf_sequence_take(in, l.rest);
  if (issuer.error != HF_OK)
    return o;
  l = pass_to_key(in, issuer.rest);
  if (l.error != HF_OK)
    return o;
  key = hf_sequence_take(in, l.rest);
  if (key.error != HF_OK)
    return o;
  o.issuer = issuer.whole;
  o.key_info = key.whole;
  o.error = HF_OK;
  return o;
}

struct hf_outline hf_outline_take(const uint8_t *in, struct hf_span whole) {
  struct hf_sequence all = hf_sequence_take(in, whole);
  struct hf_sequence fields;
  if (all.error != HF_OK || all.rest.n != 0u)
    return none(whole.at);
  fields = hf_sequence_take(in, all.value);
  if (fields.error != HF_OK || is_signature(in, fields.rest) == 0u)
    return none(whole.at);
  return take_fields(in, fields.value);
}

/* Where the key stands. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid(spans) && \separated(spans, v);
  @ requires \separated(spans, v->buffer + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *spans;
  @ ensures \result == 0 ==> v->count > 0 && spans->kind != 0 && hf_key_sound(*spans);
  @ ensures \result == 0 ==> hf_spans_in(*spans, v->size); */
static uint8_t find_key(const struct hf_chain *v, struct hf_key_spans *spans) {
  struct hf_outline o;
  struct hf_span rest;
  uint8_t error;
  if (v->count == 0u || v->used < (uint32_t)v->start[0] + v->length[0])
    return HF_ERROR_CERTIFICATE_MALFORMED;
  rest.at = v->start[0];
  rest.n = v->length[0];
  o = hf_outline_take(v->buffer, rest);
  if (o.error != HF_OK)
    return o.error;
  rest.at = o.key_info.at;
  rest.n = o.key_info.n;
  error = hf_key_take(v->buffer, &rest, spans);
  return error == HF_OK ? spans->error : error;
}

uint8_t hf_chain_any_key(const struct hf_chain *v, struct hf_key_place *key) {
  struct hf_key_spans spans;
  uint8_t error = find_key(v, &spans);
  hf_chain_place_key(&spans, error, v->size, key);
  return error;
}
