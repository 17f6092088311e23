/* What a server of TLS 1.3 decides when it has read a ClientHello (RFC 8446 4.1.1). */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/certificate_type.h"
#include "handshake/choose.h"
#include "handshake/hello_parts.h"
#include "handshake/hello_policy.h"
#include "handshake/offers.h"
#include "handshake/own_certificates.h"
#include "handshake/record_size.h"
#include "handshake/suite.h"
#include "handshake/transcript.h"
#include "handshake/version.h"
#include "ports/ports.h"

/* RFC 8446 9.2: the extensions that there must be. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static bool lacks_extension(const struct hf_connection *c) {
  bool with_psk = hf_offered(c, HF_SEEN_PRE_SHARED_KEY);
  if (with_psk && !hf_offered(c, HF_SEEN_PSK_KEY_EXCHANGE_MODES)) /* RFC 8446 4.2.9 */
    return true;
  if (hf_offered(c, HF_SEEN_SUPPORTED_GROUPS) != hf_offered(c, HF_SEEN_KEY_SHARE))
    return true;
  return !with_psk && (!hf_offered(c, HF_SEEN_SUPPORTED_GROUPS) || !hf_offered(c, HF_SEEN_SIGNATURE_ALGORITHMS));
}

/* What is wrong with a ClientHello of TLS 1.3, or HF_OK. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static enum hf_error refusal(const struct hf_connection *c) {
  if ((c->offers.flags & HF_OFFER_NULL_COMPRESSION) == 0u || (c->offers.flags & HF_OFFER_OTHER_COMPRESSION) != 0u)
    return HF_ERROR_COMPRESSION_MISSING;
  if ((c->offers.flags & HF_OFFER_RENEGOTIATION_WRONG) != 0u)
    return HF_ERROR_RENEGOTIATION_INFO_WRONG;
  if (lacks_extension(c))
    return HF_ERROR_EXTENSION_MISSING;
  if (hf_fragment_wrong(c))
    return HF_ERROR_EXTENSION_MALFORMED;
  if (c->offers.binders != c->offers.identities) /* RFC 8446 4.2.11: one for each */
    return HF_ERROR_PRE_SHARED_KEY_WRONG;
  return c->parameters.retried == 0u ? hf_hello_judged(c) : HF_OK; /* the caller is asked once */
}

/* What lasts of a hello. */
/*@ requires hf_sound(c); HF_TOTAL; assigns c->offers.version, c->exchange.client_random[0 .. 31], c->session, c->parameters.early;
  @ HF_STAYS_SOUND(c); */
static void take_hello(struct hf_connection *c) {
  uint32_t n = c->parser.numbers[HF_NUMBER_CLIENT_HELLO_SESSION_ID];
  c->offers.version = HF_TLS13;
  c->parameters.early = c->parameters.early != 0u || hf_offered(c, HF_SEEN_EARLY_DATA) ? 1u : 0u;
  hf_copy(c->exchange.client_random, &c->kept.bytes[HF_KEPT_CLIENT_HELLO_RANDOM], 32u);
  if (n <= HF_SESSION_ID_MAX) {
    hf_copy(c->session.session_id, &c->kept.bytes[HF_KEPT_CLIENT_HELLO_SESSION_ID], n);
    c->session.session_id_n = n;
  }
}

uint32_t hf_decide_check_client_hello13(struct hf_connection *c) {
  enum hf_error error;
  take_hello(c);
  error = refusal(c);
  c->machine.error = error;
  return error == HF_OK ? HF_OUTCOME_CHECK_CLIENT_HELLO13_ACCEPTABLE : HF_OUTCOME_CHECK_CLIENT_HELLO13_REFUSED;
}

/* The suite that we prefer of those that both sides can do, as its bit; hash: only one with this hash; 0: none. */
/*@ requires \valid_read(c) && hf_lists_sound(c->config); HF_TOTAL; assigns \nothing; */
static uint32_t preferred_suite(const struct hf_connection *c, uint32_t hash) {
  size_t n = c->config->cipher_suites != NULL ? c->config->cipher_suites_n : HF_CIPHER_SUITES;
  /*@ loop invariant 0 <= k <= n; loop assigns k; loop variant n - k; */
  for (size_t k = 0u; k < n; k++) {
    uint32_t bit = hf_suite_bit(hf_preferred_suite(c->config, k)) & c->offers.cipher_suites & c->allowed_suites;
    const struct hf_cipher_suite_row *row = &hf_cipher_suites[hf_suite_row(bit)];
    if (bit != 0u && hf_suite_is_tls13(row) && (hash == 0u || row->prf_hash == hash))
      return bit;
  }
  return 0u;
}

