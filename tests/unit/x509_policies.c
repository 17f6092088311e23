/* Certificate policies of a path (RFC 5280 6.1, RFC 9618). A path is written as its certificates from the anchor down. */
#include "generated/errors.h"
#include "support/chains.h"
#include "support/identities.h"
#include "support/issue.h"
#include "x509/chain.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define NOW 1764000000 /* 2025-11-24 */
#define LINKS_MAX 5

/* A policy is a character: 1.2.3.C, or '*', anyPolicy. */
struct link {
  const char *policies;                                        /* "12*"; NULL: no extension */
  const char *mappings;                                        /* pairs: "1213" maps 1 to 2, and 1 to 3 */
  const char *explicit_policy, *inhibit_mapping, *inhibit_any; /* SkipCerts in hexadecimal; NULL: not there */
  int self_issued;
};

static struct test_chain t;
static struct der one, part, value;

static void policy(struct der *d, char c) {
  if (c == '*')
    der_hex(d, "0604551d2000");
  else {
    const uint8_t octets[3] = {0x2a, 0x03, (uint8_t)c % 128};
    der_put(d, 0x06, octets, 3);
  }
}

static void begin_value(void) {
  value.n = value.depth = 0;
  der_open(&value, 0x30);
}
static void end_value(struct der *d, const char *id, int critical) {
  der_close(&value);
  issue_extension(d, id, critical, value.bytes, value.n);
}

static void put_policies(struct der *d, const char *policies) {
  begin_value();
  for (; *policies; policies++) {
    der_open(&value, 0x30);
    policy(&value, *policies);
    der_close(&value);
  }
  end_value(d, "551d20", 0);
}
static void put_mappings(struct der *d, const char *pairs) {
  begin_value();
  for (; *pairs; pairs += 2) {
    der_open(&value, 0x30);
    policy(&value, pairs[0]);
    policy(&value, pairs[1]);
    der_close(&value);
  }
  end_value(d, "551d21", 1);
}
static void put_number(unsigned tag, const char *digits) {
  der_open(&value, tag);
  der_hex(&value, digits);
  der_close(&value);
}

static void extensions(struct der *d, const struct link *l, int ca) {
  der_open(d, 0xa3);
  der_open(d, 0x30);
  issue_extension(d, "551d13", 1, (const uint8_t *)(ca ? "\x30\x03\x01\x01\xff" : "\x30\x00"), ca ? 5 : 2);
  if (l->policies)
    put_policies(d, l->policies);
  if (l->mappings)
    put_mappings(d, l->mappings);
  if (l->explicit_policy || l->inhibit_mapping) {
    begin_value();
    if (l->explicit_policy)
      put_number(0x80, l->explicit_policy);
    if (l->inhibit_mapping)
      put_number(0x81, l->inhibit_mapping);
    end_value(d, "551d24", 1);
  }
  if (l->inhibit_any) {
    value.n = value.depth = 0;
    put_number(0x02, l->inhibit_any);
    issue_extension(d, "551d36", 1, value.bytes, value.n);
  }
  der_close(d);
  der_close(d);
}

/* A self-issued certificate is for another key, so that no way leads around it. */
static const char *key_of(const struct link *l) {
  return l->self_issued ? "client-ec" : "server-ec";
}

static void issue(const char *name, const char *issuer, const char *signer, const struct link *l, int ca) {
  one.n = one.depth = part.n = part.depth = 0;
  der_open(&part, 0x30);
  der_hex(&part, "a003020102020107");
  issue_algorithm(&part, ISSUE_ECDSA_SHA256);
  issue_name(&part, issuer);
  der_open(&part, 0x30);
  der_time(&part, NOW - 1000, 0);
  der_time(&part, NOW + 1000, 0);
  der_close(&part);
  issue_name(&part, name);
  issue_key_info(&part, &test_identity(key_of(l))->public_key);
  extensions(&part, l, ca);
  der_close(&part);
  der_open(&one, 0x30);
  der_raw(&one, part.bytes, part.n);
  issue_signature(&one, &part, test_identity(signer), ISSUE_ECDSA_SHA256);
  der_close(&one);
}

