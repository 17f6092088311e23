/* Writes each machine as a Ragel grammar: a language over events, one labelled expression for each state. Each state
   sets its number when it is entered; so Ragel cannot merge two states of the specification, and what comes back as XML
   names them. The same grammar, compiled to C by Ragel, is what the tests compare hf_machine_next with. */
#include "base/memory.h"
#include "emit/machine.h"
#include <string.h>

/* What is entered in a state: its own rows, or nothing when it cannot be left. */
static void emit_state(const struct machines *all, struct text *t, const struct state *s, int is_last) {
  text_add(t, "    %s: (", strcmp(s->name, s->machine->start->name) == 0 ? "start" : s->name);
  for (size_t i = 0; i < s->transitions_n; i++) {
    const struct state *to = s->transitions[i].target;
    text_add(t, "%s\n      %s -> %s", i == 0 ? "" : " |", all->events[s->transitions[i].event].word,
             to == s->machine->start ? "start" : to->name);
  }
  text_add(t, "%s) >~in_%s%s%s\n", s->transitions_n == 0 ? " \"\" " : " ", s->name,
           s->transitions_n == 0 ? " -> final" : "", is_last ? "" : ",");
}

static void emit_grammar(struct machines *all, const struct machine *m) {
  struct text *t = output_file(&all->gen->output, memory_print("%s.rl", m->name));
  gen_header(t, "machine");
  text_add(t, "%%%%{\n  machine %s;\n  alphtype unsigned char;\n\n", m->name);
  for (size_t i = 0; i < all->events_n; i++)
    text_add(t, "  %s = %zu;\n", all->events[i].word, i);
  text_add(t, "\n");
  const struct state *last = NULL;
  for (size_t i = 0; i < all->states_n; i++) {
    if (all->states[i]->machine != m)
      continue;
    last = all->states[i];
    text_add(t, "  action in_%s { *state = %uu; }\n", last->name, last->number);
  }
  text_add(t, "\n  main := (\n");
  for (size_t i = 0; i < all->states_n; i++) {
    if (all->states[i]->machine == m)
      emit_state(all, t, all->states[i], all->states[i] == last);
  }
  text_add(t, "  );\n}%%%%\n");
}

void gen_machines_grammars(struct gen *g) {
  struct machines *all = machines_read(g);
  for (size_t i = 0; all != NULL && i < all->n; i++)
    emit_grammar(all, &all->list[i]);
}
