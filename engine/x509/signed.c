#include "x509/signed.h"
#include "crypto/hmac.h"
#include "generated/errors.h"

uint8_t hf_signed_check(const uint8_t *in, struct hf_span part, uint16_t scheme, struct hf_span signature,
                        const struct hf_public_key *key) {
  const uint32_t by = hf_scheme_under(scheme, key->kind);
  struct hf_hash hash;
  uint8_t digest[HF_HASH_MAX];
  uint32_t id;
  if (scheme == 0u)
    return HF_ERROR_CERTIFICATE_ALGORITHM_WEAK;
  if (!hf_scheme_fits(by, key->kind, key->group))
    return HF_ERROR_CERTIFICATE_SIGNATURE_WRONG;
  id = hf_scheme_hash(by);
  hf_hash_start(&hash, id);
  hf_hash_update(&hash, in + part.at, part.n);
  hf_hash_finish(&hash, digest);
  return (uint8_t)hf_signature_verify(by, key, digest, hf_hash_size(id), in + signature.at, signature.n);
}
