#include "oracle.h"
#include "generated/asn1.h"
#include "oracle_parts.h"

static int is_oid(struct rest v, const char *octets) {
  return v.n == strlen(octets) && memcmp(v.p, octets, v.n) == 0;
}
static struct rest take_oid(struct rest *r) {
  struct rest again = *r;
  oid(r, OID);
  return any(&again);
}
static void null(struct rest *r) {
  struct rest v = need(r, NIL);
  check(r, v.n == 0);
}

/* AlgorithmIdentifier of a signature. */
static void signature_algorithm(struct rest *r) {
  struct rest v = need(r, SEQ);
  struct rest id = take_oid(&v);
  if (id.n == 8 && memcmp(id.p, "\x2a\x86\x48\xce\x3d\x04\x03", 7) == 0 && id.p[7] >= 2 && id.p[7] <= 4) {
  } else if (id.n == 9 && memcmp(id.p, "\x2a\x86\x48\x86\xf7\x0d\x01\x01", 8) == 0 && id.p[8] >= 11 && id.p[8] <= 13) {
    if (v.n > 0)
      null(&v);
  } else if (v.n > 0) {
    any(&v);
  }
  close(r, v);
}

/* Extension; value: of what is known. */
static void extension_with(struct rest *r, void (*value)(struct rest *value, struct rest id)) {
  struct rest v = need(r, SEQ);
  struct rest id = take_oid(&v), inner;
  if (at(&v, BOOL))
    boolean(&v, BOOL);
  inner = need(&v, OCTETSTRING);
  if (value != NULL && !v.bad) {
    value(&inner, id);
    close(&v, inner);
  }
  close(r, v);
}
static void extension(struct rest *r) {
  extension_with(r, NULL);
}

static void notice_reference(struct rest *r) {
  struct rest v = need(r, SEQ), numbers;
  one_of(&v, (const char[]){IA5, VISIBLE, BMP, UTF8, 0});
  numbers = need(&v, SEQ);
  while (!numbers.bad && numbers.n > 0)
    integer(&numbers, INT);
  close(&v, numbers);
  close(r, v);
}
static void qualifier(struct rest *r) {
  struct rest v = need(r, SEQ), notice;
  struct rest id = take_oid(&v);
  if (is_oid(id, "\x2b\x06\x01\x05\x05\x07\x02\x01")) {
    need(&v, IA5);
  } else if (is_oid(id, "\x2b\x06\x01\x05\x05\x07\x02\x02")) {
    notice = need(&v, SEQ);
    if (at(&notice, SEQ))
      notice_reference(&notice);
    if (notice.n > 0)
      one_of(&notice, (const char[]){IA5, VISIBLE, BMP, UTF8, 0});
    close(&v, notice);
  } else {
    any(&v);
  }
  close(r, v);
}
static void policy(struct rest *r) {
  struct rest v = need(r, SEQ);
  oid(&v, OID);
  if (v.n > 0)
    one_or_more(&v, SEQ, qualifier);
  close(r, v);
}
static void mapping(struct rest *r) {
  struct rest v = need(r, SEQ);
  oid(&v, OID);
  oid(&v, OID);
  close(r, v);
}
static void purpose(struct rest *r) {
  oid(r, OID);
}
static void feature(struct rest *r) {
  natural(r, INT);
}
static void point_name(struct rest *r) {
  if (at(r, 0xa0))
    one_or_more(r, 0xa0, general_name);
  else
    list(r, 0xa1, 1, 8, attribute);
}
static void point(struct rest *r) {
  struct rest v = need(r, SEQ);
  if (at(&v, 0xa0))
    explicitly(&v, 0xa0, point_name);
  if (at(&v, 0x81))
    bits(&v, 0x81);
  if (at(&v, 0xa2))
    one_or_more(&v, 0xa2, general_name);
  close(r, v);
}
static void access_description(struct rest *r) {
  struct rest v = need(r, SEQ);
  oid(&v, OID);
  general_name(&v);
  close(r, v);
}
static void two_numbers(struct rest *r) {
  struct rest v = need(r, SEQ);
  if (at(&v, 0x80))
    natural(&v, 0x80);
  if (at(&v, 0x81))
    natural(&v, 0x81);
  close(r, v);
}
static void authority_key(struct rest *r) {
  struct rest v = need(r, SEQ);
  if (at(&v, 0x80))
    octets(&v, 0x80, 1);
  if (at(&v, 0xa1))
    one_or_more(&v, 0xa1, general_name);
  if (at(&v, 0x82))
    integer(&v, 0x82);
  close(r, v);
}
static void basic(struct rest *r) {
  struct rest v = need(r, SEQ);
  if (at(&v, BOOL))
    boolean(&v, BOOL);
  if (v.n > 0)
    natural(&v, INT);
  close(r, v);
}