/* With an external key, one that the key can be used with comes before the others (RFC 8446 4.2.11). */
uint32_t hf_decide_choose_cipher_suite13(struct hf_connection *c) {
  uint32_t bit = c->offers.external != 0u ? preferred_suite(c, c->offers.external_hash) : 0u;
  if (bit == 0u)
    bit = preferred_suite(c, 0u);
  if (bit == 0u)
    return HF_OUTCOME_CHOOSE_CIPHER_SUITE13_NONE;
  c->parameters.suite = hf_suite_row(bit);
  c->parameters.cipher_suite = hf_cipher_suites[c->parameters.suite].code;
  hf_transcript_keep(&c->transcript, hf_transcript_needed(bit, 0u));
  return HF_OUTCOME_CHOOSE_CIPHER_SUITE13_CHOSEN;
}

/* A share of any group that we have saves a round trip; without one, the client is asked for one of the group that we prefer. After that
   only this group will do. */
uint32_t hf_decide_choose_key_share(struct hf_connection *c) {
  uint32_t both = c->offers.groups & hf_allowed_groups(c->config);
  uint32_t group = hf_choose_group(c->config, both);
  bool shared =
      (hf_group_bit(c->offers.share_group) & both) != 0u && c->offers.share_n == hf_share_size(c->offers.share_group);
  if (shared && (c->parameters.retried == 0u || c->offers.share_group == c->parameters.group)) {
    c->parameters.group = c->offers.share_group;
    c->exchange.peer_share_n = c->offers.share_n;
    return HF_OUTCOME_CHOOSE_KEY_SHARE_SHARED;
  }
  if (group == 0u || !hf_group_known(group))
    return HF_OUTCOME_CHOOSE_KEY_SHARE_NONE;
  c->parameters.group = group;
  return HF_OUTCOME_CHOOSE_KEY_SHARE_RETRY;
}

/* Whether the client can verify a certificate of ours, and its key may sign. `listed`: only one whose chain it says that it can verify. */
/*@ requires \valid_read(c) && hf_lists_sound(c->config);
  @ HF_OWN_READABLE(identity);
  @ HF_TOTAL; assigns \nothing; */
static bool identity_usable(const struct hf_connection *c, const struct hf_identity *identity, uint32_t types,
                            bool listed) {
  uint32_t type = hf_type_choose(types, hf_types_of(identity));
  if (type == 0u || hf_choose_scheme13(c->config, &identity->public_key, c->offers.signature_schemes) == 0u ||
      !hf_own_usage_allows(identity, type, HF_USAGE_DIGITAL_SIGNATURE))
    return false;
  if (listed && type == HF_TYPE_X509 && !hf_own_chain_listed(c, identity))
    return false;
  return hf_identity_welcome(c, identity);
}

/* The first such certificate; identities_n if none. */
/*@ requires \valid_read(c) && hf_lists_sound(c->config) && hf_ours_sound(c->config);
  @ HF_TOTAL; assigns \nothing; ensures \result <= c->config->identities_n; */
static size_t identity_for(const struct hf_connection *c, uint32_t types, bool listed) {
  size_t n = c->config->identities_n;
  /*@ loop invariant 0 <= i <= n; loop assigns i; loop variant n - i; */
  for (size_t i = 0u; i < n && i < 255u; i++)
    if (identity_usable(c, &c->config->identities[i], types, listed))
      return i;
  return n;
}

/* A chain whose signatures the client does not list is better than none (RFC 8446 4.4.2.2). */
uint32_t hf_decide_choose_certificate13(struct hf_connection *c) {
  uint32_t types = hf_types_offered(c, HF_SEEN_SERVER_CERTIFICATE_TYPE, c->offers.server_types);
  size_t i = identity_for(c, types, true);
  const struct hf_identity *identity;
  if (i >= c->config->identities_n)
    i = identity_for(c, types, false);
  if (i >= c->config->identities_n)
    return HF_OUTCOME_CHOOSE_CERTIFICATE13_NONE;
  identity = &c->config->identities[i];
  c->parameters.identity = (uint32_t)i;
  c->parameters.signature_scheme = hf_choose_scheme13(c->config, &identity->public_key, c->offers.signature_schemes);
  c->parameters.server_type = hf_type_code(hf_type_choose(types, hf_types_of(identity)));
  return HF_OUTCOME_CHOOSE_CERTIFICATE13_CHOSEN;
}

/* Our random and our share, of the group of the client's. */
enum hf_error hf_do_prepare_server_hello13(struct hf_connection *c) {
  hf_record_size_agree(c);
  if (!hf_port_random(c->config, c->exchange.server_random, 32u))
    return HF_ERROR_RANDOM_FAILED;
  return hf_do_make_key_share(c);
}
