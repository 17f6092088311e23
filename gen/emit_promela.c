/* proofs/generated/handshake.pml: both machines in Promela, one process each, state by state as the transition tables say.
   What the steps mean is written by hand in proofs/model/; the claims come from spec/properties.ltl. Each row of a table has a
   mark ROW(state * 32 + event), each claim a mark CLAIM(property * 100 + number): Spin shows them where an assertion fails, and
   where no run came. */
#include "memory.h"
#include "properties.h"
#include <ctype.h>
#include <string.h>

struct model {
  struct machines *all;
  struct properties *properties;
  struct text *t;
  const char *me; /* the machine being written, and the other one */
  const char *peer;
  int is_server;
};

static void emit_numbers(struct model *m) {
  struct text *t = m->t;
  text_add(t, "\n/* Events. */\n");
  for (size_t i = EVENT_CLOSE; i < m->all->events_n; i++) {
    if (i < EVENT_OUTCOME_0 || i >= EVENT_OUTCOME_0 + m->all->outcomes_n)
      text_add(t, "#define %s %zu\n", upper(m->all->events[i].word), i);
  }
  text_add(t, "\n/* What decisions answer. */\n");
  for (size_t i = 0; i < m->all->decisions.n; i++) {
    const struct fsm_decision *d = m->all->decisions.list[i].decision;
    for (size_t k = 0; k < d->outcomes_n; k++)
      text_add(t, "#define %s_%s %zu\n", upper(d->name.text), upper(d->outcomes[k].text), k + 1);
  }
}

/* An assertion that names its claim when it fails: pan prints its text. */
static void emit_assert(struct model *m, const struct claim *c, const char *blanks) {
  text_add(m->t, "%sassert(CLAIM(%u) || (%s));\n", blanks, c->number, claim_text(c, m->me, m->peer));
}

/* The claims over a transition: before what it does, or behind it when it is about the state that is reached. */
static void emit_claims(struct model *m, const struct state *s, const struct transition *tr, int behind) {
  for (size_t i = 0; i < m->properties->n; i++) {
    const struct property *p = m->properties->list[i];
    for (size_t k = 0; k < p->claims_n; k++) {
      if (claim_fits(p->claims[k], s, tr) && (p->claims[k]->kind == CLAIM_REACHES) == behind)
        emit_assert(m, p->claims[k], "     ");
    }
  }
}

static void emit_act(struct model *m, const char *verb, const char *name) {
  text_add(m->t, "     %s_%s(%s, %d, %s);\n", verb, name, m->me, m->is_server, m->peer);
}

/* From a transition's step to the next state. */
static void emit_follow(struct model *m, const struct state *s, const struct transition *tr) {
  emit_claims(m, s, tr, 1);
  if (strcmp(tr->target->name, "open") == 0 && tr->target != s)
    text_add(m->t, "     reach_open(%s, %s);\n", m->me, m->peer);
  text_add(m->t, "     goto at_%s\n", tr->target->name);
}

static void emit_mark(struct model *m, const struct state *s, const struct transition *tr) {
  text_add(m->t, "     ROW(%u); /* %s */\n", s->number * EVENTS_MAX + tr->event, transition_source(s, tr));
}

/* What may come; all else is refused, and so is what is not of its form, unless it is not read. */
static void emit_wait(struct model *m, const struct state *s) {
  text_add(m->t, "  rest();\n  always();\n  hear(%s, %s, to_%s);\n  if\n", m->me, m->peer, m->me);
  for (size_t i = 0; i < s->transitions_n; i++) {
    const struct transition *tr = &s->transitions[i];
    const char *context;
    if (tr->is_error)
      continue;
    message_of(tr->row->what.text, &context);
    int is_read = context == NULL || strcmp(context, "unread") != 0;
    text_add(m->t, "  :: type == %s%s ->\n", upper(m->all->events[tr->event].word),
             is_read ? " && value != MALFORMED" : "");
    emit_mark(m, s, tr);
    emit_claims(m, s, tr, 0);
    emit_act(m, "take", snake(tr->row->what.text));
    emit_follow(m, s, tr);
  }
  text_add(m->t, "  :: else -> goto refuse\n  fi;\n");
}

static void emit_decision(struct model *m, const struct state *s) {
  const char *name = s->row->what.text;
  emit_act(m, "decide", name);
  text_add(m->t, "  if\n");
  for (size_t i = 0; i < s->transitions_n; i++) {
    const struct transition *tr = &s->transitions[i];
    if (tr->is_error)
      continue;
    text_add(m->t, "  :: outcome == %s_%s ->\n", upper(name), upper(tr->outcome->name.text));
    emit_mark(m, s, tr);
    text_add(m->t, "     outcome = 0;\n");
    emit_claims(m, s, tr, 0);
    emit_follow(m, s, tr);
  }
  text_add(m->t, "  fi;\n");
}

