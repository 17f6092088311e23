/* The caller's own say about a ClientHello: what it is told is what the client sent, it is asked once and before anything is chosen,
   and what it refuses is refused with its alert. */
#include "generated/machine.h"
#include "generated/registry.h"
#include "support/attack.h"
#include "support/edit.h"
#include "support/inside.h"
#include "support/wire.h"
#include <criterion/criterion.h>
#include <string.h>

static struct test_pair pair;
static struct hf_session session;

/* What was told, copied while it could be read. */
static struct {
  int asked;
  uint8_t answer;
  struct hf_client_hello hello;
  uint8_t server_name[255], session_id[32], protocol[255];
  uint16_t suite_chosen; /* by then */
  uint32_t state;
  int sessions_asked; /* by then */
} told;

static int sessions_asked;
static int (*find_in_cache)(void *, const uint8_t *, size_t, int64_t, struct hf_session *);

static int find(void *context, const uint8_t *id, size_t n, int64_t now, struct hf_session *out) {
  sessions_asked++;
  return find_in_cache(context, id, n, now, out);
}

static void copy(uint8_t *to, const uint8_t *from, size_t n) {
  cr_assert_eq(from == NULL, n == 0);
  if (n > 0)
    memcpy(to, from, n);
}

static uint8_t policy(void *context, const struct hf_client_hello *hello) {
  cr_assert_eq(context, &told);
  told.asked++;
  told.hello = *hello;
  cr_assert_leq(hello->server_name_n, 255);
  cr_assert_leq(hello->session_id_n, 32);
  cr_assert_leq(hello->application_protocol_n, 255);
  copy(told.server_name, hello->server_name, hello->server_name_n);
  copy(told.session_id, hello->session_id, hello->session_id_n);
  copy(told.protocol, hello->application_protocol, hello->application_protocol_n);
  told.suite_chosen = test_suite(&pair.server);
  told.state = test_state(&pair.server);
  told.sessions_asked = sessions_asked;
  return told.answer;
}

static void set(void) {
  memset(&told, 0, sizeof told);
  sessions_asked = 0;
  test_pair_set(&pair);
  test_wire_watch(&pair, NULL);
  pair.server.config.client_hello_policy = policy;
  pair.server.config.client_hello_policy_context = &told;
  find_in_cache = pair.store.find;
  pair.store.find = find;
}

static void run(void) {
  test_pair_run(&pair);
  cr_assert(test_both_open(&pair), "%s; %s", test_describe(&pair.client), test_describe(&pair.server));
}

Test(handshake_hello_policy, is_asked_once_before_anything_is_chosen) {
  set();
  pair.chunk = 1;
  run();
  cr_expect_eq(told.asked, 1);
  cr_expect_eq(told.suite_chosen, 0);
  cr_expect_eq(told.state, HF_SERVER_CHECK_CLIENT_HELLO);
  cr_expect_eq(told.hello.version, 0x0303);
  cr_expect_eq(told.hello.session_id_n, 0);
  cr_assert(hf_session_of(&pair.client.c, &session));
  sessions_asked = 0;
  test_pair_again(&pair, &session);
  test_pair_pump(&pair);
  cr_assert(test_both_open(&pair) && hf_is_resumed(&pair.server.c));
  cr_expect_eq(told.asked, 2);
  cr_expect_eq(told.sessions_asked, 0);
  cr_expect_eq(sessions_asked, 1);
  cr_assert_eq(told.hello.session_id_n, session.session_id_n);
  cr_expect_arr_eq(told.session_id, session.session_id, session.session_id_n);
}

/* A client is not asked about anything. */
Test(handshake_hello_policy, is_the_servers) {
  set();
  pair.server.config.client_hello_policy = NULL;
  pair.client.config.client_hello_policy = policy;
  pair.client.config.client_hello_policy_context = &told;
  run();
  cr_expect_eq(told.asked, 0);
}

Test(handshake_hello_policy, the_server_name) {
  static const char *const names[] = {"localhost", "server.example", "127.0.0.1"};
  for (size_t i = 0; i < 3; i++) {
    size_t n = i < 2 ? strlen(names[i]) : 0; /* an address is not sent */
    set();
    pair.name = names[i];
    run();
    cr_assert_eq(told.hello.server_name_n, n, "%s", names[i]);
    cr_expect(memcmp(told.server_name, names[i], n) == 0, "%s", names[i]);
    cr_expect_eq(hf_hello_has_extension(&told.hello, HF_EXTENSION_SERVER_NAME), n > 0);
  }
}

Test(handshake_hello_policy, the_protocol_that_will_be_agreed_on) {
  static const uint8_t ours[] = {2, 'h', '3', 2, 'h', '2'}, theirs[] = {2, 'h', '1', 2, 'h', '2'};
  set();
  run();
  cr_expect_eq(told.hello.application_protocol_n, 0);
  set();
  pair.server.config.application_protocols = ours;
  pair.client.config.application_protocols = theirs;
  pair.server.config.application_protocols_n = pair.client.config.application_protocols_n = sizeof ours;
  run();
  cr_assert_eq(told.hello.application_protocol_n, 2);
  cr_expect_arr_eq(told.protocol, "h2", 2);
}

