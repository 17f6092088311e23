/* OCSP responses: what is taken, and each way in which one can be wrong. */
#include "generated/errors.h"
#include "handfast.h"
#include "support/chains.h"
#include "support/identities.h"
#include "support/issue.h"
#include "x509/ocsp.h"
#include <criterion/criterion.h>
#include <string.h>

#define NOW 1764000000 /* 2025-11-24 */
#define HOUR 3600
#define OCSP_SIGNING "30 0a 06 08 2b 06 01 05 05 07 03 09"
#define SERVER_AUTH "30 0a 06 08 2b 06 01 05 05 07 03 01"

/* How a response is made: what is zero is as it should be. */
struct recipe {
  const char *signer;   /* an identity of make_certs.sh; NULL: the issuer */
  const char *purposes; /* of a certificate for the signer's key, by the issuer, that comes along; NULL: none does */
  const char *issuer_of_delegate;
  int other_name_of_issuer;         /* the delegate's certificate names another issuer than the one that signed it */
  int64_t this_update, next_update; /* seconds from now */
  int64_t delegate_from, delegate_to;
  int no_next;
  int status;         /* octet: 0x80 good, 0xa1 revoked, 0x82 unknown */
  const char *reason; /* why it is revoked; NULL: keyCompromise */
  int sha256;         /* CertID by SHA-256 */
  int by_key;         /* responderID */
  int other_responder;
  int long_key_hash, after_key_hash; /* in responderID, when it is by_key */
  int wrong_serial, wrong_name_hash, wrong_key_hash;
  int critical_single, critical_response;
  int not_successful, other_type, trailing, version, flip;
  int usage;  /* of the delegate: the octet of keyUsage */
  int weak;   /* the signature names SHA-1 */
  int beside; /* certificates that come along before the delegate's */
  int fill;   /* responses for other serial numbers before this one */
};

static const struct hf_identity *issuer;
static struct hf_certificate leaf;
static const uint8_t *leaf_bytes;

static void digest(struct der *d, int sha256, const uint8_t *in, size_t n, int wrong) {
  struct hf_hash hash;
  uint8_t out[HF_HASH_MAX];
  hf_hash_start(&hash, sha256 ? HF_HASH_SHA256 : HF_HASH_SHA1);
  hf_hash_update(&hash, in, n);
  hf_hash_finish(&hash, out);
  if (wrong)
    out[7] ^= 1;
  der_put(d, 0x04, out, sha256 ? 32 : 20);
}

static void key_digest(struct der *d, int sha256, const struct hf_public_key *key, int wrong) {
  static struct der octets;
  octets.n = octets.depth = 0;
  issue_key_octets(&octets, key);
  digest(d, sha256, octets.bytes, octets.n, wrong);
}

static void cert_id(struct der *d, const struct recipe *r, int other) {
  der_open(d, 0x30);
  der_hex(d, r->sha256 ? "30 0d 0609608648016503040201 0500" : "30 07 06052b0e03021a");
  digest(d, r->sha256, leaf_bytes + leaf.issuer.at, leaf.issuer.n, r->wrong_name_hash);
  key_digest(d, r->sha256, &issuer->public_key, r->wrong_key_hash);
  if (r->wrong_serial || other)
    der_number(d, 77u + (unsigned)other);
  else
    der_put(d, 0x02, leaf_bytes + leaf.serial.at, leaf.serial.n);
  der_close(d);
}

static void extensions(struct der *d, int critical) {
  der_open(d, 0xa1);
  der_open(d, 0x30);
  issue_extension(d, "2b060105050730010a", 0, (const uint8_t *)"\x04\x01x", 3);
  if (critical)
    issue_extension(d, "2b060105050730017f", 1, (const uint8_t *)"\x05", 2);
  der_close(d);
  der_close(d);
}

static void single(struct der *d, const struct recipe *r, int other) {
  der_open(d, 0x30);
  cert_id(d, r, other);
  der_open(d, r->status && !other ? (unsigned)r->status : 0x80);
  if (r->status == 0xa1 && !other) {
    der_time(d, NOW - 9 * HOUR, 1);
    der_hex(d, r->reason ? r->reason : "a0 03 0a 01 01");
  }
  der_close(d);
  der_time(d, NOW + r->this_update, 1);
  if (!r->no_next) {
    der_open(d, 0xa0);
    der_time(d, NOW + (r->next_update ? r->next_update : HOUR), 1);
    der_close(d);
  }
  if (r->critical_single && !other)
    extensions(d, 1);
  der_close(d);
}

