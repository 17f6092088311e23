/* Chains that keep or break one rule each, of RFC 5280 4.1, 4.2 and 6.1. */
#include "plan.h"
#include <stdio.h>
#include <string.h>

enum target { LEAF = 1, AUTHORITY = 2, ANCHOR = 4 };

struct rule {
  const char *name;
  int targets;
  int valid;
  void (*apply)(struct planned *c);
};

/* 4.1: fields. */
static void signature_flipped(struct planned *c) {
  c->flip = 1;
}
static void algorithms_differ(struct planned *c) {
  c->inner_scheme = 1;
}
static void sha1(struct planned *c) {
  c->scheme = ISSUE_RSA_SHA1;
}
static void version_4(struct planned *c) {
  c->version = 4;
}
static void version_2_with_extensions(struct planned *c) {
  c->version = 2;
}
static void version_1_without_extensions(struct planned *c) {
  c->version = 1;
  memset(c->extensions, 0, sizeof c->extensions);
}
static void serial_zero(struct planned *c) {
  c->serial = "00";
}
static void serial_negative(struct planned *c) {
  c->serial = "80";
}
static void serial_20(struct planned *c) {
  c->serial = "7f00000000000000000000000000000000000001";
}
static void serial_21(struct planned *c) {
  c->serial = "007f00000000000000000000000000000000000001";
}
static void serial_22(struct planned *c) {
  c->serial = "0180000000000000000000000000000000000000000001";
}
static void serial_padded(struct planned *c) {
  c->serial = "0042";
}
static void serial_empty(struct planned *c) {
  c->serial = "";
}
static void expired(struct planned *c) {
  c->to = -DAY / 2;
}
static void expires_soon(struct planned *c) {
  c->to = DAY / 2;
}
static void not_yet(struct planned *c) {
  c->from = DAY / 2;
}
static void until_2060(struct planned *c) {
  c->to = (int64_t)14000 * DAY;
}
static void reversed(struct planned *c) {
  c->from = 2 * DAY;
  c->to = -2 * DAY;
}
static void generalized(struct planned *c) {
  c->form = TIME_GENERALIZED;
}
static void no_seconds(struct planned *c) {
  c->form = TIME_NO_SECONDS;
}
static void offset(struct planned *c) {
  c->form = TIME_OFFSET;
}
static void no_such_day(struct planned *c) {
  c->form = TIME_NO_SUCH_DAY;
}
static void unique_ids(struct planned *c) {
  c->unique_id = "81020042 82020042";
}
static void trailing_inside(struct planned *c) {
  c->trailing = "0500";
}
static void trailing_outside(struct planned *c) {
  c->behind = "0500";
}
static void other_issuer(struct planned *c) {
  c->issuer = "Somebody else";
}
void rule_issuer_case(struct planned *c) {
  c->issuer = "IsSuInG oNe";
}
void rule_issuer_spaces(struct planned *c) {
  c->issuer = " Issuing   One ";
}

