#include "handshake/verify.h"
#include "crypto/bytes.h"
#include "handshake/suite.h"
#include "ports/ports.h"
#include <stdbool.h>

/* What the key of the certificate will be used for (RFC 5246 7.4.2). */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static uint32_t usage_needed(const struct hf_connection *c) {
  if (c->is_server == 0u && hf_suite(c)->key_exchange == HF_KEY_EXCHANGE_RSA)
    return HF_USAGE_KEY_ENCIPHERMENT;
  return HF_USAGE_DIGITAL_SIGNATURE;
}

/* Each field is set by itself: a structure written at once hides from the solvers what is not part of it. */
void hf_verify_asked(const struct hf_connection *c, struct hf_verify *how) {
  how->name = c->is_server == 0u ? c->server_name : NULL;
  how->now = hf_port_now(c->config);
  how->purpose = c->is_server == 0u ? HF_PURPOSE_SERVER : HF_PURPOSE_CLIENT;
  how->usage = (uint8_t)(usage_needed(c) % 256u);
  how->path_max = 0u;
  how->strict = c->config->strict_certificates;
  how->crl_policy = c->config->crl_policy;
  how->crls = c->config->crls;
  how->crls_n = c->config->crls_n;
  how->policy_rules = c->config->policy_rules;
  how->anchors = c->config->anchors;
  how->anchors_n = c->config->anchors_n;
  /*@ assert keys: hf_trust_keys_sound(c->config); */
  /*@ assert config: c->config == \at(c->config, Pre) && c->config->anchors == \at(c->config->anchors, Pre) &&
        c->config->anchors_n == \at(c->config->anchors_n, Pre); */
  /*@ assert name: \forall integer i; 0 <= i < how->anchors_n ==>
        \valid_read(how->anchors[i].name + (0 .. how->anchors[i].name_n - 1)); */
  /*@ assert key_id: \forall integer i; 0 <= i < how->anchors_n ==>
        \valid_read(how->anchors[i].key_id + (0 .. how->anchors[i].key_id_n - 1)); */
  /*@ assert constraints: \forall integer i; 0 <= i < how->anchors_n ==>
        \valid_read(how->anchors[i].constraints + (0 .. how->anchors[i].constraints_n - 1)); */
  /*@ assert certificate: \forall integer i; 0 <= i < how->anchors_n ==>
        \valid_read(how->anchors[i].certificate + (0 .. how->anchors[i].certificate_n - 1)); */
  /*@ assert lists: \forall integer i; 0 <= i < how->crls_n ==>
        \valid_read(how->crls[i].der + (0 .. how->crls[i].n - 1)); */
  /*@ assert place: \forall integer i; 0 <= i < how->anchors_n ==> \valid_read(&how->anchors[i].key); */
  /*@ assert modulus: \forall integer i; 0 <= i < how->anchors_n ==>
        \valid_read(how->anchors[i].key.modulus + (0 .. how->anchors[i].key.modulus_n - 1)); */
  /*@ assert exponent: \forall integer i; 0 <= i < how->anchors_n ==>
        \valid_read(how->anchors[i].key.exponent + (0 .. how->anchors[i].key.exponent_n - 1)); */
  /*@ assert point: \forall integer i; 0 <= i < how->anchors_n ==>
        \valid_read(how->anchors[i].key.point + (0 .. how->anchors[i].key.point_n - 1)); */
  /*@ assert readable: \forall integer i; 0 <= i < how->anchors_n ==> public_key_readable(&how->anchors[i].key); */
  /*@ assert anchors: hf_anchors_sound(how->anchors, how->anchors_n); */
  /*@ assert crls: hf_lists_readable(how->crls, how->crls_n); */
  /*@ assert text: how->name != \null ==> hf_text(how->name); */
}

void hf_path_remember(struct hf_connection *c, const struct hf_report *found) {
  c->peer.anchor = (uint32_t)(found->anchor % 0x100000000u);
  c->peer.path_n = found->path_n;
  hf_copy(c->peer.path, found->path, HF_PATH_MAX);
}

/*@ requires \valid(found); HF_TOTAL; assigns *found; */
static void nothing_found(struct hf_report *found) {
  static const struct hf_report nothing = {0};
  *found = nothing;
}

void hf_path_recall(const struct hf_connection *c, struct hf_report *found) {
  nothing_found(found);
  found->path_n = c->peer.path_n;
  hf_copy(found->path, c->peer.path, HF_PATH_MAX);
  found->anchor = c->peer.anchor;
}

bool hf_peer_signed(const struct hf_connection *c, uint32_t scheme, const uint8_t *digest, size_t digest_n,
                    const uint8_t *signature, size_t n) {
  struct hf_public_key key;
  enum hf_error error;
  hf_chain_key_at(&c->chain, &c->peer.key, &key);
  /*@ assert modulus: bytes_of(key.modulus, key.modulus_n) == bytes_of(c->chain.buffer + c->peer.key.modulus_at, c->peer.key.modulus_n); */
  /*@ assert exponent: bytes_of(key.exponent, key.exponent_n) ==
        bytes_of(c->chain.buffer + c->peer.key.exponent_at, c->peer.key.exponent_n); */
  /*@ assert point: bytes_of(key.point, key.point_n) == bytes_of(c->chain.buffer + c->peer.key.point_at, c->peer.key.point_n); */
  error = hf_signature_verify(scheme, &key, digest, digest_n, signature, n);
  /*@ assert by: error == HF_OK ==> signed_with(scheme, key.kind, bytes_of(key.modulus, key.modulus_n),
        bytes_of(key.exponent, key.exponent_n), key.group, bytes_of(key.point, key.point_n), bytes_of(digest, digest_n), signature, n); */
  return error == HF_OK;
}
