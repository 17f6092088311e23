/* Names of ASN.1 become pointers, and what no reader can do is refused. */
#include "base/memory.h"
#include "check/asn1_levels.h"
#include <string.h>

static void check_type(struct asn1 *a, struct asn1_type *t, unsigned depth);

struct asn1_type *asn1_resolved(struct asn1_type *t) {
  while (t->kind == ASN1_REFERENCE || t->target != NULL)
    t = t->target;
  return t;
}

static void check_reference(struct asn1 *a, struct asn1_type *t) {
  t->target = asn1_type(a, t->name);
  if (t->target == NULL || t->target == t) {
    diagnose(a->d, t->place, "define it in a module of spec/asn1, or mend its spelling", "unknown type `%s'", t->name);
    t->kind = ASN1_ANY;
    t->target = NULL;
  }
}

/* The octet of TRUE, of a number, or of the name of one. */
static void check_default(struct asn1 *a, struct asn1_field *f) {
  const struct asn1_type *t = asn1_resolved(f->type);
  if (t->form == FORM_BOOLEAN && t->kind == ASN1_PRIMITIVE && f->default_word != NULL) {
    f->default_value = strcmp(f->default_word, "TRUE") == 0 ? 0xff : 0;
    return;
  }
  for (size_t i = 0; f->default_word != NULL && i < t->numbers_n; i++) {
    if (strcmp(f->default_word, t->numbers[i].name) == 0) {
      f->default_value = t->numbers[i].value;
      f->default_word = NULL;
    }
  }
  if (f->default_word != NULL || t->kind != ASN1_PRIMITIVE || f->default_value > 127)
    diagnose(a->d, f->place, "write OPTIONAL, and let engine/x509 hold the value against the default",
             "the default of `%s' is not one octet", f->name);
}

/* A field that is DEFINED BY another comes behind it, in the same SEQUENCE. */
static void check_defined_by(struct asn1 *a, const struct asn1_type *t, size_t i) {
  const struct asn1_type *of = asn1_resolved(t->fields[i].type);
  if (of->defined_by == NULL)
    return;
  for (size_t k = 0; k < i; k++) {
    const struct asn1_type *by = asn1_resolved(t->fields[k].type);
    if (strcmp(t->fields[k].name, of->defined_by) == 0 && by->form == FORM_IDENTIFIER && by->kind == ASN1_PRIMITIVE)
      return;
  }
  diagnose(a->d, t->fields[i].place, "name an OBJECT IDENTIFIER that stands before it",
           "`%s' does not say what `%s' is", of->defined_by, t->fields[i].name);
}

static void check_fields(struct asn1 *a, struct asn1_type *t, unsigned depth) {
  for (size_t i = 0; i < t->fields_n; i++)
    check_type(a, t->fields[i].type, depth);
  for (size_t i = 0; i < t->fields_n; i++) {
    if (t->fields[i].has_default)
      check_default(a, &t->fields[i]);
    check_defined_by(a, t, i);
  }
}

static void check_primitive(struct asn1 *a, const struct asn1_type *t) {
  if (t->has_range && (t->tag != 0x02 || t->low != 0 || t->high != ASN1_MAX))
    diagnose(a->d, t->place, "let engine/x509 hold the number against other bounds",
             "of ranges only INTEGER (0..MAX) can be read");
  if (t->form == FORM_BITS && t->containing != NULL)
    diagnose(a->d, t->place, "keep its bits, and read them from an entry of their own",
             "what a BIT STRING contains is not read");
  if ((t->least != 0 || t->most != ASN1_MAX) && t->tag != 0x04)
    diagnose(a->d, t->place, "let engine/x509 count them", "of sizes only that of an OCTET STRING can be read");
  if (t->most != ASN1_MAX && t->most >= ASN1_SIZE_ANY)
    diagnose(a->d, t->place, "write MAX", "the size %u is too large", t->most);
  for (size_t i = 0; i < t->numbers_n; i++) {
    if (t->form == FORM_ENUMERATED && t->numbers[i].value > 15)
      diagnose(a->d, t->place, "leave it out", "`%s' is more than 15", t->numbers[i].name);
  }
}

static void check_type(struct asn1 *a, struct asn1_type *t, unsigned depth) {
  if (t->target != NULL && t->kind == ASN1_REFERENCE && t->target->kind != ASN1_REFERENCE)
    return;
  if (t->kind == ASN1_REFERENCE && t->target == NULL)
    check_reference(a, t);
  else if (t->kind == ASN1_REFERENCE) /* a second name: its target is what stands behind ::= */
    check_type(a, t->target, depth);
  check_fields(a, t, depth + 1);
  if (t->element != NULL)
    check_type(a, t->element, depth + 1);
  if (t->containing != NULL)
    check_type(a, t->containing, depth + 1);
  if (t->kind == ASN1_PRIMITIVE)
    check_primitive(a, t);
}

/* A chain of second names that comes back to itself. */
static void check_names(struct asn1 *a) {
  for (size_t i = 0; i < a->types_n; i++) {
    const struct asn1_type *t = a->types[i];
    size_t steps = 0;
    while (t->kind == ASN1_REFERENCE && t->target != NULL && steps++ <= 2 * a->types_n)
      t = t->target;
    if (steps > 2 * a->types_n) {
      diagnose(a->d, a->types[i]->place, "say what it is", "`%s' is only another name for itself", a->types[i]->name);
      return;
    }
  }
}

int asn1_check(struct asn1 *a) {
  unsigned before = a->d->errors;
  for (size_t i = 0; i < a->types_n; i++) {
    if (a->types[i]->kind == ASN1_REFERENCE)
      check_type(a, a->types[i], 0);
  }
  check_names(a);
  if (a->d->errors != before)
    return 0;
  for (size_t i = 0; i < a->types_n; i++)
    check_type(a, a->types[i], 0);
  return a->d->errors == before;
}
