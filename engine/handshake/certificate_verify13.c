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

static const uint8_t spaces[SPACES] = {' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ',
                                       ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ',
                                       ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ',
                                       ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' '};
static const uint8_t label_client[LABEL] = {'T', 'L', 'S', ' ', '1', '.', '3', ',', ' ', 'c', 'l', 'i',
                                            'e', 'n', 't', ' ', 'C', 'e', 'r', 't', 'i', 'f', 'i', 'c',
                                            'a', 't', 'e', 'V', 'e', 'r', 'i', 'f', 'y', 0};
static const uint8_t label_server[LABEL] = {'T', 'L', 'S', ' ', '1', '.', '3', ',', ' ', 's', 'e', 'r',
                                            'v', 'e', 'r', ' ', 'C', 'e', 'r', 't', 'i', 'f', 'i', 'c',
                                            'a', 't', 'e', 'V', 'e', 'r', 'i', 'f', 'y', 0};

/*@ // RFC 8446 4.4.3: what stands before the transcript hash in what CertificateVerify signs
  @ predicate is_verify_head(bytes h, integer of_server) = bytes_len(h) == 98 &&
  @   (\forall integer i; 0 <= i < 64 ==> bytes_at(h, i) == 0x20) &&
  @   bytes_at(h, 64) == 'T' && bytes_at(h, 65) == 'L' && bytes_at(h, 66) == 'S' && bytes_at(h, 67) == ' ' &&
  @   bytes_at(h, 68) == '1' && bytes_at(h, 69) == '.' && bytes_at(h, 70) == '3' && bytes_at(h, 71) == ',' &&
  @   bytes_at(h, 72) == ' ' && bytes_at(h, 73) == (of_server == 0 ? 'c' : 's') && bytes_at(h, 74) == (of_server == 0 ? 'l' : 'e') &&
  @   bytes_at(h, 75) == (of_server == 0 ? 'i' : 'r') && bytes_at(h, 76) == (of_server == 0 ? 'e' : 'v') &&
  @   bytes_at(h, 77) == (of_server == 0 ? 'n' : 'e') && bytes_at(h, 78) == (of_server == 0 ? 't' : 'r') &&
  @   bytes_at(h, 79) == ' ' && bytes_at(h, 80) == 'C' && bytes_at(h, 81) == 'e' && bytes_at(h, 82) == 'r' &&
  @   bytes_at(h, 83) == 't' && bytes_at(h, 84) == 'i' && bytes_at(h, 85) == 'f' && bytes_at(h, 86) == 'i' &&
  @   bytes_at(h, 87) == 'c' && bytes_at(h, 88) == 'a' && bytes_at(h, 89) == 't' && bytes_at(h, 90) == 'e' &&
  @   bytes_at(h, 91) == 'V' && bytes_at(h, 92) == 'e' && bytes_at(h, 93) == 'r' && bytes_at(h, 94) == 'i' &&
  @   bytes_at(h, 95) == 'f' && bytes_at(h, 96) == 'y' && bytes_at(h, 97) == 0;
  @ predicate is_verify_digest(bytes d, integer scheme, integer of_server, bytes transcript) = \exists bytes h;
  @   is_verify_head(h, of_server) && d == digest(scheme_hash(scheme), bytes_cat(h, transcript));
  @*/
/* The digest, by the scheme's hash, of what is signed: spaces, whose signature it is, a zero, and the transcript's hash. */
/*@ requires scheme_hash(scheme) != 0 && \valid_read(transcript + (0 .. transcript_n - 1));
  @ requires \valid(out + (0 .. digest_size(scheme_hash(scheme)) - 1));
  @ HF_TOTAL; assigns out[0 .. digest_size(scheme_hash(scheme)) - 1];
  @ ensures is_verify_digest(bytes_of(out, digest_size(scheme_hash(scheme))), scheme, of_server, \old(bytes_of(transcript, transcript_n))); */
static void content_digest(uint32_t scheme, uint32_t of_server, const uint8_t *transcript, size_t transcript_n,
                           uint8_t *out) {
  const uint8_t *label = of_server != 0u ? label_server : label_client;
  struct hf_hash hash;
  /*@ assert spaces: \forall integer i; 0 <= i < SPACES ==> spaces[i] == 0x20; */
  /*@ assert head: is_verify_head(bytes_cat(bytes_of(&spaces[0], SPACES), bytes_of(label, LABEL)), of_server); */
  hf_hash_start(&hash, hf_scheme_hash(scheme));
  hf_hash_update(&hash, spaces, SPACES);
  hf_hash_update(&hash, label, LABEL);
  hf_hash_update(&hash, transcript, transcript_n);
  /*@ assert taken: hash_taken(hash) == bytes_cat(bytes_cat(bytes_of(&spaces[0], SPACES), bytes_of(label, LABEL)),
        bytes_of(transcript, transcript_n)); */
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
/*@ requires \valid_read(c) && hf_peer_chain_sound(c) && hf_peer_key_sound(c) && scheme_hash(scheme) != 0; HF_TOTAL; assigns \nothing;
  @ ensures P3: \result ==> c->kept_holds == HF_KEPT_FIELDS && c->machine.event == HF_EVENT_RECV_CERTIFICATE_VERIFY &&
  @   c->exchange.secret.holds == HF_SECRET_DIGESTS;
  @ ensures P3: \result ==> (\exists bytes d; is_verify_digest(d, scheme, c->is_server == 0 ? 1 : 0,
  @     bytes_of(&c->exchange.secret.bytes[digest_place(suite_hash(c->parameters.suite))], digest_size(suite_hash(c->parameters.suite)))) &&
  @   HF_PEER_SIGNED(c, scheme, d, &c->kept.bytes[HF_KEPT_CERTIFICATE_VERIFY_SIGNATURE],
  @     c->parser.numbers[HF_NUMBER_CERTIFICATE_VERIFY_SIGNATURE])); */
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
