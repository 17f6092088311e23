/* Revocation lists: what is taken, and each way in which one can be wrong. */
#include "generated/errors.h"
#include "handfast.h"
#include "support/chains.h"
#include "support/identities.h"
#include "support/issue.h"
#include "x509/certificate.h"
#include "x509/chain.h"
#include <criterion/criterion.h>
#include <string.h>

#define NOW 1764000000 /* 2025-11-24 */
#define HOUR 3600
#define REASON "551d15"
#define INVALIDITY_DATE "551d18"
#define CERTIFICATE_ISSUER "551d1d"
#define NUMBER "551d14"
#define DELTA "551d1b"
#define DISTRIBUTION_POINT "551d1c"

/* How a list is made: what is zero is as it should be. */
struct recipe {
  const char *issuer; /* an identity of make_certs.sh; NULL: the issuer of the peer's certificate */
  const char *signer; /* the same; NULL: the issuer */
  const char *entry_extension;
  const char *entry_value; /* in hexadecimal; NULL: an ENUMERATED */
  const char *extension;
  const char *value;                /* of the extension, in hexadecimal; NULL: an INTEGER */
  int64_t this_update, next_update; /* seconds from now */
  int critical, entry_critical;
  int revoked; /* 1: the peer's certificate; 2: and it is the last of many */
  int others;  /* entries for other certificates */
  int no_next, no_version, version_1, empty, trailing, after, weak, flip, other_algorithm, negative, twice;
  int no_date, behind; /* no date in an entry; something signed behind the extensions */
};

static struct test_chain t;
static struct hf_certificate peer[2];

static void entry(struct der *d, const struct recipe *r, const uint8_t *serial, size_t n) {
  der_open(d, 0x30);
  der_put(d, 0x02, serial, n);
  if (r->no_date)
    der_hex(d, "0400");
  else
    der_time(d, NOW - 9 * HOUR, 0);
  if (r->entry_extension) {
    der_open(d, 0x30);
    static struct der value;
    value.n = value.depth = 0;
    der_hex(&value, r->entry_value ? r->entry_value : "0a0101");
    issue_extension(d, r->entry_extension, r->entry_critical, value.bytes, value.n);
    der_close(d);
  }
  der_close(d);
}

static void entries(struct der *d, const struct recipe *r, const uint8_t *serial, size_t n) {
  if (r->revoked == 0 && r->others == 0 && !r->empty)
    return;
  der_open(d, 0x30);
  for (int i = 1; i <= r->others; i++) {
    uint8_t other[3] = {r->negative ? 0x80 : 0x41, (uint8_t)(i >> 8), (uint8_t)i};
    entry(d, r, other, 3);
  }
  if (r->revoked)
    entry(d, r, serial, n);
  der_close(d);
}

static const struct hf_identity *issuer_of(const struct recipe *r) {
  return test_identity(r->issuer ? r->issuer : "intermediate-ec");
}

static void list(struct der *d, const struct recipe *r, const struct hf_certificate *c, const uint8_t *in) {
  const struct hf_identity *signer = r->signer ? test_identity(r->signer) : issuer_of(r);
  uint16_t scheme = issue_scheme(&signer->public_key);
  struct hf_certificate by;
  struct hf_span whole = {0, (uint32_t)issuer_of(r)->certificate_sizes[0]};
  cr_assert_eq(hf_certificate_read(issuer_of(r)->certificates[0], whole, &by), HF_OK);
  der_open(d, 0x30);
  if (!r->no_version)
    der_number(d, r->version_1 ? 0 : 1);
  issue_algorithm(d, r->weak ? ISSUE_RSA_SHA1 : r->other_algorithm ? ISSUE_ECDSA_SHA384 : scheme);
  der_raw(d, issuer_of(r)->certificates[0] + by.subject.at, by.subject.n);
  der_time(d, NOW + r->this_update, 0);
  if (!r->no_next)
    der_time(d, NOW + (r->next_update ? r->next_update : HOUR), 0);
  entries(d, r, in + c->serial.at, c->serial.n);
  der_open(d, 0xa0);
  der_open(d, 0x30);
  issue_extension(d, NUMBER, 0, (const uint8_t *)"\x02\x01\x05", 3);
  if (r->extension) {
    static struct der value;
    value.n = value.depth = 0;
    der_hex(&value, r->value ? r->value : "020105");
    issue_extension(d, r->extension, r->critical, value.bytes, value.n);
    if (r->twice)
      issue_extension(d, r->extension, r->critical, value.bytes, value.n);
  }
  der_close(d);
  der_close(d);
  if (r->behind)
    der_hex(d, "0500");
  der_close(d);
}

