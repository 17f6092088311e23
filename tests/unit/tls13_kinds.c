/* What tests of TLS 1.2 hold in its own messages, held here in those of TLS 1.3: lists of certificates, lengths of fragments, authorities
   by name, and what is said behind a close. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/edit.h"
#include "support/identities.h"
#include "support/inside.h"
#include "support/pair.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct test_pair pair;

static void set(void) {
  test_pair_set(&pair);
  pair.client.config.versions = pair.server.config.versions = HF_VERSION_TLS13;
}

static void set_mutual(const char *identity) {
  set();
  test_side_identities(&pair.client, identity, (char *)NULL);
  pair.server.config.client_authentication = HF_CLIENT_REQUIRED;
}

/* RFC 8446 4.4.2: a certificate longer than its list, an empty one, extensions that go on behind the list; of either side. */
static const struct {
  size_t n;
  uint8_t body[24];
} lists[] = {{1 + 3 + 3, {0, 0, 0, 3, 0, 0, 0}},              /* an empty certificate */
             {1 + 3 + 5, {0, 0, 0, 5, 0, 0, 0, 0, 0}},        /* and with extensions */
             {1 + 3 + 4, {0, 0, 0, 4, 0, 0, 9, 1}},           /* one that is longer than the list */
             {1 + 3 + 4, {0, 0, 0, 4, 0, 0, 1, 1}},           /* one without a word of extensions */
             {1 + 3 + 6, {0, 0, 0, 6, 0, 0, 1, 1, 0, 4}},     /* extensions behind the end */
             {1 + 3 + 6, {0, 0, 0, 9, 0, 0, 1, 1, 0, 0}},     /* a list that is longer than the message */
             {1 + 3 + 7, {0, 0, 0, 6, 0, 0, 1, 1, 0, 0, 0}},  /* and a shorter one */
             {1 + 3 + 7, {0, 0, 0, 7, 0, 0, 1, 1, 0, 1, 0}}}; /* half an extension */
static size_t list_now;
static int of_server_now;

static int another_list(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)room;
  if (from->is_server != of_server_now || m[0] != TEST_CERTIFICATE)
    return 1;
  test_set_body(m, n, lists[list_now].body, lists[list_now].n);
  from->pair->tampered++;
  return 1;
}

Test(tls13_kinds, lists_of_certificates) {
  for (of_server_now = 0; of_server_now < 2; of_server_now++)
    for (list_now = 0; list_now < sizeof lists / sizeof lists[0]; list_now++) {
      set_mutual("client-rsa");
      pair.tamper = another_list;
      test_pair_run(&pair);
      const struct test_side *reader = of_server_now ? &pair.client : &pair.server;
      cr_assert_eq(pair.tampered, 1);
      cr_expect_eq(hf_error_alert(hf_error_of(&reader->c)), HF_ALERT_DECODE_ERROR, "%zu: %s", list_now,
                   test_describe(reader));
      cr_expect_eq(test_alert(reader->peer), HF_ALERT_DECODE_ERROR, "%zu: %s", list_now, test_describe(reader->peer));
      cr_expect(test_is_wiped(&reader->c));
    }
}

/* RFC 6066 4: an agreed length is held to by who sends, and asked of who is read. */
Test(tls13_kinds, lengths_of_fragments) {
  static const uint8_t data[514] = {1};
  for (int of_server = 0; of_server < 2; of_server++)
    for (size_t n = 511; n <= 513; n++) {
      set();
      pair.client.config.max_fragment_length = 512;
      test_pair_run(&pair);
      cr_assert(test_both_open(&pair), "%s", test_describe(&pair.client));
      struct test_side *s = of_server ? &pair.server : &pair.client;
      (void)test_inject(s, HF_CONTENT_APPLICATION_DATA, data, n);
      cr_expect_eq(hf_error_of(&s->c), n <= 512 ? HF_OK : HF_ERROR_RECORD_TOO_LONG, "%zu: %s", n, test_describe(s));
    }
}

/* The names of authorities, as the request lists them (RFC 8446 4.2.4); how many bytes that were, 0: none. */
static size_t named;

static int look_for_names(struct test_side *from, uint8_t *m, size_t *n, size_t room) {
  (void)room;
  if (!from->is_server || m[0] != TEST_CERTIFICATE_REQUEST)
    return 1;
  for (size_t at = 4 + 1 + 2; at + 4 <= *n; at += 4u + (size_t)m[at + 2] * 256 + m[at + 3])
    if (m[at] * 256 + m[at + 1] == HF_EXTENSION_CERTIFICATE_AUTHORITIES)
      named = (size_t)m[at + 2] * 256 + m[at + 3];
  from->pair->tampered++;
  return 1;
}

static int shown(void) {
  named = 0;
  pair.tamper = look_for_names;
  test_pair_run(&pair);
  cr_assert_eq(pair.tampered, 1);
  return test_identity_shown(&pair.client);
}

Test(tls13_kinds, authorities) {
  static struct hf_trust_anchor anchor;
  size_t anchors_n;
  const struct hf_trust_anchor *anchors = test_anchors(&anchors_n);
  set_mutual("client-ec");
  cr_expect_eq(shown(), 0);
  cr_expect_gt(named, 0, "a server names its anchors");
  cr_expect(test_both_open(&pair));
  set_mutual("client-ec");
  test_side_identities(&pair.client, "untrusted", "client-ec", (char *)NULL);
  cr_expect_eq(shown(), 1, "the one that an anchor issued");
  set_mutual("untrusted");
  cr_expect_eq(shown(), -1, "none that is known");
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_CERTIFICATE_REQUIRED);
  set_mutual("untrusted");
  pair.server.config.omit_authorities = 1;
  cr_expect_eq(shown(), 0, "nobody was named");
  cr_expect_eq(named, 0);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_CERTIFICATE_PURPOSE_WRONG, "%s", test_describe(&pair.server));
  for (size_t i = 0; i < anchors_n; i++) {
    set_mutual("client-ec");
    anchor = anchors[i];
    pair.server.config.anchors = &anchor;
    pair.server.config.anchors_n = 1;
    (void)shown();
    cr_expect_eq(named, 2 + 2 + anchor.name_n, "%zu", i);
  }
}

/* Nothing is said behind our own close: a change of keys that is asked for there is the peer's alone. */
Test(tls13_kinds, keys_asked_for_behind_our_close) {
  size_t n;
  for (int of_server = 0; of_server < 2; of_server++) {
    set();
    test_pair_run(&pair);
    struct test_side *s = of_server ? &pair.server : &pair.client;
    hf_close(&s->c);
    test_side_flush(s);
    (void)test_inject(s, HF_CONTENT_HANDSHAKE, (const uint8_t *)"\x18\x00\x00\x01\x01", 5);
    cr_expect_eq(hf_status(&s->c), HF_STATUS_CLOSING, "%s", test_describe(s));
    (void)hf_output(&s->c, &n);
    cr_expect_eq(n, 0);
  }
}
