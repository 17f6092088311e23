/* Certificates as authorities and as trust anchors (RFC 5280 6.1.1 d, RFC 5937). */
#include "generated/errors.h"
#include "x509/certificate.h"

#define SIZE_MOST 0xffffffu /* bytes in a certificate: TLS has no longer one (RFC 5246 7.4.2) */

/* 1 when the certificate may sign others: version 3 says so (RFC 5280 4.2.1.9, 4.2.1.3); older ones could not. */
/*@ requires \valid_read(c);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures c->version == 3 && c->is_ca == 0 ==> \result == 0; */
static uint8_t may_sign(const struct hf_certificate *c) {
  if (c->version != 3u)
    return 1u;
  return c->is_ca == 1u && (c->usage & HF_USAGE_KEY_CERT_SIGN) != 0u ? 1u : 0u;
}

void hf_certificate_authority(const uint8_t *in, struct hf_span whole, const struct hf_certificate *c,
                              struct hf_trust_anchor *out) {
  out->name = in + c->subject.at;
  out->name_n = c->subject.n;
  hf_key_place(in, &c->key, &out->key);
  out->key_id = in + c->key_id.at;
  out->key_id_n = c->key_id.n;
  out->constraints = in + c->constraints.at;
  out->constraints_n = c->constraints.n;
  out->certificate = in + whole.at;
  out->certificate_n = whole.n;
  out->not_before = c->not_before;
  out->not_after = c->not_after;
  out->path_limit = c->path_limit;
  out->end_entity = (uint8_t)(1u - may_sign(c));
  out->nonconforming = c->nonconforming;
  out->no_crl_sign = (c->usage & HF_USAGE_CRL_SIGN) != 0u ? (uint8_t)0u : (uint8_t)1u;
}

/* Reads a certificate that stands alone, and sees that its key can be used. */
/*@ requires \valid_read(der + (0 .. n - 1)) && \valid(c) && \separated(c, der + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *c;
  @ ensures \result == 0 ==> c->whole.at == 0 && c->whole.n == n;
  @ ensures \result == 0 ==> hf_certificate_sound(c);
  @ ensures \result == 0 ==> hf_key_sound(c->key) && hf_key_within(c->key, c->whole) && c->key.error == 0; */
static uint8_t read_alone(const uint8_t *der, size_t n, struct hf_certificate *c) {
  struct hf_span whole;
  uint8_t error;
  if (n > SIZE_MOST)
    return HF_ERROR_CERTIFICATE_TOO_LARGE;
  whole.at = 0u;
  whole.n = (uint32_t)n;
  error = hf_certificate_read(der, whole, c);
  if (error != HF_OK)
    return error;
  /*@ assert c->whole.at == 0; */
  /*@ assert c->whole.n == n; */
  return c->key.error;
}

uint8_t hf_certificate_key(const uint8_t *der, size_t n, struct hf_public_key *key) {
  struct hf_certificate c;
  uint8_t error;
  if (der == NULL || key == NULL)
    return HF_ERROR_ARGUMENT_MISSING;
  error = read_alone(der, n, &c);
  if (error != HF_OK)
    return error;
  /*@ assert hf_key_sound(c.key); */
  hf_key_place(der, &c.key, key);
  return HF_OK;
}

/* The first duty that an anchor's certificate shows to be neglected. One that signed itself names its own key, if any. */
/*@ requires \valid_read(c) && hf_readable(der, c->authority_key_id) && hf_readable(der, c->key_id);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t anchor_duties(const uint8_t *der, const struct hf_certificate *c) {
  if (c->version != 3u)
    return HF_ERROR_CERTIFICATE_VERSION_WRONG;
  if (c->nonconforming == HF_OK && c->is_self_issued == 1u && c->authority_key_id.n > 0u &&
      hf_same_bytes(der, c->authority_key_id, der, c->key_id) == 0u)
    return HF_ERROR_CERTIFICATE_AUTHORITY_KEY_ID_WRONG;
  return c->nonconforming;
}

uint8_t hf_certificate_anchor(const uint8_t *der, size_t n, struct hf_trust_anchor *out) {
  struct hf_certificate c;
  uint8_t error;
  if (der == NULL || out == NULL)
    return HF_ERROR_ARGUMENT_MISSING;
  error = read_alone(der, n, &c);
  if (error != HF_OK)
    return error;
  if (c.unknown_critical == 1u)
    return HF_ERROR_CERTIFICATE_EXTENSION_CRITICAL;
  /*@ assert hf_readable(der, c.whole); */
  hf_certificate_authority(der, c.whole, &c, out);
  out->nonconforming = anchor_duties(der, &c);
  return HF_OK;
}
