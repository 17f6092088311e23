/* The certificate path cases of x509-limbo: each must give the verdict that their authors expect, with the exceptions below. */
#include "generated/errors.h"
#include "handfast.h"
#include "support/chains.h"
#include "support/vectors.h"

#define LIMBO_NOW 1701388800 /* 2023-12-01, before the release; the cases without a time are valid from 1970 to 2969 */

struct exception {
  const char *id;
  const char *reason;
};

static const struct exception exceptions[] = {
    {"rfc5280::nc::permitted-dn-match", "the certificate has no DNS name at all, and RFC 9525 6.3 looks at no other "
                                        "for example.com; valid when no name is asked"},
    {"webpki::aki::root-with-aki-all-fields", "RFC 5280 4.2.1.1 allows authorityCertIssuer with its serial number"},
    {"webpki::eku::ee-anyeku", "serverAuth is there too, and RFC 5280 4.2.1.12 takes anyExtendedKeyUsage beside it"},
    {"webpki::eku::ee-critical-eku", "RFC 5280 4.2.1.12: the extension may be critical"},
    {"webpki::eku::ee-without-eku",
     "RFC 5280 4.2.1.12 limits nothing then; rfc5280::eku::ee-without-eku wants it valid"},
    {"webpki::eku::root-has-eku",
     "RFC 5280 4.2.1.12 has no rule against it, and 6.1.1 d takes from an anchor its name and key"},
    {"webpki::nc::permitted-dns-match-noncritical",
     "RFC 5280 4.2.1.10 wants it critical, as does rfc5280::nc::permitted-dns-match-noncritical; valid when not "
     "strict"},
    {"webpki::san::san-critical-with-nonempty-subject", "RFC 5280 4.2.1.6 says SHOULD"},
};

/* What is wrong with some of the cases, each said at least once. */
static const uint8_t told[] = {
    HF_ERROR_CERTIFICATE_ALGORITHM_DIFFERS,
    HF_ERROR_CERTIFICATE_ALTERNATIVE_NAME_WRONG,
    HF_ERROR_CERTIFICATE_AUTHORITY_KEY_ID_WRONG,
    HF_ERROR_CERTIFICATE_CONSTRAINTS_WRONG,
    HF_ERROR_CERTIFICATE_CRITICALITY_WRONG,
    HF_ERROR_CERTIFICATE_EXTENSION_CRITICAL,
    HF_ERROR_CERTIFICATE_EXTENSION_TWICE,
    HF_ERROR_CERTIFICATE_NAME_CONSTRAINED,
    HF_ERROR_CERTIFICATE_NAME_EMPTY,
    HF_ERROR_CERTIFICATE_SERIAL_WRONG,
    HF_ERROR_CERTIFICATE_SUBJECT_KEY_ID_WRONG,
    HF_ERROR_CERTIFICATE_USAGE_MISSING,
};

static const struct exception *exception_of(const char *id) {
  for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++) {
    if (strcmp(exceptions[i].id, id) == 0)
      return &exceptions[i];
  }
  return NULL;
}

static uint8_t usage_of(const json_t *usages) {
  size_t i;
  json_t *one;
  uint8_t usage = 0;
  json_array_foreach(usages, i, one) {
    if (strcmp(json_string_value(one), "digitalSignature") == 0)
      usage |= HF_USAGE_DIGITAL_SIGNATURE;
  }
  return usage;
}

static void load(struct test_chain *t, const json_t *test) {
  size_t i;
  json_t *one;
  test_chain_start(t);
  cr_assert_eq(test_chain_pem(t, vectors_string(test, "peer_certificate")), HF_OK);
  json_array_foreach(json_object_get(test, "untrusted_intermediates"), i, one) {
    cr_assert_eq(test_chain_pem(t, json_string_value(one)), HF_OK);
  }
  json_array_foreach(json_object_get(test, "trusted_certs"), i, one) {
    test_chain_anchor_pem(t, json_string_value(one));
  }
}

static uint8_t verdict(const json_t *test, uint8_t strict, struct hf_report *report) {
  static struct test_chain t;
  struct hf_verify how = {0};
  const json_t *depth = json_object_get(test, "max_chain_depth");
  const char *when = vectors_string(test, "validation_time");
  load(&t, test);
  how.name = vectors_string(json_object_get(test, "expected_peer_name"), "value");
  how.now = when[0] ? test_time(when) : LIMBO_NOW;
  how.purpose = HF_PURPOSE_SERVER;
  how.usage = usage_of(json_object_get(test, "key_usage"));
  how.strict = strict;
  if (json_is_integer(depth) && json_integer_value(depth) < HF_PATH_MAX)
    how.path_max = (uint8_t)(json_integer_value(depth) + 1);
  test_chain_report(&t, &how, report);
  return report->error == HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER && t.refused != HF_OK ? t.refused : report->error;
}

Test(x509_limbo, verdicts) {
  json_t *root = vectors_json("x509-limbo/limbo-2023-12-02.json");
  json_t *test;
  size_t i;
  unsigned judged = 0, wrong = 0, excepted = 0, said[256] = {0};
  json_array_foreach(json_object_get(root, "testcases"), i, test) {
    struct hf_report report;
    const char *id = vectors_string(test, "id");
    int expected = strcmp(vectors_string(test, "expected_result"), "SUCCESS") == 0;
    uint8_t error = verdict(test, 1, &report);
    const struct exception *e = exception_of(id);
    judged++;
    said[error]++;
    if (getenv("LIMBO_TABLE"))
      printf("%-70s %-8s %s\n", id, expected ? "valid" : "invalid", hf_error_name(error));
    if ((error == HF_OK) != expected && e)
      excepted++;
    else if ((error == HF_OK) != expected || e) {
      wrong++;
      cr_log_error("%s: expected %s, found %s", id, expected ? "valid" : "invalid", hf_error_name(error));
    }
  }
  json_decref(root);
  for (i = 0; i < sizeof told; i++)
    cr_expect_gt(said[told[i]], 0, "%s: no case", hf_error_name(told[i]));
  cr_assert_eq(judged, 135);
  cr_assert_eq(wrong, 0, "%u of %u verdicts are wrong, %u excepted", wrong, judged, excepted);
}
