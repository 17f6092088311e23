/* What the oracle is made of: elements, primitive values and names in DER, taken off what is left of some contents. For oracle.c alone. */
#ifndef TESTS_ASN1_ORACLE_PARTS_H
#define TESTS_ASN1_ORACLE_PARTS_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* What is left of some contents; bad: something in them was wrong. */
struct rest {
  const uint8_t *p;
  size_t n;
  int bad;
};

enum {
  BOOL = 1,
  INT,
  BITSTRING,
  OCTETSTRING,
  NIL,
  OID,
  ENUM = 10,
  UTF8 = 12,
  PRINTABLE = 19,
  TELETEX,
  IA5 = 22,
  UTC,
  GTIME,
  VISIBLE = 26,
  UNIVERSAL = 28,
  BMP = 30,
  SEQ = 0x30,
  SET = 0x31
};

static int at(const struct rest *r, unsigned tag) {
  return !r->bad && r->n > 0 && r->p[0] == tag;
}

/* Takes any element; its contents. */
static struct rest any(struct rest *r) {
  struct rest inner = {r->p, 0, 1};
  size_t k = 2, n, width;
  if (r->bad || r->n < 2 || r->p[0] % 32 == 31)
    goto bad;
  n = r->p[1];
  if (n > 127) {
    width = n - 128;
    if (width == 0 || width > 3 || r->n < 2 + width)
      goto bad;
    for (n = 0; k < 2 + width; k++)
      n = n * 256 + r->p[k];
    if (n < 128 || (width == 2 && n < 256) || (width == 3 && n < 65536))
      goto bad;
  }
  if (n > r->n - k)
    goto bad;
  inner = (struct rest){r->p + k, n, 0};
  r->p += k + n;
  r->n -= k + n;
  return inner;
bad:
  r->bad = 1;
  return inner;
}

static struct rest need(struct rest *r, unsigned tag) {
  if (!at(r, tag))
    r->bad = 1;
  return any(r);
}

/* All of inner was read, and rightly; else so is what it stands in. */
static void close(struct rest *r, struct rest inner) {
  if (inner.bad || inner.n != 0)
    r->bad = 1;
}

static void check(struct rest *r, int good) {
  if (!good)
    r->bad = 1;
}

static int minimal(struct rest v) {
  int nine = v.n > 1 ? (v.p[0] * 2 + v.p[1] / 128) : 1;
  return !v.bad && v.n > 0 && nine != 0 && nine != 511;
}
static void integer(struct rest *r, unsigned tag) {
  check(r, minimal(need(r, tag)));
}
static void natural(struct rest *r, unsigned tag) {
  struct rest v = need(r, tag);
  check(r, minimal(v) && v.p[0] < 128);
}
static void boolean(struct rest *r, unsigned tag) {
  struct rest v = need(r, tag);
  check(r, !v.bad && v.n == 1 && (v.p[0] + 1) % 256 < 2);
}
static void bits(struct rest *r, unsigned tag) {
  struct rest v = need(r, tag);
  int good = !v.bad && v.n > 0 && v.p[0] < 8 && (v.n > 1 || v.p[0] == 0);
  for (unsigned i = 0; good && v.n > 1 && i < v.p[0]; i++)
    good = v.p[v.n - 1] / (1u << i) % 2 == 0;
  check(r, good);
}
static void oid(struct rest *r, unsigned tag) {
  struct rest v = need(r, tag);
  int good = !v.bad && v.n > 0 && v.p[v.n - 1] < 128;
  for (size_t i = 0; good && i < v.n; i++)
    good = v.p[i] != 128 || (i > 0 && v.p[i - 1] > 127);
  check(r, good);
}
static void octets(struct rest *r, unsigned tag, size_t least) {
  struct rest v = need(r, tag);
  check(r, !v.bad && v.n >= least);
}
static void time(struct rest *r) {
  if (at(r, UTC))
    need(r, UTC);
  else
    need(r, GTIME);
}

/* One of these tags. */
static void one_of(struct rest *r, const char *tags) {
  check(r, r->n > 0 && r->p[0] != 0 && strchr(tags, r->p[0]) != NULL);
  any(r);
}

/* So many of what `element' reads, and more, inside an element with the tag. */
static void list(struct rest *r, unsigned tag, size_t least, size_t most, void (*element)(struct rest *r)) {
  struct rest v = need(r, tag);
  size_t n = 0;
  for (; !v.bad && v.n > 0; n++)
    element(&v);
  check(r, n >= least && n <= most);
  close(r, v);
}
static void one_or_more(struct rest *r, unsigned tag, void (*element)(struct rest *r)) {
  list(r, tag, 1, (size_t)-1, element);
}
static void whatever(struct rest *r) {
  any(r);
}

/* Names (RFC 5280 4.1.2.4, 4.2.1.6). */
static void attribute(struct rest *r) {
  struct rest v = need(r, SEQ);
  oid(&v, OID);
  any(&v);
  close(r, v);
}
static void rdn(struct rest *r) {
  list(r, SET, 1, 8, attribute);
}
static void name(struct rest *r) {
  list(r, SEQ, 0, (size_t)-1, rdn);
}
static void directory_string(struct rest *r) {
  one_of(r, (const char[]){TELETEX, PRINTABLE, UNIVERSAL, UTF8, BMP, 0});
}
static void explicitly(struct rest *r, unsigned tag, void (*inside)(struct rest *r)) {
  struct rest v = need(r, tag);
  inside(&v);
  close(r, v);
}
static void general_name(struct rest *r) {
  unsigned tag = r->n > 0 ? r->p[0] : 0;
  struct rest v;
  switch (tag) {
  case 0xa0:
    v = need(r, 0xa0);
    oid(&v, OID);
    explicitly(&v, 0xa0, whatever);
    close(r, v);
    break;
  case 0xa3:
    one_or_more(r, 0xa3, whatever);
    break;
  case 0xa4:
    explicitly(r, 0xa4, name);
    break;
  case 0xa5:
    v = need(r, 0xa5);
    if (at(&v, 0xa0))
      explicitly(&v, 0xa0, directory_string);
    explicitly(&v, 0xa1, directory_string);
    close(r, v);
    break;
  case 0x88:
    oid(r, 0x88);
    break;
  default:
    check(r, tag == 0x81 || tag == 0x82 || tag == 0x86 || tag == 0x87);
    any(r);
  }
}
static void general_names(struct rest *r) {
  one_or_more(r, SEQ, general_name);
}
#endif
