/* NULL where there must be something: for each public function and each of its pointers, an error or nothing, and no crash. */
#include "generated/registry.h"
#include "handfast/fault.h"
#include "handfast/files.h"
#include "handfast/software_key.h"
#include "support/attack.h"
#include "support/identities.h"
#include <criterion/criterion.h>
#include <string.h>

static struct hf_connection connection; /* an open one, which nothing here may change */
static uint8_t bytes[HF_SESSION_BYTES];
static struct hf_session session;
static struct hf_peer peer;
static struct hf_alert alert;
static struct hf_chain session_chain;
static struct hf_cache cache;
static struct hf_cache_entry entries[2];
static struct hf_public_key key;
static struct hf_trust_anchor anchor;
static struct hf_software_key software;
static struct hf_random random_source;
static const struct hf_random without_fill;
static size_t n;

#define MISSING(call) ((call) == HF_ERROR_ARGUMENT_MISSING)
#define NOTHING(call) ((call), 1) /* answers nothing */
#define CASE(name, expression)                                                                                         \
  static int name(void) {                                                                                              \
    return expression;                                                                                                 \
  }
#define CONFIG &attack_pair.client.config
#define BUFFERS &attack_pair.client.buffers

static struct hf_connection begun;
CASE(client_connection, MISSING(hf_client_start(NULL, CONFIG, BUFFERS, "localhost", NULL)))
CASE(client_config, MISSING(hf_client_start(&begun, NULL, BUFFERS, "localhost", NULL)))
CASE(client_buffers, MISSING(hf_client_start(&begun, CONFIG, NULL, "localhost", NULL)))
CASE(client_all, MISSING(hf_client_start(NULL, NULL, NULL, NULL, NULL)))
CASE(server_connection, MISSING(hf_server_start(NULL, CONFIG, BUFFERS)))
CASE(server_config, MISSING(hf_server_start(&begun, NULL, BUFFERS)))
CASE(server_buffers, MISSING(hf_server_start(&begun, CONFIG, NULL)))
CASE(receive_connection, hf_receive(NULL, bytes, 5) == 0)
CASE(receive_in, hf_receive(&connection, NULL, 5) == 0 && hf_receive(&connection, NULL, 0) == 0)
CASE(end_of_input, NOTHING(hf_end_of_input(NULL)))
CASE(output_connection, (n = 7, hf_output(NULL, &n) == NULL && n == 0))
CASE(output_n, hf_output(&connection, NULL) == NULL && hf_output(NULL, NULL) == NULL)
CASE(output_sent, NOTHING(hf_output_sent(NULL, 1)))
CASE(read_connection, hf_read(NULL, bytes, 5) == 0)
CASE(read_out, hf_read(&connection, NULL, 5) == 0)
CASE(write_connection, hf_write(NULL, bytes, 5) == 0)
CASE(write_in, hf_write(&connection, NULL, 5) == 0)
CASE(close_connection, NOTHING(hf_close(NULL)))
CASE(resume, NOTHING(hf_resume(NULL)))
CASE(wipe_connection, NOTHING(hf_wipe_connection(NULL)))
CASE(status, hf_status(NULL) == HF_STATUS_FAILED)
CASE(error_of, MISSING(hf_error_of(NULL)))
CASE(cipher_suite, hf_cipher_suite(NULL) == 0)
CASE(is_resumed, hf_is_resumed(NULL) == 0)
CASE(uses_external_psk, hf_uses_external_psk(NULL) == 0)
CASE(protocol_connection, (n = 7, hf_application_protocol(NULL, &n) == NULL && n == 0))
CASE(protocol_n, hf_application_protocol(&connection, NULL) == NULL)
CASE(peer_chain, hf_peer_chain(NULL) == NULL)
CASE(session_of_connection, hf_session_of(NULL, &session) == 0)
CASE(peer_of_connection, hf_peer_of(NULL, &peer) == 0)
CASE(peer_of_out, hf_peer_of(&connection, NULL) == 0)
CASE(group, hf_group(NULL) == 0)
CASE(signature_scheme, hf_signature_scheme(NULL) == 0 && hf_peer_signature_scheme(NULL) == 0)
CASE(secret_and_mac, hf_has_extended_master_secret(NULL) == 0 && hf_has_encrypt_then_mac(NULL) == 0)
CASE(server_name_connection, (n = 7, hf_server_name(NULL, &n) == NULL && n == 0))
CASE(server_name_n, hf_server_name(&connection, NULL) == NULL)
CASE(peer_alert_connection, (alert.level = 7, hf_peer_alert(NULL, &alert) == 0 && alert.level == 0))
CASE(peer_alert_out, hf_peer_alert(&connection, NULL) == 0 && hf_peer_alert(NULL, NULL) == 0)
CASE(tls_unique_connection, MISSING(hf_tls_unique(NULL, bytes)))
CASE(tls_unique_out, MISSING(hf_tls_unique(&connection, NULL)))
CASE(export_connection, MISSING(hf_export(NULL, (const uint8_t *)"x", 1, NULL, 0, bytes, 5)))
CASE(export_label, MISSING(hf_export(&connection, NULL, 0, NULL, 0, bytes, 5)))
CASE(export_out, MISSING(hf_export(&connection, (const uint8_t *)"x", 1, NULL, 0, NULL, 0)))
CASE(hello, hf_hello_has_cipher_suite(NULL, 0xc02f) + hf_hello_has_group(NULL, 23) +
                    hf_hello_has_signature_scheme(NULL, 0x0401) + hf_hello_has_extension(NULL, 0) ==
                0)
