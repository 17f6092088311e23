/* What must always hold, spec/properties.ltl. The notation is at its top. */
#ifndef GEN_PROPERTIES_H
#define GEN_PROPERTIES_H
#include "check/machine.h"

enum claim_kind { CLAIM_TAKES, CLAIM_SENDS, CLAIM_DOES, CLAIM_DECIDES, CLAIM_REACHES, CLAIM_ALWAYS, CLAIM_FINALLY };

struct claim {
  const struct property *property;
  enum claim_kind kind;
  const char *side;    /* name of a machine; NULL: each */
  const char *what;    /* message, work, decision or state */
  const char *outcome; /* DECIDES */
  const char *text;    /* the expression */
  const char *written; /* the whole claim, as it stands there */
  unsigned number;     /* the property's * 100 + its part * 10 + its own */
  struct place place;
};

struct property_rows {
  const struct machine *machine;
  const char **states; /* none: all */
  size_t states_n;
};

struct property {
  const char *id;
  unsigned number; /* 2 of P2, and of P2b */
  unsigned part;   /* 2 of P2b; 0 of P2 */
  const char *says;
  const char *source;
  const char *outside; /* why the model claims nothing; or NULL */
  const char *proved;  /* what contracts say of it; or NULL */
  const char *tested;  /* where it is held without; or NULL */
  const char **tests;
  size_t tests_n;
  struct property_rows *rows;
  size_t rows_n;
  struct claim **claims;
  size_t claims_n;
  struct place place;
};

struct properties {
  const struct source *source;
  struct property **list;
  size_t n;
};

/* Reads SPECDIR/properties.ltl and checks it against the machines. NULL, with diagnostics, when there were errors. */
struct properties *properties_read(struct machines *all);
/* "takes" and so on. */
const char *claim_kind_word(enum claim_kind kind);
/* Whether the claim speaks of the transition. */
int claim_fits(const struct claim *c, const struct state *s, const struct transition *t);
/* Whether the property names the state among its rows. */
int property_names(const struct property *p, const struct state *s);
/* The claim's expression with `me' and `peer' replaced. */
const char *claim_text(const struct claim *c, const char *me, const char *peer);
#endif
