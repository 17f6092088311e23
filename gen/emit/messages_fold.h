/* The automaton of a grammar, folded into one row for each field: what engine/parse reads. */
#ifndef GEN_MESSAGES_FOLD_H
#define GEN_MESSAGES_FOLD_H
#include "emit/messages_grammar.h"

/* Spelled as in engine/parse/table.h: HF_ROW_..., HF_FLOW_... */
enum row_kind { ROW_STOP, ROW_NUMBER, ROW_STORE, ROW_EACH, ROW_ELEMENT, ROW_SKIP, ROW_KEEP, ROW_STREAM, ROW_MATCH };
enum row_flow { FLOW_NEXT, FLOW_END, FLOW_SELECT, FLOW_VECTOR, FLOW_BYTES };

#define ROW_DONE 0u
#define ROW_TRAILING 1u
#define ROW_VALUE 2u
#define ROWS_MOST 65536u /* a row is named by 16 bits */

struct row {
  const char *name; /* of the machine that begins here, or NULL */
  unsigned width;
  enum row_kind kind;
  enum row_flow flow;
  unsigned cases;
  unsigned arg;
  unsigned next;
  unsigned flow_arg;
};

struct row_vector {
  const char *name;
  const struct item *item;
  unsigned first, first_may_end, after, after_may_end;
};

struct row_choice {
  uint32_t value;
  unsigned next;
};

struct row_entry {
  const char *name;
  unsigned row;
};

struct rows {
  struct diagnostics *d;
  struct row *list;
  size_t n;
  struct row_vector *vectors;
  size_t vectors_n;
  struct row_choice *choices;
  size_t choices_n;
  unsigned char *constants; /* what rows of kind MATCH compare with, one behind the other */
  size_t constants_n;
  struct row_entry *entries;
  size_t entries_n;
};

/* Adds the rows of one grammar from its automaton. What it does not understand it refuses with a diagnostic. */
void rows_fold(struct rows *r, const struct grammar *g, const struct automaton *a);
/* What no table of this generator may do: a row or a vector that is never reached, a next row that is none. */
void rows_check(const struct rows *r);

/* One way through the bytes of a field. */
struct leaf {
  unsigned depth; /* bytes */
  int is_exact;   /* the bytes are known: values low to high */
  uint32_t low, high;
  const unsigned char *bytes;              /* exact: all of them, with the last at its lowest */
  const struct automaton_actions *actions; /* on its last byte */
  unsigned state;                          /* behind it */
};

struct leaves {
  struct leaf *list;
  size_t n;
  const char *inside; /* the operation on each byte */
  int is_bad;         /* more than one operation, or bytes of different fields */
};

/* Follows the automaton from a state to the ends of one field. */
struct leaves field_leaves(const struct automaton *a, unsigned state);
/* Whether every byte string of this width leads on from the state. */
int field_is_total(const struct automaton *a, unsigned state, unsigned width);
#endif
