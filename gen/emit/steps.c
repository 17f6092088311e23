/* engine/generated/steps.h and steps.c: what the hand-written part of the engine must offer, and the dispatch to it. */
#include "base/memory.h"
#include "emit/machine.h"
#include <string.h>

/* Sends that are two constant bytes, or one: written here, whole. */
static int is_constant(const struct action *send) {
  return strncmp(send->message, "Alert.", 6) == 0 || strcmp(send->message, "ChangeCipherSpec") == 0;
}

/* What every function here asks of the connection, and promises (handshake/sound.h). */
static const char connection[] = "/*@ requires hf_sound(c);\n"
                                 "    HF_TOTAL;\n"
                                 "    assigns HF_STEP_CHANGES(c);\n"
                                 "    HF_STAYS_SOUND(c);\n";

static const char writing[] = "/*@ requires hf_sound(c);\n"
                              "    requires hf_sending(c, w);\n"
                              "    HF_TOTAL;\n"
                              "    assigns w->at, w->written, w->out[0 .. w->room - 1];\n"
                              "    ensures hf_writing(w); */\n";

/* Whether `fail reported' follows from the outcome in some state: then the decision has set the error. */
static int is_reported(const struct machines *all, const struct action *a, size_t outcome) {
  for (size_t i = 0; i < all->states_n; i++) {
    const struct state *s = all->states[i];
    if (strcmp(s->step_constant, a->constant) != 0)
      continue;
    for (size_t k = 0; k < s->transitions_n; k++) {
      const struct transition *t = &s->transitions[k];
      if (t->event == EVENT_OUTCOME_0 + outcome && t->target->error != NULL &&
          strcmp(t->target->error, "reported") == 0)
        return 1;
    }
  }
  return 0;
}

static void emit_decision(const struct machines *all, struct text *t, const struct action *a) {
  const struct fsm_decision *d = a->decision;
  const char *prefix = memory_print("HF_OUTCOME_%s_", upper(d->name.text));
  text_add(t, "%s    ensures \\result == HF_EVENT_NONE || \\result == HF_EVENT_ERROR", connection);
  for (size_t i = 0; i < d->outcomes_n; i++)
    text_add(t, " ||\n            \\result == %s%s", prefix, upper(d->outcomes[i].text));
  text_add(t, ";\n    ensures \\result == HF_EVENT_ERROR ==> c->machine.error != HF_OK;");
  for (size_t i = 0; i < d->outcomes_n; i++) {
    if (is_reported(all, a, i))
      text_add(t, "\n    ensures \\result == %s%s ==> c->machine.error != HF_OK;", prefix, upper(d->outcomes[i].text));
  }
  text_add(t, " */\nuint32_t hf_decide_%s(struct hf_connection *c);\n\n", a->name);
}

static void emit_work(struct text *t, const struct action *a) {
  text_add(t, "%s    ensures \\result < HF_ERRORS; */\nenum hf_error hf_do_%s(struct hf_connection *c);\n\n",
           connection, a->name);
}

static void emit_send(struct text *t, const struct action *a) {
  text_add(t, "%svoid hf_send_%s(struct hf_connection *c, struct hf_writer *w);\n\n", writing, a->name);
}

/* What a profile leaves out is declared too: its text is there, and is not linked. */
static void emit_header(struct machines *all) {
  const struct machines *said = all->full != NULL ? all->full : all;
  struct text *t = output_file(&all->gen->output, "steps.h");
  gen_header(t, "machine");
  text_add(t, "#ifndef HF_GENERATED_STEPS_H\n#define HF_GENERATED_STEPS_H\n#include \"generated/encode.h\"\n#include "
              "\"generated/errors.h\"\n"
              "#include \"generated/machine.h\"\n#include \"handshake/sound.h\"\n\n");
  text_add(t,
           "/* Decisions, in engine/handshake. Each answers one of its outcomes; or HF_EVENT_NONE when a private "
           "key is at work\n"
           "   elsewhere and the decision must be asked for again; or HF_EVENT_ERROR with c->machine.error set. */\n");
  for (size_t i = 0; i < said->decisions.n; i++)
    emit_decision(said, t, &said->decisions.list[i]);
  text_add(t, "/* Work, in engine/handshake. Each answers HF_OK or an hf_error. */\n");
  for (size_t i = 0; i < said->works.n; i++)
    emit_work(t, &said->works.list[i]);
  text_add(t, "/* Messages, in engine/handshake; alerts and ChangeCipherSpec in steps.c. Each writes its whole "
              "message, and is called\n"
              "   again with the same values when not all of it found room. */\n");
  for (size_t i = 0; i < said->sends.n; i++)
    emit_send(t, &said->sends.list[i]);
  text_add(
      t,
      "/* The same by number: the arg of an hf_step. Any other number: HF_EVENT_ERROR, HF_ERROR_MESSAGE_TABLE, "
      "nothing. */\n"
      "%s    ensures \\result < HF_EVENTS; */\nuint32_t hf_dispatch_decide(struct hf_connection *c, uint32_t id);\n\n"
      "%s    ensures \\result < HF_ERRORS; */\nenum hf_error hf_dispatch_do(struct hf_connection *c, uint32_t id);\n\n"
      "%svoid hf_dispatch_send(struct hf_connection *c, struct hf_writer *w, uint32_t id);\n\n",
      connection, connection, writing);
  text_add(t, "/* The content type of the records that a message goes into: HF_CONTENT_... */\n"
              "/*@ HF_TOTAL;\n    assigns \\nothing; */\n"
              "uint32_t hf_send_type(uint32_t id);\n#endif\n");
}

