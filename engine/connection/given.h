/* What a caller gave: no pointer is followed that is NULL. What is read here is read before anything is begun. */
#ifndef HF_CONNECTION_GIVEN_H
#define HF_CONNECTION_GIVEN_H
#include "connection/fault.h"
#include "connection/sound.h"

/* HF_STAYS_FRAMED and HF_STAYS_FAILED, of a connection that may be NULL: then nothing is asked, done or said. */
/* clang-format off */
#define HF_STAYS_GIVEN(c)                                                                                              \
  ensures (c) != \null ==> hf_sound(c);                                                                                \
  ensures (c) != \null ==> hf_framed(c);                                                                               \
  ensures (c) != \null && \old((c)->machine.failed) != 0 ==>                                                           \
    (c)->machine.failed == \old((c)->machine.failed) && (c)->machine.error == \old((c)->machine.error)
/* clang-format on */

/*@ // Where a configuration says that there is something, there is a pointer to it.
  @ predicate hf_lists_given{L}(struct hf_config *g) =
  @   (g->application_protocols_n == 0 || g->application_protocols != \null) &&
  @   (g->identities_n == 0 || g->identities != \null) && (g->anchors_n == 0 || g->anchors != \null) &&
  @   (g->crls_n == 0 || g->crls != \null) && (g->pins_n == 0 || g->pins != \null) &&
  @   (g->raw_public_keys_n == 0 || g->raw_public_keys != \null) &&
  @   (g->ticket_keys == \null || g->ticket_keys->n == 0 || g->ticket_keys->key != \null);
  @ predicate hf_identity_given{L}(struct hf_identity *i) =
  @   (i->certificates_n == 0 || (i->certificates != \null && i->certificate_sizes != \null)) &&
  @   (i->raw_public_key_n == 0 || i->raw_public_key != \null) && (i->ocsp_response_n == 0 || i->ocsp_response != \null);
  @ predicate hf_identities_given{L}(struct hf_identity *p, integer n) =
  @   \forall integer k; 0 <= k < n ==> hf_identity_given(p + k);
  @ predicate hf_crls_given{L}(struct hf_crl *p, integer n) =
  @   \forall integer k; 0 <= k < n ==> p[k].n == 0 || p[k].der != \null;
  @
  @ // What is not NULL can be read.
  @ predicate hf_readable_identity{L}(struct hf_identity *i) =
  @   i->certificates != \null && i->certificate_sizes != \null ==>
  @   \valid_read(i->certificates + (0 .. i->certificates_n - 1)) &&
  @   \valid_read(i->certificate_sizes + (0 .. i->certificates_n - 1));
  @ predicate hf_readable_config{L}(struct hf_config *g) =
  @   \valid_read(g) && (g->identities != \null ==> \valid_read(g->identities + (0 .. g->identities_n - 1)) &&
  @     (\forall integer k; 0 <= k < g->identities_n ==> hf_readable_identity(g->identities + k))) &&
  @   (g->anchors != \null ==> \valid_read(g->anchors + (0 .. g->anchors_n - 1))) &&
  @   (g->crls != \null ==> \valid_read(g->crls + (0 .. g->crls_n - 1))) &&
  @   (g->sessions != \null ==> \valid_read(g->sessions)) &&
  @   (g->ticket_keys != \null ==> \valid_read(g->ticket_keys));
  @*/

/* HF_FIELD_NONE: both are there, and all that the configuration says it has; or what is not, HF_ERROR_ARGUMENT_MISSING. */
/*@ requires config != \null ==> hf_readable_config(config);
  @ HF_TOTAL; assigns \nothing;
  @ ensures \result == HF_FIELD_NONE ==> config != \null && buffers != \null && hf_lists_given(config) &&
  @   hf_identities_given(config->identities, config->identities_n) && hf_crls_given(config->crls, config->crls_n); */
enum hf_field hf_missing(const struct hf_config *config, const struct hf_buffers *buffers);
#endif
