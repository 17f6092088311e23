/* Which version is spoken: the highest that both sides have (RFC 8446 4.2.1), and none that an attacker brought down (4.1.3). */
#include "handshake/version.h"
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/events.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/choose.h"
#include "handshake/hello_parts.h"
#include "handshake/offers.h"

#define HF_SSL3 0x0300u /* no hello of TLS has it, whatever its supported_versions says (RFC 8446 D.5) */
#define SENTINEL 8u     /* bytes at the end of a random: "DOWNGRD", and 1 where TLS 1.2 is spoken */
static const uint8_t sentinel[SENTINEL] = {0x44u, 0x4fu, 0x57u, 0x4eu, 0x47u, 0x52u, 0x44u, 0x01u};

/* The versions that these suites (bits over hf_cipher_suites[]) are of. */
/*@ HF_TOTAL; assigns \nothing; ensures \result <= 3; */
static uint32_t versions_of(uint32_t suites) {
  uint32_t tls12 = 0u;
  uint32_t tls13 = 0u;
  /*@ loop invariant 0 <= i <= HF_CIPHER_SUITES && tls12 <= 1 && tls13 \in {0, 2};
    @ loop assigns i, tls12, tls13, suites; loop variant HF_CIPHER_SUITES - i; */
  for (uint32_t i = 0u; i < HF_CIPHER_SUITES; i++) {
    if (suites % 2u == 1u && hf_suite_is_tls13(&hf_cipher_suites[i]))
      tls13 = HF_VERSION_TLS13;
    else if (suites % 2u == 1u)
      tls12 = HF_VERSION_TLS12;
    suites = suites / 2u;
  }
  return tls12 + tls13;
}

/* TLS 1.3 has no key exchange without a group, TLS 1.2 no server without a certificate or a raw public key. */
uint32_t hf_allowed_versions(const struct hf_connection *c) {
  uint32_t versions = versions_of(c->allowed_suites);
  if (c->is_server != 0u && c->config->identities_n == 0u)
    versions = versions & HF_VERSION_TLS13;
  return hf_preferred_group(c->config, 0u) != 0u ? versions : versions % HF_VERSION_TLS13;
}

enum hf_error hf_offer_version(struct hf_connection *c, uint32_t value) {
  if (value == HF_TLS12)
    c->offers.versions = c->offers.versions | HF_VERSION_TLS12;
  if (value == HF_TLS13)
    c->offers.versions = c->offers.versions | HF_VERSION_TLS13;
  return HF_OK;
}

enum hf_error hf_answer_version(struct hf_connection *c, uint32_t value) {
  c->offers.selected = value;
  return HF_OK;
}

/* Without supported_versions a client has client_version, and those before it; so it has for an engine that does not know the
   extension. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static uint32_t versions_offered(const struct hf_connection *c) {
  if (HF_HAS_TLS13 != 0u && hf_offered(c, HF_SEEN_SUPPORTED_VERSIONS))
    return c->offers.versions;
  return c->parser.numbers[HF_NUMBER_CLIENT_HELLO_CLIENT_VERSION] % 65536u >= HF_TLS12 ? HF_VERSION_TLS12 : 0u;
}

/* The highest of these versions. */
/*@ HF_TOTAL; assigns \nothing;
  @ ensures \result == ((versions & HF_VERSION_TLS13) != 0 ? HF_VERSION_TLS13 : versions % HF_VERSION_TLS13); */
static uint32_t highest(uint32_t versions) {
  return (versions & HF_VERSION_TLS13) != 0u ? HF_VERSION_TLS13 : versions % HF_VERSION_TLS13;
}

/* RFC 7507 3: a client that says that it came down to this version, although we have a higher one. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static bool fell_back(const struct hf_connection *c, uint32_t offered) {
  return (c->offers.flags & HF_OFFER_FALLBACK_SCSV) != 0u && highest(offered) < highest(hf_allowed_versions(c));
}

uint32_t hf_decide_choose_client_version(struct hf_connection *c) {
  uint32_t offered = versions_offered(c);
  uint32_t both = offered & hf_allowed_versions(c);
  if (c->parser.numbers[HF_NUMBER_CLIENT_HELLO_CLIENT_VERSION] == HF_SSL3)
    return HF_OUTCOME_CHOOSE_CLIENT_VERSION_NONE;
  if (fell_back(c, offered))
    return HF_OUTCOME_CHOOSE_CLIENT_VERSION_FALLBACK;
  if ((both & HF_VERSION_TLS13) != 0u) {
    c->parameters.version = HF_TLS13;
    return HF_OUTCOME_CHOOSE_CLIENT_VERSION_TLS13;
  }
  if ((both & HF_VERSION_TLS12) == 0u)
    return HF_OUTCOME_CHOOSE_CLIENT_VERSION_NONE;
  c->parameters.version = HF_TLS12;
  return HF_OUTCOME_CHOOSE_CLIENT_VERSION_TLS12;
}

void hf_mark_downgrade(struct hf_connection *c) {
  if (hf_speaks_tls13(c))
    hf_copy(&c->exchange.server_random[32u - SENTINEL], sentinel, SENTINEL);
}

/*@ requires \valid_read(a + (0 .. n - 1)) && \valid_read(b + (0 .. n - 1)); HF_TOTAL; assigns \nothing;
  @ ensures \result <==> (\forall integer i; 0 <= i < n ==> a[i] == b[i]); */