CASE(session_layout_in, hf_session_layout(NULL, 100) == 0)
CASE(chain_copy_to, hf_chain_copy(NULL, &session_chain) == 0)
CASE(chain_copy_from, hf_chain_copy(&session_chain, NULL) == 0)
CASE(session_of_out, hf_session_of(&connection, NULL) == 0)
CASE(cache_start_cache, NOTHING(hf_cache_start(NULL, entries, 2, 60)))
static int cache_start_entries(void) {
  struct hf_session_store store;
  hf_cache_start(&cache, NULL, 2, 60);
  store = hf_cache_store(&cache);
  session.session_id_n = 32;
  store.put(store.context, &session, TEST_NOW);
  store.drop(store.context, session.session_id, 32);
  hf_cache_wipe(&cache);
  return store.find(store.context, session.session_id, 32, TEST_NOW, &session) == 0;
}
CASE(cache_store, hf_cache_store(NULL).find == NULL)
CASE(cache_wipe, NOTHING(hf_cache_wipe(NULL)))
CASE(session_wipe, NOTHING(hf_session_wipe(NULL)))
CASE(session_write_session, NOTHING(hf_session_write(NULL, bytes)))
CASE(session_write_out, NOTHING(hf_session_write(&session, NULL)))
CASE(session_read_session, hf_session_read(NULL, bytes, sizeof bytes) == -1)
CASE(session_read_in, hf_session_read(&session, NULL, sizeof bytes) == -1 && session.session_id_n == 0)
CASE(certificate_key_der, MISSING(hf_certificate_key(NULL, 5, &key)))
CASE(certificate_key_key, MISSING(hf_certificate_key(bytes, 5, NULL)))
CASE(certificate_anchor_der, MISSING(hf_certificate_anchor(NULL, 5, &anchor)))
CASE(certificate_anchor_out, MISSING(hf_certificate_anchor(bytes, 5, NULL)))
CASE(software_rsa_key, hf_software_key_rsa(NULL, bytes, 5, &random_source) == -1)
CASE(software_rsa_der, hf_software_key_rsa(&software, NULL, 5, &random_source) == -1)
CASE(software_rsa_random, hf_software_key_rsa(&software, bytes, 5, NULL) == -1)
CASE(software_rsa_fill, hf_software_key_rsa(&software, bytes, 5, &without_fill) == -1)
CASE(software_ec_key, hf_software_key_ec(NULL, HF_GROUP_SECP256R1, bytes, 32, &random_source) == -1)
CASE(software_ec_scalar, hf_software_key_ec(&software, HF_GROUP_SECP256R1, NULL, 32, &random_source) == -1)
CASE(software_ec_random, hf_software_key_ec(&software, HF_GROUP_SECP256R1, bytes, 32, NULL) == -1)
CASE(software_ec_fill, hf_software_key_ec(&software, HF_GROUP_SECP256R1, bytes, 32, &without_fill) == -1)
CASE(software_private_key, hf_software_private_key(NULL).rsa_private == NULL)
CASE(software_free, NOTHING(hf_software_key_free(NULL)))
static struct hf_pem pem = {.text = bytes, .n = sizeof bytes};
static struct hf_pem_block block;
static struct hf_key_der found;
CASE(pem_text, hf_pem_next(NULL, &block, bytes, 5, NULL) == 0)
CASE(pem_block, hf_pem_next(&pem, NULL, bytes, 5, NULL) == 0)
CASE(pem_memory, hf_pem_next(&pem, &block, NULL, 5, NULL) == 0)
CASE(key_pkcs1, hf_key_pkcs1(NULL, 5, &found) != NULL && hf_key_pkcs1(bytes, 5, NULL) != NULL)
CASE(key_sec1, hf_key_sec1(NULL, 5, &found) != NULL && hf_key_sec1(bytes, 5, NULL) != NULL)
CASE(key_pkcs8, hf_key_pkcs8(NULL, 5, &found) != NULL && hf_key_pkcs8(bytes, 5, NULL) != NULL)
CASE(key_find, hf_key_find(NULL, 5, &found) != NULL && hf_key_find(bytes, 5, NULL) != NULL)
CASE(software_read_key, hf_software_key_read(NULL, bytes, 5, &random_source) != NULL)
CASE(software_read_file, hf_software_key_read(&software, NULL, 5, &random_source) != NULL)
CASE(software_read_random, hf_software_key_read(&software, bytes, 5, NULL) != NULL)

