#define _GNU_SOURCE
#include "show_walk.h"
#include "parse/asn1.h"
#include "parse/asn1_form.h"
#include "parse/asn1_header.h"
#include "policies.h"
#include <stdio.h>
#include <string.h>

#define SHOWN_BYTES 24u
#define DEEPEST 64u

/* What another entry of the tables reads: the entry that a field has been left to, by its name. */
static const struct {
  const char *field;
  uint32_t entry;
  int each; /* 1: its elements, one by one */
} elsewhere[] = {{"extensions", HF_READ_EXTENSIONS, 0},
                 {"subjectPublicKeyInfo", HF_READ_SUBJECT_PUBLIC_KEY_INFO, 0},
                 {"signatureAlgorithm", HF_READ_SIGNATURE_ALGORITHM, 0},
                 {"revokedCertificates", HF_READ_REVOKED_CERTIFICATE, 1},
                 {"responses", HF_READ_SINGLE_RESPONSE, 1},
                 {"nameConstraints.extnValue", HF_READ_NAME_CONSTRAINTS, 0},
                 {"certs", HF_READ_CERTIFICATE, 1}};
#define ELSEWHERE (sizeof elsewhere / sizeof elsewhere[0])

/* What is printed, and where. */
struct show {
  const uint8_t *in;
  const char *field; /* the last that had a name */
  char value[96];    /* of the last object identifier, as text */
};

static int walk(struct show *s, size_t pos, size_t end, uint32_t state, unsigned depth);

static void indent(unsigned depth) {
  for (unsigned i = 0; i < depth && i < DEEPEST; i++)
    (void)fputs("  ", stdout);
}

static void print_hex(const uint8_t *p, size_t n) {
  for (size_t i = 0; i < n && i < SHOWN_BYTES; i++)
    (void)printf("%02x", p[i]);
  (void)printf("%s (%zu %s)", n > SHOWN_BYTES ? "..." : "", n, n == 1 ? "octet" : "octets");
}

/* Text as it is, but for what could mean something to a terminal. */
static void print_text(const uint8_t *p, size_t n) {
  (void)putchar('"');
  for (size_t i = 0; i < n; i++)
    (void)putchar(p[i] >= 0x20 && p[i] < 0x7f && p[i] != '"' && p[i] != '\\' ? p[i] : '?');
  (void)putchar('"');
}

static int is_printable(const uint8_t *p, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (p[i] < 0x20 || p[i] > 0x7e)
      return 0;
  return n > 0;
}

/* An element whose type the tables leave open, by its identifier octet; what is inside is printed as it is written. */
static void print_any(uint8_t tag, const uint8_t *p, size_t n) {
  char text[96];
  if (tag == 0x06) {
    cli_policy_text(p, n, text, sizeof text);
    (void)fputs(text, stdout);
  } else if (tag == 0x05 && n == 0)
    (void)fputs("NULL", stdout);
  else if ((tag < 0x20 || tag / 0x40 == 2) && tag % 0x40 < 0x20 && tag > 0x04 && is_printable(p, n))
    print_text(p, n);
  else
    print_hex(p, n);
}

static void print_value(struct show *s, const struct hf_asn1_row *r, size_t at, size_t n) {
  const uint8_t *p = s->in + at;
  switch (r->form) {
  case HF_ASN1_BOOLEAN:
    (void)fputs(n == 1 && p[0] != 0 ? "TRUE" : "FALSE", stdout);
    break;
  case HF_ASN1_INTEGER:
  case HF_ASN1_UNSIGNED:
  case HF_ASN1_ENUMERATED:
    if (n == 1 && p[0] < 128)
      (void)printf("%u", p[0]);
    else
      print_hex(p, n);
    break;
  case HF_ASN1_IDENTIFIER:
    cli_policy_text(p, n, s->value, sizeof s->value);
    (void)fputs(s->value, stdout);
    break;
  case HF_ASN1_BITS:
  case HF_ASN1_NAMED_BITS:
    print_hex(p + 1, n - 1);
    if (p[0] != 0)
      (void)printf(", %u bits unused", p[0]);
    break;
  default:
    print_any(s->in[at - 1] < 0x80 && at >= 2 ? s->in[at - 2] : 0x04, p, n);
  }
}

static uint32_t find_row(uint32_t state, uint8_t tag) {
  const struct hf_asn1_state *t = &hf_asn1_states[state];
  for (uint32_t i = t->first; i < (uint32_t)t->first + t->rows; i++)
    if (hf_asn1_rows[i].tag == tag || hf_asn1_rows[i].tag == HF_ASN1_ANY)
      return i;
  return HF_ASN1_ROWS;
}

/* The state behind an element: an identifier may choose it. */
static uint32_t behind(const struct hf_asn1_row *r, const uint8_t *p, size_t n) {
  for (uint32_t i = 0; r->form == HF_ASN1_IDENTIFIER && i < r->choices; i++) {
    const struct hf_asn1_choice *c = &hf_asn1_choices[r->child + i];
    if (c->n == n && memcmp(c->octets, p, n) == 0)
      return c->next;
  }
  return r->next;
}

