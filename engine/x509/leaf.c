/* The peer's own certificate, by itself: time, use, name. */
#include "generated/errors.h"
#include "x509/host.h"
#include "x509/path.h"

uint8_t hf_valid_at(int64_t now, int64_t not_before, int64_t not_after) {
  if (now < not_before)
    return HF_ERROR_CERTIFICATE_NOT_YET_VALID;
  return now > not_after ? HF_ERROR_CERTIFICATE_EXPIRED : HF_OK;
}

/* Rules for every certificate of a path but the anchor. */
uint8_t hf_path_member(const struct hf_certificate *c, const struct hf_verify *how) {
  if (how->strict != 0u && c->defect != HF_OK)
    return c->defect;
  if (c->unknown_critical != 0u)
    return HF_ERROR_CERTIFICATE_EXTENSION_CRITICAL;
  if (how->strict != 0u && c->nonconforming != HF_OK)
    return c->nonconforming;
  if (c->key.error != HF_OK)
    return c->key.error;
  return hf_valid_at(how->now, c->not_before, c->not_after);
}

/* 1 when the certificate may be used for what is asked (RFC 5280 4.2.1.12); an authority's may also say "any". */
uint8_t hf_path_purpose(const struct hf_certificate *c, uint8_t purpose, uint8_t any) {
  if (purpose == HF_PURPOSE_ANY || (any == 1u && (c->purposes & HF_PURPOSES_ANY) != 0u))
    return 1u;
  return (c->purposes & (purpose == HF_PURPOSE_SERVER ? HF_PURPOSES_SERVER : HF_PURPOSES_CLIENT)) != 0u ? 1u : 0u;
}

/* An authority's certificate may be the peer's too: RFC 5280 does not forbid it, and one that signed itself is both. */
/*@ requires \valid_read(c) && \valid_read(how);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t check_use(const struct hf_certificate *c, const struct hf_verify *how) {
  if ((c->usage & how->usage) != how->usage)
    return HF_ERROR_CERTIFICATE_USAGE_WRONG;
  return hf_path_purpose(c, how->purpose, 0u) == 1u ? HF_OK : HF_ERROR_CERTIFICATE_PURPOSE_WRONG;
}

/* The certificate has the name that is asked for, if one is. */
/*@ requires \valid_read(v) && \valid_read(c) && hf_readable(v->buffer, c->alternative_names);
  @ requires name != \null ==> hf_text(name);
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint8_t check_name(const struct hf_chain *v, const struct hf_certificate *c, const char *name) {
  struct hf_host host;
  uint8_t error;
  if (name == NULL)
    return HF_OK;
  error = hf_host_read(name, &host);
  return error == HF_OK ? hf_host_check(&host, v->buffer, c->alternative_names) : error;
}

/* Reads the peer's own certificate. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && v->count > 0;
  @ requires \valid(c) && \separated(c, v) && \separated(c, v->buffer + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *c;
  @ ensures \result == 0 ==> hf_certificate_sound(c);
  @ ensures \result == 0 ==> c->whole.at + c->whole.n <= v->size;
  @ ensures \result == 0 ==> hf_readable(v->buffer, c->alternative_names); */
static uint8_t read_peer(const struct hf_chain *v, struct hf_certificate *c) {
  struct hf_span whole;
  uint8_t error;
  whole.at = v->start[0];
  whole.n = v->length[0];
  /*@ assert whole.at + whole.n <= v->size; */
  /*@ assert hf_readable(v->buffer, whole); */
  error = hf_certificate_read(v->buffer, whole, c);
  /*@ assert error == 0 ==> whole.at <= c->alternative_names.at &&
    @   c->alternative_names.at + c->alternative_names.n <= whole.at + whole.n; */
  /*@ assert error == 0 ==> hf_readable(v->buffer, c->alternative_names); */
  return error;
}

/* Checks the peer's own certificate. */
/*@ requires \valid_read(v) && \valid_read(c) && \valid_read(how) && (how->name != \null ==> hf_text(how->name));
  @ requires hf_certificate_sound(c) && c->whole.at + c->whole.n <= v->size;
  @ requires hf_readable(v->buffer, c->alternative_names);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 ==> hf_member(c, v->size, how->now); */
static uint8_t check_peer(const struct hf_chain *v, const struct hf_verify *how, const struct hf_certificate *c) {
  uint8_t error = hf_path_member(c, how);
  if (error != HF_OK)
    return error;
  error = check_use(c, how);
  return error == HF_OK ? check_name(v, c, how->name) : error;
}

