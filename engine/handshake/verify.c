#include "handshake/verify.h"
#include "handshake/suite.h"
#include "ports/ports.h"

/* What the key of the certificate will be used for (RFC 5246 7.4.2). */
/*@ requires \valid_read(c); terminates \true; exits \false; assigns \nothing; */
static uint8_t usage_needed(const struct hf_connection *c) {
  if (c->is_server == 0u && hf_suite(c)->key_exchange == HF_KEY_EXCHANGE_RSA)
    return HF_USAGE_KEY_ENCIPHERMENT;
  return HF_USAGE_DIGITAL_SIGNATURE;
}

void hf_verify_asked(const struct hf_connection *c, struct hf_verify *how) {
  static const struct hf_verify nothing = {0};
  *how = nothing;
  how->anchors = c->config->anchors;
  how->anchors_n = c->config->anchors_n;
  how->crls = c->config->crls;
  how->crls_n = c->config->crls_n;
  how->crl_policy = c->config->crl_policy;
  how->name = c->is_server == 0u ? c->server_name : NULL;
  how->now = hf_port_now(c->config);
  how->purpose = c->is_server == 0u ? HF_PURPOSE_SERVER : HF_PURPOSE_CLIENT;
  how->usage = usage_needed(c);
}

void hf_path_remember(struct hf_connection *c, const struct hf_report *found) {
  c->anchor = (uint32_t)(found->anchor % 0x100000000u);
  c->path_n = found->path_n;
  c->issuer = found->path[1];
}

void hf_path_recall(const struct hf_connection *c, struct hf_report *found) {
  static const struct hf_report nothing = {0};
  *found = nothing;
  found->path_n = c->path_n;
  found->path[1] = c->issuer;
  found->anchor = c->anchor;
}
