#include "connection/given.h"
#include "crypto/signature.h"
#include "generated/profile.h"
#include <stdbool.h>

/*@ requires \valid_read(g) && (g->ticket_keys != \null ==> \valid_read(g->ticket_keys)); HF_TOTAL; assigns \nothing;
  @ ensures \result == HF_FIELD_NONE <==> hf_lists_given(g); */
static enum hf_field of_lists(const struct hf_config *g) {
  if (g->application_protocols_n != 0u && g->application_protocols == NULL)
    return HF_FIELD_APPLICATION_PROTOCOLS;
  if (g->identities_n != 0u && g->identities == NULL)
    return HF_FIELD_IDENTITIES;
  if (g->anchors_n != 0u && g->anchors == NULL)
    return HF_FIELD_ANCHORS;
  if (g->crls_n != 0u && g->crls == NULL)
    return HF_FIELD_CRLS;
  if (g->pins_n != 0u && g->pins == NULL)
    return HF_FIELD_PINS;
  if (g->raw_public_keys_n != 0u && g->raw_public_keys == NULL)
    return HF_FIELD_RAW_PUBLIC_KEYS;
  if (g->ticket_keys != NULL && g->ticket_keys->n != 0u && g->ticket_keys->key == NULL)
    return HF_FIELD_TICKET_KEYS;
  return HF_FIELD_NONE;
}

/* All of a store's functions are called. */
/*@ requires s != \null ==> \valid_read(s); HF_TOTAL; assigns \nothing; */
static enum hf_field of_store(const struct hf_session_store *s) {
  if (s == NULL)
    return HF_FIELD_NONE;
  if (s->find == NULL)
    return HF_FIELD_SESSIONS_FIND;
  if (s->put == NULL)
    return HF_FIELD_SESSIONS_PUT;
  return s->drop == NULL ? HF_FIELD_SESSIONS_DROP : HF_FIELD_NONE;
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
static enum hf_field of_private_key(const struct hf_identity *i) {
  if (hf_key_is_rsa(i->public_key.kind) && i->private_key.rsa_private == NULL)
    return HF_FIELD_IDENTITY_RSA_PRIVATE;
  if (i->public_key.kind == HF_KEY_EC && i->private_key.ecdsa_sign == NULL)
    return HF_FIELD_IDENTITY_ECDSA_SIGN;
  return HF_FIELD_NONE;
}

/*@ requires \valid_read(i) && hf_readable_identity(i); HF_TOTAL; assigns \nothing;
  @ ensures \result == HF_FIELD_NONE ==> hf_identity_given(i); */
static enum hf_field of_identity(const struct hf_identity *i) {
  if (i->certificates_n != 0u && (i->certificates == NULL || i->certificate_sizes == NULL))
    return HF_FIELD_IDENTITY_CERTIFICATES;
  if (i->raw_public_key_n != 0u && i->raw_public_key == NULL)
    return HF_FIELD_IDENTITY_RAW_PUBLIC_KEY;
  if (i->ocsp_response_n != 0u && i->ocsp_response == NULL)
    return HF_FIELD_IDENTITY_OCSP_RESPONSE;
  if (!certificates_given(i->certificates, i->certificate_sizes, i->certificates_n))
    return HF_FIELD_IDENTITY_CERTIFICATES;
  return public_key_given(&i->public_key) ? of_private_key(i) : HF_FIELD_IDENTITY_PUBLIC_KEY;
}

/*@ requires n == 0 || \valid_read(p + (0 .. n - 1));
  @ requires \forall integer k; 0 <= k < n ==> hf_readable_identity(p + k);
  @ HF_TOTAL; assigns \nothing;
  @ ensures \result == HF_FIELD_NONE ==> hf_identities_given(p, n); */
static enum hf_field of_identities(const struct hf_identity *p, size_t n) {
  /*@ loop invariant 0 <= k <= n && hf_identities_given(p, k); loop assigns k; loop variant n - k; */
  for (size_t k = 0u; k < n; k++) {
    enum hf_field field = of_identity(&p[k]);
    if (field != HF_FIELD_NONE)
      return field;
  }
  return HF_FIELD_NONE;
}

/*@ requires \valid_read(a); HF_TOTAL; assigns \nothing; */
static enum hf_field of_anchor(const struct hf_trust_anchor *a) {
  if (a->name_n != 0u && a->name == NULL)
    return HF_FIELD_ANCHOR_NAME;
  if (a->key_id_n != 0u && a->key_id == NULL)
    return HF_FIELD_ANCHOR_KEY_ID;
  if (a->constraints_n != 0u && a->constraints == NULL)
    return HF_FIELD_ANCHOR_CONSTRAINTS;
  if (a->certificate_n != 0u && a->certificate == NULL)
    return HF_FIELD_ANCHOR_CERTIFICATE;
  return public_key_given(&a->key) ? HF_FIELD_NONE : HF_FIELD_ANCHOR_KEY;
}

/*@ requires n == 0 || \valid_read(p + (0 .. n - 1)); HF_TOTAL; assigns \nothing; */
static enum hf_field of_anchors(const struct hf_trust_anchor *p, size_t n) {
  /*@ loop invariant 0 <= k <= n; loop assigns k; loop variant n - k; */
  for (size_t k = 0u; k < n; k++) {
    enum hf_field field = of_anchor(&p[k]);
    if (field != HF_FIELD_NONE)
      return field;
  }
  return HF_FIELD_NONE;
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

/* Of what is only for certificates. */
/*@ requires hf_readable_config(g) && hf_lists_given(g); HF_TOTAL; assigns \nothing;
  @ ensures \result == HF_FIELD_NONE ==> hf_crls_given(g->crls, g->crls_n); */
static enum hf_field of_trust(const struct hf_config *g) {
  enum hf_field field = of_anchors(g->anchors, g->anchors_n);
  if (field != HF_FIELD_NONE)
    return field;
  if (!crls_given(g->crls, g->crls_n))
    return HF_FIELD_CRL_DER;
  return rules_given(g->policy_rules) ? HF_FIELD_NONE : HF_FIELD_POLICY_RULES;
}

enum hf_field hf_missing(const struct hf_config *config, const struct hf_buffers *buffers) {
  enum hf_field field;
  if (config == NULL || buffers == NULL)
    return config == NULL ? HF_FIELD_CONFIG : HF_FIELD_BUFFERS;
  field = of_lists(config);
  if (field == HF_FIELD_NONE)
    field = of_store(config->sessions);
  if (HF_HAS_X509 != 0u && field == HF_FIELD_NONE) /* what there is no part for is refused before it is looked at */
    field = of_trust(config);
  if ((HF_HAS_CLIENT_IDENTITIES != 0u || HF_HAS_SERVER != 0u) && field == HF_FIELD_NONE)
    field = of_identities(config->identities, config->identities_n);
  return field;
}
