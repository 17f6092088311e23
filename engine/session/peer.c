/* The layout, all numbers big-endian:

       0  kind                    8  not before (8)       96  SHA-256 of the lists (32)
       1  verified               16  not after (8)       128  each certificate: its SHA-256 (32), its issuer's name's (32),
       2  certificates           24  status until (8)         bytes in its serial number (1), serial number (20)
       3  place of the anchor    32  SHA-256 of the key (32)
       4  bytes in subject (2)   64  SHA-256 of the      then  the subject, the subjectAltName
       6  in subjectAltName (2)      anchor (32) */
#include "session/peer.h"
#include "crypto/bytes.h"
#include "generated/profile.h"
#include <stdbool.h>

#define HEAD 128u
#define CERTIFICATE 85u
#define TIME_MOST 0x7fffffffffffffffu

/* 1 when no serial number has more octets than there is room for. */
/*@ requires \valid_read(peer) && peer->certificates_n <= HF_PEER_PATH_MAX;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <==>
  @   \forall integer k; 0 <= k < peer->certificates_n ==> peer->certificates[k].serial_n <= HF_SERIAL_MAX; */
static bool serials_fit(const struct hf_peer *peer) {
  /*@ loop invariant 0 <= i <= peer->certificates_n;
    @ loop invariant \forall integer k; 0 <= k < i ==> peer->certificates[k].serial_n <= HF_SERIAL_MAX;
    @ loop assigns i;
    @ loop variant peer->certificates_n - i; */
  for (uint32_t i = 0u; i < peer->certificates_n; i++) {
    if (peer->certificates[i].serial_n > HF_SERIAL_MAX)
      return false;
  }
  return true;
}

bool hf_peer_is_sound(const struct hf_peer *peer) {
  if (peer->kind > HF_PEER_RAW_PUBLIC_KEY || peer->verified > 1u || peer->certificates_n > HF_PEER_PATH_MAX)
    return false;
  if (peer->not_before < 0 || peer->not_after < 0 || peer->status_until < 0)
    return false;
  if ((uint32_t)peer->subject_n + peer->alternative_names_n > HF_PEER_NAMES_MAX)
    return false;
  return HF_HAS_X509 == 0u || serials_fit(peer);
}

/*@ requires \valid(one);
  @ HF_TOTAL;
  @ assigns *one;
  @ ensures one->serial_n == 0; */
static void clear_certificate(struct hf_peer_certificate *one) {
  hf_fill(one->sha256, 0u, HF_DIGEST);
  hf_fill(one->issuer, 0u, HF_DIGEST);
  hf_fill(one->serial, 0u, HF_SERIAL_MAX);
  one->serial_n = 0u;
}

/*@ requires \valid(peer);
  @ HF_TOTAL;
  @ assigns peer->certificates[0 .. HF_PEER_PATH_MAX - 1]; */
static void clear_certificates(struct hf_peer *peer) {
  /*@ loop invariant 0 <= i <= HF_PEER_PATH_MAX;
    @ loop assigns i, peer->certificates[0 .. HF_PEER_PATH_MAX - 1];
    @ loop variant HF_PEER_PATH_MAX - i; */
  for (uint32_t i = 0u; i < HF_PEER_PATH_MAX; i++)
    clear_certificate(&peer->certificates[i]);
}

void hf_peer_clear(struct hf_peer *peer) {
  hf_fill(peer->key, 0u, HF_DIGEST);
  hf_fill(peer->anchor, 0u, HF_DIGEST);
  hf_fill(peer->lists, 0u, HF_DIGEST);
  hf_fill(peer->names, 0u, HF_PEER_NAMES_MAX);
  clear_certificates(peer);
  peer->not_before = 0;
  peer->not_after = 0;
  peer->status_until = 0;
  peer->subject_n = 0u;
  peer->alternative_names_n = 0u;
  peer->kind = HF_PEER_ANONYMOUS;
  peer->verified = 0u;
  peer->certificates_n = 0u;
  peer->anchor_at = 0u;
}

