#include "x509/ocsp.h"
#include "crypto/hmac.h"
#include "generated/errors.h"
#include "x509/name.h"
#include "x509/ocsp_response.h"
#include "x509/path.h"
#include "x509/signed.h"

#define SHA1_SIZE 20u
#define SHA256_SIZE 32u

/* The issuer, as a response names it. */
struct issuer {
  const struct hf_public_key *key;
  uint8_t name_sha1[SHA1_SIZE];
  uint8_t key_sha1[SHA1_SIZE];
  uint8_t name_sha256[SHA256_SIZE];
  uint8_t key_sha256[SHA256_SIZE];
};

/* What is asked: the response, the certificate, and its issuer. */
struct question {
  const uint8_t *response;
  const uint8_t *in;
  const struct hf_certificate *c;
  struct issuer issuer;
  int64_t now;
};

/*@ predicate question_sound{L}(struct question *q) =
  @   \valid_read(q) && \valid_read(q->c) && hf_readable(q->in, q->c->whole) &&
  @   hf_certificate_sound(q->c) && hf_key_readable(q->issuer.key) && public_key_readable(q->issuer.key);
  @ predicate hf_ocsp_readable{L}(uint8_t *in, struct hf_ocsp o) =
  @   hf_readable(in, o.signed_part) && hf_readable(in, o.signature) && hf_readable(in, o.responder) &&
  @   hf_readable(in, o.singles) && hf_readable(in, o.certificates) && (o.scheme == 0 || scheme_hash(o.scheme) != 0); */

/* The digest of what a span holds. */
/*@ requires hash_known(id) && hf_readable(in, span) && \valid(out + (0 .. digest_size(id) - 1));
  @ terminates \true; exits \false;
  @ assigns out[0 .. digest_size(id) - 1]; */
static void digest(uint8_t id, const uint8_t *in, struct hf_span span, uint8_t *out) {
  struct hf_hash hash;
  hf_hash_start(&hash, id);
  hf_hash_update(&hash, in + span.at, span.n);
  hf_hash_finish(&hash, out);
}

/*@ requires \valid_read(c) && hf_readable(in, c->issuer) && \valid_read(key) && hf_key_readable(key) && \valid(out);
  @ requires \separated(out, c) && \separated(out, key);
  @ terminates \true; exits \false;
  @ assigns *out;
  @ ensures out->key == key; */
static void name_issuer(const uint8_t *in, const struct hf_certificate *c, const struct hf_public_key *key,
                        struct issuer *out) {
  out->key = key;
  digest(HF_HASH_SHA1, in, c->issuer, out->name_sha1);
  digest(HF_HASH_SHA256, in, c->issuer, out->name_sha256);
  hf_key_digest(key, HF_HASH_SHA1, out->key_sha1);
  hf_key_digest(key, HF_HASH_SHA256, out->key_sha256);
}

/* 1 when the octets are the digest, of n bytes. */
/*@ requires hf_readable(in, octets) && \valid_read(expected + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> octets.n == n &&
  @   (\forall integer i; 0 <= i < n ==> in[octets.at + i] == expected[i]); */
static uint8_t is_digest(const uint8_t *in, struct hf_span octets, const uint8_t *expected, uint32_t n) {
  struct hf_span whole = {0u, n};
  return hf_same_bytes(in, octets, expected, whole);
}

/* 1 when it is this certificate that a response tells of. */
/*@ requires question_sound(q) && \valid_read(one) && hf_readable(q->response, one->serial);
  @ requires hf_readable(q->response, one->name_hash) && hf_readable(q->response, one->key_hash);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> one->serial.n == q->c->serial.n; */
static uint8_t is_about(const struct question *q, const struct hf_ocsp_single *one) {
  const struct issuer *issuer = &q->issuer;
  if (hf_same_bytes(q->response, one->serial, q->in, q->c->serial) == 0u)
    return 0u;
  if (one->hash == HF_HASH_SHA1)
    return is_digest(q->response, one->name_hash, issuer->name_sha1, SHA1_SIZE) == 1u &&
                   is_digest(q->response, one->key_hash, issuer->key_sha1, SHA1_SIZE) == 1u
               ? 1u
               : 0u;
  if (one->hash != HF_HASH_SHA256)
    return 0u;
  return is_digest(q->response, one->name_hash, issuer->name_sha256, SHA256_SIZE) == 1u &&
                 is_digest(q->response, one->key_hash, issuer->key_sha256, SHA256_SIZE) == 1u
             ? 1u
             : 0u;
}

