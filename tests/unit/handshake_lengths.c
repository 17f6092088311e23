/* Lengths inside lengths (RFC 5246 4.3): what does not fit into what encloses it, or is shorter than it may be, is decode_error,
   whatever else would be wrong with it. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/attack.h"
#include "support/edit.h"
#include "support/identities.h"
#include "support/inside.h"
#include <criterion/criterion.h>
#include <string.h>

static const struct body {
  const char *bytes;
  size_t n;
  enum hf_error error;
} * changed;
static uint8_t changed_type;

static int change(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  (void)room;
  if (message[0] != changed_type)
    return 1;
  test_set_body(message, n, (const uint8_t *)changed->bytes, changed->n);
  from->pair->tampered++;
  return 1;
}

static void run(struct test_side *to, uint8_t type, const struct body *body) {
  changed = body;
  changed_type = type;
  attack_pair.tamper = change;
  test_pair_run(&attack_pair);
  cr_assert_eq(attack_pair.tampered, 1);
  cr_expect_eq(hf_error_of(&to->c), body->error, "%s, expected %s", test_describe(to), hf_error_name(body->error));
  cr_expect_eq(test_alert(to->peer), HF_ALERT_DECODE_ERROR, "%s", test_describe(to->peer));
}

static const struct body certificates[] = {
    {"\0\0\4\0\0\2\x30", 7, HF_ERROR_MESSAGE_LENGTH},                /* longer than its list */
    {"\0\0\4\0\xff\xff\x30", 7, HF_ERROR_MESSAGE_LENGTH},            /* and than any buffer */
    {"\0\0\x09\0\0\2\x30\0\0\0\2\x30", 12, HF_ERROR_MESSAGE_LENGTH}, /* the second one */
    {"\0\0\3\0\0\0", 6, HF_ERROR_MESSAGE_RANGE},                     /* empty */
    {"\0\0\6\0\0\1\x30\0\0", 9, HF_ERROR_MESSAGE_LENGTH},            /* its length is cut */
    {"\0\0\5\0\0\1\x30", 7, HF_ERROR_MESSAGE_LENGTH},                /* the list is longer than the message */
    {"\0\0\4\0\0\1\x30\0", 8, HF_ERROR_MESSAGE_TRAILING},            /* or shorter */
    {"\0\0\2\0\0", 5, HF_ERROR_MESSAGE_LENGTH},                      /* no room for a length */
};

Test(handshake_lengths, certificates_of_a_server) {
  for (size_t i = 0; i < sizeof certificates / sizeof *certificates; i++) {
    attack_set(attack_rsa);
    run(&attack_pair.client, TEST_CERTIFICATE, &certificates[i]);
  }
}

static int change_clients(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  return from->is_server ? 1 : change(from, message, n, room);
}

Test(handshake_lengths, certificates_of_a_client) {
  for (size_t i = 0; i < sizeof certificates / sizeof *certificates; i++) {
    attack_set_mutual(attack_rsa);
    changed = &certificates[i];
    changed_type = TEST_CERTIFICATE;
    attack_pair.tamper = change_clients;
    test_pair_run(&attack_pair);
    cr_assert_eq(attack_pair.tampered, 1);
    attack_must_fail(&attack_pair.server, certificates[i].error);
    cr_expect_eq(test_alert(&attack_pair.client), HF_ALERT_DECODE_ERROR);
  }
}

Test(handshake_lengths, certificate_authorities) {
  static const struct body bodies[] = {
      {"\1\1\0\2\4\1\0\3\0\0\0", 11, HF_ERROR_MESSAGE_RANGE},    /* an empty name */
      {"\1\1\0\2\4\1\0\3\0\2\x30", 11, HF_ERROR_MESSAGE_LENGTH}, /* longer than the list */
      {"\1\1\0\2\4\1\0\1\0", 9, HF_ERROR_MESSAGE_LENGTH},        /* no room for a length */
      {"\1\1\0\2\4\1\0\4\0\1\x30", 11, HF_ERROR_MESSAGE_LENGTH}, /* the list is longer than the message */
      {"\1\1\0\2\4\1\0\0\0", 9, HF_ERROR_MESSAGE_TRAILING},      /* or shorter */
      {"\0\0\2\4\1\0\0", 7, HF_ERROR_MESSAGE_RANGE},             /* no certificate type */
  };
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
    attack_set_mutual(attack_rsa);
    run(&attack_pair.client, TEST_CERTIFICATE_REQUEST, &bodies[i]);
  }
}

