/* Choices among what both sides can do, in the order that the configuration prefers. */
#ifndef HF_HANDSHAKE_CHOOSE_H
#define HF_HANDSHAKE_CHOOSE_H
#include "crypto/signature.h"
#include "generated/registry.h"
#include "handshake/offers.h"
#include <stdbool.h>

/* The suites that a configuration allows, as bits over hf_cipher_suites[]. */
/*@ requires hf_choices_sound(config); HF_TOTAL; assigns \nothing; */
uint32_t hf_allowed_suites(const struct hf_config *config);
/* True: one of these suites, bits as there, exchanges keys in this way (HF_KEY_EXCHANGE_...). */
/*@ HF_TOTAL; assigns \nothing; ensures suites == 0 ==> !\result; */
bool hf_suites_exchange(uint32_t suites, uint32_t key_exchange);
/* The signature schemes and groups that it allows, as bits over their tables. */
/*@ requires hf_choices_sound(config); HF_TOTAL; assigns \nothing; */
uint32_t hf_allowed_schemes(const struct hf_config *config);
/*@ requires hf_choices_sound(config); HF_TOTAL; assigns \nothing; */
uint32_t hf_allowed_groups(const struct hf_config *config);

/*@ // the k-th code point in the order of preference: of the configuration's list or, without one, of the engine's table
  @ logic integer in_list{L}(uint16_t *list, integer n, integer k) = k < n ? list[k] : 0;
  @ logic integer preferred_suite{L}(struct hf_config *g, integer k) =
  @   g->cipher_suites != \null ? in_list(g->cipher_suites, g->cipher_suites_n, k) : k < HF_CIPHER_SUITES ? hf_cipher_suites[k].code : 0;
  @ logic integer preferred_scheme{L}(struct hf_config *g, integer k) = g->signature_schemes != \null ?
  @   in_list(g->signature_schemes, g->signature_schemes_n, k) : in_list(&hf_signature_schemes[0], HF_SIGNATURE_SCHEMES, k);
  @ logic integer preferred_group{L}(struct hf_config *g, integer k) =
  @   g->groups != \null ? in_list(g->groups, g->groups_n, k) : in_list(&hf_groups[0], HF_GROUPS, k);
  @ logic integer schemes_n{L}(struct hf_config *g) = g->signature_schemes != \null ? g->signature_schemes_n : HF_SIGNATURE_SCHEMES;
  @ logic integer groups_n{L}(struct hf_config *g) = g->groups != \null ? g->groups_n : HF_GROUPS;
  @ // what both sides can do
  @ predicate scheme_fits{L}(struct hf_public_key *key, integer offered, integer scheme) =
  @   ((uint32_t)scheme_bit(scheme) & (uint32_t)offered) != 0 && scheme_suits(scheme, key->kind, key->group);
  @ predicate group_fits{L}(integer offered, integer group) = ((uint32_t)group_bit(group) & (uint32_t)offered) != 0;
  @*/
/* The k-th code point in the order of preference, from the configuration's list or, without one, from the engine's table;
   0 behind the last. */
/*@ requires hf_choices_sound(config); HF_TOTAL; assigns \nothing; ensures \result == preferred_suite(config, k); */
uint32_t hf_preferred_suite(const struct hf_config *config, size_t k);
/*@ requires hf_choices_sound(config); HF_TOTAL; assigns \nothing; ensures \result == preferred_scheme(config, k); */
uint32_t hf_preferred_scheme(const struct hf_config *config, size_t k);
/*@ requires hf_choices_sound(config); HF_TOTAL; assigns \nothing; ensures \result == preferred_group(config, k); */
uint32_t hf_preferred_group(const struct hf_config *config, size_t k);

/* The allowed schemes in order of preference, into out[0 .. HF_SIGNATURE_SCHEMES - 1]. Answers how many. */
/*@ requires hf_choices_sound(config) && \valid(out + (0 .. HF_SIGNATURE_SCHEMES - 1)); HF_TOTAL;
  @ assigns out[0 .. HF_SIGNATURE_SCHEMES - 1]; ensures \result <= HF_SIGNATURE_SCHEMES; */
size_t hf_scheme_list(const struct hf_config *config, uint16_t *out);

/* The scheme to sign with under this key that the peer takes (bits over hf_signature_schemes[]); 0: none. */
/*@ requires hf_choices_sound(config) && \valid_read(key); HF_TOTAL; assigns \nothing;
  @ ensures chosen: \result != 0 ==> \exists integer k; 0 <= k < schemes_n(config) && \result == preferred_scheme(config, k) &&
  @   scheme_fits(key, offered, \result) && (\forall integer j; 0 <= j < k ==> !scheme_fits(key, offered, preferred_scheme(config, j)));
  @ ensures none: \result == 0 ==> \forall integer j; 0 <= j < schemes_n(config) && preferred_scheme(config, j) != 0 ==>
  @   !scheme_fits(key, offered, preferred_scheme(config, j));
  @ ensures \result != 0 ==> scheme_suits(\result, key->kind, key->group); */
uint32_t hf_choose_scheme(const struct hf_config *config, const struct hf_public_key *key, uint32_t offered);
/* The same for CertificateVerify in TLS 1.3: no PKCS#1 v1.5, and the curve is the scheme's (RFC 8446 4.2.3). */
/*@ requires hf_choices_sound(config) && \valid_read(key); HF_TOTAL; assigns \nothing; */
uint32_t hf_choose_scheme13(const struct hf_config *config, const struct hf_public_key *key, uint32_t offered);
/*@ HF_TOTAL; assigns \nothing;
  @ ensures \result ==> scheme_suits(scheme, key_kind, group); */
bool hf_scheme_fits13(uint32_t scheme, uint32_t key_kind, uint32_t group);
/* The group that both sides prefer; 0: none. */
/*@ requires hf_choices_sound(config); HF_TOTAL; assigns \nothing;
  @ ensures chosen: \result != 0 ==> \exists integer k; 0 <= k < groups_n(config) && \result == preferred_group(config, k) &&
  @   group_fits(offered, \result) && (\forall integer j; 0 <= j < k ==> !group_fits(offered, preferred_group(config, j)));
  @ ensures none: \result == 0 && !group_fits(offered, 0) ==>
  @   \forall integer j; 0 <= j < groups_n(config) ==> !group_fits(offered, preferred_group(config, j)); */
uint32_t hf_choose_group(const struct hf_config *config, uint32_t offered);
#endif