static const struct hf_identity *signer_of(const struct recipe *r) {
  return r->signer ? test_identity(r->signer) : issuer;
}

static void response_data(struct der *d, const struct recipe *r) {
  der_open(d, 0x30);
  if (r->version)
    der_hex(d, "a0 03 02 01 00");
  der_open(d, r->by_key ? 0xa2 : 0xa1);
  if (r->other_responder)
    issue_name(d, "nobody");
  else if (r->by_key)
    key_digest(d, r->long_key_hash, &signer_of(r)->public_key, 0);
  else if (r->purposes)
    issue_name(d, "responder");
  else
    der_raw(d, leaf_bytes + leaf.issuer.at, leaf.issuer.n);
  if (r->after_key_hash)
    der_hex(d, "0500");
  der_close(d);
  der_time(d, NOW, 1);
  der_open(d, 0x30);
  for (int i = 1; i <= r->fill; i++)
    single(d, r, i);
  single(d, r, 0);
  der_close(d);
  extensions(d, r->critical_response);
  der_close(d);
}

static void delegate_extensions(struct der *d, const struct recipe *r) {
  static struct der value;
  uint8_t usage[4] = {3, 2, 7, 0x80};
  if (r->usage) {
    usage[2] = 1;
    usage[3] = (uint8_t)r->usage;
  }
  der_open(d, 0xa3);
  der_open(d, 0x30);
  issue_extension(d, "551d0f", 1, usage, 4);
  if (*r->purposes) {
    value.n = value.depth = 0;
    der_hex(&value, r->purposes);
    issue_extension(d, "551d25", 0, value.bytes, value.n);
  }
  der_close(d);
  der_close(d);
}

/* The responder's certificate. */
static void delegate(struct der *d, const struct recipe *r) {
  static struct der part;
  const struct hf_identity *by = r->issuer_of_delegate ? test_identity(r->issuer_of_delegate) : issuer;
  part.n = part.depth = 0;
  der_open(&part, 0x30);
  der_hex(&part, "a0 03 02 01 02");
  der_number(&part, 4711);
  issue_algorithm(&part, issue_scheme(&by->public_key));
  if (r->other_name_of_issuer)
    issue_name(&part, "nobody");
  else
    der_raw(&part, leaf_bytes + leaf.issuer.at, leaf.issuer.n);
  der_open(&part, 0x30);
  der_time(&part, NOW + (r->delegate_from ? r->delegate_from : -HOUR), 0);
  der_time(&part, NOW + (r->delegate_to ? r->delegate_to : HOUR), 0);
  der_close(&part);
  issue_name(&part, "responder");
  issue_key_info(&part, &signer_of(r)->public_key);
  delegate_extensions(&part, r);
  der_close(&part);
  der_open(d, 0x30);
  der_raw(d, part.bytes, part.n);
  issue_signature(d, &part, by, issue_scheme(&by->public_key));
  der_close(d);
}

static void basic(struct der *d, const struct recipe *r) {
  static struct der data;
  const struct hf_identity *by = signer_of(r);
  data.n = data.depth = 0;
  response_data(&data, r);
  der_open(d, 0x30);
  der_raw(d, data.bytes, data.n);
  issue_signature(d, &data, by, r->weak ? ISSUE_RSA_SHA1 : issue_scheme(&by->public_key));
  if (r->purposes) {
    der_open(d, 0xa0);
    der_open(d, 0x30);
    for (int i = 0; i < r->beside; i++)
      der_raw(d, leaf_bytes, leaf.whole.n);
    delegate(d, r);
    der_close(d);
    der_close(d);
  }
  der_close(d);
}

static const struct der *make(const struct recipe *r) {
  static struct der d;
  d.n = d.depth = 0;
  der_open(&d, 0x30);
  der_hex(&d, r->not_successful ? "0a0103" : "0a0100");
  der_open(&d, 0xa0);
  der_open(&d, 0x30);
  der_hex(&d, r->other_type ? "06092b0601050507300102" : "06092b0601050507300101");
  der_open(&d, 0x04);
  basic(&d, r);
  der_close(&d);
  der_close(&d);
  der_close(&d);
  if (r->trailing)
    der_hex(&d, "0500");
  der_close(&d);
  if (r->flip)
    d.bytes[d.n - 8] ^= 1;
  return &d;
}

