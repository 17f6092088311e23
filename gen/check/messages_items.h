/* A message as the parser meets it: types laid out into a sequence of fields, each with what is done with it. */
#ifndef GEN_MESSAGES_ITEMS_H
#define GEN_MESSAGES_ITEMS_H
#include "read/messages.h"

enum item_kind {
  ITEM_NUMBER,
  ITEM_FIXED,  /* width bytes */
  ITEM_VECTOR, /* a length, then elements; is_once: then exactly one body that fills it */
  ITEM_RUN,    /* a length, then bytes */
  ITEM_SELECT, /* a number, and by its value what follows */
  ITEM_MATCH, /* width bytes that are kept, and by whether they are a constant what follows, to the end of the struct */
  ITEM_OPTIONAL /* what stands behind may be left out */
};

enum number_use { USE_NOTHING, USE_STORE, USE_EACH }; /* of a number, or of a length */
enum sink { SINK_SKIP, SINK_KEEP, SINK_STREAM };      /* of bytes */

struct items {
  struct item *list;
  size_t n;
};

struct alternative {
  const struct constant *constant; /* MATCH: the bytes; NULL: all others */
  uint32_t *values;                /* none: all others */
  size_t values_n;
  struct items body;
};

struct item {
  enum item_kind kind;
  const char *name;  /* unique in its grammar: "client_hello_cipher_suites" */
  const char *owner; /* SELECT: the struct that it stands in, or NULL */
  int is_message;    /* SELECT: on the type of a message */
  struct place place;
  unsigned width; /* bytes of the number, or of its length, or FIXED: of the field */
  enum number_use use;
  unsigned use_arg;  /* slot, or index of the function */
  enum sink sink;    /* FIXED, RUN */
  unsigned sink_arg; /* offset, or index of the function */
  uint32_t lo;       /* VECTOR, RUN */
  uint32_t hi;
  unsigned multiple; /* of how many bytes a length must be */
  int is_once;
  struct items body;                /* VECTOR */
  struct alternative *alternatives; /* SELECT */
  size_t alternatives_n;
};

/* A kept field. */
struct kept {
  const char *room;     /* "client_key_exchange_rsa": fields of one room do not share bytes */
  const char *constant; /* CLIENT_KEY_EXCHANGE_POINT */
  int slot;             /* of a number, or of the length; -1: none */
  int offset;           /* of bytes; -1: none */
  uint32_t size;
  struct place place; /* of the binding */
};

struct functions {
  const char **names;
  unsigned char *is_called; /* by what was not cut off; NULL: nothing was */
  size_t n;
};

/* One entry of the parser. */
struct root {
  const struct entry *entry;
  const char *name; /* "handshake_rsa" */
  struct items items;
};

struct layout {
  const struct messages *m;
  struct root *roots;
  size_t roots_n;
  struct kept *kept;
  size_t kept_n;
  struct functions numbers; /* taking a number: the index is what rows say */
  struct functions bytes;   /* taking bytes */
};

/* NULL when there were errors. */
struct layout *messages_layout(struct messages *m);

/* messages_part.c: cuts off what no state of these machines reads. Which functions are called then, is noted. */
struct machines;
void layout_cut(struct layout *l, const struct machines *all);

/* The index of a function, added when it is new. */
unsigned functions_index(struct functions *f, const char *name);
/* Where a message's field is kept; room is made for it the first time. */
const struct kept *layout_keep(struct layout *l, const char *room, const char *message, const char *field,
                               int has_number, uint32_t size, struct place at);
/* Adds the fields of one entry. */
void layout_root(struct layout *l, const struct entry *e);
#endif