#define ROW(name)                                                                                                      \
  { #name, name }
static const struct {
  const char *name;
  int (*holds)(void);
} calls[] = {ROW(client_connection),
             ROW(client_config),
             ROW(client_buffers),
             ROW(client_all),
             ROW(server_connection),
             ROW(server_config),
             ROW(server_buffers),
             ROW(receive_connection),
             ROW(receive_in),
             ROW(end_of_input),
             ROW(output_connection),
             ROW(output_n),
             ROW(output_sent),
             ROW(read_connection),
             ROW(read_out),
             ROW(write_connection),
             ROW(write_in),
             ROW(close_connection),
             ROW(resume),
             ROW(wipe_connection),
             ROW(status),
             ROW(error_of),
             ROW(cipher_suite),
             ROW(is_resumed),
             ROW(uses_external_psk),
             ROW(protocol_connection),
             ROW(protocol_n),
             ROW(peer_chain),
             ROW(session_of_connection),
             ROW(session_of_out),
             ROW(peer_of_connection),
             ROW(peer_of_out),
             ROW(group),
             ROW(signature_scheme),
             ROW(secret_and_mac),
             ROW(server_name_connection),
             ROW(server_name_n),
             ROW(peer_alert_connection),
             ROW(peer_alert_out),
             ROW(tls_unique_connection),
             ROW(tls_unique_out),
             ROW(export_connection),
             ROW(export_label),
             ROW(export_out),
             ROW(hello),
             ROW(session_layout_in),
             ROW(chain_copy_to),
             ROW(chain_copy_from),
             ROW(cache_start_cache),
             ROW(cache_start_entries),
             ROW(cache_store),
             ROW(cache_wipe),
             ROW(session_wipe),
             ROW(session_write_session),
             ROW(session_write_out),
             ROW(session_read_session),
             ROW(session_read_in),
             ROW(certificate_key_der),
             ROW(certificate_key_key),
             ROW(certificate_anchor_der),
             ROW(certificate_anchor_out),
             ROW(software_rsa_key),
             ROW(software_rsa_der),
             ROW(software_rsa_random),
             ROW(software_rsa_fill),
             ROW(software_ec_key),
             ROW(software_ec_scalar),
             ROW(software_ec_random),
             ROW(software_ec_fill),
             ROW(software_private_key),
             ROW(software_free),
             ROW(pem_text),
             ROW(pem_block),
             ROW(pem_memory),
             ROW(key_pkcs1),
             ROW(key_sec1),
             ROW(key_pkcs8),
             ROW(key_find),
             ROW(software_read_key),
             ROW(software_read_file),
             ROW(software_read_random)};

Test(handshake_nulls, every_pointer_of_every_call) {
  struct hf_connection before;
  attack_set(attack_ecdhe);
  test_pair_run(&attack_pair);
  cr_assert(test_both_open(&attack_pair));
  random_source = attack_pair.client.config.random;
  memcpy(&connection, &attack_pair.client.c, sizeof connection);
  memcpy(&before, &connection, sizeof connection);
  for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
    cr_expect(calls[i].holds(), "%s", calls[i].name);
    cr_expect_eq(memcmp(&connection, &before, sizeof connection), 0, "%s: the connection is another", calls[i].name);
  }
}