/* A list that may revoke a certificate of the chain. */
static void make(struct der *d, const struct recipe *r, unsigned which) {
  static struct der part;
  const struct hf_identity *signer = r->signer ? test_identity(r->signer) : issuer_of(r);
  part.n = part.depth = 0;
  list(&part, r, &peer[which], t.buffer);
  d->n = d->depth = 0;
  der_open(d, 0x30);
  der_raw(d, part.bytes, part.n);
  issue_signature(d, &part, signer, r->weak ? ISSUE_RSA_SHA1 : issue_scheme(&signer->public_key));
  if (r->trailing)
    der_hex(d, "0500");
  der_close(d);
  if (r->after)
    der_hex(d, "0500");
  if (r->flip)
    d->bytes[d->n - 8] ^= 1;
}

static void setup(void) {
  size_t n;
  test_chain_start(&t);
  for (unsigned i = 0; i < 2; i++) {
    const uint8_t *der = test_certificate("server-ec", i, &n);
    cr_assert_eq(test_chain_der(&t, der, n), HF_OK);
    struct hf_span whole = {t.chain.start[i], t.chain.length[i]};
    cr_assert_eq(hf_certificate_read(t.buffer, whole, &peer[i]), HF_OK);
  }
  const uint8_t *root = test_certificate("root-ec", 0, &n);
  test_chain_anchor_der(&t, root, n);
}

static uint8_t check(const struct hf_crl *crls, size_t n, uint8_t policy, struct hf_report *report) {
  struct hf_verify how = {.now = NOW, .name = "localhost", .purpose = HF_PURPOSE_SERVER};
  how.crls = crls;
  how.crls_n = n;
  how.crl_policy = policy;
  return test_chain_report(&t, &how, report);
}

struct crl_case {
  const char *what;
  struct recipe recipe;
  uint8_t error;
};