/* Reads the peer's own certificate and checks it. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && hf_asked(how) && v->count > 0;
  @ requires \valid(c) && \separated(c, v) && \separated(c, how) && \separated(c, v->buffer + (0 .. 0xffffffff));
  @ requires \base_addr(c) != \base_addr(how->anchors);
  @ HF_TOTAL;
  @ assigns *c;
  @ ensures \result == 0 ==> hf_member(c, v->size, how->now);
  @ ensures v->count > 0;
  @ ensures hf_chain_sound(v);
  @ ensures hf_asked(how); */
static uint8_t take_peer(const struct hf_chain *v, const struct hf_verify *how, struct hf_certificate *c) {
  uint8_t error = read_peer(v, c);
  /*@ assert \forall integer i; 0 <= i < HF_CHAIN_MAX ==> v->start[i] == \at(v->start[i], Pre); */
  /*@ assert \forall integer i; 0 <= i < HF_CHAIN_MAX ==> v->length[i] == \at(v->length[i], Pre); */
  /*@ assert hf_chain_sound(v); */
  /*@ assert \forall integer i; 0 <= i < how->anchors_n ==>
    @   how->anchors[i].key.modulus_n == \at(how->anchors[i].key.modulus_n, Pre); */
  /*@ assert \forall integer i; 0 <= i < how->anchors_n ==>
    @   how->anchors[i].key.exponent_n == \at(how->anchors[i].key.exponent_n, Pre); */
  /*@ assert \forall integer i; 0 <= i < how->anchors_n ==>
    @   how->anchors[i].key.point_n == \at(how->anchors[i].key.point_n, Pre); */
  /*@ assert \forall integer i; 0 <= i < how->anchors_n ==> hf_anchor_sound(how->anchors + i); */
  /*@ assert hf_asked(how); */
  return error == HF_OK ? check_peer(v, how, c) : error;
}

/* A path of one certificate, of which nothing is known yet. */
/*@ requires \valid(p);
  @ HF_TOTAL;
  @ assigns p->n, p->place[0], p->tried[0], p->error, p->culprit, p->comparisons, p->signatures, p->anchor;
  @ ensures p->n == 1 && p->place[0] == 0 && p->tried[0] == 0 && p->culprit == 0 && p->error != 0;
  @ ensures p->comparisons == HF_COMPARISONS_MAX && p->signatures == HF_SIGNATURE_CHECKS_MAX;
  @ ensures hf_path_bounded(p);
  @ ensures \forall integer count; 0 < count ==> hf_places(p, 1, count);
  @ ensures \forall integer size, now; \old(hf_member(&p->at[0], size, now)) ==> hf_member(&p->at[0], size, now);
  @ ensures \forall struct hf_chain *v; \old(hf_chain_sound(v) && \base_addr(p) != \base_addr(v)) ==> hf_chain_sound(v);
  @ ensures \forall struct hf_verify *how; \old(hf_asked(how) && \base_addr(p) != \base_addr(how) &&
  @   \base_addr(p) != \base_addr(how->anchors)) ==> hf_asked(how); */
static void start(struct hf_path *p) {
  p->n = 1u;
  p->place[0] = 0u;
  p->tried[0] = 0u;
  p->error = HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER;
  p->culprit = 0u;
  p->comparisons = HF_COMPARISONS_MAX;
  p->signatures = HF_SIGNATURE_CHECKS_MAX;
  p->anchor = 0u;
}

uint8_t hf_path_begin(const struct hf_chain *v, const struct hf_verify *how, struct hf_path *p) {
  uint8_t error = take_peer(v, how, &p->at[0]);
  /*@ assert error == 0 ==> hf_member(&p->at[0], v->size, how->now); */
  start(p);
  /*@ assert error == 0 ==> hf_member(&p->at[0], v->size, how->now); */
  /*@ assert hf_authorities(p, 1); */
  /*@ assert error == 0 ==> hf_members(p, 1, v->size, how->now); */
  /*@ assert v->count > 0; */
  /*@ assert hf_places(p, p->n, v->count); */
  /*@ assert error == 0 ==> hf_path_sound(p, v->count, v->size, how->now); */
  /*@ assert hf_chain_sound(v); */
  /*@ assert hf_asked(how); */
  /*@ assert hf_path_apart(v, how, p); */
  return error;
}