/* What was not begun has failed, and whatever is asked of it does no harm. */
Test(handshake_nulls, a_connection_that_was_given_nothing) {
  static struct hf_connection c;
  memset(&c, 0xa5, sizeof c);
  attack_set(attack_ecdhe);
  cr_assert_eq(hf_server_start(&c, NULL, NULL), HF_ERROR_ARGUMENT_MISSING);
  cr_assert_eq(hf_status(&c), HF_STATUS_FAILED);
  cr_assert_eq(hf_error_of(&c), HF_ERROR_ARGUMENT_MISSING);
  cr_assert_eq(hf_receive(&c, bytes, 5) + hf_read(&c, bytes, 5) + hf_write(&c, bytes, 5), 0);
  (void)hf_output(&c, &n);
  cr_assert_eq(n, 0);
  hf_output_sent(&c, 1);
  hf_resume(&c);
  hf_close(&c);
  hf_end_of_input(&c);
  cr_assert_null(hf_application_protocol(&c, &n));
  cr_assert_eq(hf_session_of(&c, &session), 0);
  cr_assert_neq(hf_update_keys(&c), HF_OK);
  cr_assert_eq(hf_version(NULL), 0);
  cr_assert_neq(hf_update_keys(NULL), HF_OK);
  hf_wipe_connection(&c);
  cr_assert_eq(hf_error_of(&c), HF_ERROR_ARGUMENT_MISSING);
}

/* Pointers in what is given. */

static struct hf_config *config;
static struct hf_identity *identity;
static struct hf_session_store store;
static struct hf_trust_anchor one;
static struct hf_crl list = {NULL, 5};
static const uint8_t *const no_certificate[] = {NULL};
static const size_t five[] = {5};

#define LIST(what)                                                                                                     \
  static void what##_missing(void) {                                                                                   \
    config->what = NULL;                                                                                               \
    config->what##_n = 1;                                                                                              \
  }
#define LEFT_OUT(name, statement)                                                                                      \
  static void name(void) {                                                                                             \
    statement;                                                                                                         \
  }
LIST(application_protocols)
LIST(identities)
LIST(anchors)
LIST(crls)
LIST(pins)
LIST(raw_public_keys)
LEFT_OUT(fill, config->random.fill = NULL)
LEFT_OUT(now, config->now = NULL)
LEFT_OUT(find, store.find = NULL)
LEFT_OUT(put, store.put = NULL)
LEFT_OUT(drop, store.drop = NULL)
LEFT_OUT(certificates, identity->certificates = NULL)
LEFT_OUT(certificate_sizes, identity->certificate_sizes = NULL)
LEFT_OUT(certificate,
         (identity->certificates = no_certificate, identity->certificate_sizes = five, identity->certificates_n = 1))
LEFT_OUT(raw_public_key, identity->raw_public_key_n = 5)
LEFT_OUT(ocsp_response, identity->ocsp_response_n = 5)
LEFT_OUT(rsa_private, identity->private_key.rsa_private = NULL)
LEFT_OUT(ecdsa_sign, identity[1].private_key.ecdsa_sign = NULL)
LEFT_OUT(modulus, identity->public_key.modulus = NULL)
LEFT_OUT(exponent, identity->public_key.exponent = NULL)
LEFT_OUT(point, identity[1].public_key.point = NULL)
LEFT_OUT(anchor_name, one.name = NULL)
LEFT_OUT(anchor_key, one.key.modulus = NULL)
LEFT_OUT(anchor_key_id, (one.key_id = NULL, one.key_id_n = 1))
LEFT_OUT(anchor_constraints, (one.constraints = NULL, one.constraints_n = 1))
LEFT_OUT(anchor_certificate, (one.certificate = NULL, one.certificate_n = 1))
LEFT_OUT(crl, (config->crls = &list, config->crls_n = 1))
static struct hf_policy_id no_octets = {NULL, 3};
static struct hf_policy_rules rules;
LEFT_OUT(policies, (rules.policies_n = 1, config->policy_rules = &rules))
LEFT_OUT(octets, (rules.policies = &no_octets, rules.policies_n = 1, config->policy_rules = &rules))
static struct hf_ticket_keys no_keys = {.n = 1};
LEFT_OUT(ticket_key, config->ticket_keys = &no_keys)
LEFT_OUT(in, attack_pair.server.buffers.in = NULL)
LEFT_OUT(out, attack_pair.server.buffers.out = NULL)