static bool same(const uint8_t *a, const uint8_t *b, uint32_t n) {
  /*@ loop invariant 0 <= i <= n && (\forall integer k; 0 <= k < i ==> a[k] == b[k]); loop assigns i; loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++)
    if (a[i] != b[i])
      return false;
  return true;
}

/* True: this ServerHello is a HelloRetryRequest. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static bool is_retry(const struct hf_connection *c) {
  return same(&c->kept.bytes[HF_KEPT_SERVER_HELLO_RANDOM], &hf_constants[HF_CONSTANT_HELLO_RETRY_REQUEST], 32u);
}

/* True: its server knows a newer version than it says; the last byte tells which one it says (RFC 8446 4.1.3). */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result <==> (\forall integer i; 0 <= i < SENTINEL - 1 ==>
  @   c->kept.bytes[HF_KEPT_SERVER_HELLO_RANDOM + 32 - SENTINEL + i] == sentinel[i]) &&
  @   c->kept.bytes[HF_KEPT_SERVER_HELLO_RANDOM + 31] <= 1; */
static bool is_downgraded(const struct hf_connection *c) {
  return same(&c->kept.bytes[HF_KEPT_SERVER_HELLO_RANDOM + 32u - SENTINEL], sentinel, SENTINEL - 1u) &&
         c->kept.bytes[HF_KEPT_SERVER_HELLO_RANDOM + 31u] <= 1u;
}

/* What is wrong with the version of a ServerHello that does not select one, or HF_OK. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static enum hf_error refusal_of_tls12(const struct hf_connection *c) {
  if (is_retry(c))
    return HF_ERROR_EXTENSION_MISSING;
  if (c->parser.numbers[HF_NUMBER_SERVER_HELLO_SERVER_VERSION] != HF_TLS12 || hf_allowed_versions(c) % 2u == 0u)
    return HF_ERROR_VERSION_UNSUPPORTED;
  if (hf_speaks_tls13(c) && is_downgraded(c))
    return HF_ERROR_DOWNGRADE_DETECTED;
  if ((c->offers.extensions & ~HF_CARRIED_TLS12_SH & HF_SEEN_ALL) != 0u)
    return HF_ERROR_EXTENSION_UNSOLICITED;
  return HF_OK;
}

/* What is wrong with the version of a ServerHello, or HF_OK. Behind a retry, which has selected a version, none is an older server's
   (RFC 8446 4.1.4). */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures ssl: c->parser.numbers[HF_NUMBER_SERVER_HELLO_SERVER_VERSION] == HF_SSL3 ==> \result == HF_ERROR_VERSION_UNSUPPORTED; */
static enum hf_error refusal(const struct hf_connection *c) {
  enum hf_error error;
  if (c->parser.numbers[HF_NUMBER_SERVER_HELLO_SERVER_VERSION] == HF_SSL3)
    return HF_ERROR_VERSION_UNSUPPORTED;
  if (hf_offered(c, HF_SEEN_SUPPORTED_VERSIONS))
    return c->offers.selected == HF_TLS13 && hf_speaks_tls13(c) ? HF_OK : HF_ERROR_EXTENSION_MALFORMED;
  error = refusal_of_tls12(c);
  return error != HF_OK && c->parameters.retried != 0u ? HF_ERROR_HELLO_CHANGED : error;
}

/* What was offered of key shares is of no use to TLS 1.2. */
/*@ requires \valid(c); HF_TOTAL;
  @ assigns c->parameters.group, c->parameters.second_group, c->parameters.version, c->exchange.share_n, c->exchange.secret;
  @ ensures \forall integer i; 0 <= i < HF_SECRET_MAX ==> c->exchange.secret.bytes[i] == 0; */
static void speak_tls12(struct hf_connection *c) {
  c->parameters.version = HF_TLS12;
  c->parameters.group = 0u;
  c->parameters.second_group = 0u;
  c->exchange.share_n = 0u;
  hf_wipe(c->exchange.secret.bytes, HF_SECRET_MAX); /* whatever the tag: a protocol's name may stand beside the key */
  c->exchange.secret.holds = HF_SECRET_NOTHING;
}

uint32_t hf_decide_choose_server_version(struct hf_connection *c) {
  enum hf_error error = refusal(c);
  c->machine.error = error;
  if (error != HF_OK)
    return HF_OUTCOME_CHOOSE_SERVER_VERSION_REFUSED;
  if (c->offers.selected == 0u) {
    speak_tls12(c);
    return HF_OUTCOME_CHOOSE_SERVER_VERSION_TLS12;
  }
  c->parameters.version = HF_TLS13;
  return is_retry(c) ? HF_OUTCOME_CHOOSE_SERVER_VERSION_RETRY : HF_OUTCOME_CHOOSE_SERVER_VERSION_TLS13;
}