static const struct crl_case cases[] = {
    {"nobody", {0}, HF_OK},
    {"others", {.others = 300}, HF_OK},
    {"the peer's", {.revoked = 1}, HF_ERROR_CERTIFICATE_REVOKED},
    {"the peer's after others", {.revoked = 1, .others = 300}, HF_ERROR_CERTIFICATE_REVOKED},
    {"with a reason", {.revoked = 1, .entry_extension = REASON}, HF_ERROR_CERTIFICATE_REVOKED},
    {"others with a date", {.others = 2, .entry_extension = INVALIDITY_DATE}, HF_OK},
    {"a serial number that is negative", {.others = 1, .negative = 1}, HF_OK},
    {"another issuer", {.issuer = "intermediate"}, HF_ERROR_CRL_MISSING},
    {"another issuer, that revokes the number", {.issuer = "intermediate", .revoked = 1}, HF_ERROR_CRL_MISSING},
    {"another key under the name", {.signer = "root-ec"}, HF_ERROR_CRL_SIGNATURE_WRONG},
    {"another kind of key", {.signer = "server-rsa"}, HF_ERROR_CRL_SIGNATURE_WRONG},
    {"a forged revocation", {.signer = "root-ec", .revoked = 1}, HF_ERROR_CRL_SIGNATURE_WRONG},
    {"a damaged signature", {.flip = 1}, HF_ERROR_CRL_SIGNATURE_WRONG},
    {"SHA-1", {.weak = 1}, HF_ERROR_CRL_ALGORITHM_WEAK},
    {"two algorithms", {.other_algorithm = 1}, HF_ERROR_CRL_MALFORMED},
    {"from now on", {.this_update = 0}, HF_OK},
    {"from the next second on", {.this_update = 1}, HF_ERROR_CRL_NOT_YET_VALID},
    {"until the last second", {.this_update = -HOUR, .next_update = -1}, HF_ERROR_CRL_EXPIRED},
    {"an old list that revokes", {.this_update = -HOUR, .next_update = -1, .revoked = 1}, HF_ERROR_CRL_EXPIRED},
    {"for ever", {.no_next = 1}, HF_ERROR_CRL_NEXT_UPDATE_MISSING},
    {"no version", {.no_version = 1}, HF_ERROR_CRL_VERSION_WRONG},
    {"version 1, written", {.version_1 = 1}, HF_ERROR_CRL_VERSION_WRONG},
    {"an empty list that is there", {.empty = 1}, HF_ERROR_CRL_MALFORMED},
    {"trailing bytes", {.trailing = 1}, HF_ERROR_CRL_MALFORMED},
    {"bytes after the list", {.after = 1}, HF_ERROR_CRL_MALFORMED},
    {"something behind the extensions", {.behind = 1}, HF_ERROR_CRL_MALFORMED},
    {"an entry without its date", {.others = 1, .no_date = 1}, HF_ERROR_CRL_MALFORMED},
    {"a delta list", {.extension = DELTA, .critical = 1}, HF_ERROR_CRL_MISSING},
    {"one that does not say so in time", {.extension = DELTA}, HF_ERROR_CRL_MISSING},
    {"a part of the certificates", {.extension = DISTRIBUTION_POINT, .critical = 1}, HF_ERROR_CRL_EXTENSION_CRITICAL},
    {"the same, not critical", {.extension = DISTRIBUTION_POINT}, HF_ERROR_CRL_EXTENSION_CRITICAL},
    {"some reasons alone",
     {.extension = DISTRIBUTION_POINT, .critical = 1, .value = "3004 83020640"},
     HF_ERROR_CRL_SCOPE_INCOMPLETE},
    {"a distribution point's alone",
     {.extension = DISTRIBUTION_POINT, .critical = 1, .value = "3009 a007 a005 82032f2f61"},
     HF_ERROR_CRL_MISSING},
    {"users alone", {.extension = DISTRIBUTION_POINT, .critical = 1, .value = "3003 8101ff"}, HF_OK},
    {"authorities alone",
     {.extension = DISTRIBUTION_POINT, .critical = 1, .value = "3003 8201ff"},
     HF_ERROR_CRL_MISSING},
    {"an indirect one alone", {.extension = DISTRIBUTION_POINT, .critical = 1, .value = "3003 8401ff"}, HF_OK},
    {"an unknown extension", {.extension = "2a0304"}, HF_OK},
    {"an unknown critical extension", {.extension = "2a0304", .critical = 1}, HF_ERROR_CRL_EXTENSION_CRITICAL},
    {"an entry of another issuer",
     {.others = 1, .entry_extension = CERTIFICATE_ISSUER, .entry_value = "3004 8202 6161"},
     HF_ERROR_CRL_EXTENSION_CRITICAL},
    {"an entry of an issuer that is no name",
     {.others = 1, .entry_extension = CERTIFICATE_ISSUER},
     HF_ERROR_CRL_MALFORMED},
    {"an entry with a critical extension",
     {.others = 1, .entry_extension = "2a0304", .entry_critical = 1},
     HF_ERROR_CRL_EXTENSION_CRITICAL},
};

Test(x509_crl, verdicts, .init = setup) {
  static struct der d;
  struct hf_report report;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    make(&d, &cases[i].recipe, 0);
    struct hf_crl crl = {d.bytes, d.n};
    uint8_t error = check(&crl, 1, HF_CRL_PEER, &report);
    cr_expect_eq(error, cases[i].error, "%s: %s", cases[i].what, hf_error_name((enum hf_error)error));
    cr_expect_eq(report.certificate, 0);
  }
}

