/* The automaton of ASN.1's levels, folded into states and rows: what engine/parse/asn1.c reads. */
#ifndef GEN_ASN1_FOLD_H
#define GEN_ASN1_FOLD_H
#include "check/asn1_levels.h"

#define ASN1_GRAMMAR "asn1" /* NAME.rl, NAME.xml */

/* Spelled as in engine/parse/asn1_table.h. */
struct asn1_row {
  const struct asn1_item *item;
  unsigned tag; /* that of its item */
  unsigned next;
  unsigned child;   /* state of its contents; or the first of its choices */
  unsigned choices; /* how many */
};

struct asn1_state {
  unsigned first, rows_n;
  int may_end;
  const char *error;
  const char *level; /* that begins here, or NULL */
};

struct asn1_choice {
  const struct asn1_chosen *chosen;
  unsigned next;
};

struct asn1_table {
  struct diagnostics *d;
  const struct asn1_levels *l;
  struct asn1_state *states; /* 0: nothing can stand there, and nothing end */
  size_t states_n;
  struct asn1_row *rows;
  size_t rows_n;
  struct asn1_choice *choices;
  size_t choices_n;
  unsigned *entries; /* the state of each entry, in their order; 0: the profile leaves it out */
  size_t entries_n;  /* that it does not leave out: their states come first */
};

/* NULL, with diagnostics, when the automaton is not what the levels say, or two fields begin with the same octet. */
struct asn1_table *asn1_fold(const struct asn1_levels *l, const struct automaton *a, struct diagnostics *d);
/* asn1_grammar.c: for `ragel -x', and for Ragel's own C, which the tests compare the tables with. */
void asn1_grammar_print(const struct asn1_levels *l, struct text *t);
/* asn1_names.c: what people call a row. */
void asn1_emit_names(struct output *o, const struct asn1_table *t);
#endif
