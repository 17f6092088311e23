/* engine/generated/machine_spec.h: the machines in ACSL, written straight from the transition tables and not from what
   Ragel made of them, so that a proof that hf_machine_next computes spec_next covers Ragel and the folding. */
#include "base/memory.h"
#include "emit/machine.h"

static void emit_state(const struct machines *all, struct text *t, const struct state *s) {
  text_add(t, "      s == %u ? ( // %s %s\n", s->number, s->machine->name, s->name);
  for (size_t i = 0; i < s->transitions_n; i++) {
    const struct transition *tr = &s->transitions[i];
    text_add(t, "        e == %u ? %u : // %s -> %s\n", tr->event, tr->target->number, all->events[tr->event].word,
             tr->target->name);
  }
  text_add(t, "        0) :\n");
}

void emit_machine_spec(struct machines *all) {
  struct text *t = output_file(&all->gen->output, "machine_spec.h");
  gen_header(t, "machine");
  text_add(t, "#ifndef HF_GENERATED_MACHINE_SPEC_H\n#define HF_GENERATED_MACHINE_SPEC_H\n\n"
              "/* What the transition tables say, for proofs: the state that follows state s on event e, 0 where no "
              "row says. */\n"
              "/*@ logic integer spec_next(integer s, integer e) =\n");
  for (size_t i = 0; i + 1 < all->moving_n; i++)
    emit_state(all, t, all->states[i]);
  text_add(t, "      0; */\n#endif\n");
}
