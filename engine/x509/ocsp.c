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
  struct hf_span name; /* Name, the element, in the certificate */
  uint8_t name_sha1[SHA1_SIZE];
  uint8_t key_sha1[SHA1_SIZE];
  uint8_t name_sha256[SHA256_SIZE];
  uint8_t key_sha256[SHA256_SIZE];
};

/* What is asked: the response, the certificate's bytes, its serial number among them, and its issuer. */
struct question {
  const uint8_t *response;
  const uint8_t *in;
  struct hf_span serial;
  struct issuer issuer;
  int64_t now;
};

/*@ predicate question_sound{L}(struct question *q) =
  @   \valid_read(q) && hf_bytes_readable(q->in, q->serial.at, q->serial.n) &&
  @   hf_bytes_readable(q->in, q->issuer.name.at, q->issuer.name.n) && hf_key_readable(q->issuer.key) &&
  @   public_key_readable(q->issuer.key); */
/* What contracts say of a response that was read, of its fields as they are (see hf_within). */
#define hf_ocsp_readable(in, o)                                                                                        \
  (hf_readable(in, (o).signed_part) && hf_readable(in, (o).signature) && hf_readable(in, (o).responder) &&             \
   hf_readable(in, (o).singles) && hf_readable(in, (o).certificates) && hf_scheme_sound((o).scheme))

/* The digest of what a span holds. */
/*@ requires hash_known(id) && hf_readable(in, span) && \valid(out + (0 .. digest_size(id) - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. digest_size(id) - 1]; */
static void digest(uint32_t id, const uint8_t *in, struct hf_span span, uint8_t *out) {
  struct hf_hash hash;
  hf_hash_start(&hash, id);
  hf_hash_update(&hash, in + span.at, span.n);
  hf_hash_finish(&hash, out);
}

/*@ requires hf_readable(in, name) && \valid_read(key) && hf_key_readable(key) && \valid(out) && \separated(out, key);
  @ HF_TOTAL;
  @ assigns *out;
  @ ensures out->key == key && out->name.at == name.at && out->name.n == name.n; */
static void name_issuer(const uint8_t *in, struct hf_span name, const struct hf_public_key *key, struct issuer *out) {
  out->key = key;
  out->name.at = name.at;
  out->name.n = name.n;
  digest(HF_HASH_SHA1, in, name, out->name_sha1);
  digest(HF_HASH_SHA256, in, name, out->name_sha256);
  hf_key_digest(key, HF_HASH_SHA1, out->key_sha1);
  hf_key_digest(key, HF_HASH_SHA256, out->key_sha256);
}

/* 1 when the octets are the digest, of n bytes. */
/*@ requires hf_readable(in, octets) && \valid_read(expected + (0 .. n - 1));
  @ HF_TOTAL;
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
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> one->serial.n == q->serial.n; */
static uint8_t is_about(const struct question *q, const struct hf_ocsp_single *one) {
  const struct issuer *issuer = &q->issuer;
  if (hf_same_bytes(q->response, one->serial, q->in, q->serial) == 0u)
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
  @ HF_TOTAL;
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
  @ HF_TOTAL;
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

/* HF_OK when *c, which the response brought and which may respond, is the responder's, by the same issuer, and its key signed the
   response. */
/*@ requires question_sound(q) && \valid_read(o);
  @ requires hf_ocsp_readable(q->response, *o);
  @ requires \valid_read(c) && hf_readable(q->response, c->whole) && hf_certificate_sound(c);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t check_signatures(const struct question *q, const struct hf_ocsp *o, const struct hf_certificate *c) {
  struct hf_public_key key;
  uint8_t key_sha1[SHA1_SIZE];
  hf_key_place(q->response, &c->key, &key);
  hf_key_digest(&key, HF_HASH_SHA1, key_sha1);
  if (is_responder(q, o, q->response, c->subject, key_sha1) == 0u)
    return HF_ERROR_OCSP_UNAUTHORIZED;
  if (hf_name_same(q->response, c->issuer, q->in, q->issuer.name) == 0u)
    return HF_ERROR_OCSP_UNAUTHORIZED;
  if (hf_signed_check(q->response, c->signed_part, c->scheme, c->signature, q->issuer.key) != HF_OK)
    return HF_ERROR_OCSP_UNAUTHORIZED;
  return hf_signed_check(q->response, o->signed_part, o->scheme, o->signature, &key) == HF_OK
             ? HF_OK
             : HF_ERROR_OCSP_SIGNATURE_WRONG;
}

/* The same for the certificate that is all of whole. */
/*@ requires question_sound(q) && \valid_read(o);
  @ requires hf_ocsp_readable(q->response, *o);
  @ requires hf_readable(q->response, whole);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t check_delegate(const struct question *q, const struct hf_ocsp *o, struct hf_span whole) {
  struct hf_certificate c;
  if (hf_certificate_read(q->response, whole, &c) != HF_OK || may_respond(q, &c) == 0u)
    return HF_ERROR_OCSP_UNAUTHORIZED;
  return check_signatures(q, o, &c);
}

/* The size of the element at the front of rest; 0: there is none. */
/*@ requires hf_readable(in, rest);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= rest.n; */
static uint32_t next_size(const uint8_t *in, struct hf_span rest) {
  struct hf_tlv one;
  return hf_der_next(in, &rest, &one) == HF_OK ? one.whole.n : 0u;
}

/* The same for any of those that it brought, of which the first few are tried. */
/*@ requires question_sound(q) && \valid_read(o);
  @ requires hf_ocsp_readable(q->response, *o);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t check_delegates(const struct question *q, const struct hf_ocsp *o) {
  struct hf_span rest = {o->certificates.at, o->certificates.n};
  struct hf_span one;
  uint8_t error = HF_ERROR_OCSP_UNAUTHORIZED;
  /*@ loop invariant 0 <= i <= HF_OCSP_CERTIFICATES_MAX && hf_left_of(rest, \at(o->certificates, Pre));
    @ loop assigns i, rest, one, error;
    @ loop variant HF_OCSP_CERTIFICATES_MAX - i; */
  for (uint32_t i = 0u; i < HF_OCSP_CERTIFICATES_MAX && rest.n > 0u && error != HF_OK; i++) {
    one.at = rest.at;
    one.n = next_size(q->response, rest);
    if (one.n == 0u)
      return HF_ERROR_OCSP_MALFORMED;
    error = check_delegate(q, o, one);
    rest.at += one.n;
    rest.n -= one.n;
  }
  return error;
}

