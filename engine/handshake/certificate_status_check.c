/* What the client makes of the status of the server's certificate (RFC 6066 8, RFC 7633), once it can no longer come. */
#include "generated/errors.h"
#include "generated/machine.h"
#include "generated/profile.h"
#include "generated/steps.h"
#include "handshake/verify.h"
#include "x509/ocsp.h"

/* Whether a response must have come. */
/*@ requires \valid_read(c) && \valid_read(c->config) && hf_chain_sound(&c->chain);
  @ HF_TOTAL; assigns \nothing; ensures \result == 0 || \result == 1; */
static uint32_t is_demanded(const struct hf_connection *c) {
  if (c->config->staple == HF_STAPLE_REQUIRED)
    return 1u;
  return c->config->staple == HF_STAPLE_REQUESTED ? hf_chain_must_staple(&c->chain) : 0u;
}

/* A response lies behind the certificates, in what they left of the buffer. */
/*@ requires hf_configured(c) && hf_name_sound(c->server_name) && hf_peer_chain_sound(c);
  @ HF_TOTAL; assigns \nothing; */
static enum hf_error check(const struct hf_connection *c) {
  struct hf_verify how;
  struct hf_report found;
  if (c->peer.status_at < c->chain.used) /* certificates came over it */
    return HF_ERROR_CHAIN_BUFFER_TOO_SMALL;
  if (c->peer.status_at > c->chain.size || c->peer.status_n > c->chain.size - c->peer.status_at)
    return HF_ERROR_CERTIFICATE_STATUS_TOO_LARGE;
  /*@ assert hf_lists_sound(c->config); */
  /*@ assert hf_trust_sound(c->config); */
  /*@ assert hf_trust_keys_sound(c->config); */
  /*@ assert hf_name_sound(c->server_name); */
  hf_path_recall(c, &found);
  hf_verify_asked(c, &how);
  /*@ assert hf_anchors_sound(how.anchors, how.anchors_n); */
  return hf_chain_status(&c->chain, &how, &found, &c->chain.buffer[c->peer.status_at], c->peer.status_n);
}

/* Until when the response is good, which is; 1: it is over since long ago. */
/*@ requires \valid_read(c) && hf_peer_chain_sound(c) && c->peer.status_at <= c->chain.size;
  @ requires c->peer.status_n <= c->chain.size - c->peer.status_at;
  @ HF_TOTAL; assigns \nothing; ensures \result > 0; */
static int64_t good_until(const struct hf_connection *c) {
  int64_t until = hf_ocsp_until(&c->chain.buffer[c->peer.status_at], c->peer.status_n);
  return until == 0 ? 1 : until;
}

/* Where no path was sought there is no issuer whose word could be checked, and whoever wanted none wants no status. */
uint32_t hf_decide_check_certificate_status(struct hf_connection *c) {
  if (HF_HAS_REVOCATION == 0u || c->peer.path_n == 0u || c->config->staple == HF_STAPLE_NOT_ASKED)
    return HF_OUTCOME_CHECK_CERTIFICATE_STATUS_ACCEPTABLE;
  if (c->peer.status_n == 0u)
    return is_demanded(c) == 1u ? HF_OUTCOME_CHECK_CERTIFICATE_STATUS_MISSING
                                : HF_OUTCOME_CHECK_CERTIFICATE_STATUS_ACCEPTABLE;
  c->machine.error = check(c);
  if (c->machine.error == HF_OK)
    c->peer.status_until = good_until(c);
  return c->machine.error == HF_OK ? HF_OUTCOME_CHECK_CERTIFICATE_STATUS_ACCEPTABLE
                                   : HF_OUTCOME_CHECK_CERTIFICATE_STATUS_REFUSED;
}
