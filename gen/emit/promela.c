/* proofs/generated/handshake.pml: both machines in Promela, one process each, state by state as the transition tables say.
   What the steps mean is written by hand in proofs/model/; the claims come from spec/properties.ltl. Each row of a table has a
   mark ROW(state * 256 + event), each claim a mark CLAIM(property * 100 + number): Spin shows them where an assertion fails, and
   where no run came. proofs/generated/rows.tsv and claims.tsv say what the marks stand for: proofs/model.sh reads them.
   What a row does is one step to Spin (d_step): sides meet only where they wait for each other. Behind it stands DONE, for a run
   that is told step by step (proofs/model/follow.pml). */
#include "base/memory.h"
#include "check/properties.h"
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
        emit_assert(m, p->claims[k], "       ");
    }
  }
}

static unsigned row_mark(const struct state *s, const struct transition *tr) {
  return s->number * EVENTS_MAX + tr->event;
}

static void emit_act(struct model *m, const char *verb, const char *name) {
  text_add(m->t, "       %s_%s(%s, %d, %s);\n", verb, name, m->me, m->is_server, m->peer);
}

/* A row: its mark, then in one step what is claimed of it and what it does, then the next state. */
static void emit_row(struct model *m, const struct state *s, const struct transition *tr, const char *verb) {
  text_add(m->t, "     ROW(%u); /* %s */\n     d_step {\n", row_mark(s, tr), transition_source(tr));
  emit_claims(m, s, tr, 0);
  if (verb != NULL)
    emit_act(m, verb, snake(tr->row->what.text));
  emit_claims(m, s, tr, 1);
  if ((strcmp(tr->target->name, "open") == 0 || strcmp(tr->target->name, "open13") == 0) && tr->target != s)
    text_add(m->t, "       reach_open(%s, %s);\n", m->me, m->peer);
  text_add(m->t, "       DONE(%s, %d, %u);\n       skip\n     };\n     goto at_%s", m->me, m->is_server,
           row_mark(s, tr), tr->target->name);
}

/* What may come; all else is refused, and so is what is not of its form, unless it is not read. A state that waits for its
   caller alone reads nothing: what comes is dropped. */
static void emit_wait(struct model *m, const struct state *s) {
  text_add(m->t, "  hear(%s, to_%s);\n  if\n", m->me, m->me);
  for (size_t i = 0; i < s->transitions_n; i++) {
    const struct transition *tr = &s->transitions[i];
    const char *context;
    if (tr->is_error)
      continue;
    message_of(tr->row->what.text, &context);
    int is_read = context == NULL || strcmp(context, "unread") != 0;
    text_add(m->t, "  :: type == %s%s ->\n", upper(m->all->events[tr->event].word),
             is_read ? " && value != MALFORMED" : "");
    emit_row(m, s, tr, "take");
    text_add(m->t, "\n");
  }
  if (s->step == FSM_CALL)
    text_add(m->t, "  :: else -> goto at_%s\n  fi;\n", s->name);
  else
    text_add(m->t, "  :: else -> goto refuse\n  fi;\n");
}

static void emit_decision(struct model *m, const struct state *s) {
  const char *name = s->row->what.text;
  text_add(m->t, "  outcome = 0;\n  d_step {\n");
  emit_act(m, "decide", name);
  text_add(m->t, "       skip\n  };\n  if\n");
  for (size_t i = 0; i < s->transitions_n; i++) {
    const struct transition *tr = &s->transitions[i];
    if (tr->is_error)
      continue;
    text_add(m->t, "  :: outcome == %s_%s ->\n", upper(name), upper(tr->outcome->name.text));
    emit_row(m, s, tr, NULL);
    text_add(m->t, "\n");
  }
  text_add(m->t, "  fi;\n");
}

static void emit_work(struct model *m, const struct state *s) {
  emit_row(m, s, &s->transitions[0], s->step == FSM_SEND ? "send" : "do");
  text_add(m->t, ";\n");
}

static void emit_failure(struct model *m, const struct state *s) {
  text_add(m->t, "  printf(\"FAILS %s %s\\n\");\n", m->me, s->name);
  const struct csv_table *errors = m->all->gen->registries.errors;
  const struct csv_row *row = csv_find(errors, "Name", s->error);
  int has_alert = row == NULL || strcmp(csv_text(errors, row, "Alert"), "none") != 0;
  text_add(m->t, "  goto %s;\n", has_alert ? "refuse" : "give_up");
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
    text_add(m->t, "  outcome = 0;\n  d_step {\n    finish(%s, %s);\n    skip\n  };\n  goto over;\n", m->me, m->peer);
  }
}