/* HF_OK when one signed the response who may (RFC 6960 4.2.2.2). */
/*@ requires question_sound(q) && \valid_read(o);
  @ requires hf_ocsp_readable(q->response, *o);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures o->scheme == 0 ==> \result != 0; */
static uint8_t check_responder(const struct question *q, const struct hf_ocsp *o) {
  uint8_t error;
  if (o->scheme == 0u)
    return HF_ERROR_OCSP_ALGORITHM_WEAK;
  if (is_responder(q, o, q->in, q->issuer.name, q->issuer.key_sha1) == 1u) {
    error = hf_signed_check(q->response, o->signed_part, o->scheme, o->signature, q->issuer.key);
    if (error == HF_OK || o->certificates.n == 0u)
      return error == HF_OK ? HF_OK : HF_ERROR_OCSP_SIGNATURE_WRONG;
  }
  return check_delegates(q, o);
}

/* Freshness and status (RFC 6960 4.2.2.1, 2.2). */
/*@ requires \valid_read(q) && \valid_read(one);
  @ requires -62167219200 <= one->this_update <= 253402300799 && -62167219200 <= one->next_update <= 253402300799;
  @ HF_TOTAL;
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
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t judge_singles(const struct question *q, struct hf_span singles) {
  struct hf_ocsp_single one;
  uint8_t error = HF_ERROR_OCSP_OTHER_CERTIFICATE;
  /*@ loop invariant hf_left_of(singles, \at(singles, Pre));
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

/* 1 when the key has a size of those that are taken. */
/*@ requires \valid_read(key);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==>
  @   key->modulus_n <= HF_RSA_MAX && key->exponent_n <= HF_RSA_MAX && key->point_n <= HF_POINT_MAX; */
static uint8_t has_size(const struct hf_public_key *key) {
  return key->modulus_n <= HF_RSA_MAX && key->exponent_n <= HF_RSA_MAX && key->point_n <= HF_POINT_MAX ? 1u : 0u;
}

/* The verdict of a response that was read. */
/*@ requires question_sound(q) && \valid_read(o);
  @ requires hf_ocsp_readable(q->response, *o);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t judge_response(const struct question *q, const struct hf_ocsp *o) {
  uint8_t error = check_responder(q, o);
  if (error == HF_OK && o->critical == 1u)
    error = HF_ERROR_OCSP_EXTENSION_CRITICAL;
  return error == HF_OK ? judge_singles(q, o->singles) : error;
}

/* The verdict of a response that was read for the certificate of this serial number and issuer, whose bytes are in `in`. */
/*@ requires \valid_read(o) && hf_ocsp_readable(response, *o);
  @ requires hf_readable(in, serial) && hf_readable(in, name);
  @ requires hf_key_readable(key) && public_key_readable(key);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t ask(const uint8_t *response, const struct hf_ocsp *o, const uint8_t *in, struct hf_span serial,
                   struct hf_span name, const struct hf_public_key *key, int64_t now) {
  struct question q;
  q.response = response;
  q.in = in;
  q.serial.at = serial.at;
  q.serial.n = serial.n;
  q.now = now;
  name_issuer(in, name, key, &q.issuer);
  return judge_response(&q, o);
}

uint8_t hf_ocsp_check(const uint8_t *response, size_t n, const uint8_t *in, const struct hf_certificate *c,
                      const struct hf_public_key *issuer, int64_t now) {
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
  if (has_size(issuer) == 0u)
    return HF_ERROR_OCSP_UNAUTHORIZED;
  return ask(response, &o, in, c->serial, c->issuer, issuer, now);
}