/* 4.2: extensions. */
static void no_extensions(struct planned *c) {
  memset(c->extensions, 0, sizeof c->extensions);
}
static void unknown(struct planned *c) {
  plan_extension(c, OID_UNKNOWN, 0, "0500");
}
static void unknown_critical(struct planned *c) {
  plan_extension(c, OID_UNKNOWN, 1, "0500");
}
static void unknown_twice(struct planned *c) {
  unknown(c);
  plan_again(c, OID_UNKNOWN);
}
static void basic_twice(struct planned *c) {
  plan_again(c, OID_BASIC);
}
static void names_twice(struct planned *c) {
  plan_again(c, OID_NAMES);
}
static void no_authority_key(struct planned *c) {
  plan_drop(c, OID_AUTHORITY_KEY);
}
static void other_authority_key(struct planned *c) {
  plan_extension(c, OID_AUTHORITY_KEY, 0, "300a80080102030405060708");
}
static void critical_authority_key(struct planned *c) {
  plan_extension(c, OID_AUTHORITY_KEY, 1, "300a80080102030405060708");
}
static void no_subject_key(struct planned *c) {
  plan_drop(c, OID_SUBJECT_KEY);
}
static void empty_subject_key(struct planned *c) {
  plan_extension(c, OID_SUBJECT_KEY, 0, "0400");
}
static void no_usage(struct planned *c) {
  plan_drop(c, OID_USAGE);
}
static void usage_sign(struct planned *c) {
  plan_extension(c, OID_USAGE, 1, "03020780");
}
static void usage_none(struct planned *c) {
  plan_extension(c, OID_USAGE, 1, "030100");
}
static void usage_trailing_zeroes(struct planned *c) {
  plan_extension(c, OID_USAGE, 1, "03020086");
}
static void usage_not_critical(struct planned *c) {
  plan_extension(c, OID_USAGE, 0, "030205a0");
}
static void usage_malformed(struct planned *c) {
  plan_extension(c, OID_USAGE, 1, "040106");
}
static void usage_certify(struct planned *c) {
  plan_extension(c, OID_USAGE, 1, "03020284");
}
static void no_basic(struct planned *c) {
  plan_drop(c, OID_BASIC);
}
static void basic_no_authority(struct planned *c) {
  plan_extension(c, OID_BASIC, 1, "3000");
}
static void basic_false(struct planned *c) {
  plan_extension(c, OID_BASIC, 1, "3003010100");
}
static void basic_not_critical(struct planned *c) {
  plan_extension(c, OID_BASIC, 0, "30030101ff");
}
static void basic_true_01(struct planned *c) {
  plan_extension(c, OID_BASIC, 1, "3003010101");
}
static void basic_negative_length(struct planned *c) {
  plan_extension(c, OID_BASIC, 1, "30060101ff0201ff");
}
static void basic_long_length(struct planned *c) {
  plan_extension(c, OID_BASIC, 1, "30080101ff0203010000");
}
static void basic_trailing(struct planned *c) {
  plan_extension(c, OID_BASIC, 1, "30030101ff0500");
}
static void no_purposes(struct planned *c) {
  plan_drop(c, OID_PURPOSES);
}
void rule_purpose_client(struct planned *c) {
  plan_extension(c, OID_PURPOSES, 0, "300a06082b06010505070302");
}
static void purpose_both(struct planned *c) {
  plan_extension(c, OID_PURPOSES, 0, "301406082b0601050507030106082b06010505070302");
}
static void purpose_server(struct planned *c) {
  plan_extension(c, OID_PURPOSES, 0, "300a06082b06010505070301");
}
static void purpose_critical(struct planned *c) {
  plan_extension(c, OID_PURPOSES, 1, "300a06082b06010505070301");
}
static void purpose_any(struct planned *c) {
  plan_extension(c, OID_PURPOSES, 0, "30060604551d2500");
}
static void purpose_code(struct planned *c) {
  plan_extension(c, OID_PURPOSES, 0, "300a06082b06010505070303");
}
static void purposes_empty(struct planned *c) {
  plan_extension(c, OID_PURPOSES, 0, "3000");
}
static void no_names(struct planned *c) {
  plan_drop(c, OID_NAMES);
}
static void names_empty(struct planned *c) {
  plan_extension(c, OID_NAMES, 0, "3000");
}
static void empty_subject(struct planned *c) {
  c->name = "";
  plan_names(c, "dns:host.example");
}
static void empty_subject_not_critical(struct planned *c) {
  plan_names(c, "dns:host.example");
  c->name = "";
}
static void policies(struct planned *c) {
  plan_extension(c, OID_POLICIES, 0, "30083006060455 1d2000");
}
static void policies_critical(struct planned *c) {
  plan_extension(c, OID_POLICIES, 1, "30083006060455 1d2000");
}
static void policy_required(struct planned *c) {
  plan_extension(c, OID_POLICY_CONSTRAINTS, 1, "3003800100");
}

