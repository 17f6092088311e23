/* The machines' part of each command of hfgen. */
#include "emit/machine.h"

void gen_machines_engine(struct gen *g) {
  struct machines *all = machines_read(g);
  if (all == NULL)
    return;
  const unsigned *table = machines_fold(all);
  if (table == NULL)
    return;
  emit_machine(all, table);
  emit_machine_spec(all);
  emit_steps(all);
  emit_machine_names(all);
  emit_profile(all);
}

void gen_machines_tests(struct gen *g) {
  struct machines *all = machines_read(g);
  if (all != NULL)
    emit_rows(all);
}

void gen_machines_docs(struct gen *g) {
  struct machines *all = machines_read(g);
  if (all != NULL)
    emit_machine_docs(all);
}

void gen_registries_engine(struct gen *g) {
  gen_errors(g);
  gen_registry(g);
  gen_extensions(g);
}