/* 1 when the responder is the one with this name, an element, and this key. */
/*@ requires \valid_read(q) && \valid_read(o) && hf_readable(q->response, o->responder) && hf_readable(in, name);
  @ requires \valid_read(key_sha1 + (0 .. SHA1_SIZE - 1));
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_responder(const struct question *q, const struct hf_ocsp *o, const uint8_t *in, struct hf_span name,
                            const uint8_t *key_sha1) {
  if (o->responder_by == HF_OCSP_BY_NAME)
    return hf_name_same(q->response, o->responder, in, name);
  return is_digest(q->response, o->responder, key_sha1, SHA1_SIZE);
}

/* What a responder's certificate must be, its issuer's signature apart (RFC 6960 4.2.2.2): for signing OCSP responses in so
   many words, valid now, and nothing in it that is not understood. */
/*@ requires \valid_read(q) && \valid_read(c);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> c->not_before <= q->now <= c->not_after && c->key.error == 0 && c->unknown_critical != 1; */
static uint8_t may_respond(const struct question *q, const struct hf_certificate *c) {
  if ((c->has & HF_HAS_PURPOSES) == 0u || (c->purposes & HF_PURPOSES_OCSP) == 0u)
    return 0u;
  if ((c->usage & HF_USAGE_DIGITAL_SIGNATURE) == 0u || c->unknown_critical == 1u || c->key.error != HF_OK)
    return 0u;
  return c->defect == HF_OK && hf_valid_at(q->now, c->not_before, c->not_after) == HF_OK ? 1u : 0u;
}

/* HF_OK when this certificate, which the response brought, is the responder's, by the same issuer, and its key signed the response. */
/*@ requires question_sound(q) && \valid_read(o) && hf_ocsp_readable(q->response, *o) && hf_readable(q->response, whole);
  @ terminates \true; exits \false;
  @ assigns \nothing; */
static uint8_t check_delegate(const struct question *q, const struct hf_ocsp *o, struct hf_span whole) {
  struct hf_certificate c;
  struct hf_public_key key;
  uint8_t key_sha1[SHA1_SIZE];
  if (hf_certificate_read(q->response, whole, &c) != HF_OK || may_respond(q, &c) == 0u)
    return HF_ERROR_OCSP_UNAUTHORIZED;
  hf_key_place(q->response, &c.key, &key);
  hf_key_digest(&key, HF_HASH_SHA1, key_sha1);
  if (is_responder(q, o, q->response, c.subject, key_sha1) == 0u)
    return HF_ERROR_OCSP_UNAUTHORIZED;
  if (hf_name_same(q->response, c.issuer, q->in, q->c->issuer) == 0u)
    return HF_ERROR_OCSP_UNAUTHORIZED;
  if (hf_signed_check(q->response, c.signed_part, c.scheme, c.signature, q->issuer.key) != HF_OK)
    return HF_ERROR_OCSP_UNAUTHORIZED;
  return hf_signed_check(q->response, o->signed_part, o->scheme, o->signature, &key) == HF_OK
             ? HF_OK
             : HF_ERROR_OCSP_SIGNATURE_WRONG;
}

/* The same for any of those that it brought, of which the first few are tried. */
/*@ requires question_sound(q) && \valid_read(o) && hf_ocsp_readable(q->response, *o);
  @ terminates \true; exits \false;
  @ assigns \nothing; */
static uint8_t check_delegates(const struct question *q, const struct hf_ocsp *o) {
  struct hf_span rest = o->certificates;
  struct hf_tlv one;
  uint8_t error = HF_ERROR_OCSP_UNAUTHORIZED;
  /*@ loop invariant 0 <= i <= HF_OCSP_CERTIFICATES_MAX && hf_left(rest, \at(o->certificates, Pre));
    @ loop assigns i, rest, one, error;
    @ loop variant HF_OCSP_CERTIFICATES_MAX - i; */
  for (uint32_t i = 0u; i < HF_OCSP_CERTIFICATES_MAX && rest.n > 0u && error != HF_OK; i++) {
    if (hf_der_next(q->response, &rest, &one) != HF_OK)
      return HF_ERROR_OCSP_MALFORMED;
    error = check_delegate(q, o, one.whole);
  }
  return error;
}

