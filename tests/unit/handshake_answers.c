/* Extensions in a server's answer, and types of certificates: what was asked for is taken in its one right form; what was not asked
   for never is. See handshake_choices.c. */
#include "generated/registry.h"
#include "support/edit.h"
#include "support/identities.h"
#include "support/wire.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;
static unsigned type;
static const uint8_t *data;
static size_t data_n;

static void add(const struct test_side *from, uint8_t *m, size_t *n) {
  if (from->is_server && m[0] == TEST_SERVER_HELLO)
    test_set_extension(m, n, type, data, data_n);
}

static void set(void) {
  static const uint16_t ecdhe[] = {HF_TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA};
  test_pair_set(&pair);
  test_wire_watch(&pair, NULL);
  pair.client.config.cipher_suites = ecdhe;
  pair.client.config.cipher_suites_n = 1;
}

/* The client gets the extension from a server that means it, and must end so. */
static void answer(unsigned extension, const char *bytes, size_t n, enum hf_error error) {
  type = extension;
  data = (const uint8_t *)bytes;
  data_n = n;
  test_wire_watch(&pair, add);
  test_pair_run(&pair);
  cr_expect_eq(hf_error_of(&pair.client.c), error, "extension %x of %zu bytes: %s", extension, n,
               test_describe(&pair.client));
}

/* All that the client did not ask for; whatever stands in it. */
Test(handshake_answers, unsolicited) {
  static const unsigned types[] = {HF_EXTENSION_MAX_FRAGMENT_LENGTH,
                                   HF_EXTENSION_STATUS_REQUEST,
                                   HF_EXTENSION_SIGNATURE_ALGORITHMS,
                                   HF_EXTENSION_APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
                                   HF_EXTENSION_CLIENT_CERTIFICATE_TYPE,
                                   HF_EXTENSION_SERVER_CERTIFICATE_TYPE,
                                   HF_EXTENSION_SERVER_NAME,
                                   2,
                                   21,
                                   HF_EXTENSION_SESSION_TICKET,
                                   43,
                                   51,
                                   0x1a1a,
                                   0xffff};
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
    for (size_t n = 0; n < 3; n++) {
      set();
      pair.client.config.tickets = HF_NO_TICKETS;
      if (types[i] == HF_EXTENSION_SERVER_NAME)
        pair.name = "127.0.0.1"; /* an address is not sent (RFC 6066 3) */
      answer(types[i], "\x01\x02\x03", n, HF_ERROR_EXTENSION_UNSOLICITED);
    }
  }
}

/* What was asked for, in its right form, and in wrong ones. */
Test(handshake_answers, solicited) {
  static const struct {
    unsigned type;
    const char *right;
    size_t right_n;
    const char *wrong;
    size_t wrong_n;
    enum hf_error error;
  } forms[] = {
      {HF_EXTENSION_SERVER_NAME, "", 0, "\0", 1, HF_ERROR_MESSAGE_TRAILING},
      {HF_EXTENSION_EXTENDED_MASTER_SECRET, "", 0, "\0", 1, HF_ERROR_MESSAGE_TRAILING},
      {HF_EXTENSION_ENCRYPT_THEN_MAC, "", 0, "\0", 1, HF_ERROR_MESSAGE_TRAILING},
      {HF_EXTENSION_RENEGOTIATION_INFO, "\0", 1, "\1\0", 2, HF_ERROR_RENEGOTIATION_INFO_WRONG},
      {HF_EXTENSION_EC_POINT_FORMATS, "\1\0", 2, "\1\1", 2, HF_ERROR_POINT_FORMATS_WRONG},
      {HF_EXTENSION_EC_POINT_FORMATS, "\3\2\1\0", 4, "\2\1\2", 3, HF_ERROR_POINT_FORMATS_WRONG},
  };
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    set();
    answer(forms[i].type, forms[i].right, forms[i].right_n, HF_OK);
    set();
    type = forms[i].type;
    data = (const uint8_t *)forms[i].wrong;
    data_n = forms[i].wrong_n;
    test_wire_watch(&pair, add);
    test_pair_run(&pair);
    enum hf_error error = hf_error_of(&pair.client.c);
    cr_expect(error != HF_OK && error != HF_ERROR_PEER_ALERT, "%x: %s", type, test_describe(&pair.client));
    cr_expect(forms[i].wrong_n <= 1 || error == forms[i].error, "%x: %s", type, test_describe(&pair.client));
  }
}

/* RFC 7366 3: encrypt_then_mac is for block ciphers only. */
Test(handshake_answers, encrypt_then_mac_of_an_aead) {
  static const uint16_t gcm[] = {HF_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256};
  set();
  pair.client.config.cipher_suites = gcm;
  answer(HF_EXTENSION_ENCRYPT_THEN_MAC, "", 0, HF_ERROR_EXTENSION_MALFORMED);
}