/* The field, by its name. */
static void print_field(uint32_t row, unsigned depth) {
  const char *field = hf_asn1_names[row].field;
  indent(depth);
  if (*field == 0)
    field = "value";
  if (strncmp(field, "[]", 2) == 0)
    (void)printf("-%s%s", field[2] == '.' ? " " : "", field[2] == '.' ? field + 3 : field + 2);
  else
    (void)fputs(field, stdout);
}

/* What is inside an element that this entry leaves to another one. 1: it was printed; -1: it is refused; 0: nobody reads it. */
/* NOLINTNEXTLINE(misc-no-recursion): no deeper than DEEPEST */
static int walk_elsewhere(struct show *s, size_t from, size_t at, size_t end, unsigned depth) {
  for (size_t i = 0; i < ELSEWHERE; i++) {
    if (strcmp(s->field, elsewhere[i].field) != 0)
      continue;
    s->field = ""; /* the same element again, by another entry */
    if (!elsewhere[i].each)
      return walk(s, from, end, elsewhere[i].entry, depth + 1) == 0 ? 1 : -1;
    while (at < end) {
      uint32_t head = hf_der_header(s->in + at, (uint32_t)(end - at));
      if (head == 0)
        return -1;
      size_t size = head + hf_der_contents(s->in + at);
      indent(depth + 1);
      (void)puts("-");
      if (walk(s, at, at + size, elsewhere[i].entry, depth + 2) != 0)
        return -1;
      at += size;
    }
    return 1;
  }
  return 0;
}

/* What a private key must keep to itself. */
static int is_secret(const char *field) {
  static const char *const secrets[] = {"privateKey", "privateExponent", "prime1",     "prime2",
                                        "exponent1",  "exponent2",       "coefficient"};
  for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++)
    if (strcmp(field, secrets[i]) == 0)
      return 1;
  return 0;
}

static int is_elsewhere(const char *field) {
  for (size_t i = 0; i < ELSEWHERE; i++)
    if (strcmp(field, elsewhere[i].field) == 0)
      return 1;
  return 0;
}

/* One element: its line, and what is inside it. */
/* NOLINTNEXTLINE(misc-no-recursion): no deeper than DEEPEST */
static int walk_element(struct show *s, uint32_t row, size_t from, size_t at, size_t n, unsigned depth) {
  const struct hf_asn1_row *r = &hf_asn1_rows[row];
  const char *field = hf_asn1_names[row].field;
  unsigned inside = *field == 0 ? depth : depth + 1;
  if (*field != 0 && strcmp(field, "[]") != 0)
    s->field = field;
  int other = is_elsewhere(s->field) && s->in[from] == 0x30 && strcmp(field, "[]") != 0;
  if (*field != 0 || (r->form != HF_ASN1_STRUCTURE && !other))
    print_field(row, depth);
  if (*field != 0 && (other || r->form == HF_ASN1_STRUCTURE))
    (void)printf("\n");
  if (other)
    return walk_elsewhere(s, from, at, at + n, *field == 0 ? depth - 1 : depth) < 0 ? -1 : 0;
  if (r->form == HF_ASN1_STRUCTURE)
    return walk(s, at, at + n, r->child, inside);
  (void)printf(" ");
  if (is_secret(s->field))
    (void)printf("(secret, %zu octets)", n);
  else
    print_value(s, r, at, n);
  (void)printf("\n");
  return 0;
}

static int refuse(size_t pos, uint32_t state, unsigned depth) {
  const struct hf_asn1_state *t = &hf_asn1_states[state];
  indent(depth);
  (void)printf("! refused here, at octet %zu", pos);
  if (t->rows > 0)
    (void)printf(": %s is wanted (%s)", *hf_asn1_names[t->first].field ? hf_asn1_names[t->first].field : "its value",
                 hf_asn1_names[t->first].section);
  (void)printf("\n");
  return -1;
}

/* NOLINTNEXTLINE(misc-no-recursion): no deeper than DEEPEST */
static int walk(struct show *s, size_t pos, size_t end, uint32_t state, unsigned depth) {
  while (pos < end && depth < DEEPEST) {
    uint32_t head = hf_der_header(s->in + pos, (uint32_t)(end - pos));
    uint32_t row = find_row(state, s->in[pos]);
    if (head == 0 || row == HF_ASN1_ROWS)
      return refuse(pos, state, depth);
    uint32_t n = hf_der_contents(s->in + pos);
    if (hf_asn1_form_holds(&hf_asn1_rows[row], s->in + pos + head, n) == 0)
      return refuse(pos, state, depth);
    if (walk_element(s, row, pos, pos + head, n, depth) != 0)
      return -1;
    state = behind(&hf_asn1_rows[row], s->in + pos + head, n);
    pos += (size_t)head + n;
    if (state >= HF_ASN1_STATES)
      return refuse(pos, 0, depth);
  }
  return hf_asn1_states[state].may_end ? 0 : refuse(pos, state, depth);
}

int cli_show_walk(const uint8_t *in, size_t n, uint32_t entry, unsigned depth) {
  struct show s = {.in = in, .field = ""};
  return walk(&s, 0, n, entry, depth);
}
