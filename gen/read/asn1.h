/* ASN.1 as spec/asn1 has it: a strict part of X.680. What is read here says what is written and where; names are not resolved. */
#ifndef GEN_READ_ASN1_H
#define GEN_READ_ASN1_H
#include "gen.h"

enum asn1_kind { ASN1_PRIMITIVE, ASN1_SEQUENCE, ASN1_SEQUENCE_OF, ASN1_SET_OF, ASN1_CHOICE, ASN1_ANY, ASN1_REFERENCE };

/* Universal types that are no structures. Spelled as in engine/parse/asn1_table.h: HF_ASN1_... */
enum asn1_form {
  FORM_OCTETS, /* whatever its contents are */
  FORM_BOOLEAN,
  FORM_INTEGER,
  FORM_UNSIGNED,
  FORM_BITS,
  FORM_NAMED_BITS,
  FORM_NULL,
  FORM_IDENTIFIER,
  FORM_ENUMERATED,
  FORM_STRUCTURE /* its contents are read by rows of their own */
};

#define ASN1_MAX UINT32_MAX /* MAX of a range */

struct asn1_number {
  const char *name;
  uint32_t value;
};

struct asn1_field {
  const char *name;
  struct asn1_type *type;
  int tag; /* its [number], or -1 */
  int is_implicit;
  int is_optional;
  int has_default; /* then default_value is the octet that its contents must not be */
  uint32_t default_value;
  const char *default_word;
  struct place place;
};

struct asn1_type {
  enum asn1_kind kind;
  const char *name; /* of a definition; of a REFERENCE what it refers to */
  const char *section;
  struct place place;
  enum asn1_form form; /* PRIMITIVE */
  unsigned tag;        /* identifier octet */
  struct asn1_field *fields;
  size_t fields_n;
  struct asn1_type *element; /* of SEQUENCE OF, SET OF */
  struct asn1_number *numbers;
  size_t numbers_n;
  uint32_t least, most; /* SIZE */
  int has_range;
  uint32_t low, high;
  struct asn1_type *containing;
  const char *defined_by; /* ANY DEFINED BY, CONTAINING ANY DEFINED BY */
  const char *set;        /* of OBJECT IDENTIFIER */
  int set_is_open;
  struct asn1_type *target; /* REFERENCE: set by the checks */
};

enum asn1_verb { ASN1_KEEP, ASN1_ELEMENT, ASN1_NUMBER, ASN1_MARK, ASN1_ERROR, ASN1_UNREAD, ASN1_VERBS };

struct asn1_binding {
  const char *path; /* "Certificate.tbsCertificate.issuer" */
  enum asn1_verb verb;
  const char *name;  /* of what is kept; of the error */
  const char *twice; /* MARK: the error of a mark that is there already, or NULL */
  int is_used;
  struct place place;
};

struct asn1_entry {
  const char *name;
  const char *type_name;
  const char *error;
  struct place place;
};

struct asn1 {
  struct diagnostics *d;
  const struct registries *registries;
  const struct source *bind;
  const struct profile *profile;
  struct asn1_type **types;
  size_t types_n;
  struct asn1_binding *bindings;
  size_t bindings_n;
  struct asn1_entry *entries;
  size_t entries_n;
};

/* Whether the profile leaves the entry out. */
int asn1_is_left_out(const struct asn1 *a, const struct asn1_entry *e);

/* Reads SPECDIR/asn1. NULL, with diagnostics, when there were errors. */
struct asn1 *asn1_read(struct gen *g);
void asn1_parse_module(struct asn1 *a, const struct source *s);
void asn1_parse_bindings(struct asn1 *a, const struct source *s);
struct asn1_type *asn1_type(const struct asn1 *a, const char *name);
#endif