static void setup(void) {
  size_t n;
  issuer = test_identity("intermediate-ec");
  leaf_bytes = test_certificate("server-ec", 0, &n);
  struct hf_span whole = {0, (uint32_t)n};
  cr_assert_eq(hf_certificate_read(leaf_bytes, whole, &leaf), HF_OK);
}

static uint8_t check(const uint8_t *response, size_t n) {
  return hf_ocsp_check(response, n, leaf_bytes, &leaf, &issuer->public_key, NOW);
}

struct ocsp_case {
  const char *what;
  struct recipe recipe;
  uint8_t error;
};

static const struct ocsp_case cases[] = {
    {"by the issuer", {0}, HF_OK},
    {"by the issuer, named by its key", {.by_key = 1}, HF_OK},
    {"CertID by SHA-256", {.sha256 = 1}, HF_OK},
    {"among others", {.fill = 5}, HF_OK},
    {"revoked", {.status = 0xa1}, HF_ERROR_CERTIFICATE_REVOKED},
    {"revoked, by SHA-256", {.status = 0xa1, .sha256 = 1}, HF_ERROR_CERTIFICATE_REVOKED},
    {"revoked without a reason", {.status = 0xa1, .reason = ""}, HF_ERROR_CERTIFICATE_REVOKED},
    {"the last reason (REASON_MOST)", {.status = 0xa1, .reason = "a0030a010a"}, HF_ERROR_CERTIFICATE_REVOKED},
    {"the one before", {.status = 0xa1, .reason = "a0030a0109"}, HF_ERROR_CERTIFICATE_REVOKED},
    {"no such reason", {.status = 0xa1, .reason = "a0030a010b"}, HF_ERROR_OCSP_MALFORMED},
    {"nor this one", {.status = 0xa1, .reason = "a0030a0107"}, HF_ERROR_OCSP_MALFORMED},
    {"a reason of two octets", {.status = 0xa1, .reason = "a0040a020001"}, HF_ERROR_OCSP_MALFORMED},
    {"a reason that is a number", {.status = 0xa1, .reason = "a003020101"}, HF_ERROR_OCSP_MALFORMED},
    {"a reason and more", {.status = 0xa1, .reason = "a0050a01010500"}, HF_ERROR_OCSP_MALFORMED},
    {"something behind the reason", {.status = 0xa1, .reason = "a0030a01010500"}, HF_ERROR_OCSP_MALFORMED},
    {"unknown", {.status = 0x82}, HF_ERROR_OCSP_STATUS_UNKNOWN},
    {"another status", {.status = 0x83}, HF_ERROR_OCSP_MALFORMED},
    {"another serial number", {.wrong_serial = 1}, HF_ERROR_OCSP_OTHER_CERTIFICATE},
    {"another issuer's name", {.wrong_name_hash = 1}, HF_ERROR_OCSP_OTHER_CERTIFICATE},
    {"another issuer's key", {.wrong_key_hash = 1}, HF_ERROR_OCSP_OTHER_CERTIFICATE},
    {"the same by SHA-256", {.sha256 = 1, .wrong_key_hash = 1}, HF_ERROR_OCSP_OTHER_CERTIFICATE},
    {"another issuer's name by SHA-256", {.sha256 = 1, .wrong_name_hash = 1}, HF_ERROR_OCSP_OTHER_CERTIFICATE},
    {"another serial number by SHA-256", {.sha256 = 1, .wrong_serial = 1}, HF_ERROR_OCSP_OTHER_CERTIFICATE},
    {"the last second", {.this_update = -9 * HOUR, .next_update = -1, .no_next = 0}, HF_ERROR_OCSP_EXPIRED},
    {"nearly a day old, without nextUpdate", {.no_next = 1, .this_update = -HF_OCSP_AGE_MOST + 1}, HF_OK},
    {"exactly a day old", {.no_next = 1, .this_update = -HF_OCSP_AGE_MOST}, HF_OK},
    {"older without nextUpdate", {.no_next = 1, .this_update = -HF_OCSP_AGE_MOST - 1}, HF_ERROR_OCSP_EXPIRED},
    {"a clock that is ahead a little", {.this_update = 300, .next_update = HOUR}, HF_OK},
    {"from the future", {.this_update = 301, .next_update = HOUR}, HF_ERROR_OCSP_NOT_YET_VALID},
    {"nextUpdate before thisUpdate", {.this_update = 200, .next_update = 100}, HF_ERROR_OCSP_MALFORMED},
    {"a critical extension", {.critical_response = 1}, HF_ERROR_OCSP_EXTENSION_CRITICAL},
    {"a critical extension of one", {.critical_single = 1}, HF_ERROR_OCSP_EXTENSION_CRITICAL},
    {"tryLater", {.not_successful = 1}, HF_ERROR_OCSP_NOT_SUCCESSFUL},
    {"another type", {.other_type = 1}, HF_ERROR_OCSP_TYPE_UNKNOWN},
    {"trailing bytes", {.trailing = 1}, HF_ERROR_OCSP_MALFORMED},
    {"a default that is written", {.version = 1}, HF_ERROR_OCSP_MALFORMED},
    {"a damaged signature", {.flip = 1}, HF_ERROR_OCSP_SIGNATURE_WRONG},
    {"SHA-1", {.weak = 1}, HF_ERROR_OCSP_ALGORITHM_WEAK},
    {"by another key under the issuer's name", {.signer = "root-ec"}, HF_ERROR_OCSP_SIGNATURE_WRONG},
    {"by nobody", {.other_responder = 1}, HF_ERROR_OCSP_UNAUTHORIZED},
    {"named by a digest of its key that is too long", {.by_key = 1, .long_key_hash = 1}, HF_ERROR_OCSP_MALFORMED},
    {"named by its key and more", {.by_key = 1, .after_key_hash = 1}, HF_ERROR_OCSP_MALFORMED},
    {"by a delegate", {.signer = "server-ec384", .purposes = OCSP_SIGNING}, HF_OK},
    {"by a delegate, the last that is looked at",
     {.signer = "server-ec384", .purposes = OCSP_SIGNING, .beside = HF_OCSP_CERTIFICATES_MAX - 1},
     HF_OK},
    {"by a delegate, the one before",
     {.signer = "server-ec384", .purposes = OCSP_SIGNING, .beside = HF_OCSP_CERTIFICATES_MAX - 2},
     HF_OK},
    {"by a delegate behind too many",
     {.signer = "server-ec384", .purposes = OCSP_SIGNING, .beside = HF_OCSP_CERTIFICATES_MAX},
     HF_ERROR_OCSP_UNAUTHORIZED},
    {"by a delegate with RSA", {.signer = "server-rsa", .purposes = OCSP_SIGNING, .by_key = 1}, HF_OK},
    {"revoked, says a delegate",
     {.signer = "server-rsa", .purposes = OCSP_SIGNING, .status = 0xa1},
     HF_ERROR_CERTIFICATE_REVOKED},
    {"by a delegate that is for servers",
     {.signer = "server-rsa", .purposes = SERVER_AUTH},
     HF_ERROR_OCSP_UNAUTHORIZED},
    {"by a delegate that is for nothing", {.signer = "server-rsa", .purposes = ""}, HF_ERROR_OCSP_UNAUTHORIZED},
    {"by a delegate that may not sign",
     {.signer = "server-rsa", .purposes = OCSP_SIGNING, .usage = 2},
     HF_ERROR_OCSP_UNAUTHORIZED},
    {"by a delegate of another authority",
     {.signer = "server-rsa", .purposes = OCSP_SIGNING, .issuer_of_delegate = "root"},
     HF_ERROR_OCSP_UNAUTHORIZED},
    {"by a delegate whose certificate names another authority",
     {.signer = "server-rsa", .purposes = OCSP_SIGNING, .other_name_of_issuer = 1},
     HF_ERROR_OCSP_UNAUTHORIZED},
    {"by a delegate that expired",
     {.signer = "server-rsa", .purposes = OCSP_SIGNING, .delegate_to = -1},
     HF_ERROR_OCSP_UNAUTHORIZED},
    {"by a delegate to be",
     {.signer = "server-rsa", .purposes = OCSP_SIGNING, .delegate_from = 1},
     HF_ERROR_OCSP_UNAUTHORIZED},
};