/* Which certificates need a list, and whose list counts. */
Test(x509_crl, policy, .init = setup) {
  static struct der good, above, revoked_above, elsewhere, old;
  struct hf_report report;
  make(&good, &(struct recipe){0}, 0);
  make(&above, &(struct recipe){.issuer = "root-ec"}, 1);
  make(&revoked_above, &(struct recipe){.issuer = "root-ec", .revoked = 1}, 1);
  make(&elsewhere, &(struct recipe){.issuer = "root", .revoked = 1}, 1);
  make(&old, &(struct recipe){.this_update = -HOUR, .next_update = -1}, 0);
  struct hf_crl g = {good.bytes, good.n}, a = {above.bytes, above.n}, r = {revoked_above.bytes, revoked_above.n};
  struct hf_crl e = {elsewhere.bytes, elsewhere.n}, o = {old.bytes, old.n}, junk = {(const uint8_t *)"0", 1};
  cr_expect_eq(check(NULL, 0, HF_CRL_WHERE_GIVEN, &report), HF_OK);
  cr_expect_eq(check(NULL, 0, HF_CRL_PEER, &report), HF_ERROR_CRL_MISSING);
  cr_expect_eq(check(NULL, 0, HF_CRL_ALL, &report), HF_ERROR_CRL_MISSING);
  cr_expect_eq(check(&e, 1, HF_CRL_WHERE_GIVEN, &report), HF_OK);
  cr_expect_eq(check(&g, 1, HF_CRL_ALL, &report), HF_ERROR_CRL_MISSING);
  cr_expect_eq(report.certificate, 1);
  cr_expect_eq(check((struct hf_crl[]){g, a}, 2, HF_CRL_ALL, &report), HF_OK);
  cr_expect_eq(report.signature_checks, 4);
  cr_expect_eq(check((struct hf_crl[]){a, e, g}, 3, HF_CRL_ALL, &report), HF_OK);
  cr_expect_eq(check((struct hf_crl[]){g, r}, 2, HF_CRL_PEER, &report), HF_ERROR_CERTIFICATE_REVOKED);
  cr_expect_eq(report.certificate, 1);
  cr_expect_eq(check(&r, 1, HF_CRL_WHERE_GIVEN, &report), HF_ERROR_CERTIFICATE_REVOKED);
  cr_expect_eq(check(&o, 1, HF_CRL_WHERE_GIVEN, &report), HF_ERROR_CRL_EXPIRED);
  cr_expect_eq(check((struct hf_crl[]){o, g}, 2, HF_CRL_PEER, &report), HF_OK);
  cr_expect_eq(check((struct hf_crl[]){g, junk}, 2, HF_CRL_WHERE_GIVEN, &report), HF_ERROR_CRL_MALFORMED);
}

/* Beside a full list that names nobody, in either order: one that cannot be used must not leave a certificate good that it names. */
#define USERS "3003 8101ff"
#define AUTHORITIES "3003 8201ff"
#define ATTRIBUTES "3003 8501ff"

static const struct crl_case beside[] = {
    {"a delta list", {.revoked = 1, .extension = DELTA, .critical = 1}, HF_ERROR_CERTIFICATE_REVOKED},
    {"a delta list of others", {.others = 2, .extension = DELTA, .critical = 1}, HF_OK},
    {"a delta list that is over", {.revoked = 1, .extension = DELTA, .this_update = -HOUR, .next_update = -1}, HF_OK},
    {"an unknown critical extension",
     {.revoked = 1, .extension = "2a0304", .critical = 1},
     HF_ERROR_CRL_EXTENSION_CRITICAL},
    {"the same of others", {.others = 2, .extension = "2a0304", .critical = 1}, HF_OK},
    {"for users",
     {.revoked = 1, .extension = DISTRIBUTION_POINT, .critical = 1, .value = USERS},
     HF_ERROR_CERTIFICATE_REVOKED},
    {"for authorities", {.revoked = 1, .extension = DISTRIBUTION_POINT, .critical = 1, .value = AUTHORITIES}, HF_OK},
    {"for attribute certificates",
     {.revoked = 1, .extension = DISTRIBUTION_POINT, .critical = 1, .value = ATTRIBUTES},
     HF_OK},
    {"for users and authorities, which cannot be",
     {.revoked = 1, .extension = DISTRIBUTION_POINT, .critical = 1, .value = "3006 8101ff 8201ff"},
     HF_ERROR_CRL_EXTENSION_CRITICAL},
    {"for authorities, or not",
     {.revoked = 1, .extension = DISTRIBUTION_POINT, .critical = 1, .value = "3003 820101"},
     HF_ERROR_CRL_EXTENSION_CRITICAL},
    {"for authorities, and something else",
     {.revoked = 1, .extension = DISTRIBUTION_POINT, .critical = 1, .value = "3005 8201ff 8600"},
     HF_ERROR_CRL_EXTENSION_CRITICAL},
    {"for authorities, said twice",
     {.revoked = 1, .extension = DISTRIBUTION_POINT, .critical = 1, .value = AUTHORITIES, .twice = 1},
     HF_ERROR_CRL_EXTENSION_CRITICAL},
    {"a distribution point's",
     {.revoked = 1, .extension = DISTRIBUTION_POINT, .critical = 1, .value = "3009 a007 a005 82032f2f61"},
     HF_ERROR_CERTIFICATE_REVOKED},
    {"for some reasons",
     {.revoked = 1, .extension = DISTRIBUTION_POINT, .critical = 1, .value = "3004 83020640"},
     HF_ERROR_CERTIFICATE_REVOKED},
    {"an indirect one",
     {.revoked = 1, .extension = DISTRIBUTION_POINT, .critical = 1, .value = "3003 8401ff"},
     HF_ERROR_CERTIFICATE_REVOKED},
    {"an entry with a critical extension",
     {.revoked = 1, .entry_extension = "2a0304", .entry_critical = 1},
     HF_ERROR_CRL_EXTENSION_CRITICAL},
    {"and others before it",
     {.revoked = 1, .others = 2, .entry_extension = "2a0304", .entry_critical = 1},
     HF_ERROR_CRL_EXTENSION_CRITICAL},
    {"the same of others", {.others = 2, .entry_extension = "2a0304", .entry_critical = 1}, HF_OK},
    {"signed with SHA-1", {.revoked = 1, .weak = 1}, HF_ERROR_CRL_ALGORITHM_WEAK},
    {"signed by another key", {.revoked = 1, .signer = "root-ec"}, HF_ERROR_CRL_SIGNATURE_WRONG},
    {"the same of others", {.others = 2, .signer = "root-ec"}, HF_OK},
    {"from the next second on", {.revoked = 1, .this_update = 1}, HF_ERROR_CRL_NOT_YET_VALID},
    {"an old full one", {.revoked = 1, .this_update = -HOUR, .next_update = -1}, HF_OK},
    {"another issuer's", {.revoked = 1, .issuer = "intermediate"}, HF_OK},
};