/* Warnings are the closing alerts and the refusal to renegotiate (RFC 5246 7.2.1, 7.2.2); the rest is fatal. */
static const char *alert_level(const char *description) {
  static const char *const warnings[] = {"close_notify", "no_renegotiation", "user_canceled"};
  for (size_t i = 0; i < sizeof warnings / sizeof warnings[0]; i++) {
    if (strcmp(description, warnings[i]) == 0)
      return "HF_ALERT_LEVEL_WARNING";
  }
  return "HF_ALERT_LEVEL_FATAL";
}

static void emit_constant_send(struct text *t, const struct action *a) {
  text_add(t, "void hf_send_%s(struct hf_connection *c, struct hf_writer *w) {\n  (void)c;\n", a->name);
  if (strncmp(a->message, "Alert.", 6) == 0) {
    text_add(t, "  hf_put8(w, %s);\n  hf_put8(w, HF_ALERT_%s);\n}\n\n", alert_level(a->message + 6),
             upper(a->message + 6));
  } else {
    text_add(t, "  hf_put8(w, 1u);\n}\n\n");
  }
}

static void emit_switch(struct text *t, const char *head, const struct actions *list, const char *call,
                        const char *otherwise) {
  text_add(t, "%s {\n  switch (id) {\n", head);
  for (size_t i = 0; i < list->n; i++) {
    text_add(t, "  case %s:\n    ", list->list[i].constant);
    text_add(t, "%s%s", call, list->list[i].name);
    text_add(t, "%s", strncmp(call, "return", 6) == 0 ? "(c);\n" : "(c, w);\n    break;\n");
  }
  text_add(t, "  default:\n    %s\n  }\n}\n\n", otherwise);
}

static const char *content_type(const struct action *send) {
  if (strncmp(send->message, "Alert.", 6) == 0)
    return "HF_CONTENT_ALERT";
  if (strcmp(send->message, "ChangeCipherSpec") == 0)
    return "HF_CONTENT_CHANGE_CIPHER_SPEC";
  return NULL;
}

static void emit_send_type(struct text *t, const struct actions *sends) {
  text_add(t, "uint32_t hf_send_type(uint32_t id) {\n  switch (id) {\n");
  for (size_t i = 0; i < sends->n; i++) {
    const char *type = content_type(&sends->list[i]);
    if (type != NULL)
      text_add(t, "  case %s:\n    return %s;\n", sends->list[i].constant, type);
  }
  text_add(t, "  default:\n    return HF_CONTENT_HANDSHAKE;\n  }\n}\n");
}

static void emit_code(struct machines *all) {
  struct text *t = output_file(&all->gen->output, "steps.c");
  gen_header(t, "machine");
  text_add(t, "#include \"generated/steps.h\"\n#include \"generated/registry.h\"\n#include \"parse/writer.h\"\n\n");
  for (size_t i = 0; i < all->sends.n; i++) {
    if (is_constant(&all->sends.list[i]))
      emit_constant_send(t, &all->sends.list[i]);
  }
  emit_switch(t, "uint32_t hf_dispatch_decide(struct hf_connection *c, uint32_t id)", &all->decisions,
              "return hf_decide_", "c->machine.error = HF_ERROR_MESSAGE_TABLE;\n    return HF_EVENT_ERROR;");
  emit_switch(t, "enum hf_error hf_dispatch_do(struct hf_connection *c, uint32_t id)", &all->works, "return hf_do_",
              "return HF_ERROR_MESSAGE_TABLE;");
  emit_switch(t, "void hf_dispatch_send(struct hf_connection *c, struct hf_writer *w, uint32_t id)", &all->sends,
              "hf_send_", "break;");
  emit_send_type(t, &all->sends);
}

void emit_steps(struct machines *all) {
  emit_header(all);
  emit_code(all);
}
