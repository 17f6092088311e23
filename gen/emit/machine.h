/* What is made of the machines once they are checked: a table that Ragel's automata give, and the files. */
#ifndef GEN_EMIT_MACHINE_H
#define GEN_EMIT_MACHINE_H
#include "check/machine.h"

/* machine_fold.c: hf_machine_next's table as Ragel's automata have it; moving_n * EVENTS_MAX numbers of states.
   NULL, with diagnostics, when they cannot be read. */
const unsigned char *machines_fold(struct machines *m);

/* The emitters. */
void emit_machine(struct machines *m, const unsigned char *table);
void emit_machine_spec(struct machines *m);
void emit_machine_names(struct machines *m);
void emit_steps(struct machines *m);
void emit_rows(struct machines *m);
void emit_machine_docs(struct machines *m);
#endif