Test(handshake_lengths, a_certificate_status) {
  static const struct body bodies[] = {
      {"\1\0\0\0", 4, HF_ERROR_MESSAGE_RANGE},
      {"\1\0\0\2\x30", 5, HF_ERROR_MESSAGE_LENGTH},
      {"\1\xff\xff\xff\x30", 5, HF_ERROR_MESSAGE_LENGTH},
      {"\1\0\0\1\x30\0", 6, HF_ERROR_MESSAGE_TRAILING},
  };
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
    attack_set(attack_rsa);
    test_side_identities(&attack_pair.server, "server-rsa", (char *)NULL);
    attack_pair.server.identities[0] = test_stapled("server-rsa", "server-rsa.ocsp");
    attack_pair.client.config.staple = HF_STAPLE_REQUESTED;
    run(&attack_pair.client, TEST_CERTIFICATE_STATUS, &bodies[i]);
  }
}

Test(handshake_lengths, a_raw_public_key) {
  static const struct body bodies[] = {
      {"\0\0\2\x30", 4, HF_ERROR_MESSAGE_LENGTH},
      {"\xff\xff\xff\x30", 4, HF_ERROR_MESSAGE_LENGTH},
      {"\0\0\1\x30\0", 5, HF_ERROR_MESSAGE_TRAILING},
  };
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
    attack_set(attack_ecdhe);
    test_side_raw_key(&attack_pair.server, "server-rsa");
    test_side_trusts_key(&attack_pair.client, "server-rsa");
    run(&attack_pair.client, TEST_CERTIFICATE, &bodies[i]);
  }
}

static const struct body *extension;
static unsigned extension_type;

static int set_extension(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  (void)room;
  if (message[0] != TEST_CLIENT_HELLO)
    return 1;
  test_set_extension(message, n, extension_type, (const uint8_t *)extension->bytes, extension->n);
  from->pair->tampered++;
  return 1;
}

Test(handshake_lengths, names_in_a_client_hello) {
  static const struct {
    unsigned type;
    struct body body;
  } bad[] = {
      {HF_EXTENSION_SERVER_NAME, {"\0\3\0\0\0", 5, HF_ERROR_MESSAGE_RANGE}},   /* an empty name */
      {HF_EXTENSION_SERVER_NAME, {"\0\4\0\0\2x", 6, HF_ERROR_MESSAGE_LENGTH}}, /* longer than the list */
      {HF_EXTENSION_SERVER_NAME, {"\0\4\0\xff\xffx", 6, HF_ERROR_MESSAGE_LENGTH}},
      {HF_EXTENSION_SERVER_NAME, {"\0\0", 2, HF_ERROR_MESSAGE_RANGE}}, /* no name */
      {HF_EXTENSION_APPLICATION_LAYER_PROTOCOL_NEGOTIATION, {"\0\2\0\0", 4, HF_ERROR_MESSAGE_RANGE}},
      {HF_EXTENSION_APPLICATION_LAYER_PROTOCOL_NEGOTIATION, {"\0\2\2h", 4, HF_ERROR_MESSAGE_LENGTH}},
      {HF_EXTENSION_RENEGOTIATION_INFO, {"\2x", 2, HF_ERROR_MESSAGE_LENGTH}},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    attack_set(attack_ecdhe);
    extension = &bad[i].body;
    extension_type = bad[i].type;
    attack_pair.tamper = set_extension;
    test_pair_run(&attack_pair);
    cr_assert_eq(attack_pair.tampered, 1);
    attack_must_fail(&attack_pair.server, bad[i].body.error);
    cr_expect_eq(test_alert(&attack_pair.client), HF_ALERT_DECODE_ERROR);
  }
}
