/* What a caller may ask about a handshake that is complete, and about the peer's alerts. Before that, whatever is known is what
   anyone may have sent: the answer is that there is nothing. */
#include "handfast.h"
#include <stdbool.h>

/*@ requires c != \null ==> \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result <==> c != \null && c->machine.opened != 0; */
static bool is_complete(const struct hf_connection *c) {
  return c != NULL && c->machine.opened != 0u;
}

/*@ requires c != \null ==> \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == (c != \null && c->machine.opened != 0 ? c->parameters.group % 65536 : 0); */
uint16_t hf_group(const struct hf_connection *c) {
  return is_complete(c) ? (uint16_t)(c->parameters.group % 65536u) : (uint16_t)0u;
}

/*@ requires c != \null ==> \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == (c != \null ? c->parameters.version % 65536 : 0); */
uint16_t hf_version(const struct hf_connection *c) {
  return c == NULL ? (uint16_t)0u : (uint16_t)(c->parameters.version % 65536u);
}

/* A server has a scheme ready also where it signs nothing: it signs its share, which is of a group. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result <==> (c->is_server != 0 ? c->parameters.group : c->parameters.certificate_sent) != 0; */
static bool has_signed(const struct hf_connection *c) {
  if (c->is_server != 0u)
    return c->parameters.group != 0u;
  return c->parameters.certificate_sent != 0u;
}

/*@ requires c != \null ==> \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == (c != \null && c->machine.opened != 0 &&
  @   (c->is_server != 0 ? c->parameters.group : c->parameters.certificate_sent) != 0 ? c->parameters.signature_scheme % 65536 : 0); */
uint16_t hf_signature_scheme(const struct hf_connection *c) {
  if (!is_complete(c) || !has_signed(c))
    return 0u;
  return (uint16_t)(c->parameters.signature_scheme % 65536u);
}

/*@ requires c != \null ==> \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == (c != \null && c->machine.opened != 0 ? c->parameters.peer_signature_scheme % 65536 : 0); */
uint16_t hf_peer_signature_scheme(const struct hf_connection *c) {
  return is_complete(c) ? (uint16_t)(c->parameters.peer_signature_scheme % 65536u) : (uint16_t)0u;
}

/*@ requires c != \null ==> \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == (c != \null && c->machine.opened != 0 && c->parameters.extended_master_secret != 0 ? 1 : 0); */
bool hf_has_extended_master_secret(const struct hf_connection *c) {
  return is_complete(c) && c->parameters.extended_master_secret != 0u;
}

/*@ requires c != \null ==> \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result == (c != \null && c->machine.opened != 0 && c->parameters.encrypt_then_mac != 0 ? 1 : 0); */
bool hf_has_encrypt_then_mac(const struct hf_connection *c) {
  return is_complete(c) && c->parameters.encrypt_then_mac != 0u;
}

/*@ requires c != \null ==> \valid_read(c) && c->offers.server_name_n <= 255;
  @ requires n != \null ==> \valid(n);
  @ requires c != \null && n != \null ==> \separated(n, c);
  @ HF_TOTAL; assigns *n;
  @ ensures n == \null ==> \result == \null;
  @ ensures n != \null ==> *n == (c != \null && c->machine.opened != 0 ? c->offers.server_name_n : 0);
  @ ensures n != \null && *n == 0 ==> \result == \null;
  @ ensures n != \null && *n != 0 ==> \result == &c->offers.server_name[0] && \valid_read(\result + (0 .. *n - 1)); */
const uint8_t *hf_server_name(const struct hf_connection *c, size_t *n) {
  if (n == NULL)
    return NULL;
  *n = is_complete(c) ? (size_t)c->offers.server_name_n : 0u;
  return *n == 0u ? NULL : &c->offers.server_name[0];
}

/*@ requires c != \null ==> \valid_read(c);
  @ requires out != \null ==> \valid(out);
  @ requires c != \null && out != \null ==> \separated(out, c);
  @ HF_TOTAL; assigns *out;
  @ ensures \result <==> c != \null && out != \null && c->machine.peer_alert_level != 0;
  @ ensures \result ==> out->level == c->machine.peer_alert_level % 256 && out->description == c->machine.peer_alert % 256;
  @ ensures !\result && out != \null ==> out->level == 0 && out->description == 0; */
bool hf_peer_alert(const struct hf_connection *c, struct hf_alert *out) {
  bool came = c != NULL && c->machine.peer_alert_level != 0u;
  if (out == NULL)
    return false;
  out->level = came ? (uint8_t)(c->machine.peer_alert_level % 256u) : (uint8_t)0u;
  out->description = came ? (uint8_t)(c->machine.peer_alert % 256u) : (uint8_t)0u;
  return came;
}
