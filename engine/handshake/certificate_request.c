/* Asking the client for a certificate (RFC 5246 7.4.4), and its choice of one (7.4.6). */
#include "generated/encode.h"
#include "generated/machine.h"
#include "generated/profile.h"
#include "generated/registry.h"
#include "generated/steps.h"
#include "handshake/authorities.h"
#include "handshake/certificate_type.h"
#include "handshake/choose.h"
#include "handshake/offers.h"
#include "handshake/own_certificates.h"
#include "handshake/version.h"
#include <stdbool.h>

/* Whether the client is told whose certificates are of use here. */
/*@ requires \valid_read(c) && \valid_read(c->config); HF_TOTAL; assigns \nothing; */
static bool names_authorities(const struct hf_connection *c) {
  return c->config->client_authentication != HF_CLIENT_NOT_ASKED && c->config->omit_authorities == 0u &&
         c->config->accept_any_certificate == 0u && c->parameters.client_type == HF_CERTIFICATE_TYPE_X509;
}

/* Their names, where nothing is kept any more until the request is sent. */
uint32_t hf_decide_client_authentication(struct hf_connection *c) {
  uint32_t n = 0u;
  if (names_authorities(c))
    n = hf_authorities_write(c->config, c->kept.bytes);
  c->kept_holds = HF_KEPT_AUTHORITIES;
  c->offers.authority_n = n;
  return c->config->client_authentication == HF_CLIENT_NOT_ASKED ? HF_OUTCOME_CLIENT_AUTHENTICATION_UNWANTED
                                                                 : HF_OUTCOME_CLIENT_AUTHENTICATION_WANTED;
}

/*@ requires hf_writing(w) && n <= HF_SIGNATURE_SCHEMES && \valid_read(schemes + (0 .. n - 1)) && HF_UNWRITTEN(w, schemes, n);
  @ requires names_n <= HF_KEPT_BYTES && \valid_read(names + (0 .. names_n - 1)) && HF_UNWRITTEN(w, names, names_n);
  @ HF_TOTAL;
  @ assigns w->at, w->written, w->out[0 .. w->room - 1];
  @ ensures hf_writing(w); */
static void send_request(struct hf_writer *w, const uint16_t *schemes, size_t n, const uint8_t *names, size_t names_n) {
  static const uint8_t types[] = {1u, 64u}; /* rsa_sign, ecdsa_sign */
  struct hf_out_certificate_request_tls12 m;
  m.certificate_types = types;
  m.certificate_types_n = 2u;
  m.supported_signature_algorithms = schemes;
  m.supported_signature_algorithms_n = n;
  m.certificate_authorities = names;
  m.certificate_authorities_n = names_n;
  hf_encode_certificate_request_tls12(w, &m);
}

void hf_send_certificate_request_tls12(struct hf_connection *c, struct hf_writer *w) {
  uint16_t schemes[HF_SIGNATURE_SCHEMES];
  size_t n = hf_scheme_list(c->config, schemes);
  uint32_t here = c->kept_holds == HF_KEPT_AUTHORITIES ? c->offers.authority_n : 0u;
  uint32_t names_n = here <= HF_KEPT_BYTES ? here : 0u;
  send_request(w, schemes, n, c->kept.bytes, names_n);
}

/*@ requires \valid_read(c) && \valid_read(key); HF_TOTAL; assigns \nothing; */
static bool type_asked(const struct hf_connection *c, const struct hf_public_key *key) {
  uint32_t bit = key->kind == HF_KEY_EC ? 2u : 1u;
  return (c->offers.certificate_types & bit) != 0u;
}

/* Whether the identity has what was agreed on: certificates, or a raw public key (RFC 7250 4.2). */
/*@ requires \valid_read(c) && \valid_read(identity); HF_TOTAL; assigns \nothing; */
static bool has_form(const struct hf_connection *c, const struct hf_identity *identity) {
  if (c->parameters.client_type == HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY)
    return identity->raw_public_key_n != 0u;
  return identity->certificates_n != 0u;
}

