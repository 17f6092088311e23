#include "x509/outline.h"
#include "generated/errors.h"
#include "parse/asn1.h"

struct hf_outline hf_outline_take(const uint8_t *in, struct hf_span whole) {
  struct hf_outline o = {{whole.at, 0u}, {whole.at, 0u}, HF_ERROR_CERTIFICATE_MALFORMED};
  struct hf_asn1 a;
  if (hf_asn1_read(&a, in, whole, HF_READ_OUTLINE) != HF_OK)
    return o;
  o.issuer = a.kept[HF_AT_OUTLINE_ISSUER];
  o.key_info = a.kept[HF_AT_OUTLINE_KEY_INFO];
  o.error = HF_OK;
  return o;
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
  uint8_t error;
  spans.kind = 0u;
  error = find_key(v, &spans);
  hf_chain_place_key(&spans, error, v->size, key);
  return error;
}
