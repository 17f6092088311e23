/* The messages as the .tls and .bind files of spec/wire say them. Everything lives until the end of the run. */
#ifndef GEN_MESSAGES_H
#define GEN_MESSAGES_H
#include "gen.h"

/* --- .tls --- */

enum type_kind {
  TYPE_NUMBER, /* uint8 .. uint32 */
  TYPE_ENUM,
  TYPE_OPAQUE, /* uninterpreted bytes: an element of a vector, or all that is left of what encloses it */
  TYPE_VECTOR,
  TYPE_STRUCT,
  TYPE_SELECT
};

struct enum_value {
  const char *name;
  uint32_t code;
  struct place place;
};

struct field {
  const char *name; /* NULL: none, it is called as its case is */
  struct type *type;
  const char *type_name; /* not NULL: a type that is defined elsewhere; type is set when all are read */
  struct place place;    /* of the type's name, or of the field */
  int is_optional;
  const char *length; /* name[length]: the field before it that holds the length; else NULL */
};

struct select_case {
  const char *label; /* NULL: default */
  uint32_t code;
  const struct constant *constant; /* of a select on bytes */
  struct place place;
  struct field *fields;
  size_t fields_n;
};

struct type {
  enum type_kind kind;
  const char *name; /* NULL: defined where it is used */
  struct place place;
  unsigned width; /* NUMBER, ENUM: bytes; 0: an enum without codes, the name of a context */
  /* ENUM */
  struct enum_value *values;
  size_t values_n;
  int is_open; /* any value of the width may come */
  /* VECTOR */
  struct field element;
  int is_fixed;    /* exactly lo bytes, without a length before them */
  unsigned prefix; /* bytes of the length before it */
  uint32_t lo;
  uint32_t hi;
  /* STRUCT */
  struct field *fields;
  size_t fields_n;
  /* SELECT */
  const char *on;
  struct place on_place;
  struct select_case *cases;
  size_t cases_n;
  unsigned mark; /* of the last search that came by */
};

/* --- .bind --- */

enum verb { BIND_KEEP, BIND_EACH, BIND_STREAM, BIND_GATHER, BIND_ONE, BIND_APART };

struct binding {
  const char *type; /* the struct at which its path begins */
  const char *path; /* what follows: "server_name.server_name_list[].host_name" */
  enum verb verb;
  uint32_t most;      /* KEEP: bytes; 0: as many as the type has */
  const char *begin;  /* STREAM: function for the length */
  const char *action; /* EACH, STREAM: function. ONE: case, or NULL for an element without a choice */
  struct place place;
  int is_used;
};

/* What an entry knows before it reads: the value of an enum without code points. */
struct context {
  const char *name;
  const char *value;
  struct place place;
};

struct entry {
  const char *name; /* HANDSHAKE_RSA */
  struct type *type;
  struct context *contexts;
  size_t contexts_n;
  const char *unread; /* the field whose bytes are skipped, or NULL */
  struct place place;
};

struct encoded {
  struct type *type;
  const char *value; /* of the contexts, "tls12:x509", or NULL */
  struct place place;
};

/* Bytes that a field of a message may have, and that say by themselves what the message is. */
struct constant {
  const char *name;
  unsigned char *bytes;
  size_t n;
  struct place place;
  int is_used;
};

/* The struct of the extensions that a message carries, as extensions.csv calls it. */
struct carrier {
  struct type *type;
  const char *message; /* CH */
  struct place message_place;
  struct place place;
};

struct messages {
  struct diagnostics *d;
  const struct registries *registries;
  struct type **types; /* those with a name, in order */
  size_t types_n;
  struct constant *constants;
  size_t constants_n;
  struct binding *bindings;
  size_t bindings_n;
  struct entry *entries;
  size_t entries_n;
  struct encoded *encoded;
  size_t encoded_n;
  struct carrier *carriers;
  size_t carriers_n;
};

/* Reads and checks the files that the profile names. NULL when there were errors. */
struct messages *messages_read(struct gen *g);
/* Its steps. */
void messages_parse_types(struct messages *m, const struct source *s);
void messages_parse_bindings(struct messages *m, const struct source *s);
void messages_check(struct messages *m);

struct type *messages_type(const struct messages *m, const char *name);
struct constant *messages_constant(const struct messages *m, const char *name);
/* Whether a field is bytes of a fixed number, and so may be held against a constant. */
int field_is_fixed(const struct field *f);
/* The value of an enum by name, or NULL. */
const struct enum_value *enum_find(const struct type *t, const char *name);
/* The binding with one of these verbs, a set of 1 << verb, at a path that ends here. */
struct binding *messages_binding(const struct messages *m, const char *type, const char *path, unsigned verbs);
/* "ServerECDHParams" -> "server_ecdh_params" */
const char *messages_name(const char *name);
/* The registry of this name in spec/registry, or NULL. */
const struct csv_table *messages_registry(const struct messages *m, const char *name);
#endif