static const struct rule rules[] = {
    {"nothing", LEAF, 1, unknown},
    {"signature-flipped", LEAF | AUTHORITY, 0, signature_flipped},
    {"algorithms-differ", LEAF | AUTHORITY, 0, algorithms_differ},
    {"sha1", LEAF | AUTHORITY, 0, sha1},
    {"version-4", LEAF | AUTHORITY, 0, version_4},
    {"version-2-with-extensions", LEAF | AUTHORITY, 0, version_2_with_extensions},
    {"version-1", AUTHORITY, 0, version_1_without_extensions},
    {"version-1-anchor", ANCHOR, 1, version_1_without_extensions},
    {"serial-zero", LEAF | AUTHORITY, NOT_STRICT, serial_zero},
    {"serial-negative", LEAF | AUTHORITY, NOT_STRICT, serial_negative},
    {"serial-20-octets", LEAF | AUTHORITY, 1, serial_20},
    {"serial-21-octets-padded", LEAF, 0, serial_21},
    {"serial-22-octets", LEAF | AUTHORITY, NOT_STRICT, serial_22},
    {"serial-not-minimal", LEAF, 0, serial_padded},
    {"serial-no-octets", LEAF, 0, serial_empty},
    {"expired", LEAF | AUTHORITY | ANCHOR, 0, expired},
    {"expires-soon", LEAF | AUTHORITY | ANCHOR, 1, expires_soon},
    {"not-yet-valid", LEAF | AUTHORITY | ANCHOR, 0, not_yet},
    {"until-2060", LEAF | AUTHORITY | ANCHOR, 1, until_2060},
    {"validity-reversed", LEAF | AUTHORITY, 0, reversed},
    {"generalized-time-before-2050", LEAF | AUTHORITY, NOT_STRICT, generalized},
    {"time-without-seconds", LEAF | AUTHORITY, 0, no_seconds},
    {"time-with-offset", LEAF | AUTHORITY, 0, offset},
    {"time-on-29-february-2025", LEAF | AUTHORITY, 0, no_such_day},
    {"unique-ids", LEAF | AUTHORITY, 1, unique_ids},
    {"trailing-inside", LEAF | AUTHORITY, 0, trailing_inside},
    {"trailing-outside", LEAF | AUTHORITY, 0, trailing_outside},
    {"other-issuer", LEAF | AUTHORITY, 0, other_issuer},
    {"no-extensions", AUTHORITY, 0, no_extensions},
    {"unknown-extension", LEAF | AUTHORITY | ANCHOR, 1, unknown},
    {"unknown-critical-extension", LEAF | AUTHORITY | ANCHOR, 0, unknown_critical},
    {"extension-twice", LEAF | AUTHORITY, 0, unknown_twice},
    {"basic-constraints-twice", LEAF | AUTHORITY, 0, basic_twice},
    {"alternative-names-twice", LEAF, 0, names_twice},
    {"no-authority-key-id", LEAF | AUTHORITY | ANCHOR, 1, no_authority_key},
    {"other-authority-key-id", LEAF | AUTHORITY, 0, other_authority_key},
    {"critical-authority-key-id", LEAF | AUTHORITY, 0, critical_authority_key},
    {"no-subject-key-id", LEAF | AUTHORITY | ANCHOR, 1, no_subject_key},
    {"empty-subject-key-id", LEAF | AUTHORITY, 0, empty_subject_key},
    {"no-key-usage", LEAF | AUTHORITY | ANCHOR, 1, no_usage},
    {"key-usage-without-certify", AUTHORITY | ANCHOR, 0, usage_sign},
    {"key-usage-certify", LEAF, 1, usage_certify},
    {"key-usage-no-bit", LEAF | AUTHORITY, 0, usage_none},
    {"key-usage-trailing-zeroes", AUTHORITY, NOT_STRICT, usage_trailing_zeroes},
    {"key-usage-not-critical", LEAF, 1, usage_not_critical},
    {"key-usage-malformed", LEAF | AUTHORITY, 0, usage_malformed},
    {"no-basic-constraints", LEAF, 1, no_basic},
    {"no-basic-constraints", AUTHORITY, 0, no_basic},
    {"basic-constraints-no-authority", AUTHORITY | ANCHOR, 0, basic_no_authority},
    {"basic-constraints-false-written", LEAF, NOT_STRICT, basic_false},
    {"basic-constraints-not-critical", AUTHORITY | ANCHOR, 1, basic_not_critical},
    {"basic-constraints-true-as-01", AUTHORITY, 0, basic_true_01},
    {"basic-constraints-negative-length", AUTHORITY, 0, basic_negative_length},
    {"basic-constraints-long-length", AUTHORITY, 1, basic_long_length},
    {"basic-constraints-trailing", AUTHORITY, 0, basic_trailing},
    {"no-purposes", LEAF, 1, no_purposes},
    {"purpose-client", LEAF | AUTHORITY, 0, rule_purpose_client},
    {"purpose-both", LEAF | AUTHORITY, 1, purpose_both},
    {"purpose-server", AUTHORITY, 1, purpose_server},
    {"purpose-critical", LEAF, 1, purpose_critical},
    {"purpose-any", AUTHORITY, 1, purpose_any},
    {"purpose-any", LEAF, 0, purpose_any},
    {"purpose-code-signing", LEAF | AUTHORITY, 0, purpose_code},
    {"purposes-empty", LEAF | AUTHORITY, 0, purposes_empty},
    {"no-alternative-names", LEAF, 0, no_names},
    {"alternative-names-empty", LEAF, 0, names_empty},
    {"subject-empty", LEAF, 1, empty_subject},
    {"subject-empty-names-not-critical", LEAF, 1, empty_subject_not_critical},
    {"policies", LEAF | AUTHORITY, 1, policies},
    {"policies-critical", LEAF | AUTHORITY, 1, policies_critical},
    {"policy-required", AUTHORITY, 0, policy_required},
};
#define RULES (sizeof rules / sizeof rules[0])

static const struct {
  int depth;
  const char *kind;
} bases[] = {{2, "ec"}, {3, "rsa"}};

static void emit_rule(const struct rule *r, int depth, const char *kind, int at, emit_case *emit, void *context) {
  char name[128];
  struct plan p;
  plan_start(&p, depth, kind);
  r->apply(&p.c[at]);
  p.valid = r->valid;
  snprintf(name, sizeof name, "%s-%s-%s%d",
           at == 0       ? "leaf"
           : at == depth ? "anchor"
           : at == 1     ? "issuer"
                         : "upper",
           r->name, kind, depth);
  emit(context, &p, name);
}

static void emit_rules(int depth, const char *kind, emit_case *emit, void *context) {
  for (size_t i = 0; i < RULES; i++)
    for (int at = 0; at <= depth; at++)
      if (rules[i].targets & (at == 0 ? LEAF : at == depth ? ANCHOR : AUTHORITY))
        emit_rule(&rules[i], depth, kind, at, emit, context);
}

void rules_all(emit_case *emit, void *context) {
  for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++)
    emit_rules(bases[i].depth, bases[i].kind, emit, context);
}
