/* What is made of the machines once they are checked: a table that Ragel's automata give, and the files. */
#ifndef GEN_EMIT_MACHINE_H
#define GEN_EMIT_MACHINE_H
#include "check/machine.h"

/* machine_fold.c: the next state by state and event as Ragel's automata have it, moving_n * EVENTS_MAX numbers of states.
   NULL, with diagnostics, when they cannot be read. */
const unsigned *machines_fold(struct machines *m);

/* The same of some states, those from `first' on, without the many places where nothing follows: the moves of a state are laid into
   one row of cells where those of the states before it left room. A cell says whose it is. */
struct cell {
  unsigned state; /* 0: nobody's */
  unsigned event;
  unsigned next;
};

struct comb {
  unsigned first;
  unsigned states_n;
  unsigned *base; /* the cell of a state's event 0 */
  struct cell *cells;
  size_t n;
};

/* machine_comb.c */
struct comb machines_comb(const struct machines *m, const unsigned *table, unsigned first, unsigned states_n);

/* The emitters. */
void emit_machine(struct machines *m, const unsigned *table);
void emit_machine_spec(struct machines *m);
void emit_machine_names(struct machines *m);
void emit_steps(struct machines *m);
void emit_profile(struct machines *m);
void emit_rows(struct machines *m);
void emit_machine_docs(struct machines *m);
#endif
