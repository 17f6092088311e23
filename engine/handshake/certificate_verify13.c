/* CertificateVerify of TLS 1.3 (RFC 8446 4.4.3): who shows a certificate signs the handshake with its key. */
#include "crypto/bytes.h"
#include "crypto/hmac.h"
#include "crypto/signature.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/choose.h"
#include "handshake/identity.h"
#include "handshake/kept.h"
#include "handshake/offers.h"
#include "handshake/suite.h"
#include "handshake/transcript.h"
#include "handshake/verify.h"

#define SPACES 64u
#define LABEL 34u /* with the zero behind it */

/* The digest, by the scheme's hash, of what is signed: spaces, whose signature it is, a zero, and the transcript's hash. */
static void content_digest(uint32_t scheme, uint32_t of_server, const uint8_t *transcript, size_t transcript_n,
                           uint8_t *out) {
  static const char labels[2][LABEL] = {"TLS 1.3, client CertificateVerify", "TLS 1.3, server CertificateVerify"};
  struct hf_hash hash;
  uint8_t head[SPACES + LABEL];
  hf_fill(head, 0x20u, SPACES);
  for (uint32_t i = 0u; i < LABEL; i++)
    head[SPACES + i] = (uint8_t)labels[of_server != 0u ? 1u : 0u][i];
  hf_hash_start(&hash, hf_scheme_hash(scheme));
  hf_hash_update(&hash, head, sizeof head);
  hf_hash_update(&hash, transcript, transcript_n);
  hf_hash_finish(&hash, out);
}

uint32_t hf_decide_sign_certificate_verify13(struct hf_connection *c) {
  uint32_t scheme = c->parameters.signature_scheme;
  uint32_t hash = hf_prf_hash(c);
  uint8_t transcript[HF_HASH_MAX];
  uint8_t digest[HF_HASH_MAX];
  struct hf_hash work;
  if (hf_scheme_hash(scheme) == 0u || !hf_transcript_digest(&c->transcript, hash, transcript, &work)) {
    c->machine.error = HF_ERROR_PROVIDER_FAILED;
    return HF_EVENT_ERROR;
  }
  content_digest(scheme, c->is_server, transcript, hf_hash_size(hash), digest);
  return hf_sign(c, scheme, digest);
}

/* The transcript's hash before this message, as hf_do_remember_transcript left it. */
static bool is_genuine(const struct hf_connection *c, uint32_t scheme) {
  uint32_t n = c->parser.numbers[HF_NUMBER_CERTIFICATE_VERIFY_SIGNATURE];
  uint32_t hash = hf_prf_hash(c);
  uint8_t digest[HF_HASH_MAX];
  if (c->exchange.secret.holds != HF_SECRET_DIGESTS || !hf_has_read(c, HF_EVENT_RECV_CERTIFICATE_VERIFY))
    return false;
  if (n > HF_SIZE_CERTIFICATE_VERIFY_SIGNATURE)
    return false;
  content_digest(scheme, c->is_server == 0u ? 1u : 0u, &c->exchange.secret.bytes[hf_digest_at(hash)],
                 hf_hash_size(hash), digest);
  return hf_peer_signed(c, scheme, digest, hf_hash_size(hf_scheme_hash(scheme)),
                        &c->kept.bytes[HF_KEPT_CERTIFICATE_VERIFY_SIGNATURE], n);
}

uint32_t hf_decide_check_certificate_verify13(struct hf_connection *c) {
  uint32_t scheme = c->parser.numbers[HF_NUMBER_CERTIFICATE_VERIFY_ALGORITHM];
  c->parameters.peer_signature_scheme = scheme;
  if ((hf_scheme_bit(scheme) & hf_allowed_schemes(c->config)) == 0u ||
      !hf_scheme_fits13(scheme, c->peer.key.kind, c->peer.key.group))
    return HF_OUTCOME_CHECK_CERTIFICATE_VERIFY13_SCHEME_NOT_OFFERED;
  return is_genuine(c, scheme) ? HF_OUTCOME_CHECK_CERTIFICATE_VERIFY13_GENUINE
                               : HF_OUTCOME_CHECK_CERTIFICATE_VERIFY13_FORGED;
}
