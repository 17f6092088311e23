/* The authorities that a server names, and the certificate that a client chooses by them (RFC 5246 7.4.4, 7.4.6). */
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/attack.h"
#include "support/edit.h"
#include "support/identities.h"
#include "support/inside.h"
#include "x509/certificate.h"
#include <criterion/criterion.h>
#include <string.h>

static uint8_t body[4096];
static size_t body_n;

/* types, schemes, and no name yet. */
static void begin(void) {
  static const uint8_t head[] = {2, 1, 64, 0, 8, 4, 1, 4, 3, 8, 4, 5, 3, 0, 0};
  memcpy(body, head, sizeof head);
  body_n = sizeof head;
}

static void add(const uint8_t *name, size_t n) {
  size_t at = 13;
  size_t list = (size_t)body[at] * 256 + body[at + 1] + 2 + n;
  body[body_n++] = (uint8_t)(n >> 8);
  body[body_n++] = (uint8_t)n;
  memcpy(body + body_n, name, n);
  body_n += n;
  body[at] = (uint8_t)(list >> 8);
  body[at + 1] = (uint8_t)list;
}

/* The issuer of certificate i of an identity. */
static const uint8_t *issuer(const char *identity, unsigned i, size_t *n) {
  struct hf_certificate c;
  struct hf_span whole = {0, 0};
  size_t size;
  const uint8_t *der = test_certificate(identity, i, &size);
  whole.n = (uint32_t)size;
  cr_assert_eq(hf_certificate_read(der, whole, &c), HF_OK);
  *n = c.issuer.n;
  return der + c.issuer.at;
}

static void add_issuer(const char *identity, unsigned i) {
  size_t n;
  const uint8_t *name = issuer(identity, i, &n);
  add(name, n);
}

static int ask(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  (void)room;
  if (message[0] != TEST_CERTIFICATE_REQUEST)
    return 1;
  test_set_body(message, n, body, body_n);
  from->pair->tampered++;
  return 1;
}

/* A client with both identities is asked so; which does it show? -1: none. */
static int shown(size_t fragment) {
  attack_set_mutual(attack_ecdhe);
  test_side_identities(&attack_pair.client, "client-rsa", "client-ec", (char *)NULL);
  attack_pair.framing = TEST_FRAGMENTS;
  attack_pair.fragment = fragment;
  attack_pair.tamper = ask;
  test_pair_run(&attack_pair);
  cr_assert_eq(attack_pair.tampered, 1);
  return test_identity_shown(&attack_pair.client);
}

Test(handshake_authorities, the_issuer_of_any_of_its_certificates_chooses) {
  static const size_t fragments[] = {16384, 1, 7};
  for (size_t i = 0; i < 3; i++) {
    begin();
    cr_expect_eq(shown(fragments[i]), 0, "nobody is named: any");
    begin();
    add_issuer("client-rsa", 0);
    cr_expect_eq(shown(fragments[i]), 0);
    begin();
    add_issuer("client-ec", 0);
    cr_expect_eq(shown(fragments[i]), 1);
    begin();
    add_issuer("client-ec", 1);
    cr_expect_eq(shown(fragments[i]), 1);
    begin();
    add((const uint8_t *)"\x30\0", 2);
    add_issuer("client-ec", 0);
    add_issuer("client-rsa", 0);
    cr_expect_eq(shown(fragments[i]), 0, "the first that fits");
  }
}

Test(handshake_authorities, none_that_is_known) {
  uint8_t name[512];
  size_t n;
  const uint8_t *real = issuer("client-rsa", 0, &n);
  cr_assert_lt(n, sizeof name);
  memcpy(name, real, n);
  for (size_t i = 0; i < n; i++) {
    begin();
    name[i] ^= 1;
    add(name, n); /* another name of the same size */
    name[i] ^= 1;
    add(name, n - 1); /* its beginning */
    name[n] = 0;
    add(name, n + 1); /* and more than it */
    cr_assert_eq(shown(16384), -1, "octet %zu", i);
    cr_expect_eq(hf_error_of(&attack_pair.server.c), HF_ERROR_CLIENT_CERTIFICATE_MISSING, "%s",
                 test_describe(&attack_pair.server));
  }
}

/* A name that two chunks of two names make together is nobody's. */
Test(handshake_authorities, halves_of_names) {
  size_t n;
  const uint8_t *name = issuer("client-rsa", 0, &n);
  begin();
  add(name, n / 2);
  add(name + n / 2, n - n / 2);
  cr_expect_eq(shown(16384), -1);
}

/* Certificates behind the 32nd are shown to anybody. */
Test(handshake_authorities, more_certificates_than_are_compared) {
  static const uint8_t *list[33];
  static size_t sizes[33];
  size_t n;
  for (size_t i = 0; i < 33; i++)
    list[i] = test_certificate("client-rsa", 0, &sizes[i]);
  for (size_t many = 31; many <= 33; many++) {
    begin();
    add_issuer("server-ec", 1);
    const uint8_t *name = issuer("client-rsa", 0, &n);
    add(name, n - 1);
    attack_set_mutual(attack_ecdhe);
    attack_pair.client.identities[0].certificates = list;
    attack_pair.client.identities[0].certificate_sizes = sizes;
    attack_pair.client.identities[0].certificates_n = many;
    attack_pair.tamper = ask;
    test_pair_run(&attack_pair);
    cr_expect_eq(test_identity_shown(&attack_pair.client) >= 0, many >= 32, "%zu", many);
  }
}