Test(x509_ocsp, verdicts, .init = setup) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const struct der *d = make(&cases[i].recipe);
    uint8_t error = check(d->bytes, d->n);
    cr_expect_eq(error, cases[i].error, "%s: %s", cases[i].what, hf_error_name((enum hf_error)error));
  }
}

/* An issuer whose key is longer than any that is taken signed nothing that counts. */
Test(x509_ocsp, long_keys, .init = setup) {
  static const uint8_t bytes[HF_RSA_MAX + 1u];
  static const struct recipe recipe;
  const struct der *d = make(&recipe);
  struct hf_public_key key = issuer->public_key;
  key.modulus = bytes;
  key.exponent = bytes;
  for (uint16_t n = HF_RSA_MAX; n <= HF_RSA_MAX + 1u; n++) {
    uint8_t error = n == HF_RSA_MAX ? HF_OK : HF_ERROR_OCSP_UNAUTHORIZED;
    key.modulus_n = n;
    key.exponent_n = 0;
    cr_expect_eq(hf_ocsp_check(d->bytes, d->n, leaf_bytes, &leaf, &key, NOW), error);
    key.modulus_n = 0;
    key.exponent_n = n;
    cr_expect_eq(hf_ocsp_check(d->bytes, d->n, leaf_bytes, &leaf, &key, NOW), error);
  }
  key.exponent_n = 0;
  key.point = bytes;
  key.point_n = HF_POINT_MAX + 1u;
  cr_expect_eq(hf_ocsp_check(d->bytes, d->n, leaf_bytes, &leaf, &key, NOW), HF_ERROR_OCSP_UNAUTHORIZED);
}