/* What the identifier of an extension says of its value; what is not known, and name constraints, which are read apart, are skipped. */
static void extension_value(struct rest *r, struct rest id) {
  unsigned arc = id.n == 3 && id.p[0] == 0x55 && id.p[1] == 0x1d ? id.p[2] : 0;
  if (arc == 35)
    authority_key(r);
  else if (arc == 14)
    octets(r, OCTETSTRING, 1);
  else if (arc == 15)
    bits(r, BITSTRING);
  else if (arc == 17)
    general_names(r);
  else if (arc == 19)
    basic(r);
  else if (arc == 37)
    one_or_more(r, SEQ, purpose);
  else if (arc == 32)
    one_or_more(r, SEQ, policy);
  else if (arc == 33)
    one_or_more(r, SEQ, mapping);
  else if (arc == 36)
    two_numbers(r);
  else if (arc == 54)
    natural(r, INT);
  else if (arc == 31)
    one_or_more(r, SEQ, point);
  else if (is_oid(id, "\x2b\x06\x01\x05\x05\x07\x01\x01"))
    one_or_more(r, SEQ, access_description);
  else if (is_oid(id, "\x2b\x06\x01\x05\x05\x07\x01\x18"))
    one_or_more(r, SEQ, feature);
  else
    r->n = 0;
}
static void known_extension(struct rest *r) {
  extension_with(r, extension_value);
}

/* 1 when an extension that is known stands in the list twice; the list is well-formed. */
static int has_twice(struct rest all) {
  static const char *const known[] = {"\x55\x1d\x23",
                                      "\x55\x1d\x0e",
                                      "\x55\x1d\x0f",
                                      "\x55\x1d\x11",
                                      "\x55\x1d\x13",
                                      "\x55\x1d\x1e",
                                      "\x55\x1d\x25",
                                      "\x55\x1d\x20",
                                      "\x55\x1d\x21",
                                      "\x55\x1d\x24",
                                      "\x55\x1d\x36",
                                      "\x55\x1d\x1f",
                                      "\x2b\x06\x01\x05\x05\x07\x01\x01",
                                      "\x2b\x06\x01\x05\x05\x07\x01\x18"};
  unsigned seen[sizeof known / sizeof *known] = {0};
  for (all = any(&all); all.n > 0;) {
    struct rest one = any(&all);
    struct rest id = any(&one);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
      if (is_oid(id, known[i]) && seen[i]++ > 0)
        return 1;
    }
  }
  return 0;
}

static void subtree(struct rest *r) {
  struct rest v = need(r, SEQ);
  general_name(&v);
  if (at(&v, 0x80))
    natural(&v, 0x80);
  if (at(&v, 0x81))
    natural(&v, 0x81);
  close(r, v);
}
static void constraints(struct rest *r) {
  struct rest v = need(r, SEQ);
  if (at(&v, 0xa0))
    one_or_more(&v, 0xa0, subtree);
  if (at(&v, 0xa1))
    one_or_more(&v, 0xa1, subtree);
  close(r, v);
}