/* RFC 5246 7.4.6: one of the certificates must be issued by an authority that the server names, if it names any. The bit is that
   of the first; certificates that have none are not held against the names. */
/*@ requires \valid_read(c) && \valid_read(identity); HF_TOTAL; assigns \nothing; */
static bool is_wanted(const struct hf_connection *c, const struct hf_identity *identity, uint32_t bit) {
  uint32_t end = hf_bit_after(identity, bit);
  if ((c->offers.flags & HF_OFFER_AUTHORITIES) == 0u || end == 0u ||
      c->parameters.client_type == HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY)
    return true;
  return (c->offers.authority_named & ((end - 1u) & ~(bit - 1u))) != 0u;
}

/* Whether the certificate may sign, and is of the form that was agreed on. `listed`: only one whose chain the server says that it can
   verify (RFC 5246 7.4.4, RFC 8446 4.4.2.3). */
/*@ requires \valid_read(c);
  @ HF_OWN_READABLE(identity);
  @ HF_TOTAL; assigns \nothing; */
static bool is_usable(const struct hf_connection *c, const struct hf_identity *identity, bool listed) {
  if (!type_asked(c, &identity->public_key) || !has_form(c, identity))
    return false;
  if (c->parameters.client_type == HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY)
    return true;
  return hf_own_usage_allows(identity, HF_TYPE_X509, HF_USAGE_DIGITAL_SIGNATURE) &&
         (!listed || hf_own_chain_listed(c, identity));
}

/* The scheme that a key of ours signs with for this server; 0: none. */
/*@ requires \valid_read(c) && hf_choices_sound(c->config) && \valid_read(key); HF_TOTAL; assigns \nothing; */
static uint32_t scheme_of(const struct hf_connection *c, const struct hf_public_key *key) {
  return hf_is_tls13(c) ? hf_choose_scheme13(c->config, key, c->offers.signature_schemes)
                        : hf_choose_scheme(c->config, key, c->offers.signature_schemes);
}

/* The first certificate of ours that is of use here becomes the one that is sent. False: there is none. */
/*@ requires hf_configured(c); HF_TOTAL;
  @ assigns c->parameters.identity, c->parameters.signature_scheme, c->parameters.certificate_sent; */
static bool choose(struct hf_connection *c, bool listed) {
  size_t n = c->config->identities_n;
  uint32_t bit = 1u;
  /*@ loop invariant 0 <= i <= n; loop assigns i, bit; loop variant n - i; */
  for (size_t i = 0u; i < n && i < 255u; i++) {
    const struct hf_identity *identity = &c->config->identities[i];
    uint32_t scheme = scheme_of(c, &identity->public_key);
    if (scheme != 0u && is_wanted(c, identity, bit) && is_usable(c, identity, listed)) {
      c->parameters.identity = (uint32_t)i;
      c->parameters.signature_scheme = scheme;
      c->parameters.certificate_sent = 1u;
      return true;
    }
    bit = hf_bit_after(identity, bit);
  }
  return false;
}

uint32_t hf_decide_choose_client_certificate(struct hf_connection *c) {
  if (HF_HAS_CLIENT_IDENTITIES == 0u || (!choose(c, true) && !choose(c, false)))
    return HF_OUTCOME_CHOOSE_CLIENT_CERTIFICATE_NONE;
  return c->parameters.client_type == HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY
             ? HF_OUTCOME_CHOOSE_CLIENT_CERTIFICATE_RAW_PUBLIC_KEY
             : HF_OUTCOME_CHOOSE_CLIENT_CERTIFICATE_CHOSEN;
}

uint32_t hf_decide_possession(struct hf_connection *c) {
  return c->parameters.certificate_sent != 0u ? HF_OUTCOME_POSSESSION_CERTIFIED : HF_OUTCOME_POSSESSION_ANONYMOUS;
}