/* Each code point that the client may offer, offered alone. */
Test(handshake_hello_policy, code_points) {
  static uint16_t one;
  for (size_t i = 0; i < HF_CIPHER_SUITES; i++) {
    set();
    pair.client.config.versions = pair.server.config.versions = 0;
    one = hf_cipher_suites[i].code;
    pair.client.config.cipher_suites = &one;
    pair.client.config.cipher_suites_n = 1;
    run();
    cr_assert_eq(told.asked, 1);
    for (size_t k = 0; k < HF_CIPHER_SUITES; k++)
      cr_expect_eq(hf_hello_has_cipher_suite(&told.hello, hf_cipher_suites[k].code), i == k, "%zu %zu", i, k);
    cr_expect_eq(hf_hello_has_cipher_suite(&told.hello, 0x1304), 0, "none that the engine has");
  }
  for (size_t i = 0; i < 2; i++) {
    static const uint16_t groups[] = {HF_GROUP_SECP256R1, HF_GROUP_SECP384R1};
    set();
    pair.client.config.groups = &groups[i];
    pair.client.config.groups_n = 1;
    test_pair_run(&pair);
    cr_assert_eq(told.asked, 1);
    for (size_t k = 0; k < 2; k++)
      cr_expect_eq(hf_hello_has_group(&told.hello, groups[k]), i == k);
    cr_expect_eq(hf_hello_has_group(&told.hello, 29), 0);
  }
  for (size_t i = 0; i < HF_SIGNATURE_SCHEMES; i++) {
    set();
    one = hf_signature_schemes[i];
    pair.client.config.signature_schemes = &one;
    pair.client.config.signature_schemes_n = 1;
    test_pair_run(&pair);
    cr_assert_eq(told.asked, 1);
    for (size_t k = 0; k < HF_SIGNATURE_SCHEMES; k++)
      cr_expect_eq(hf_hello_has_signature_scheme(&told.hello, hf_signature_schemes[k]), i == k, "%zu %zu", i, k);
    cr_expect_eq(hf_hello_has_signature_scheme(&told.hello, 0x0201), 0);
  }
}

static unsigned without;

static void leave_out(const struct test_side *from, uint8_t *m, size_t *n) {
  if (!from->is_server && m[0] == TEST_CLIENT_HELLO)
    (void)test_remove_extension(m, n, without);
}

Test(handshake_hello_policy, extensions) {
  static const uint16_t types[] = {HF_EXTENSION_SERVER_NAME,          HF_EXTENSION_SUPPORTED_GROUPS,
                                   HF_EXTENSION_EC_POINT_FORMATS,     HF_EXTENSION_EXTENDED_MASTER_SECRET,
                                   HF_EXTENSION_SIGNATURE_ALGORITHMS, HF_EXTENSION_ENCRYPT_THEN_MAC};
  for (size_t i = 0; i < 6; i++) {
    set();
    without = types[i];
    test_wire_watch(&pair, leave_out);
    test_pair_run(&pair);
    cr_assert_eq(told.asked, 1);
    for (size_t k = 0; k < 6; k++)
      cr_expect_eq(hf_hello_has_extension(&told.hello, types[k]), i != k, "%zu %zu", i, k);
    cr_expect_eq(hf_hello_has_extension(&told.hello, 43), 0);
  }
}

/* Every answer there is: the server fails of it, and the client hears its alert. */
Test(handshake_hello_policy, what_it_refuses_is_refused) {
  for (unsigned answer = 1; answer < 256; answer++) {
    uint8_t error = answer < HF_ERRORS ? (uint8_t)answer : (uint8_t)HF_ERROR_CLIENT_HELLO_REFUSED;
    uint8_t alert = hf_error_alert(error);
    struct hf_alert heard;
    size_t n;
    set();
    told.answer = (uint8_t)answer;
    test_pair_run(&pair);
    cr_assert_eq(told.asked, 1);
    cr_expect_eq(hf_error_of(&pair.server.c), error, "%u: %s", answer, test_describe(&pair.server));
    cr_expect_eq(hf_peer_alert(&pair.client.c, &heard), alert != HF_ALERT_NONE, "%u", answer);
    cr_expect(alert == HF_ALERT_NONE || heard.description == alert, "%u: %u", answer, heard.description);
    cr_expect_null(test_wire_message(1, TEST_SERVER_HELLO, &n), "nothing is said but the alert");
    cr_expect(test_is_wiped(&pair.server.c));
  }
}

Test(handshake_hello_policy, two_refusals_have_their_own_alerts) {
  cr_expect_eq(hf_error_alert(HF_ERROR_CLIENT_HELLO_REFUSED), HF_ALERT_HANDSHAKE_FAILURE);
  cr_expect_eq(hf_error_alert(HF_ERROR_SERVER_NAME_UNKNOWN), HF_ALERT_UNRECOGNIZED_NAME);
}

/* What is refused anyway is not asked about. */
static void old_version(const struct test_side *from, uint8_t *m, size_t *n) {
  (void)n;
  if (!from->is_server && m[0] == TEST_CLIENT_HELLO)
    m[5] = 2;
}

Test(handshake_hello_policy, is_not_asked_about_what_is_refused_anyway) {
  set();
  test_wire_watch(&pair, old_version);
  test_pair_run(&pair);
  cr_expect_eq(hf_error_of(&pair.server.c), HF_ERROR_VERSION_UNSUPPORTED);
  cr_expect_eq(told.asked, 0);
}