uint32_t hf_peer_size(const struct hf_peer *peer) {
  return HEAD + CERTIFICATE * peer->certificates_n + peer->subject_n + peer->alternative_names_n;
}

/*@ requires \valid_read(one) && \valid(out + (0 .. CERTIFICATE - 1)) && \separated(one, out + (0 .. CERTIFICATE - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. CERTIFICATE - 1]; */
static void write_certificate(const struct hf_peer_certificate *one, uint8_t *out) {
  hf_copy(out, one->sha256, HF_DIGEST);
  hf_copy(out + 32, one->issuer, HF_DIGEST);
  out[64] = one->serial_n;
  hf_copy(out + 65, one->serial, HF_SERIAL_MAX);
}

/* What stands before the certificates. */
/*@ requires \valid_read(peer) && hf_peer_sound(peer) && \valid(out + (0 .. HEAD - 1)) && \separated(peer, out + (0 .. HEAD - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. HEAD - 1]; */
static void write_head(const struct hf_peer *peer, uint8_t *out) {
  out[0] = peer->kind;
  out[1] = peer->verified;
  out[2] = peer->certificates_n;
  out[3] = peer->anchor_at;
  hf_write16(out + 4, peer->subject_n);
  hf_write16(out + 6, peer->alternative_names_n);
  hf_write64(out + 8, (uint64_t)peer->not_before);
  hf_write64(out + 16, (uint64_t)peer->not_after);
  hf_write64(out + 24, (uint64_t)peer->status_until);
  hf_copy(out + 32, peer->key, HF_DIGEST);
  hf_copy(out + 64, peer->anchor, HF_DIGEST);
  hf_copy(out + 96, peer->lists, HF_DIGEST);
}

