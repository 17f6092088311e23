#include "handshake/hello_policy.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "handshake/offers.h"
#include "ports/ports.h"

/*@ requires \valid_read(c) && c->offers.server_name_n <= 255 && \valid(hello) && \separated(c, hello);
  @ HF_TOTAL; assigns hello->server_name, hello->server_name_n;
  @ ensures hello->server_name_n == c->offers.server_name_n && \valid_read(hello->server_name + (0 .. hello->server_name_n - 1)); */
static void tell_name(const struct hf_connection *c, struct hf_client_hello *hello) {
  hello->server_name_n = c->offers.server_name_n;
  hello->server_name = c->offers.server_name_n == 0u ? NULL : &c->offers.server_name[0];
}

/* id_n 0: none is told. */
/*@ requires \valid_read(c) && \valid(hello) && \separated(c, hello);
  @ HF_TOTAL; assigns hello->session_id, hello->session_id_n;
  @ ensures hello->session_id_n <= HF_SESSION_ID_MAX && \valid_read(hello->session_id + (0 .. hello->session_id_n - 1)); */
static void tell_session(const struct hf_connection *c, uint32_t id_n, struct hf_client_hello *hello) {
  hello->session_id_n = id_n <= HF_SESSION_ID_MAX ? id_n : 0u;
  hello->session_id = hello->session_id_n == 0u ? NULL : &c->kept.bytes[HF_KEPT_CLIENT_HELLO_SESSION_ID];
}

/* The protocol lies in the configuration's list, behind its length byte. */
/*@ requires \valid_read(c) && hf_lists_sound(c->config) && hf_offers_sound(c) && \valid(hello);
  @ requires \separated(c, hello) && \separated(c->config, hello);
  @ HF_TOTAL; assigns hello->application_protocol, hello->application_protocol_n;
  @ ensures \valid_read(hello->application_protocol + (0 .. hello->application_protocol_n - 1)); */
static void tell_protocol(const struct hf_connection *c, struct hf_client_hello *hello) {
  size_t at = c->offers.protocol_at;
  size_t n = c->offers.protocol_n;
  hello->application_protocol_n = n;
  hello->application_protocol = n == 0u ? NULL : &c->config->application_protocols[at + 1u];
}

/*@ requires \valid_read(c) && \valid(hello) && \separated(c, hello); HF_TOTAL;
  @ assigns hello->connection, hello->version, hello->cipher_suites, hello->groups, hello->signature_schemes, hello->extensions;
  @ ensures hello->version == c->offers.version && hello->cipher_suites == c->offers.cipher_suites;
  @ ensures hello->groups == c->offers.groups && hello->signature_schemes == c->offers.signature_schemes;
  @ ensures hello->extensions == c->offers.extensions; */
static void tell_offers(const struct hf_connection *c, struct hf_client_hello *hello) {
  hello->connection = c;
  hello->version = c->offers.version;
  hello->cipher_suites = c->offers.cipher_suites;
  hello->groups = c->offers.groups;
  hello->signature_schemes = c->offers.signature_schemes;
  hello->extensions = c->offers.extensions;
}

enum hf_error hf_hello_judged(const struct hf_connection *c) {
  struct hf_client_hello hello;
  tell_name(c, &hello);
  tell_session(c, c->parser.numbers[HF_NUMBER_CLIENT_HELLO_SESSION_ID], &hello);
  tell_protocol(c, &hello);
  tell_offers(c, &hello);
  return hf_port_client_hello(c->config, &hello);
}

bool hf_identity_welcome(const struct hf_connection *c, const struct hf_identity *identity) {
  struct hf_client_hello hello;
  tell_name(c, &hello);
  tell_session(c, 0u, &hello);
  tell_protocol(c, &hello);
  tell_offers(c, &hello);
  return hf_port_identity(c->config, &hello, identity);
}

/*@ requires hello != \null ==> \valid_read(hello); HF_TOTAL; assigns \nothing;
  @ ensures hello == \null || hello->cipher_suites == 0 ==> !\result; */
bool hf_hello_has_cipher_suite(const struct hf_client_hello *hello, uint16_t code) {
  return hello != NULL && hello->cipher_suites != 0u && (hello->cipher_suites & hf_suite_bit(code)) != 0u;
}

/*@ requires hello != \null ==> \valid_read(hello); HF_TOTAL; assigns \nothing;
  @ ensures hello == \null || hello->groups == 0 ==> !\result; */
bool hf_hello_has_group(const struct hf_client_hello *hello, uint16_t code) {
  return hello != NULL && hello->groups != 0u && (hello->groups & hf_group_bit(code)) != 0u;
}

/*@ requires hello != \null ==> \valid_read(hello); HF_TOTAL; assigns \nothing;
  @ ensures hello == \null || hello->signature_schemes == 0 ==> !\result; */
bool hf_hello_has_signature_scheme(const struct hf_client_hello *hello, uint16_t code) {
  return hello != NULL && hello->signature_schemes != 0u && (hello->signature_schemes & hf_scheme_bit(code)) != 0u;
}

/*@ requires hello != \null ==> \valid_read(hello); HF_TOTAL; assigns \nothing;
  @ ensures hello == \null || hello->extensions == 0 ==> !\result; */
bool hf_hello_has_extension(const struct hf_client_hello *hello, uint16_t type) {
  return hello != NULL && hello->extensions != 0u && (hello->extensions & hf_extension_bit(type)) != 0u;
}