static uint8_t seen[4096];
static size_t seen_n;

static int look(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  (void)from;
  (void)room;
  if (message[0] == TEST_CERTIFICATE_REQUEST) {
    seen_n = *n;
    memcpy(seen, message, seen_n);
  }
  return 1;
}

/* The list in the CertificateRequest that goes by, with its length before it. */
static const uint8_t *names_sent(size_t *n) {
  size_t at = 5u + seen[4];
  at += 2u + (size_t)seen[at] * 256 + seen[at + 1];
  *n = seen_n - at;
  return seen + at;
}

static void run_looking(void) {
  seen_n = 0;
  attack_pair.tamper = look;
  test_pair_run(&attack_pair);
  cr_assert_neq(seen_n, 0);
}

static void expect_names(const struct hf_trust_anchor *anchors, size_t n, size_t out) {
  static const size_t outs[] = {HF_OUT_SIZE, HF_OUT_LEAST};
  size_t size;
  begin();
  for (size_t i = 0; i < n; i++)
    add(anchors[i].name, anchors[i].name_n);
  attack_set_mutual(attack_ecdhe);
  attack_pair.server.buffers.out_size = outs[out];
  run_looking();
  const uint8_t *names = names_sent(&size);
  cr_assert_eq(size, body_n - 13);
  cr_expect_arr_eq(names, body + 13, size);
  cr_expect(test_both_open(&attack_pair), "%s; %s", test_describe(&attack_pair.client),
            test_describe(&attack_pair.server));
}

Test(handshake_authorities, a_server_names_its_anchors) {
  size_t n;
  const struct hf_trust_anchor *anchors = test_anchors(&n);
  cr_assert_geq(n, 2);
  expect_names(anchors, n, 0);
  expect_names(anchors, n, 1); /* in pieces */
}

/* The client has another certificate first, which is of no use there. */
Test(handshake_authorities, both_together) {
  attack_set_mutual(attack_ecdhe);
  test_side_identities(&attack_pair.client, "untrusted", "client-ec", (char *)NULL);
  run_looking();
  cr_expect(test_both_open(&attack_pair), "%s", test_describe(&attack_pair.server));
  cr_expect_eq(test_identity_shown(&attack_pair.client), 1);
}

static void expect_nobody(void) {
  size_t n;
  run_looking();
  const uint8_t *names = names_sent(&n);
  cr_assert_eq(n, 2);
  cr_expect(names[0] == 0 && names[1] == 0);
}

Test(handshake_authorities, when_nobody_is_named) {
  static uint8_t long_name[HF_KEPT_BYTES];
  struct hf_trust_anchor anchors[3] = {0};
  size_t n;
  anchors[0] = test_anchors(&n)[0];
  attack_set_mutual(attack_ecdhe);
  attack_pair.server.config.omit_authorities = 1;
  expect_nobody();
  attack_set_mutual(attack_ecdhe);
  attack_pair.server.config.accept_any_certificate = 1;
  expect_nobody();
  attack_set_mutual(attack_ecdhe);
  attack_pair.server.config.anchors_n = 0;
  expect_nobody();
  attack_set_mutual(attack_ecdhe);
  attack_pair.server.config.anchors = anchors;
  attack_pair.server.config.anchors_n = 2; /* the second has no name */
  expect_nobody();
  attack_set_mutual(attack_ecdhe);
  attack_pair.server.config.anchors = anchors;
  attack_pair.server.config.anchors_n = 2;
  anchors[1].name = long_name;
  anchors[1].name_n = HF_KEPT_BYTES - 4 - anchors[0].name_n; /* just what there is room for */
  run_looking();
  (void)names_sent(&n);
  cr_expect_eq(n, 2 + HF_KEPT_BYTES);
  anchors[1].name_n++;
  expect_nobody();
}

/* A certificate that is trusted by itself is named by its issuer: so is the one who shows it. */
Test(handshake_authorities, an_anchor_that_is_no_authority) {
  struct hf_trust_anchor anchor;
  size_t n;
  size_t size;
  const uint8_t *der = test_certificate("client-rsa", 0, &n);
  cr_assert_eq(hf_certificate_anchor(der, n, &anchor), HF_OK);
  cr_assert_eq(anchor.end_entity, 1);
  begin();
  add_issuer("client-rsa", 0);
  attack_set_mutual(attack_ecdhe);
  attack_pair.server.config.anchors = &anchor;
  attack_pair.server.config.anchors_n = 1;
  run_looking();
  const uint8_t *names = names_sent(&size);
  cr_assert_eq(size, body_n - 13);
  cr_expect_arr_eq(names, body + 13, size);
  cr_expect(test_both_open(&attack_pair), "%s", test_describe(&attack_pair.server));
}
