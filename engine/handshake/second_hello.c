/* A server that asks for another hello (RFC 8446 4.1.4) takes one that differs from the first only as RFC 8446 4.1.2 allows: as far
   as it looks at a hello. */
#include "crypto/bytes.h"
#include "crypto/ct.h"
#include "crypto/hmac.h"
#include "generated/encode.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/hello_parts.h"
#include "handshake/offers.h"
#include "handshake/retry.h"
#include "handshake/suite.h"
#include "handshake/transcript.h"

/* What a second hello may change: key_share, early_data, cookie, pre_shared_key with its modes, and what is not known here. */
#define MAY_CHANGE (HF_SEEN_KEY_SHARE | HF_SEEN_EARLY_DATA | HF_SEEN_COOKIE | HF_SEEN_PRE_SHARED_KEY)

/* A digest of all else. */
/*@ requires hf_sound(c) && \valid(out + (0 .. HF_DIGEST - 1)) && \separated(c, out + (0 .. HF_DIGEST - 1));
  @ HF_TOTAL; assigns out[0 .. HF_DIGEST - 1]; */
static void digest_of(const struct hf_connection *c, uint8_t *out) {
  struct hf_hash hash;
  uint8_t head[52];
  hf_write32(&head[0], c->offers.cipher_suites);
  hf_write32(&head[4], c->offers.extensions & ~MAY_CHANGE);
  hf_write32(&head[8], c->offers.signature_schemes);
  hf_write32(&head[12], c->offers.groups);
  hf_write32(&head[16], c->offers.versions);
  hf_write32(&head[20], c->offers.server_name_n);
  hf_write32(&head[24], c->offers.protocol_at);
  hf_write32(&head[28], c->offers.protocol_n);
  hf_write32(&head[32], c->offers.max_fragment_length);
  hf_write32(&head[36], c->offers.server_types + 256u * (c->offers.client_types % 256u));
  hf_write32(&head[40], c->session.session_id_n + 256u * (c->parameters.cipher_suite % 65536u));
  hf_write32(&head[44], c->offers.record_size_limit);
  hf_write32(&head[48], c->offers.certificate_schemes);
  hf_hash_start(&hash, HF_HASH_SHA256);
  hf_hash_update(&hash, head, sizeof head);
  hf_hash_update(&hash, c->offers.server_name, c->offers.server_name_n);
  hf_hash_update(&hash, c->exchange.client_random, 32u);
  hf_hash_update(&hash, c->session.session_id, c->session.session_id_n);
  hf_hash_finish(&hash, out);
}

/* The request is written as a ServerHello, and then stands in the transcript as that. */
enum hf_error hf_do_prepare_retry(struct hf_connection *c) {
  uint8_t digest[HF_HASH_MAX];
  struct hf_hash work;
  if (!hf_transcript_digest(&c->transcript, hf_prf_hash(c), digest, &work))
    return HF_ERROR_PROVIDER_FAILED;
  hf_retry_transcript(c, digest);
  digest_of(c, c->exchange.traffic.application);
  c->exchange.traffic.holds = HF_TRAFFIC_HELLO;
  c->parameters.retried = 1u;
  c->exchange.secret.holds = HF_SECRET_NOTHING;
  hf_wipe(c->exchange.secret.bytes, HF_SECRET_MAX); /* of a pre-shared key there is the early secret */
  hf_offers_clear(&c->offers);
  return HF_OK;
}

void hf_send_server_hello_hello_retry_request(struct hf_connection *c, struct hf_writer *w) {
  struct hf_out_server_hello_hello_retry_request m;
  m.server_version = HF_TLS12;
  m.random = &hf_constants[HF_CONSTANT_HELLO_RETRY_REQUEST];
  m.session_id = c->session.session_id;
  m.session_id_n = c->session.session_id_n;
  m.cipher_suite = c->parameters.cipher_suite;
  m.compression_method = 0u;
  m.has_supported_versions = 1u;
  m.supported_versions = HF_TLS13;
  m.has_cookie = 0u;
  m.cookie = NULL;
  m.cookie_n = 0u;
  m.has_key_share = 1u;
  m.key_share = c->parameters.group;
  hf_encode_server_hello_hello_retry_request(w, &m);
}

uint32_t hf_decide_check_second_hello(struct hf_connection *c) {
  uint8_t digest[HF_DIGEST];
  digest_of(c, digest);
  if (c->exchange.traffic.holds != HF_TRAFFIC_HELLO ||
      hf_ct_equal(digest, c->exchange.traffic.application, HF_DIGEST) != 1u)
    return HF_OUTCOME_CHECK_SECOND_HELLO_REFUSED;
  return HF_OUTCOME_CHECK_SECOND_HELLO_ACCEPTABLE;
}
