/* Names of servers in hellos (RFC 6066 3): what a client sends of what its caller asks for, and what a server takes. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/attack.h"
#include "support/edit.h"
#include "support/inside.h"
#include <criterion/criterion.h>
#include <string.h>

#define LABEL_63 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define NAME_253 LABEL_63 "." LABEL_63 "." LABEL_63 ".aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

/* What the ClientHello has: the server's own view of it. */
static const char *asked(void) {
  static char name[256];
  const struct hf_offers *offers = &attack_pair.server.c.offers;
  memcpy(name, offers->server_name, offers->server_name_n);
  name[offers->server_name_n] = '\0';
  return name;
}

static void run(const char *name) {
  attack_set(attack_ecdhe);
  attack_pair.name = name;
  test_pair_run(&attack_pair);
}

Test(handshake_names, a_final_dot_is_not_sent) {
  run("localhost.");
  cr_assert(test_both_open(&attack_pair), "%s", test_describe(&attack_pair.client));
  cr_expect_str_eq(asked(), "localhost");
}

Test(handshake_names, what_is_sent) {
  static const char *const names[][2] = {{"localhost", "localhost"},
                                         {"xn--bcher-kva.example", "xn--bcher-kva.example"},
                                         {"LocalHost", "LocalHost"},
                                         {NAME_253, NAME_253},
                                         {NAME_253 ".", NAME_253},
                                         {"127.0.0.1", ""},
                                         {"::1", ""}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    run(names[i][0]);
    cr_expect_neq(hf_error_of(&attack_pair.client.c), HF_ERROR_SERVER_NAME_WRONG, "%s", names[i][0]);
    cr_expect_str_eq(asked(), names[i][1]);
  }
}

Test(handshake_names, nothing_else_is_set_out_for) {
  static const char *const names[] = {"",
                                      ".",
                                      "localhost..",
                                      ".localhost",
                                      "a..b",
                                      "b\303\274cher.example",
                                      "local host",
                                      "localhost\n",
                                      "local\001host",
                                      "local\177",
                                      "-a.example",
                                      "a-.example",
                                      "a_b.example",
                                      "*.example",
                                      "a@b",
                                      "::1.",
                                      LABEL_63 "a.aa",
                                      NAME_253 "a",
                                      "[::1]"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    for (int any = 0; any < 2; any++) {
      size_t n;
      attack_set(attack_ecdhe);
      attack_pair.client.config.accept_any_certificate = (uint8_t)any;
      cr_expect_eq(hf_client_start(&attack_pair.client.c, &attack_pair.client.config, &attack_pair.client.buffers,
                                   names[i], NULL),
                   HF_ERROR_SERVER_NAME_WRONG, "%s", names[i]);
      cr_expect_eq(hf_status(&attack_pair.client.c), HF_STATUS_FAILED);
      (void)hf_output(&attack_pair.client.c, &n);
      cr_expect_eq(n, 0);
    }
  }
}

/* P9: a session is bound to the name as it is sent. */
Test(handshake_names, p09_with_and_without_the_dot_are_one_name) {
  static struct hf_session session;
  run("localhost.");
  cr_assert(hf_session_of(&attack_pair.client.c, &session));
  attack_pair.name = "localhost";
  test_pair_again(&attack_pair, &session);
  test_pair_pump(&attack_pair);
  cr_assert(test_both_open(&attack_pair));
  cr_expect(hf_is_resumed(&attack_pair.client.c) && hf_is_resumed(&attack_pair.server.c));
}

static const struct name {
  const char *bytes;
  size_t n;
} * given;

static int give(struct test_side *from, uint8_t *message, size_t *n, size_t room) {
  uint8_t data[5 + 512] = {0, (uint8_t)(given->n + 3), 0, 0, (uint8_t)given->n};
  (void)room;
  data[0] = (uint8_t)((given->n + 3) >> 8);
  data[3] = (uint8_t)(given->n >> 8);
  if (message[0] != TEST_CLIENT_HELLO)
    return 1;
  memcpy(data + 5, given->bytes, given->n);
  test_set_extension(message, n, HF_EXTENSION_SERVER_NAME, data, 5 + given->n);
  from->pair->tampered++;
  return 1;
}

static void run_given(const struct name *name, size_t fragment) {
  attack_set(attack_ecdhe);
  given = name;
  attack_pair.framing = TEST_FRAGMENTS;
  attack_pair.fragment = fragment;
  attack_pair.tamper = give;
  test_pair_run(&attack_pair);
  cr_assert_eq(attack_pair.tampered, 1);
}

Test(handshake_names, what_a_server_refuses) {
  static const struct name names[] = {{"a.example.", 10}, {".", 1},         {"a\0b", 3},          {"\0", 1},
                                      {"a\n", 2},         {"a\x1b[2Jb", 6}, {"a b", 3},           {"b\xc3\xbc", 3},
                                      {"\xff", 1},        {"a\x7f", 2},     {NAME_253 "abc", 256}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    static const size_t fragments[] = {HF_PLAINTEXT_MAX, 1};
    for (size_t k = 0; k < 2; k++) {
      run_given(&names[i], fragments[k]);
      attack_must_fail(&attack_pair.server, HF_ERROR_EXTENSION_MALFORMED);
      cr_expect_eq(test_alert(&attack_pair.client), HF_ALERT_ILLEGAL_PARAMETER);
    }
  }
}

/* Names that no certificate has may still be some client's: they are nobody's harm. */
Test(handshake_names, what_a_server_takes) {
  static const struct name names[] = {
      {"a", 1}, {"a_b.example", 11}, {"a.b", 3}, {"127.0.0.1", 9}, {NAME_253 "ab", 255}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    run_given(&names[i], 1);
    cr_expect_eq(test_name_heard(&attack_pair.server), names[i].n, "%s", test_describe(&attack_pair.server));
    cr_expect_eq(hf_error_of(&attack_pair.server.c), HF_ERROR_RECORD_MAC_WRONG, "%s",
                 test_describe(&attack_pair.server));
  }
}

Test(handshake_names, an_empty_name_has_no_form) {
  static const struct name empty = {"", 0};
  run_given(&empty, HF_PLAINTEXT_MAX);
  attack_must_fail(&attack_pair.server, HF_ERROR_MESSAGE_RANGE);
  cr_expect_eq(test_alert(&attack_pair.client), HF_ALERT_DECODE_ERROR);
}
