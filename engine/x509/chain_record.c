/* Recording the path of a chain. */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/profile.h"
#include "session/peer.h"
#include "x509/key.h"
#include "x509/peer_record.h"

/* The last second that there is. */
#define TIME_END 0x7fffffffffffffff

/* Reads the certificate at the place. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid(c) && \separated(c, v->buffer + (0 .. 0xffffffff)) && \separated(c, v);
  @ HF_TOTAL;
  @ assigns *c;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> hf_readable(v->buffer, c->whole) && hf_certificate_sound(c); */
static uint8_t read_at(const struct hf_chain *v, uint8_t place, struct hf_certificate *c) {
  struct hf_span whole;
  if (place >= v->count || v->used < (uint32_t)v->start[place] + v->length[place])
    return 0u;
  whole.at = v->start[place];
  whole.n = v->length[place];
  return hf_certificate_read(v->buffer, whole, c) == HF_OK ? 1u : 0u;
}

/*@ requires hf_readable(in, span) && \valid(out + (0 .. HF_DIGEST - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. HF_DIGEST - 1]; */
static void digest(const uint8_t *in, struct hf_span span, uint8_t *out) {
  struct hf_hash h;
  hf_hash_start(&h, HF_HASH_SHA256);
  hf_hash_update(&h, in + span.at, span.n);
  hf_hash_finish(&h, out);
}

/* One certificate, whose bytes are in `in`. A serial number of more octets than any may have is left out. */
/*@ requires \valid_read(c) && hf_readable(in, c->whole) && hf_certificate_sound(c) && \valid(one);
  @ requires \separated(one, c) && \separated(one, in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns *one;
  @ ensures one->serial_n == (c->serial.n <= HF_SERIAL_MAX ? c->serial.n : 0); */
static void take_certificate(const uint8_t *in, const struct hf_certificate *c, struct hf_peer_certificate *one) {
  uint32_t n = c->serial.n <= HF_SERIAL_MAX ? c->serial.n : 0u;
  digest(in, c->whole, one->sha256);
  digest(in, c->issuer, one->issuer);
  hf_fill(one->serial, 0u, HF_SERIAL_MAX);
  hf_copy(one->serial, in + c->serial.at, n);
  one->serial_n = (uint8_t)n;
}

/* The time for which all certificates so far are valid. */
/*@ requires \valid(peer) && \valid_read(c) && \separated(peer, c);
  @ HF_TOTAL;
  @ assigns peer->not_before, peer->not_after;
  @ ensures peer->not_before >= \old(peer->not_before) && peer->not_before >= c->not_before;
  @ ensures peer->not_after <= \old(peer->not_after) && peer->not_after <= c->not_after; */
static void narrow(struct hf_peer *peer, const struct hf_certificate *c) {
  if (c->not_before > peer->not_before)
    peer->not_before = c->not_before;
  if (c->not_after < peer->not_after)
    peer->not_after = c->not_after;
}

/* The certificate at the place, as number i of the path. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid(peer) && i < HF_PEER_PATH_MAX;
  @ requires \separated(peer, v) && \base_addr(peer) != \base_addr(v->buffer);
  @ HF_TOTAL;
  @ assigns peer->certificates[i], peer->not_before, peer->not_after;
  @ ensures peer->not_before >= \old(peer->not_before);
  @ ensures \result == 0 || \result == 1; */
static uint8_t take_place(const struct hf_chain *v, uint8_t place, uint32_t i, struct hf_peer *peer) {
  struct hf_certificate c;
  if (read_at(v, place, &c) == 0u)
    return 0u;
  narrow(peer, &c);
  take_certificate(v->buffer, &c, &peer->certificates[i]);
  return 1u;
}

/* Names that fit into what is left: their size; else 0. */
/*@ requires hf_readable(in, name) && \valid(names + (0 .. HF_PEER_NAMES_MAX - 1)) && at <= HF_PEER_NAMES_MAX;
  @ requires \separated(names + (0 .. HF_PEER_NAMES_MAX - 1), in + (0 .. 0xffffffff));
  @ HF_TOTAL;
  @ assigns names[0 .. HF_PEER_NAMES_MAX - 1];
  @ ensures at + \result <= HF_PEER_NAMES_MAX;
  @ ensures name.n <= HF_PEER_NAMES_MAX - at ==> \result == name.n; */
static uint16_t take_name(const uint8_t *in, struct hf_span name, uint8_t *names, uint32_t at) {
  if (name.n > HF_PEER_NAMES_MAX - at)
    return 0u;
  hf_copy(names + at, in + name.at, name.n);
  return (uint16_t)name.n;
}

/* Names and key of the peer's own certificate. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid(peer);
  @ requires \separated(peer, v) && \base_addr(peer) != \base_addr(v->buffer);
  @ HF_TOTAL;
  @ assigns peer->key[0 .. HF_DIGEST - 1], peer->names[0 .. HF_PEER_NAMES_MAX - 1], peer->subject_n, peer->alternative_names_n;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> peer->subject_n + peer->alternative_names_n <= HF_PEER_NAMES_MAX; */