/* The key is read by an entry of its own; so are extensions, each of which is some SEQUENCE here. */
static void sequence(struct rest *r) {
  need(r, SEQ);
}
static void certificate(struct rest *r) {
  struct rest c = need(r, SEQ), v = need(&c, SEQ), w;
  if (at(&v, 0xa0)) {
    w = need(&v, 0xa0);
    integer(&w, INT);
    close(&v, w);
  }
  integer(&v, INT);
  signature_algorithm(&v);
  name(&v);
  w = need(&v, SEQ);
  time(&w);
  time(&w);
  close(&v, w);
  name(&v);
  need(&v, SEQ);
  if (at(&v, 0x81))
    bits(&v, 0x81);
  if (at(&v, 0x82))
    bits(&v, 0x82);
  if (v.n > 0) {
    w = need(&v, 0xa3);
    one_or_more(&w, SEQ, sequence);
    close(&v, w);
  }
  close(&c, v);
  need(&c, SEQ);
  bits(&c, BITSTRING);
  close(r, c);
}

static int small(struct rest v) {
  return minimal(v) && ((v.n == 1 && v.p[0] < 128) || (v.n == 2 && v.p[0] == 0));
}
static void reason(struct rest *r) {
  struct rest v = need(r, ENUM);
  check(r, v.n == 1 && v.p[0] <= 10 && v.p[0] != 7);
}
/* What is known of a list's extensions, and of its entries'; what is not is passed over. */
static void list_value(struct rest *value, struct rest id) {
  if (is_oid(id, "\x55\x1d\x1b") || is_oid(id, "\x55\x1d\x14"))
    natural(value, INT);
  else
    value->n = 0;
}
static void list_extension(struct rest *r) {
  extension_with(r, list_value);
}
static void entry_value(struct rest *value, struct rest id) {
  if (is_oid(id, "\x55\x1d\x1d"))
    general_names(value);
  else if (is_oid(id, "\x55\x1d\x15"))
    reason(value);
  else
    value->n = 0;
}
static void entry_extension(struct rest *r) {
  extension_with(r, entry_value);
}
static void certificate_list(struct rest *r) {
  struct rest c = need(r, SEQ), v = need(&c, SEQ), w;
  if (at(&v, INT))
    check(&v, small(need(&v, INT)));
  signature_algorithm(&v);
  name(&v);
  time(&v);
  if (at(&v, UTC) || at(&v, GTIME))
    time(&v);
  if (at(&v, SEQ))
    check(&v, need(&v, SEQ).n >= 2);
  if (v.n > 0) {
    w = need(&v, 0xa0);
    one_or_more(&w, SEQ, list_extension);
    close(&v, w);
  }
  close(&c, v);
  need(&c, SEQ);
  bits(&c, BITSTRING);
  close(r, c);
}
static void revoked(struct rest *r) {
  struct rest v = need(r, SEQ);
  integer(&v, INT);
  time(&v);
  if (v.n > 0)
    one_or_more(&v, SEQ, entry_extension);
  close(r, v);
}
static void rsa_key(struct rest *r) {
  struct rest v = need(r, SEQ);
  natural(&v, INT);
  natural(&v, INT);
  close(r, v);
}
static void version(struct rest *r) {
  struct rest v = need(r, INT);
  check(r, small(v) && v.p[0] < 128);
}
static void rsa_private_key(struct rest *r) {
  struct rest v = need(r, SEQ);
  version(&v);
  for (int i = 0; i < 8; i++)
    natural(&v, INT);
  close(r, v);
}
static void ec_private_key(struct rest *r) {
  struct rest v = need(r, SEQ), w;
  version(&v);
  need(&v, OCTETSTRING);
  if (at(&v, 0xa0)) {
    w = need(&v, 0xa0);
    any(&w);
    close(&v, w);
  }
  if (v.n > 0) {
    w = need(&v, 0xa1);
    bits(&w, BITSTRING);
    close(&v, w);
  }
  close(r, v);
}
static void private_key(struct rest *r) {
  struct rest v = need(r, SEQ), w;
  version(&v);
  w = need(&v, SEQ);
  oid(&w, OID);
  if (w.n > 0)
    any(&w);
  close(&v, w);
  need(&v, OCTETSTRING);
  if (at(&v, 0xa0)) {
    w = need(&v, 0xa0);
    while (!w.bad && w.n > 0)
      any(&w);
    close(&v, w);
  }
  if (v.n > 0)
    bits(&v, 0x81);
  close(r, v);
}
static void curve(struct rest *r) {
  oid(r, OID);
}
static void key_info(struct rest *r) {
  struct rest c = need(r, SEQ), v = need(&c, SEQ);
  struct rest id = take_oid(&v);
  if (is_oid(id, "\x2a\x86\x48\xce\x3d\x02\x01"))
    oid(&v, OID);
  else if (is_oid(id, "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"))
    null(&v);
  else if (v.n > 0)
    any(&v);
  close(&c, v);
  bits(&c, BITSTRING);
  close(r, c);
}
static void gtime(struct rest *r) {
  need(r, GTIME);
}
static void extensions(struct rest *r) {
  one_or_more(r, SEQ, extension);
}
static void single(struct rest *r) {
  struct rest v = need(r, SEQ), w = need(&v, SEQ), x = need(&w, SEQ);
  oid(&x, OID);
  if (x.n > 0)
    any(&x);
  close(&w, x);
  need(&w, OCTETSTRING);
  need(&w, OCTETSTRING);
  integer(&w, INT);
  close(&v, w);
  if (at(&v, 0xa1)) {
    w = need(&v, 0xa1);
    gtime(&w);
    if (w.n > 0)
      explicitly(&w, 0xa0, reason);
    close(&v, w);
  } else {
    check(&v, at(&v, 0x80) || at(&v, 0x82));
    check(&v, any(&v).n == 0);
  }
  gtime(&v);
  if (at(&v, 0xa0))
    explicitly(&v, 0xa0, gtime);
  if (v.n > 0)
    explicitly(&v, 0xa1, extensions);
  close(r, v);
}