/* RFC 6066 4: the length that was asked for, and no other. */
Test(handshake_answers, max_fragment_length) {
  static const uint16_t lengths[] = {512, 1024, 2048, 4096};
  for (size_t asked = 0; asked < 4; asked++) {
    for (unsigned said = 0; said < 256; said += said < 8 ? 1 : 31) {
      uint8_t code = (uint8_t)said;
      set();
      pair.framing = TEST_FRAGMENTS; /* as was agreed */
      pair.fragment = 512;
      pair.client.config.max_fragment_length = lengths[asked];
      type = HF_EXTENSION_MAX_FRAGMENT_LENGTH;
      data = &code;
      data_n = 1;
      test_wire_watch(&pair, add);
      test_pair_run(&pair);
      enum hf_error error = hf_error_of(&pair.client.c);
      cr_expect_eq(error == HF_OK, said == asked + 1, "%u to %u: %s", said, lengths[asked],
                   test_describe(&pair.client));
      cr_expect_neq(error, HF_ERROR_PEER_ALERT);
    }
  }
}

static void ask_length(const struct test_side *from, uint8_t *m, size_t *n) {
  if (!from->is_server && m[0] == TEST_CLIENT_HELLO)
    test_set_extension(m, n, HF_EXTENSION_MAX_FRAGMENT_LENGTH, data, 1);
}

Test(handshake_answers, max_fragment_length_of_a_client) {
  for (unsigned said = 0; said < 256; said++) {
    uint8_t code = (uint8_t)said;
    set();
    data = &code;
    test_wire_watch(&pair, ask_length);
    pair.framing = TEST_FRAGMENTS;
    pair.fragment = 512;
    pair.client.config.max_fragment_length = 512;
    test_pair_run(&pair);
    enum hf_error error = hf_error_of(&pair.server.c);
    int known = said >= 1 && said <= 4;
    cr_expect_eq(error,
                 !known      ? HF_ERROR_EXTENSION_MALFORMED
                 : said == 1 ? HF_OK
                             : HF_ERROR_PEER_ALERT,
                 "%u: %s", said, test_describe(&pair.server));
  }
}

/* Types of certificates (RFC 7250 4.2): 1 certificates, 2 raw public keys, 3 both. A client that knows no raw key asks for
   certificates, and a server that has both gives a key to whoever takes one. */
static void has(struct test_side *s, const char *name, unsigned types) {
  test_side_raw_key(s, name);
  s->identities[0].certificates_n = types & 1 ? test_identity(name)->certificates_n : 0;
  s->identities[0].raw_public_key_n = types & 2 ? s->identities[0].raw_public_key_n : 0;
}

static void takes(struct test_side *s, const char *name, unsigned types) {
  if (types & 2)
    test_side_trusts_key(s, name);
  if (!(types & 1))
    s->config.anchors_n = 0;
}

Test(handshake_answers, certificate_types_of_the_server) {
  for (unsigned takes_types = 1; takes_types <= 3; takes_types++) {
    for (unsigned has_types = 1; has_types <= 3; has_types++) {
      unsigned both = takes_types & has_types;
      set();
      has(&pair.server, "server-rsa", has_types);
      takes(&pair.client, "server-rsa", takes_types);
      test_pair_run(&pair);
      cr_expect_eq(hf_error_of(&pair.server.c), both ? HF_OK : HF_ERROR_NO_SHARED_CERTIFICATE_TYPE, "%u of %u: %s",
                   takes_types, has_types, test_describe(&pair.server));
      cr_expect_eq(test_both_open(&pair), both != 0);
      cr_expect(!both || hf_peer_chain(&pair.client.c)->raw_public_key == (both >= 2), "%u of %u", takes_types,
                has_types);
    }
  }
}

Test(handshake_answers, certificate_types_of_the_client) {
  for (unsigned takes_types = 1; takes_types <= 3; takes_types++) {
    for (unsigned has_types = 1; has_types <= 3; has_types++) {
      unsigned both = takes_types & has_types;
      set();
      has(&pair.client, "client-rsa", has_types);
      takes(&pair.server, "client-rsa", takes_types);
      pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
      test_pair_run(&pair);
      cr_expect_eq(test_both_open(&pair), both != 0, "%u of %u: %s", takes_types, has_types,
                   test_describe(&pair.server));
      cr_expect(!both || hf_peer_chain(&pair.server.c)->raw_public_key == (both >= 2), "%u of %u", takes_types,
                has_types);
    }
  }
}

/* A server that answers with a type that was not offered. */
Test(handshake_answers, certificate_types_that_were_not_offered) {
  static const unsigned extensions[] = {HF_EXTENSION_CLIENT_CERTIFICATE_TYPE, HF_EXTENSION_SERVER_CERTIFICATE_TYPE};
  for (size_t i = 0; i < 2; i++) {
    for (unsigned said = 0; said < 8; said++) {
      const char code[] = {(char)said};
      set();
      has(&pair.client, "client-rsa", 2);
      takes(&pair.client, "server-rsa", 2);
      has(&pair.server, "server-rsa", 2);
      takes(&pair.server, "client-rsa", 2);
      pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
      answer(extensions[i], code, 1, said == 2 ? HF_OK : HF_ERROR_CERTIFICATE_TYPE_NOT_OFFERED);
    }
  }
}