static uint8_t take_own(const struct hf_chain *v, struct hf_peer *peer) {
  struct hf_certificate c;
  struct hf_public_key key;
  uint16_t subject_n;
  if (read_at(v, 0u, &c) == 0u || c.key.error != HF_OK)
    return 0u;
  hf_key_place(v->buffer, &c.key, &key);
  hf_key_pin(&key, peer->key);
  subject_n = take_name(v->buffer, c.subject, peer->names, 0u);
  peer->alternative_names_n = take_name(v->buffer, c.alternative_names, peer->names, subject_n);
  peer->subject_n = subject_n;
  return 1u;
}

/* The certificates of the path, or the first alone. */
/*@ requires \valid_read(v) && hf_chain_sound(v) && \valid_read(found) && \valid(peer);
  @ requires \separated(peer, v) && \separated(peer, found) && \base_addr(peer) != \base_addr(v->buffer);
  @ HF_TOTAL;
  @ assigns peer->certificates[0 .. HF_PEER_PATH_MAX - 1], peer->not_before, peer->not_after, peer->certificates_n;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> 1 <= peer->certificates_n <= HF_PEER_PATH_MAX && 0 <= peer->not_before && 0 <= peer->not_after; */
static uint8_t take_path(const struct hf_chain *v, const struct hf_report *found, struct hf_peer *peer) {
  uint32_t n = found->path_n == 0u ? 1u : found->path_n;
  if (n > HF_PEER_PATH_MAX)
    return 0u;
  peer->not_before = 0;
  peer->not_after = TIME_END;
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant 0 <= peer->not_before;
    @ loop assigns i, peer->certificates[0 .. HF_PEER_PATH_MAX - 1], peer->not_before, peer->not_after;
    @ loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++) {
    if (take_place(v, found->path_n == 0u ? (uint8_t)0u : found->path[i], i, peer) == 0u)
      return 0u;
  }
  peer->certificates_n = (uint8_t)n;
  if (peer->not_after < 0)
    peer->not_after = 0;
  return 1u;
}

/* What the path ends at, and the lists that were looked at. Lists of which not all are good now are no lists that could be found
   again: then the digest stays zero, which is none. */
/*@ requires hf_asked(how) && \valid_read(found) && \valid(peer) && peer->certificates_n <= HF_PEER_PATH_MAX;
  @ requires \separated(peer, how) && \separated(peer, found) && \base_addr(peer) != \base_addr(how->anchors);
  @ requires \base_addr(peer) != \base_addr(how->crls);
  @ HF_TOTAL;
  @ assigns peer->anchor[0 .. HF_DIGEST - 1], peer->lists[0 .. HF_DIGEST - 1], peer->verified, peer->anchor_at;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> peer->verified == (found->path_n == 0 ? 0 : 1); */
static uint8_t take_trust(const struct hf_verify *how, const struct hf_report *found, struct hf_peer *peer) {
  peer->verified = found->path_n == 0u ? (uint8_t)0u : (uint8_t)1u;
  if (found->path_n == 0u)
    return 1u;
  if (found->anchor >= how->anchors_n)
    return 0u;
  /*@ assert hf_anchor_sound(how->anchors + found->anchor); */
  hf_anchor_digest(&how->anchors[found->anchor], peer->anchor);
  peer->anchor_at = (uint8_t)(found->anchor % 256u);
  if (HF_HAS_REVOCATION == 0u || hf_crl_record(how, peer->lists) == 0u)
    hf_fill(peer->lists, 0u, HF_DIGEST);
  return 1u;
}

uint8_t hf_chain_record(const struct hf_chain *v, const struct hf_verify *how, const struct hf_report *found,
                        struct hf_peer *peer) {
  uint8_t known;
  hf_peer_clear(peer);
  known = take_own(v, peer);
  /*@ assert v->count == \at(v->count, Pre) && v->size == \at(v->size, Pre) && v->used == \at(v->used, Pre); */
  /*@ assert v->buffer == \at(v->buffer, Pre); */
  /*@ assert \forall integer i; 0 <= i < HF_CHAIN_MAX ==> v->start[i] == \at(v->start[i], Pre); */
  /*@ assert \forall integer i; 0 <= i < HF_CHAIN_MAX ==> v->length[i] == \at(v->length[i], Pre); */
  /*@ assert hf_chain_sound(v); */
  if (known == 1u)
    known = take_path(v, found, peer);
  /*@ assert how->anchors == \at(how->anchors, Pre) && how->anchors_n == \at(how->anchors_n, Pre); */
  /*@ assert how->name == \at(how->name, Pre) && how->crls == \at(how->crls, Pre) && how->crls_n == \at(how->crls_n, Pre); */
  /*@ assert \forall integer i; 0 <= i < how->anchors_n ==>
    @   how->anchors[i].key.modulus_n == \at(how->anchors[i].key.modulus_n, Pre); */
  /*@ assert \forall integer i; 0 <= i < how->anchors_n ==>
    @   how->anchors[i].key.exponent_n == \at(how->anchors[i].key.exponent_n, Pre); */
  /*@ assert \forall integer i; 0 <= i < how->anchors_n ==>
    @   how->anchors[i].key.point_n == \at(how->anchors[i].key.point_n, Pre); */
  /*@ assert \forall integer i; 0 <= i < how->anchors_n ==> hf_anchor_sound(how->anchors + i); */
  /*@ assert hf_asked(how); */
  if (known == 1u)
    known = take_trust(how, found, peer);
  if (known == 1u)
    peer->kind = HF_PEER_CERTIFICATE;
  else
    hf_peer_clear(peer);
  return known;
}
