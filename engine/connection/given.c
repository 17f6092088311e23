#include "connection/given.h"
#include "crypto/signature.h"
#include "generated/profile.h"
#include <stdbool.h>

/*@ requires \valid_read(g) && (g->ticket_keys != \null ==> \valid_read(g->ticket_keys)); HF_TOTAL; assigns \nothing;
  @ ensures \result <==> hf_lists_given(g); */
static bool lists_given(const struct hf_config *g) {
  if ((g->application_protocols_n != 0u && g->application_protocols == NULL) ||
      (g->identities_n != 0u && g->identities == NULL) || (g->anchors_n != 0u && g->anchors == NULL))
    return false;
  if ((g->crls_n != 0u && g->crls == NULL) || (g->pins_n != 0u && g->pins == NULL) ||
      (g->raw_public_keys_n != 0u && g->raw_public_keys == NULL))
    return false;
  return g->ticket_keys == NULL || g->ticket_keys->n == 0u || g->ticket_keys->key != NULL;
}

/* All of a store's functions are called. */
/*@ requires s != \null ==> \valid_read(s); HF_TOTAL; assigns \nothing; */
static bool store_given(const struct hf_session_store *s) {
  return s == NULL || (s->find != NULL && s->put != NULL && s->drop != NULL);
}

/* Each certificate that has bytes. */
/*@ requires n == 0 || (\valid_read(certificates + (0 .. n - 1)) && \valid_read(sizes + (0 .. n - 1)));
  @ HF_TOTAL; assigns \nothing; */
static bool certificates_given(const uint8_t *const *certificates, const size_t *sizes, size_t n) {
  /*@ loop invariant 0 <= j <= n; loop assigns j; loop variant n - j; */
  for (size_t j = 0u; j < n; j++)
    if (sizes[j] != 0u && certificates[j] == NULL)
      return false;
  return true;
}

/*@ requires \valid_read(k); HF_TOTAL; assigns \nothing; */
static bool public_key_given(const struct hf_public_key *k) {
  if ((k->modulus_n != 0u && k->modulus == NULL) || (k->exponent_n != 0u && k->exponent == NULL))
    return false;
  return k->point_n == 0u || k->point != NULL;
}

/* What a key of its kind is asked to do. */
/*@ requires \valid_read(i); HF_TOTAL; assigns \nothing; */
static bool private_key_given(const struct hf_identity *i) {
  if (hf_key_is_rsa(i->public_key.kind))
    return i->private_key.rsa_private != NULL;
  return i->public_key.kind != HF_KEY_EC || i->private_key.ecdsa_sign != NULL;
}

/*@ requires \valid_read(i) && hf_readable_identity(i); HF_TOTAL; assigns \nothing;
  @ ensures \result ==> hf_identity_given(i); */
static bool identity_given(const struct hf_identity *i) {
  if (i->certificates_n != 0u && (i->certificates == NULL || i->certificate_sizes == NULL))
    return false;
  if ((i->raw_public_key_n != 0u && i->raw_public_key == NULL) ||
      (i->ocsp_response_n != 0u && i->ocsp_response == NULL))
    return false;
  if (!certificates_given(i->certificates, i->certificate_sizes, i->certificates_n))
    return false;
  return public_key_given(&i->public_key) && private_key_given(i);
}

/*@ requires n == 0 || \valid_read(p + (0 .. n - 1));
  @ requires \forall integer k; 0 <= k < n ==> hf_readable_identity(p + k);
  @ HF_TOTAL; assigns \nothing;
  @ ensures \result ==> hf_identities_given(p, n); */
static bool identities_given(const struct hf_identity *p, size_t n) {
  /*@ loop invariant 0 <= k <= n && hf_identities_given(p, k); loop assigns k; loop variant n - k; */
  for (size_t k = 0u; k < n; k++)
    if (!identity_given(&p[k]))
      return false;
  return true;
}

/*@ requires \valid_read(a); HF_TOTAL; assigns \nothing; */
static bool anchor_given(const struct hf_trust_anchor *a) {
  if ((a->name_n != 0u && a->name == NULL) || (a->key_id_n != 0u && a->key_id == NULL))
    return false;
  if ((a->constraints_n != 0u && a->constraints == NULL) || (a->certificate_n != 0u && a->certificate == NULL))
    return false;
  return public_key_given(&a->key);
}

/*@ requires n == 0 || \valid_read(p + (0 .. n - 1)); HF_TOTAL; assigns \nothing; */
static bool anchors_given(const struct hf_trust_anchor *p, size_t n) {
  /*@ loop invariant 0 <= k <= n; loop assigns k; loop variant n - k; */
  for (size_t k = 0u; k < n; k++)
    if (!anchor_given(&p[k]))
      return false;
  return true;
}

/*@ requires n == 0 || \valid_read(p + (0 .. n - 1)); HF_TOTAL; assigns \nothing;
  @ ensures \result ==> hf_crls_given(p, n); */
static bool crls_given(const struct hf_crl *p, size_t n) {
  /*@ loop invariant 0 <= k <= n && hf_crls_given(p, k); loop assigns k; loop variant n - k; */
  for (size_t k = 0u; k < n; k++)
    if (p[k].n != 0u && p[k].der == NULL)
      return false;
  return true;
}

/* Each policy that has octets. */
/*@ requires r != \null ==> \valid_read(r); HF_TOTAL; assigns \nothing; */
static bool rules_given(const struct hf_policy_rules *r) {
  if (r == NULL || r->policies_n == 0u)
    return true;
  if (r->policies == NULL)
    return false;
  /*@ loop invariant 0 <= k <= r->policies_n; loop assigns k; loop variant r->policies_n - k; */
  for (size_t k = 0u; k < r->policies_n; k++)
    if (r->policies[k].n != 0u && r->policies[k].octets == NULL)
      return false;
  return true;
}

bool hf_is_given(const struct hf_config *config, const struct hf_buffers *buffers) {
  if (config == NULL || buffers == NULL || !lists_given(config) || !store_given(config->sessions))
    return false;
  if (HF_HAS_CLIENT_IDENTITIES == 0u &&
      HF_HAS_SERVER == 0u) /* what there is no part for is refused before it is looked at */
    return true;
  if (HF_HAS_X509 == 0u)
    return identities_given(config->identities, config->identities_n);
  if (!anchors_given(config->anchors, config->anchors_n) || !crls_given(config->crls, config->crls_n))
    return false;
  return rules_given(config->policy_rules) && identities_given(config->identities, config->identities_n);
}