/* The chain of these certificates, the last of them first. */
static void make(const struct link *links, size_t n) {
  static char names[LINKS_MAX + 1][16];
  static struct der made[LINKS_MAX];
  size_t size, last = 0;
  const uint8_t *root = test_certificate("root-ec", 0, &size);
  test_chain_start(&t);
  test_chain_anchor_der(&t, root, size);
  strcpy(names[0], "root-ec");
  for (size_t i = 0; i < n; i++) {
    snprintf(names[i + 1], sizeof names[0], "%s", "authority-0");
    names[i + 1][10] = (char)('0' + i);
    const char *name = links[i].self_issued ? names[last] : names[i + 1];
    issue(name, names[last], i == 0 ? "root-ec" : key_of(&links[i - 1]), &links[i], i + 1 < n);
    memcpy(made[i].bytes, one.bytes, one.n);
    made[i].n = one.n;
    last = links[i].self_issued ? last : i + 1;
  }
  for (size_t i = n; i > 0; i--)
    cr_assert_eq(test_chain_der(&t, made[i - 1].bytes, made[i - 1].n), HF_OK);
}

static uint8_t ask(const struct hf_policy_rules *rules, struct hf_report *report) {
  struct hf_verify how = {.now = NOW, .purpose = HF_PURPOSE_ANY, .policy_rules = rules};
  return test_chain_report(&t, &how, report);
}

/* What the path is valid for: the policies as they were written, '*' for every one. */
static const char *told(const struct hf_report *report) {
  static char text[16];
  size_t n = 0;
  for (uint32_t i = 0; i < report->policies_n; i++)
    text[n++] = (char)report->policies[i].octets[2];
  if (report->any_policy)
    text[n++] = '*';
  text[n] = 0;
  return text;
}

