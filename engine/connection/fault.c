/* What a caller asks who is told that its configuration is wrong: where. */
#include "connection/fault.h"
#include "connection/given.h"
#include "connection/usable.h"
#include "generated/profile.h"
#include "handfast/fault.h"

static const char *const names[HF_FIELDS] = {
    [HF_FIELD_NONE] = "",
    [HF_FIELD_CONFIG] = "config",
    [HF_FIELD_BUFFERS] = "buffers",
    [HF_FIELD_IN] = "buffers.in",
    [HF_FIELD_IN_SIZE] = "buffers.in_size",
    [HF_FIELD_OUT] = "buffers.out",
    [HF_FIELD_OUT_SIZE] = "buffers.out_size",
    [HF_FIELD_RANDOM] = "random.fill",
    [HF_FIELD_NOW] = "now",
    [HF_FIELD_CIPHER_SUITES] = "cipher_suites",
    [HF_FIELD_APPLICATION_PROTOCOLS] = "application_protocols",
    [HF_FIELD_VERSIONS] = "versions",
    [HF_FIELD_MAX_FRAGMENT_LENGTH] = "max_fragment_length",
    [HF_FIELD_RECORD_SIZE_LIMIT] = "record_size_limit",
    [HF_FIELD_IDENTITIES] = "identities",
    [HF_FIELD_IDENTITY_CERTIFICATES] = "identities[].certificates",
    [HF_FIELD_IDENTITY_PUBLIC_KEY] = "identities[].public_key",
    [HF_FIELD_IDENTITY_RSA_PRIVATE] = "identities[].private_key.rsa_private",
    [HF_FIELD_IDENTITY_ECDSA_SIGN] = "identities[].private_key.ecdsa_sign",
    [HF_FIELD_IDENTITY_RAW_PUBLIC_KEY] = "identities[].raw_public_key",
    [HF_FIELD_IDENTITY_OCSP_RESPONSE] = "identities[].ocsp_response",
    [HF_FIELD_ANCHORS] = "anchors",
    [HF_FIELD_ANCHOR_NAME] = "anchors[].name",
    [HF_FIELD_ANCHOR_KEY] = "anchors[].key",
    [HF_FIELD_ANCHOR_KEY_ID] = "anchors[].key_id",
    [HF_FIELD_ANCHOR_CONSTRAINTS] = "anchors[].constraints",
    [HF_FIELD_ANCHOR_CERTIFICATE] = "anchors[].certificate",
    [HF_FIELD_ACCEPT_ANY_CERTIFICATE] = "accept_any_certificate",
    [HF_FIELD_PINS] = "pins",
    [HF_FIELD_RAW_PUBLIC_KEYS] = "raw_public_keys",
    [HF_FIELD_CLIENT_AUTHENTICATION] = "client_authentication",
    [HF_FIELD_STAPLE] = "staple",
    [HF_FIELD_CRLS] = "crls",
    [HF_FIELD_CRL_DER] = "crls[].der",
    [HF_FIELD_CRL_POLICY] = "crl_policy",
    [HF_FIELD_SESSIONS_FIND] = "sessions->find",
    [HF_FIELD_SESSIONS_PUT] = "sessions->put",
    [HF_FIELD_SESSIONS_DROP] = "sessions->drop",
    [HF_FIELD_KEY_SHARES] = "key_shares",
    [HF_FIELD_TICKETS] = "tickets",
    [HF_FIELD_TICKET_KEYS] = "ticket_keys->key",
    [HF_FIELD_POLICY_RULES] = "policy_rules",
};

/*@ requires config != \null ==> hf_readable_config(config);
  @ requires config != \null && buffers != \null && hf_lists_given(config) &&
  @   hf_identities_given(config->identities, config->identities_n) && hf_crls_given(config->crls, config->crls_n) ==>
  @   hf_config_sound(config) && \valid_read(buffers);
  @ HF_TOTAL; assigns \nothing; */
const char *hf_config_fault(const struct hf_config *config, const struct hf_buffers *buffers) {
  enum hf_field field = hf_missing(config, buffers);
  if (field == HF_FIELD_NONE)
    field = hf_usable(config, buffers).field;
  if (field == HF_FIELD_NONE)
    return NULL;
  return HF_HAS_NAMES != 0u ? names[field] : "";
}
