#include "crypto/bytes.h"
#include "crypto/hmac.h"
#include "x509/key.h"
#include "x509/peer_record.h"

/* Bytes with their number before them, so that no two different anchors hash alike. */
/*@ requires \valid(h) && hash_known(h->id) && \valid_read(in + (0 .. n - 1)) && \separated(h, in + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns h->word[0 .. 25]; */
static void take(struct hf_hash *h, const uint8_t *in, size_t n) {
  uint8_t size[8];
  hf_write64(size, n);
  hf_hash_update(h, size, 8u);
  hf_hash_update(h, in, n);
}

/* A key that is too large for any certificate verifies none: that it is there is enough. */
/*@ requires \valid(h) && hash_known(h->id) && \valid_read(key) && public_key_readable(key) && \separated(h, key);
  @ HF_TOTAL;
  @ assigns h->word[0 .. 25]; */
static void take_key(struct hf_hash *h, const struct hf_public_key *key) {
  uint8_t digest[HF_DIGEST];
  hf_fill(digest, 0u, HF_DIGEST);
  if (key->modulus_n <= HF_RSA_MAX && key->exponent_n <= HF_RSA_MAX && key->point_n <= HF_POINT_MAX)
    hf_key_pin(key, digest);
  hf_hash_update(h, digest, HF_DIGEST);
}

void hf_anchor_digest(const struct hf_trust_anchor *anchor, uint8_t *out) {
  struct hf_hash h;
  uint8_t limits[4];
  limits[0] = anchor->path_limit;
  limits[1] = anchor->end_entity;
  limits[2] = anchor->no_crl_sign;
  limits[3] = (uint8_t)(anchor->key.kind % 256u);
  hf_hash_start(&h, HF_HASH_SHA256);
  take(&h, limits, 4u);
  take_key(&h, &anchor->key);
  take(&h, anchor->name, anchor->name_n);
  take(&h, anchor->key_id, anchor->key_id_n);
  take(&h, anchor->constraints, anchor->constraints_n);
  if (anchor->end_entity != 0u) /* then all of the certificate is what is trusted */
    take(&h, anchor->certificate, anchor->certificate_n);
  hf_hash_finish(&h, out);
}
