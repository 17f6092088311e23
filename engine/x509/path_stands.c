#include "generated/errors.h"
#include "generated/profile.h"
#include "x509/path.h"
#include "x509/peer_record.h"

/*@ requires \valid_read(a + (0 .. HF_DIGEST - 1)) && \valid_read(b + (0 .. HF_DIGEST - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t same(const uint8_t *a, const uint8_t *b) {
  struct hf_span whole = {0u, HF_DIGEST};
  return hf_same_bytes(a, whole, b, whole);
}

/* 1 when the anchor is the one that was recorded, and is valid now. */
/*@ requires \valid_read(anchor) && hf_anchor_sound(anchor) && \valid_read(digest + (0 .. HF_DIGEST - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> (anchor->not_before == 0 && anchor->not_after == 0) ||
  @   anchor->not_before <= now <= anchor->not_after; */
static uint8_t is_it(const struct hf_trust_anchor *anchor, const uint8_t *digest, int64_t now) {
  uint8_t own[HF_DIGEST];
  if ((anchor->not_before != 0 || anchor->not_after != 0) &&
      hf_valid_at(now, anchor->not_before, anchor->not_after) != HF_OK)
    return 0u;
  hf_anchor_digest(anchor, own);
  return same(own, digest);
}

/* 1 when it is still one of the anchors. Where they are as they were, it is the first that is looked at. */
/*@ requires \valid_read(peer) && hf_asked(how);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> how->anchors_n > 0; */
static uint8_t is_anchored(const struct hf_peer *peer, const struct hf_verify *how) {
  size_t first = peer->anchor_at < how->anchors_n ? peer->anchor_at : 0u;
  /*@ loop invariant 0 <= i <= how->anchors_n;
    @ loop assigns i;
    @ loop variant how->anchors_n - i; */
  for (size_t i = 0u; i < how->anchors_n; i++) {
    size_t at = i < how->anchors_n - first ? first + i : i - (how->anchors_n - first);
    /*@ assert hf_anchor_sound(how->anchors + at); */
    if (is_it(&how->anchors[at], peer->anchor, how->now) == 1u)
      return 1u;
  }
  return 0u;
}

/* 1 when no list speaks against it. */
/*@ requires \valid_read(peer) && peer->certificates_n <= HF_PEER_PATH_MAX && hf_asked(how);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_unrevoked(const struct hf_peer *peer, const struct hf_verify *how) {
  uint8_t lists[HF_DIGEST];
  if (HF_HAS_REVOCATION == 0u)
    return 1u;
  if (hf_crl_record(how, lists) == 0u)
    return 0u;
  return same(lists, peer->lists);
}

uint8_t hf_path_stands(const struct hf_peer *peer, const struct hf_verify *how) {
  if (hf_valid_at(how->now, peer->not_before, peer->not_after) != HF_OK)
    return 0u;
  if (is_anchored(peer, how) == 0u)
    return 0u;
  return is_unrevoked(peer, how);
}