#define NEEDS "00"
static const struct policy_case {
  const char *what;
  struct link links[LINKS_MAX];
  size_t n;
  const char *asked; /* the user's set; NULL: any */
  struct hf_policy_rules rules;
  const char *valid; /* for which policies; NULL: not valid */
} cases[] = {
    {"nobody asks", {{0}, {0}}, 2, NULL, {0}, ""},
    {"the user asks", {{.policies = "1"}, {.policies = "1"}}, 2, NULL, {.explicit_policy = 1}, "1"},
    {"the user asks, and there are none", {{0}, {0}}, 2, NULL, {.explicit_policy = 1}, NULL},
    {"an authority asks", {{.policies = "1", .explicit_policy = NEEDS}, {.policies = "1"}}, 2, NULL, {0}, "1"},
    {"an authority asks, and the leaf has none",
     {{.policies = "1", .explicit_policy = NEEDS}, {0}},
     2,
     NULL,
     {0},
     NULL},
    {"the leaf has another", {{.policies = "1", .explicit_policy = NEEDS}, {.policies = "2"}}, 2, NULL, {0}, NULL},
    {"one of two", {{.policies = "12", .explicit_policy = NEEDS}, {.policies = "23"}}, 2, NULL, {0}, "2"},
    {"two", {{.policies = "12"}, {.policies = "21"}}, 2, NULL, {.explicit_policy = 1}, "12"},
    {"a gap in the middle", {{.policies = "1"}, {0}, {.policies = "1"}}, 3, NULL, {.explicit_policy = 1}, NULL},
    {"any all the way", {{.policies = "*"}, {.policies = "*"}}, 2, NULL, {.explicit_policy = 1}, "*"},
    {"any, then one", {{.policies = "*"}, {.policies = "1"}}, 2, NULL, {.explicit_policy = 1}, "1"},
    {"one, then any", {{.policies = "1"}, {.policies = "*"}}, 2, NULL, {.explicit_policy = 1}, "1"},
    {"any is inhibited by the user",
     {{.policies = "1"}, {.policies = "*"}},
     2,
     NULL,
     {.explicit_policy = 1, .inhibit_any = 1},
     NULL},
    {"any is inhibited",
     {{.policies = "1", .inhibit_any = "00"}, {.policies = "*"}},
     2,
     NULL,
     {.explicit_policy = 1},
     NULL},
    {"any is inhibited further down",
     {{.policies = "1", .inhibit_any = "01"}, {.policies = "*"}},
     2,
     NULL,
     {.explicit_policy = 1},
     "1"},
    {"any, self-issued",
     {{.policies = "1", .inhibit_any = "00"}, {.policies = "*", .self_issued = 1}, {.policies = "1"}},
     3,
     NULL,
     {.explicit_policy = 1},
     "1"},
    {"any, self-issued, at the end",
     {{.policies = "1", .inhibit_any = "00"}, {.policies = "*", .self_issued = 1}},
     2,
     NULL,
     {.explicit_policy = 1},
     NULL},
    {"mapped", {{.policies = "1", .mappings = "12"}, {.policies = "2"}}, 2, NULL, {.explicit_policy = 1}, "1"},
    {"mapped, and the leaf has the old one",
     {{.policies = "1", .mappings = "12"}, {.policies = "1"}},
     2,
     NULL,
     {.explicit_policy = 1},
     NULL},
    {"mapped to two", {{.policies = "1", .mappings = "1213"}, {.policies = "3"}}, 2, NULL, {.explicit_policy = 1}, "1"},
    {"two are mapped to one",
     {{.policies = "12", .mappings = "1323"}, {.policies = "3"}},
     2,
     NULL,
     {.explicit_policy = 1},
     "12"},
    {"mapped twice",
     {{.policies = "1", .mappings = "12"}, {.policies = "2", .mappings = "23"}, {.policies = "3"}},
     3,
     NULL,
     {.explicit_policy = 1},
     "1"},
    {"swapped", {{.policies = "12", .mappings = "1221"}, {.policies = "2"}}, 2, NULL, {.explicit_policy = 1}, "1"},
    {"mapped from any", {{.policies = "*", .mappings = "12"}, {.policies = "2"}}, 2, NULL, {.explicit_policy = 1}, "1"},
    {"mapped from any, beside it",
     {{.policies = "*", .mappings = "12"}, {.policies = "4"}},
     2,
     NULL,
     {.explicit_policy = 1},
     "4"},
    {"mapping is inhibited by the user",
     {{.policies = "1", .mappings = "12"}, {.policies = "2"}},
     2,
     NULL,
     {.explicit_policy = 1, .inhibit_mapping = 1},
     NULL},
    {"mapping is inhibited",
     {{.policies = "1", .inhibit_mapping = "00"}, {.policies = "1", .mappings = "12"}, {.policies = "2"}},
     3,
     NULL,
     {.explicit_policy = 1},
     NULL},
    {"mapping is inhibited: the old one goes too",
     {{.policies = "1", .inhibit_mapping = "00"}, {.policies = "1", .mappings = "12"}, {.policies = "1"}},
     3,
     NULL,
     {.explicit_policy = 1},
     NULL},
    {"mapping is inhibited for others",
     {{.policies = "12", .inhibit_mapping = "00"}, {.policies = "12", .mappings = "13"}, {.policies = "2"}},
     3,
     NULL,
     {.explicit_policy = 1},
     "2"},
    {"asked for", {{.policies = "12"}, {.policies = "12"}}, 2, "2", {.explicit_policy = 1}, "2"},
    {"asked for another", {{.policies = "12"}, {.policies = "12"}}, 2, "3", {.explicit_policy = 1}, NULL},
    {"asked for another, and need not be", {{.policies = "12"}, {.policies = "12"}}, 2, "3", {0}, ""},
    {"asked for by the name that it is mapped to",
     {{.policies = "1", .mappings = "12"}, {.policies = "2"}},
     2,
     "2",
     {.explicit_policy = 1},
     NULL},
    {"asked for by its own",
     {{.policies = "1", .mappings = "12"}, {.policies = "2"}},
     2,
     "1",
     {.explicit_policy = 1},
     "1"},
    {"any is asked for", {{.policies = "12"}, {.policies = "12"}}, 2, "*", {.explicit_policy = 1}, "12"},
    {"asked for, and the path has any", {{.policies = "*"}, {.policies = "*"}}, 2, "3", {.explicit_policy = 1}, "*"},
    {"needed two below", {{.policies = "1", .explicit_policy = "02"}, {0}}, 2, NULL, {0}, ""},
    {"needed one below", {{.policies = "1", .explicit_policy = "01"}, {0}}, 2, NULL, {0}, NULL},
    {"self-issued ones do not count",
     {{.policies = "1", .explicit_policy = "02"}, {.self_issued = 1}, {0}},
     3,
     NULL,
     {0},
     ""},
    {"needed by the leaf itself", {{0}, {.explicit_policy = NEEDS}}, 2, NULL, {0}, NULL},
    {"needed by the leaf, one below", {{0}, {.explicit_policy = "01"}}, 2, NULL, {0}, ""},
};