Test(x509_crl, beside_a_full_list, .init = setup) {
  static struct der full, other;
  struct hf_report report;
  make(&full, &(struct recipe){.others = 1}, 0);
  for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
    make(&other, &beside[i].recipe, 0);
    struct hf_crl f = {full.bytes, full.n}, o = {other.bytes, other.n};
    uint8_t error = check((struct hf_crl[]){f, o}, 2, HF_CRL_PEER, &report);
    cr_expect_eq(error, beside[i].error, "%s, after: %s", beside[i].what, hf_error_name((enum hf_error)error));
    error = check((struct hf_crl[]){o, f}, 2, HF_CRL_PEER, &report);
    cr_expect_eq(error, beside[i].error, "%s, before: %s", beside[i].what, hf_error_name((enum hf_error)error));
  }
}

/* The same for an authority's certificate: a list for users says nothing of it, one for authorities does. */
Test(x509_crl, beside_a_full_list_of_authorities, .init = setup) {
  static struct der full, users, authorities;
  struct hf_report report;
  make(&full, &(struct recipe){.issuer = "root-ec"}, 1);
  make(&users, &(struct recipe){.issuer = "root-ec", .revoked = 1, .extension = DISTRIBUTION_POINT, .value = USERS}, 1);
  make(&authorities,
       &(struct recipe){.issuer = "root-ec", .revoked = 1, .extension = DISTRIBUTION_POINT, .value = AUTHORITIES}, 1);
  struct hf_crl f = {full.bytes, full.n}, u = {users.bytes, users.n}, a = {authorities.bytes, authorities.n};
  cr_expect_eq(check((struct hf_crl[]){f, u}, 2, HF_CRL_WHERE_GIVEN, &report), HF_OK);
  cr_expect_eq(check((struct hf_crl[]){f, a}, 2, HF_CRL_WHERE_GIVEN, &report), HF_ERROR_CERTIFICATE_REVOKED);
}

/* What the work's bound leaves unread must not leave it good either. The peer's own signature takes one check. */
Test(x509_crl, beyond_the_bound, .init = setup) {
  static struct der full, revoking;
  struct hf_crl many[HF_SIGNATURE_CHECKS_MAX];
  struct hf_report report;
  size_t n;
  const uint8_t *issuer = test_certificate("server-ec", 1, &n);
  t.anchors_n = 0;
  test_chain_anchor_der(&t, issuer, n);
  make(&full, &(struct recipe){.others = 1}, 0);
  make(&revoking, &(struct recipe){.revoked = 1}, 0);
  for (size_t i = 0; i + 1 < HF_SIGNATURE_CHECKS_MAX; i++)
    many[i] = (struct hf_crl){full.bytes, full.n};
  many[HF_SIGNATURE_CHECKS_MAX - 1] = (struct hf_crl){revoking.bytes, revoking.n};
  cr_expect_eq(check(many, HF_SIGNATURE_CHECKS_MAX - 1, HF_CRL_PEER, &report), HF_OK);
  cr_expect_eq(check(many, HF_SIGNATURE_CHECKS_MAX, HF_CRL_PEER, &report), HF_ERROR_CERTIFICATE_TOO_COMPLEX);
}