/* HF_OK when one signed the response who may (RFC 6960 4.2.2.2). */
/*@ requires question_sound(q) && \valid_read(o) && hf_ocsp_readable(q->response, *o);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures o->scheme == 0 ==> \result != 0; */
static uint8_t check_responder(const struct question *q, const struct hf_ocsp *o) {
  uint8_t error;
  if (o->scheme == 0u)
    return HF_ERROR_OCSP_ALGORITHM_WEAK;
  if (is_responder(q, o, q->in, q->c->issuer, q->issuer.key_sha1) == 1u) {
    error = hf_signed_check(q->response, o->signed_part, o->scheme, o->signature, q->issuer.key);
    if (error == HF_OK || o->certificates.n == 0u)
      return error == HF_OK ? HF_OK : HF_ERROR_OCSP_SIGNATURE_WRONG;
  }
  return check_delegates(q, o);
}

/* Freshness and status (RFC 6960 4.2.2.1, 2.2). */
/*@ requires \valid_read(q) && \valid_read(one);
  @ requires -62167219200 <= one->this_update <= 253402300799 && -62167219200 <= one->next_update <= 253402300799;
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 <==> one->critical != 1 && one->status == HF_OCSP_GOOD &&
  @   one->this_update - HF_OCSP_SKEW <= q->now &&
  @   q->now <= (one->has_next == 1 ? one->next_update : one->this_update + HF_OCSP_AGE_MOST); */
static uint8_t judge(const struct question *q, const struct hf_ocsp_single *one) {
  int64_t end = one->has_next == 1u ? one->next_update : one->this_update + HF_OCSP_AGE_MOST;
  if (one->critical == 1u)
    return HF_ERROR_OCSP_EXTENSION_CRITICAL;
  if (one->status == HF_OCSP_REVOKED)
    return HF_ERROR_CERTIFICATE_REVOKED;
  if (q->now < one->this_update - HF_OCSP_SKEW)
    return HF_ERROR_OCSP_NOT_YET_VALID;
  if (q->now > end)
    return HF_ERROR_OCSP_EXPIRED;
  return one->status == HF_OCSP_GOOD ? HF_OK : HF_ERROR_OCSP_STATUS_UNKNOWN;
}

/* The verdict of all that the response says of this certificate. */
/*@ requires question_sound(q) && hf_readable(q->response, singles);
  @ terminates \true; exits \false;
  @ assigns \nothing; */
static uint8_t judge_singles(const struct question *q, struct hf_span singles) {
  struct hf_ocsp_single one;
  uint8_t error = HF_ERROR_OCSP_OTHER_CERTIFICATE;
  /*@ loop invariant hf_left(singles, \at(singles, Pre));
    @ loop assigns singles, one, error;
    @ loop variant singles.n; */
  while (singles.n > 0u) {
    if (hf_ocsp_single_take(q->response, &singles, &one) != HF_OK)
      return HF_ERROR_OCSP_MALFORMED;
    if (is_about(q, &one) == 1u && (error == HF_OK || error == HF_ERROR_OCSP_OTHER_CERTIFICATE))
      error = judge(q, &one);
  }
  return error;
}

uint8_t hf_ocsp_check(const uint8_t *response, size_t n, const uint8_t *in, const struct hf_certificate *c,
                      const struct hf_public_key *issuer, int64_t now) {
  struct question q;
  struct hf_ocsp o;
  struct hf_span whole;
  uint8_t error;
  if (n > HF_OCSP_MAX)
    return HF_ERROR_OCSP_MALFORMED;
  whole.at = 0u;
  whole.n = (uint32_t)n;
  error = hf_ocsp_read(response, whole, &o);
  if (error != HF_OK)
    return error;
  q.response = response;
  q.in = in;
  q.c = c;
  q.now = now;
  name_issuer(in, c, issuer, &q.issuer);
  error = check_responder(&q, &o);
  if (error == HF_OK && o.critical == 1u)
    error = HF_ERROR_OCSP_EXTENSION_CRITICAL;
  return error == HF_OK ? judge_singles(&q, o.singles) : error;
}