static void emit_process(struct model *m, const struct machine *machine) {
  text_add(m->t,
           "\nproctype %c%s() {\n  atomic {\n"
           "  goto at_%s;\n",
           toupper((unsigned char)machine->name[0]), machine->name + 1, machine->start->name);
  for (size_t i = 0; i < machine->states_n; i++) {
    if (machine->states[i]->is_reached)
      emit_state(m, machine->states[i]);
  }
  text_add(m->t,
           "\nrefuse:\n  outcome = 0;\n  d_step {\n    alert(%s, %s);\n    skip\n  };\n\ngive_up:\n  outcome = 0;\n  "
           "d_step {\n    fail(%s, %s);\n    skip\n  };\n\n"
           "over:\n  outcome = 0;\n  always();\n  }\nend_over:\n  false\n}\n",
           m->me, m->peer, m->me, m->peer);
}

/* The claims over all states, and those over whole runs. */
static void emit_always(struct model *m) {
  text_add(m->t, "\ninline always() {\n  d_step {\n    rest();\n");
  for (size_t i = 0; i < m->properties->n; i++) {
    const struct property *p = m->properties->list[i];
    for (size_t k = 0; k < p->claims_n; k++) {
      if (p->claims[k]->kind == CLAIM_ALWAYS)
        emit_assert(m, p->claims[k], "    ");
    }
  }
  text_add(m->t, "    skip\n  }\n}\n");
}

static void emit_finally(struct model *m) {
  text_add(m->t, "\n#ifdef FINALLY\n");
  for (size_t i = 0; i < m->properties->n; i++) {
    const struct property *p = m->properties->list[i];
    for (size_t k = 0; k < p->claims_n; k++) {
      if (p->claims[k]->kind == CLAIM_FINALLY)
        text_add(m->t, "ltl %s { <> (%s) }\n", p->id, p->claims[k]->text);
    }
  }
  text_add(m->t, "#endif\n");
}

/* What a mark stands for: mark, machine, state, step, next state, source, and the claims over it. */
static void emit_rows_from(struct model *m, const struct state *s) {
  static const char *const words[] = {[FSM_RECV] = "takes",
                                      [FSM_CALL] = "is called",
                                      [FSM_SEND] = "sends",
                                      [FSM_DO] = "does",
                                      [FSM_DECIDE] = "decides"};
  for (size_t i = 0; i < s->transitions_n; i++) {
    const struct transition *tr = &s->transitions[i];
    if (tr->is_error)
      continue;
    text_add(m->t, "%u\t%s\t%s\t%s %s%s%s\t%s\t%s\t", row_mark(s, tr), s->machine->name, s->name, words[tr->row->step],
             tr->row->what.text, tr->outcome != NULL ? " " : "", tr->outcome != NULL ? tr->outcome->name.text : "",
             tr->target->name, transition_source(tr));
    const char *blank = "";
    for (size_t k = 0; k < m->properties->n; k++) {
      const struct property *p = m->properties->list[k];
      for (size_t c = 0; c < p->claims_n; c++) {
        if (!claim_fits(p->claims[c], s, tr))
          continue;
        text_add(m->t, "%s%u", blank, p->claims[c]->number);
        blank = " ";
      }
    }
    text_add(m->t, "\n");
  }
}

static void emit_row_list(struct model *m) {
  m->t = output_file(&m->all->gen->output, "rows.tsv");
  for (size_t i = 0; i < m->all->states_n; i++) {
    if (m->all->states[i]->is_reached)
      emit_rows_from(m, m->all->states[i]);
  }
}

/* What a claim's number stands for: number, property, kind, line, claim. A property without claims: 0, and why. */
static void emit_claim_list(struct model *m) {
  m->t = output_file(&m->all->gen->output, "claims.tsv");
  for (size_t i = 0; i < m->properties->n; i++) {
    const struct property *p = m->properties->list[i];
    if (p->claims_n == 0)
      text_add(m->t, "0\t%s\toutside\t%u\t%s\n", p->id, p->place.line, p->outside);
    for (size_t k = 0; k < p->claims_n; k++) {
      const struct claim *c = p->claims[k];
      text_add(m->t, "%u\t%s\t%s\t%u\t%s\n", c->number, p->id, claim_kind_word(c->kind), c->place.line, c->written);
    }
  }
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
  emit_row_list(&m);
  emit_claim_list(&m);
  m.t = output_file(&g->output, "handshake.pml");
  gen_header(m.t, memory_print("machine and spec/%s", m.properties->source->name));
  emit_numbers(&m);
  text_add(m.t, "\n#define CLAIM(number) (number == 0)\n#define ROW(number) printf(\"ROW %%d\\n\", number)\n");
  text_add(m.t, "\n#include \"../model/party.pml\"\n#include \"../model/follow.pml\"\n#include "
                "\"../model/records.pml\"\n#include \"../model/steps.pml\"\n"
                "#include \"../model/decisions.pml\"\n#include \"../model/steps13.pml\"\n");
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
