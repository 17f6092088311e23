#include "keys/prf.h"
#include "crypto/bytes.h"

/* What a call is asked for, beside the secret: the label and the two parts of the seed. */

static void take_seed(struct hf_hash *h, const uint8_t *label, size_t label_n, const uint8_t *seed1, size_t seed1_n,
                      const uint8_t *seed2, size_t seed2_n) {
  hf_hash_update(h, label, label_n);
  hf_hash_update(h, seed1, seed1_n);
  hf_hash_update(h, seed2, seed2_n);
}

void hf_prf_keyed(const struct hf_hmac_key *secret, const uint8_t *label, size_t label_n, const uint8_t *seed1,
                  size_t seed1_n, const uint8_t *seed2, size_t seed2_n, uint8_t *out, size_t out_n) {
  const size_t size = hf_hash_size(secret->id);
  struct hf_hash h;
  uint8_t a[HF_HASH_MAX];
  uint8_t block[HF_HASH_MAX];
  hf_hmac_start(&h, secret);
  take_seed(&h, label, label_n, seed1, seed1_n, seed2, seed2_n);
  hf_hmac_finish(&h, secret, a);
  size_t done = 0;
  while (done < out_n) {
    const size_t n = out_n - done < size ? out_n - done : size;
    hf_hmac_start(&h, secret);
    hf_hash_update(&h, a, size);
    take_seed(&h, label, label_n, seed1, seed1_n, seed2, seed2_n);
    hf_hmac_finish(&h, secret, block);
    hf_copy(out + done, block, n);
    done += n;
    if (done < out_n) {
      hf_hmac_start(&h, secret);
      hf_hash_update(&h, a, size);
      hf_hmac_finish(&h, secret, a);
    }
  }
  hf_wipe(a, sizeof a);
  hf_wipe(block, sizeof block);
}

void hf_prf(uint8_t hash, const uint8_t *secret, size_t secret_n, const uint8_t *label, size_t label_n,
            const uint8_t *seed1, size_t seed1_n, const uint8_t *seed2, size_t seed2_n, uint8_t *out, size_t out_n) {
  struct hf_hmac_key k;
  hf_hmac_key(&k, hash, secret, secret_n);
  hf_prf_keyed(&k, label, label_n, seed1, seed1_n, seed2, seed2_n, out, out_n);
  hf_wipe_hmac_key(&k);
}
