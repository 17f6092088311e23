/* engine/generated/profile.h: what the engine's hand-written text asks of the profile, as constants, so that a compiler sees what cannot
   happen; and the names of what the profile leaves out, with numbers that nothing has. */
#include "base/memory.h"
#include "check/extensions.h"
#include "emit/machine.h"
#include <string.h>

static void emit_has(struct text *t, const char *what, int is_there) {
  const char *begin = memory_print("#define HF_HAS_%s", upper(what));
  text_add(t, "%s%s%uu\n", begin, padding(strlen(begin), 64), is_there != 0);
}

/* Rows of a part stand together. */
static void emit_parts(struct text *t, const struct profile *p) {
  const char *before = "";
  for (size_t i = 0; i < p->all_parts->rows_n; i++) {
    const char *part = csv_text(p->all_parts, &p->all_parts->rows[i], "Part");
    if (strcmp(part, before) != 0)
      emit_has(t, part, profile_has(&p->parts, part));
    before = part;
  }
}

/* Whether a suite of the profile has this word in C for one of its parts. */
static int has_part(const struct gen *g, const char *word) {
  for (size_t i = 0; i < g->suites.n; i++) {
    const struct suite *s = &g->suites.list[i];
    if (strcmp(s->protection, word) == 0 || strcmp(s->key_exchange, word) == 0)
      return 1;
  }
  return 0;
}

static int is_there(const struct actions *list, const char *constant) {
  for (size_t i = 0; i < list->n; i++) {
    if (strcmp(list->list[i].constant, constant) == 0)
      return 1;
  }
  return 0;
}

static int has_state(const struct machines *all, const char *constant) {
  for (size_t i = 0; i < all->states_n; i++) {
    if (strcmp(all->states[i]->constant, constant) == 0)
      return 1;
  }
  return 0;
}

/* A name that the profile leaves out. No state, step or event has so high a number. */
static void emit_left_out(struct text *t, const char *constant, unsigned *number) {
  const char *begin = memory_print("#define %s", constant);
  text_add(t, "%s%s%uu\n", begin, padding(strlen(begin), 64), 65535u - *number);
  *number += 1;
}

static void emit_actions_left_out(struct text *t, const struct actions *full, const struct actions *ours,
                                  unsigned *number) {
  for (size_t i = 0; i < full->n; i++) {
    if (!is_there(ours, full->list[i].constant))
      emit_left_out(t, full->list[i].constant, number);
  }
}

static void emit_outcomes_left_out(struct text *t, const struct machines *all, unsigned *number) {
  for (size_t i = 0; i < all->full->decisions.n; i++) {
    const struct action *a = &all->full->decisions.list[i];
    for (size_t k = 0; !is_there(&all->decisions, a->constant) && k < a->decision->outcomes_n; k++)
      emit_left_out(
          t, memory_print("HF_OUTCOME_%s_%s", upper(a->decision->name.text), upper(a->decision->outcomes[k].text)),
          number);
  }
}

static void emit_names_left_out(struct text *t, const struct machines *all) {
  unsigned number = 0;
  text_add(t, "\n/* What this profile leaves out. */\n");
  for (size_t i = 0; i < all->full->n; i++) {
    const char *name = all->full->list[i].name;
    if (!profile_has(&all->gen->profile->machines, name))
      text_add(t, "#define HF_%s_START 0u\n", upper(name));
  }
  for (size_t i = 0; i < all->full->states_n; i++) {
    if (!has_state(all, all->full->states[i]->constant))
      emit_left_out(t, all->full->states[i]->constant, &number);
  }
  emit_actions_left_out(t, &all->full->sends, &all->sends, &number);
  emit_actions_left_out(t, &all->full->decisions, &all->decisions, &number);
  emit_actions_left_out(t, &all->full->works, &all->works, &number);
  emit_outcomes_left_out(t, all, &number);
}

void emit_profile(struct machines *all) {
  const struct profile *p = all->gen->profile;
  struct text *t = output_file(&all->gen->output, "profile.h");
  gen_header(t, p->source->name);
  text_add(t, "#ifndef HF_GENERATED_PROFILE_H\n#define HF_GENERATED_PROFILE_H\n\n"
              "/* What this engine has: 1, or 0. */\n");
  emit_has(t, "client", profile_has(&p->machines, "client"));
  emit_has(t, "server", profile_has(&p->machines, "server"));
  for (unsigned v = 0; v < VERSIONS; v++)
    emit_has(t, version_constants[v], version_is_spoken(p, v));
  emit_has(t, "rsa_key_exchange", has_part(all->gen, "HF_KEY_EXCHANGE_RSA"));
  emit_has(t, "cbc", has_part(all->gen, "HF_PROTECTION_CBC"));
  emit_has(t, "gcm", has_part(all->gen, "HF_PROTECTION_GCM"));
  emit_has(t, "chacha20_poly1305", has_part(all->gen, "HF_PROTECTION_CHACHA20_POLY1305"));
  emit_parts(t, p);
  if (all->full != NULL)
    emit_names_left_out(t, all);
  text_add(t, "#endif\n");
}