#define PART(name, field)                                                                                              \
  { #name, name, field }
static const struct {
  const char *name;
  void (*leave_out)(void);
  const char *field; /* as hf_config_fault says it */
} parts[] = {PART(application_protocols_missing, "application_protocols"),
             PART(identities_missing, "identities"),
             PART(anchors_missing, "anchors"),
             PART(crls_missing, "crls"),
             PART(pins_missing, "pins"),
             PART(raw_public_keys_missing, "raw_public_keys"),
             PART(fill, "random.fill"),
             PART(now, "now"),
             PART(find, "sessions->find"),
             PART(put, "sessions->put"),
             PART(drop, "sessions->drop"),
             PART(certificates, "identities[].certificates"),
             PART(certificate_sizes, "identities[].certificates"),
             PART(certificate, "identities[].certificates"),
             PART(raw_public_key, "identities[].raw_public_key"),
             PART(ocsp_response, "identities[].ocsp_response"),
             PART(rsa_private, "identities[].private_key.rsa_private"),
             PART(ecdsa_sign, "identities[].private_key.ecdsa_sign"),
             PART(modulus, "identities[].public_key"),
             PART(exponent, "identities[].public_key"),
             PART(point, "identities[].public_key"),
             PART(anchor_name, "anchors[].name"),
             PART(anchor_key, "anchors[].key"),
             PART(anchor_key_id, "anchors[].key_id"),
             PART(anchor_constraints, "anchors[].constraints"),
             PART(anchor_certificate, "anchors[].certificate"),
             PART(crl, "crls[].der"),
             PART(policies, "policy_rules"),
             PART(octets, "policy_rules"),
             PART(ticket_key, "ticket_keys->key"),
             PART(in, "buffers.in"),
             PART(out, "buffers.out")};

static void give_all(void) {
  attack_set(attack_ecdhe);
  config = &attack_pair.server.config;
  identity = attack_pair.server.identities;
  one = config->anchors[0];
  config->anchors = &one;
  config->anchors_n = 1;
  store = *config->sessions;
  config->sessions = &store;
}

Test(handshake_nulls, every_pointer_of_what_is_given) {
  give_all();
  cr_assert_eq(hf_server_start(&begun, config, &attack_pair.server.buffers), HF_OK);
  cr_assert_null(hf_config_fault(config, &attack_pair.server.buffers));
  cr_assert_str_eq(hf_config_fault(NULL, &attack_pair.server.buffers), "config");
  cr_assert_str_eq(hf_config_fault(config, NULL), "buffers");
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    give_all();
    parts[i].leave_out();
    const char *const field = hf_config_fault(config, &attack_pair.server.buffers);
    cr_expect(field != NULL && strcmp(field, parts[i].field) == 0, "%s: %s", parts[i].name, field);
    cr_expect_neq(hf_server_start(&begun, config, &attack_pair.server.buffers), HF_OK, "server: %s", parts[i].name);
    cr_expect_eq(hf_status(&begun), HF_STATUS_FAILED, "server: %s", parts[i].name);
    cr_expect_neq(hf_client_start(&begun, config, &attack_pair.server.buffers, "localhost", NULL), HF_OK, "client: %s",
                  parts[i].name);
    cr_expect_eq(hf_status(&begun), HF_STATUS_FAILED, "client: %s", parts[i].name);
    cr_expect_eq(hf_receive(&begun, bytes, 5), 0, "%s", parts[i].name);
  }
}