/* RFC 5280 6.3.3 f: the issuer's key usage must allow it. */
Test(x509_crl, an_issuer_that_may_sign_no_lists, .init = setup) {
  static struct der above;
  struct hf_report report;
  make(&above, &(struct recipe){.issuer = "root-ec"}, 1);
  struct hf_crl a = {above.bytes, above.n};
  cr_expect_eq(check(&a, 1, HF_CRL_WHERE_GIVEN, &report), HF_OK);
  t.anchors[0].no_crl_sign = 1;
  cr_expect_eq(check(&a, 1, HF_CRL_WHERE_GIVEN, &report), HF_ERROR_CRL_USAGE_WRONG);
}

/* The work is bounded whatever the number of lists: each signature counts. */
Test(x509_crl, bound, .init = setup) {
  static struct der forged;
  struct hf_crl many[HF_SIGNATURE_CHECKS_MAX + 8];
  struct hf_report report;
  make(&forged, &(struct recipe){.signer = "root-ec"}, 0);
  for (size_t i = 0; i < sizeof many / sizeof *many; i++)
    many[i] = (struct hf_crl){forged.bytes, forged.n};
  cr_expect_neq(check(many, sizeof many / sizeof *many, HF_CRL_PEER, &report), HF_OK);
  cr_expect_leq(report.signature_checks, HF_SIGNATURE_CHECKS_MAX);
}

static size_t header(uint8_t *out, uint8_t tag, size_t n) {
  const uint8_t octets[] = {tag, 0x83, (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n};
  memcpy(out, octets, sizeof octets);
  return sizeof octets;
}

/* A list of n bytes in all, well-formed: most of them are its signature. */
static void make_long(uint8_t *out, size_t n) {
  static struct der part, algorithm;
  part.n = part.depth = algorithm.n = algorithm.depth = 0;
  list(&part, &(struct recipe){0}, &peer[0], t.buffer);
  issue_algorithm(&algorithm, ISSUE_ECDSA_SHA256);
  size_t at = header(out, 0x30, n - 5);
  memcpy(out + at, part.bytes, part.n);
  memcpy(out + at + part.n, algorithm.bytes, algorithm.n);
  at += part.n + algorithm.n;
  header(out + at, 0x03, n - at - 5);
}

/* A list that is too long is not looked at. */
Test(x509_crl, the_longest, .init = setup) {
  static uint8_t bytes[HF_CRL_MAX + 1u];
  struct hf_report report;
  for (size_t n = HF_CRL_MAX; n <= HF_CRL_MAX + 1u; n++) {
    make_long(bytes, n);
    struct hf_crl crl = {bytes, n};
    cr_expect_eq(check(&crl, 1, HF_CRL_WHERE_GIVEN, &report),
                 n == HF_CRL_MAX ? HF_ERROR_CRL_SIGNATURE_WRONG : HF_ERROR_CRL_MALFORMED);
  }
}

/* No byte can be changed, left out or added such that the certificate is good still. */
Test(x509_crl, damage, .init = setup) {
  static struct der d;
  struct hf_report report;
  make(&d, &(struct recipe){.others = 2, .entry_extension = REASON}, 0);
  for (size_t i = 0; i < d.n; i++) {
    struct hf_crl cut = {d.bytes, i}, whole = {d.bytes, d.n};
    cr_expect_neq(check(&cut, 1, HF_CRL_PEER, &report), HF_OK, "%zu bytes", i);
    d.bytes[i] ^= (uint8_t)(1u << (i % 8));
    cr_expect_neq(check(&whole, 1, HF_CRL_PEER, &report), HF_OK, "byte %zu", i);
    d.bytes[i] ^= (uint8_t)(1u << (i % 8));
  }
  cr_expect_eq(check(&(struct hf_crl){d.bytes, d.n}, 1, HF_CRL_PEER, &report), HF_OK);
}