/* No byte can be changed, left out or added such that the certificate is good still. */
Test(x509_ocsp, damage, .init = setup) {
  static const struct recipe recipes[] = {{0}, {.signer = "server-ec384", .purposes = OCSP_SIGNING, .by_key = 1}};
  for (size_t k = 0; k < 2; k++) {
    static struct der d;
    d = *make(&recipes[k]);
    for (size_t i = 0; i < d.n; i++) {
      cr_expect_neq(check(d.bytes, i), HF_OK, "%zu bytes", i);
      d.bytes[i] ^= (uint8_t)(1u << (i % 8));
      cr_expect_neq(check(d.bytes, d.n), HF_OK, "byte %zu", i);
      d.bytes[i] ^= (uint8_t)(1u << (i % 8));
    }
    cr_expect_eq(check(d.bytes, d.n), HF_OK);
    cr_expect_eq(check(d.bytes, d.n + 1), HF_ERROR_OCSP_MALFORMED);
  }
}

/* The whole way: a chain that is valid, and a response for its first certificate. */
Test(x509_ocsp, of_a_chain, .init = setup) {
  static struct test_chain t;
  static const struct recipe revoked = {.status = 0xa1};
  static const struct recipe good = {0};
  struct hf_verify how = {.now = NOW, .name = "localhost", .purpose = HF_PURPOSE_SERVER};
  struct hf_report report;
  size_t n;
  test_chain_start(&t);
  for (unsigned i = 0; i < 2; i++) {
    const uint8_t *der = test_certificate("server-ec", i, &n);
    cr_assert_eq(test_chain_der(&t, der, n), HF_OK);
  }
  const uint8_t *root = test_certificate("root-ec", 0, &n);
  test_chain_anchor_der(&t, root, n);
  cr_assert_eq(test_chain_report(&t, &how, &report), HF_OK);
  cr_expect_eq(hf_chain_must_staple(&t.chain), 0);
  const struct der *d = make(&good);
  cr_expect_eq(hf_chain_status(&t.chain, &how, &report, d->bytes, d->n), HF_OK);
  d = make(&revoked);
  cr_expect_eq(hf_chain_status(&t.chain, &how, &report, d->bytes, d->n), HF_ERROR_CERTIFICATE_REVOKED);
  report.path_n = 0;
  cr_expect_eq(hf_chain_status(&t.chain, &how, &report, d->bytes, d->n), HF_ERROR_OCSP_UNAUTHORIZED);
}