Test(x509_policies, cases) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const struct policy_case *c = &cases[i];
    struct hf_policy_rules rules = c->rules;
    struct hf_policy_id asked[4];
    uint8_t octets[4][4];
    struct hf_report report;
    for (size_t k = 0; c->asked && c->asked[k]; k++) {
      memcpy(octets[k], c->asked[k] == '*' ? "\x55\x1d\x20\x00" : "\x2a\x03", c->asked[k] == '*' ? 4 : 2);
      if (c->asked[k] != '*')
        octets[k][2] = (uint8_t)c->asked[k];
      asked[k] = (struct hf_policy_id){octets[k], c->asked[k] == '*' ? 4 : 3};
      rules.policies = asked;
      rules.policies_n = k + 1;
    }
    make(c->links, c->n);
    uint8_t error = ask(&rules, &report);
    cr_expect_eq(error, c->valid ? HF_OK : HF_ERROR_CERTIFICATE_POLICY_REQUIRED, "%s: %s", c->what,
                 hf_error_name((enum hf_error)error));
    if (error == HF_OK && c->valid)
      cr_expect_str_eq(told(&report), c->valid, "%s: %s", c->what, told(&report));
  }
}

/* Nothing grows: HF_POLICIES_MAX policies at a depth and no more, and the steps are counted. */
static uint8_t expected_of(size_t n, struct hf_report *report) {
  static char policies[128], mappings[1024];
  size_t at = 0;
  memset(policies, 0, sizeof policies);
  memset(mappings, 0, sizeof mappings);
  for (size_t i = 0; i < 40; i++)
    policies[i] = (char)('0' + i % 10 + 16 * (i / 10));
  for (size_t i = 0; i < n; i++) { /* all of the first policy */
    mappings[at++] = policies[0];
    mappings[at++] = (char)(i + 1 == '*' ? 120 : i + 1);
  }
  const struct link links[2] = {{.policies = policies, .mappings = mappings}, {.policies = "1"}};
  make(links, 2);
  return ask(NULL, report);
}

Test(x509_policies, limit) {
  struct hf_report report;
  cr_expect_eq(expected_of(25, &report), HF_OK);
  cr_expect_eq(expected_of(100, &report), HF_ERROR_CERTIFICATE_POLICIES_TOO_MANY);
  cr_expect_leq(report.comparisons, HF_COMPARISONS_MAX);
  cr_expect_leq(report.signature_checks, 2);
}

/* As many steps as there can be: each policy of each certificate against many mappings, down the path. */
Test(x509_policies, work) {
  static char policies[80], mappings[4097];
  struct hf_report report;
  for (size_t i = 0; i < 60; i++)
    policies[i] = (char)(i + 1 == '*' ? 127 : i + 1);
  for (size_t i = 0; i < 2000; i++)
    mappings[2 * i] = mappings[2 * i + 1] = policies[i % 60];
  const struct link links[3] = {
      {.policies = policies, .mappings = mappings}, {.policies = policies}, {.policies = policies}};
  make(links, 3);
  cr_expect_eq(ask(NULL, &report), HF_ERROR_CERTIFICATE_TOO_COMPLEX);
  cr_expect_leq(report.comparisons, HF_COMPARISONS_MAX);
}