static void emit_work(struct model *m, const struct state *s) {
  const struct transition *tr = &s->transitions[0];
  emit_mark(m, s, tr);
  emit_claims(m, s, tr, 0);
  emit_act(m, s->step == FSM_SEND ? "send" : "do", snake(s->row->what.text));
  emit_claims(m, s, tr, 1);
  if (strcmp(tr->target->name, "open") == 0)
    text_add(m->t, "     reach_open(%s, %s);\n", m->me, m->peer);
  text_add(m->t, "     goto at_%s;\n", tr->target->name);
}

static void emit_failure(struct model *m, const struct state *s) {
  const struct csv_table *errors = m->all->gen->registries.errors;
  const struct csv_row *row = csv_find(errors, "Name", s->error);
  int has_alert = row == NULL || strcmp(csv_text(errors, row, "Alert"), "none") != 0;
  text_add(m->t, "  fail(%s, %s, %d);\n  goto over;\n", m->me, m->peer, has_alert);
}

static void emit_state(struct model *m, const struct state *s) {
  text_add(m->t, "\nat_%s:\n", s->name);
  switch (s->step) {
  case FSM_RECV:
  case FSM_CALL:
    emit_wait(m, s);
    break;
  case FSM_DECIDE:
    emit_decision(m, s);
    break;
  case FSM_SEND:
  case FSM_DO:
    emit_work(m, s);
    break;
  case FSM_FAIL:
    emit_failure(m, s);
    break;
  default:
    text_add(m->t, "  finish(%s, %s);\n  goto over;\n", m->me, m->peer);
  }
}

static void emit_process(struct model *m, const struct machine *machine) {
  text_add(m->t,
           "\nproctype %c%s() {\n  byte type, value, seal, outcome, signature;\n  short other;\n  atomic {\n"
           "  goto at_%s;\n",
           toupper((unsigned char)machine->name[0]), machine->name + 1, machine->start->name);
  for (size_t i = 0; i < machine->states_n; i++) {
    if (machine->states[i]->is_reached)
      emit_state(m, machine->states[i]);
  }
  text_add(m->t, "\nrefuse:\n  fail(%s, %s, 1);\n\nover:\n  always();\n  }\nend_over:\n  false\n}\n", m->me, m->peer);
}

/* The claims over all states, and those over whole runs. */
static void emit_always(struct model *m) {
  text_add(m->t, "\ninline always() {\n");
  for (size_t i = 0; i < m->properties->n; i++) {
    const struct property *p = m->properties->list[i];
    for (size_t k = 0; k < p->claims_n; k++) {
      if (p->claims[k]->kind == CLAIM_ALWAYS)
        emit_assert(m, p->claims[k], "  ");
    }
  }
  text_add(m->t, "  skip\n}\n");
}

static void emit_finally(struct model *m) {
  text_add(m->t, "\n#ifndef ATTACK\n");
  for (size_t i = 0; i < m->properties->n; i++) {
    const struct property *p = m->properties->list[i];
    for (size_t k = 0; k < p->claims_n; k++) {
      if (p->claims[k]->kind == CLAIM_FINALLY)
        text_add(m->t, "ltl %s { <> (%s) }\n", p->id, p->claims[k]->text);
    }
  }
  text_add(m->t, "#endif\n");
}

static int begin_model(struct model *m, struct gen *g) {
  m->all = machines_read(g);
  if (m->all == NULL)
    return 0;
  if (m->all->n != 2) {
    diagnose_run(&g->diagnostics, "the model is of two machines, but the profile has %zu", m->all->n);
    return 0;
  }
  m->properties = properties_read(m->all);
  m->me = m->all->list[0].name;
  m->peer = m->all->list[1].name;
  return m->properties != NULL;
}

void gen_machines_model(struct gen *g) {
  struct model m = {0};
  if (!begin_model(&m, g))
    return;
  m.t = output_file(&g->output, "handshake.pml");
  gen_header(m.t, memory_print("%s and spec/%s", machines_sources(m.all), m.properties->source->name));
  emit_numbers(&m);
  text_add(m.t, "\n#define CLAIM(number) (number == 0)\n#define ROW(number) assert(number > 0)\n");
  text_add(m.t,
           "\n#include \"../model/party.pml\"\n#include \"../model/records.pml\"\n#include \"../model/steps.pml\"\n"
           "#include \"../model/decisions.pml\"\n");
  emit_always(&m);
  for (size_t i = 0; i < 2; i++) {
    m.me = m.all->list[i].name;
    m.peer = m.all->list[1 - i].name;
    m.is_server = strcmp(m.me, "server") == 0;
    emit_process(&m, &m.all->list[i]);
  }
  text_add(m.t, "\n#include \"../model/network.pml\"\n");
  emit_finally(&m);
}