int oracle_read(uint32_t entry, const uint8_t *in, size_t n) {
  static const struct {
    uint32_t entry;
    void (*read)(struct rest *r);
  } readers[] = {{HF_READ_CERTIFICATE, certificate},
                 {HF_READ_NAME, name},
                 {HF_READ_NAME_CONSTRAINTS, constraints},
                 {HF_READ_SIGNATURE_ALGORITHM, signature_algorithm},
                 {HF_READ_SUBJECT_PUBLIC_KEY_INFO, key_info},
                 {HF_READ_RSA_PUBLIC_KEY, rsa_key},
                 {HF_READ_CERTIFICATE_LIST, certificate_list},
                 {HF_READ_REVOKED_CERTIFICATE, revoked},
                 {HF_READ_SINGLE_RESPONSE, single},
                 {HF_READ_DISTRIBUTION_POINT, point},
                 {HF_READ_ACCESS_DESCRIPTION, access_description},
                 {HF_READ_GENERAL_NAME, general_name},
                 {HF_READ_POLICY_MAPPING, mapping},
                 {HF_READ_PRIVATE_KEY, private_key},
                 {HF_READ_EC_PRIVATE_KEY, ec_private_key},
                 {HF_READ_RSA_PRIVATE_KEY, rsa_private_key},
                 {HF_READ_EC_PARAMETERS, curve},
                 {HF_READ_POLICY_INFORMATION, policy}};
  struct rest r = {in, n, 0};
  if (entry == HF_READ_EXTENSIONS) {
    one_or_more(&r, SEQ, known_extension);
    return !r.bad && r.n == 0 && !has_twice((struct rest){in, n, 0});
  }
  for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
    if (readers[i].entry != entry)
      continue;
    readers[i].read(&r);
    return !r.bad && r.n == 0;
  }
  return -1;
}
