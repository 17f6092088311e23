/* ASN.1 as the reader meets it: levels, each of which is what may stand one behind the other in some contents, as an expression over
   identifier octets; and items, the elements that may stand there, each with what is done with it. */
#ifndef GEN_ASN1_LEVELS_H
#define GEN_ASN1_LEVELS_H
#include "read/asn1.h"

#define ASN1_TAG_ANY 0xffu /* no identifier octet that can be read */
#define ASN1_SIZE_ANY 0xffffu

enum asn1_kept { KEPT_NOT, KEPT_CONTENTS, KEPT_ELEMENT };

/* What is done with an element, by its bindings. */
struct asn1_use {
  enum asn1_kept kept;
  unsigned slot;
  int has_number;
  unsigned number;
  int has_mark;
  unsigned mark;
  const char *twice; /* error of a mark that is there already, or NULL */
  int is_unread;
  int is_whole; /* of a CHOICE: an ELEMENT with the tag that tells it from the others */
};

/* A row of spec/registry/oids.csv, and the level of what follows the identifier. */
struct asn1_chosen {
  const char *name;
  unsigned char octets[16];
  unsigned octets_n;
  const char *type; /* of what is DEFINED BY it; "": anything; "absent" */
  int is_optional;
  const char *level; /* NULL: goes on as with any */
};

struct asn1_item {
  const char *action; /* unique: what the grammar calls it */
  const char *field;
  const char *section;
  struct place place;
  unsigned tag;
  enum asn1_form form;
  uint32_t least, most;
  unsigned mask; /* ENUMERATED: 2 to the power of each value */
  struct asn1_use use;
  const char *error; /* that it and what is inside it are refused with; NULL: that of what it stands in */
  int has_default;
  uint32_t default_value;
  const char *child; /* level of its contents, or NULL */
  struct asn1_chosen *chosen;
  size_t chosen_n;
  const char *other; /* level behind an identifier that is not listed, when there are levels */
  int has_levels;
  int is_open; /* an identifier that is not listed may stand here */
};

struct asn1_level {
  const char *name;
  const char *expression; /* of Ragel */
};

struct asn1_name { /* of a slot, a number or a mark */
  const struct asn1_entry *entry;
  const char *name;
  unsigned at;
  unsigned width;
};

struct asn1_names {
  struct asn1_name *list;
  size_t n;
};

struct asn1_levels {
  struct asn1 *a;
  struct asn1_level *list;
  size_t n;
  struct asn1_item **items;
  size_t items_n;
  struct asn1_names slots, numbers, marks;
};

/* Most of each that an entry may have; as in engine/parse/asn1_table.h. */
enum { ASN1_SLOTS = 16, ASN1_NUMBERS = 8, ASN1_MARKS = 64 };

/* NULL, with diagnostics, when there were errors. The level of an entry is called entry_NAME. */
struct asn1_levels *asn1_levels(struct asn1 *a);

/* "Certificate.tbsCertificate.extensions[]" -> "certificate_tbs_certificate_extensions_each" */
const char *asn1_words(const char *path);

/* asn1_check.c: names become pointers; 0 when something is wrong. */
int asn1_check(struct asn1 *a);
/* The type behind references. */
struct asn1_type *asn1_resolved(struct asn1_type *t);
/* asn1_sets.c: the rows of a set; *n of them. */
struct asn1_chosen *asn1_set(const struct asn1 *a, const struct asn1_type *t, size_t *n);
/* asn1_uses.c: the bindings of a path, added to what holds for what it is a part of. NAME and general are the same place: by its own
   path, and by that of all that an identifier chooses, which is number `choice' of `choices'. */
struct place_of {
  const struct asn1_entry *entry;
  const char *path;
  const char *general; /* or NULL */
  unsigned choice;
  unsigned choices;  /* 1: no choice */
  const char *error; /* that is bound here, or NULL */
};
void asn1_bound(struct asn1_levels *l, struct place_of *at, struct asn1_use *use);
/* Whether there is a binding of something below the path. */
int asn1_bound_below(const struct asn1 *a, const char *path);
#endif