void hf_peer_write(const struct hf_peer *peer, uint8_t *out) {
  uint32_t n = peer->certificates_n;
  uint32_t names_n = (uint32_t)peer->subject_n + peer->alternative_names_n;
  write_head(peer, out);
  if (HF_HAS_X509 == 0u)
    return;
  /*@ loop invariant 0 <= i <= n;
    @ loop assigns i, out[HEAD .. HEAD + CERTIFICATE * n - 1];
    @ loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++)
    write_certificate(&peer->certificates[i], out + (HEAD + CERTIFICATE * i));
  hf_copy(out + (HEAD + CERTIFICATE * n), peer->names, names_n);
}

/*@ requires \valid(one) && \valid_read(in + (0 .. CERTIFICATE - 1)) && \separated(one, in + (0 .. CERTIFICATE - 1));
  @ HF_TOTAL;
  @ assigns *one; */
static void read_certificate(struct hf_peer_certificate *one, const uint8_t *in) {
  hf_copy(one->sha256, in, HF_DIGEST);
  hf_copy(one->issuer, in + 32, HF_DIGEST);
  one->serial_n = in[64];
  hf_copy(one->serial, in + 65, HF_SERIAL_MAX);
}

/*@ requires \valid(peer) && \valid_read(in + (0 .. HEAD - 1)) && \separated(peer, in + (0 .. HEAD - 1));
  @ requires be64(in + 8) <= TIME_MOST && be64(in + 16) <= TIME_MOST && be64(in + 24) <= TIME_MOST;
  @ HF_TOTAL;
  @ assigns peer->key[0 .. HF_DIGEST - 1], peer->anchor[0 .. HF_DIGEST - 1], peer->lists[0 .. HF_DIGEST - 1];
  @ assigns peer->not_before, peer->not_after, peer->status_until, peer->kind, peer->verified,
  @   peer->anchor_at;
  @ ensures 0 <= peer->not_before && 0 <= peer->not_after && 0 <= peer->status_until; */
static void read_head(struct hf_peer *peer, const uint8_t *in) {
  uint64_t not_before = hf_read64(in + 8);
  uint64_t not_after = hf_read64(in + 16);
  uint64_t status_until = hf_read64(in + 24);
  hf_copy(peer->key, in + 32, HF_DIGEST);
  hf_copy(peer->anchor, in + 64, HF_DIGEST);
  hf_copy(peer->lists, in + 96, HF_DIGEST);
  peer->not_before = (int64_t)not_before;
  peer->not_after = (int64_t)not_after;
  peer->status_until = (int64_t)status_until;
  peer->kind = in[0];
  peer->verified = in[1];
  peer->anchor_at = in[3];
}

/* Certificates and names, of which there are so many. */
/*@ requires \valid(peer) && certificates_n <= HF_PEER_PATH_MAX && names_n <= HF_PEER_NAMES_MAX;
  @ requires \valid_read(in + (0 .. CERTIFICATE * certificates_n + names_n - 1));
  @ requires \separated(peer, in + (0 .. CERTIFICATE * certificates_n + names_n - 1));
  @ HF_TOTAL;
  @ assigns peer->certificates[0 .. HF_PEER_PATH_MAX - 1], peer->names[0 .. HF_PEER_NAMES_MAX - 1]; */
static void read_parts(struct hf_peer *peer, const uint8_t *in, uint32_t certificates_n, uint32_t names_n) {
  /*@ loop invariant 0 <= i <= certificates_n;
    @ loop assigns i, peer->certificates[0 .. HF_PEER_PATH_MAX - 1];
    @ loop variant certificates_n - i; */
  for (uint32_t i = 0u; i < certificates_n; i++)
    read_certificate(&peer->certificates[i], in + CERTIFICATE * i);
  hf_copy(peer->names, in + CERTIFICATE * certificates_n, names_n);
}

/* 1 when the head is that of n bytes. */
/*@ requires n >= HEAD && \valid_read(in + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result ==> in[2] <= HF_PEER_PATH_MAX && be16(in + 4) + be16(in + 6) <= HF_PEER_NAMES_MAX &&
  @   n == HEAD + CERTIFICATE * in[2] + be16(in + 4) + be16(in + 6);
  @ ensures \result ==> be64(in + 8) <= TIME_MOST && be64(in + 16) <= TIME_MOST && be64(in + 24) <= TIME_MOST; */
static bool head_fits(const uint8_t *in, uint32_t n) {
  uint32_t names_n = (uint32_t)hf_read16(in + 4) + hf_read16(in + 6);
  if (in[2] > HF_PEER_PATH_MAX || (HF_HAS_X509 == 0u && n != HEAD))
    return false;
  if (names_n > HF_PEER_NAMES_MAX || n != HEAD + CERTIFICATE * in[2] + names_n)
    return false;
  return hf_read64(in + 8) <= TIME_MOST && hf_read64(in + 16) <= TIME_MOST && hf_read64(in + 24) <= TIME_MOST;
}

bool hf_peer_read(struct hf_peer *peer, const uint8_t *in, uint32_t n) {
  uint32_t certificates_n;
  uint16_t subject_n;
  uint16_t alternative_names_n;
  hf_peer_clear(peer);
  if (n < HEAD || !head_fits(in, n))
    return false;
  certificates_n = in[2];
  subject_n = hf_read16(in + 4);
  alternative_names_n = hf_read16(in + 6);
  read_head(peer, in);
  if (HF_HAS_X509 != 0u)
    read_parts(peer, in + HEAD, certificates_n, (uint32_t)subject_n + alternative_names_n);
  peer->certificates_n = (uint8_t)certificates_n;
  peer->subject_n = subject_n;
  peer->alternative_names_n = alternative_names_n;
  return hf_peer_is_sound(peer);
}

uint8_t hf_peer_kind(const uint8_t *in, uint32_t n) {
  struct hf_peer peer;
  return hf_peer_read(&peer, in, n) ? peer.kind : (uint8_t)HF_PEER_SENSELESS;
}
