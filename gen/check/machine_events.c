/* The events that move a machine: what the engine reports, outcomes of decisions, and the messages of the registries. */
#include "base/memory.h"
#include "check/machine.h"
#include <ctype.h>
#include <string.h>

static void add_event(struct machines *m, const char *word, const char *title, int type) {
  if (m->events_n < EVENTS_MAX) {
    struct event e = {memory_print("HF_EVENT_%s", upper(word)), word, title, type};
    m->events[m->events_n] = e;
  }
  m->events_n++;
}

/* "client_hello" -> "ClientHello" */
static const char *camel(const char *name) {
  char *s = memory_text(name, strlen(name));
  char *out = s;
  int starts = 1;
  for (const char *p = name; *p != '\0'; p++) {
    if (*p != '_')
      *out++ = starts ? (char)toupper((unsigned char)*p) : *p;
    starts = *p == '_';
  }
  *out = '\0';
  return s;
}

static void add_recv(struct machines *m, const char *title, int type) {
  add_event(m, memory_print("recv_%s", snake(title)), title, type);
}

static size_t most_outcomes(const struct machines *m) {
  size_t most = 1;
  for (size_t i = 0; i < m->decisions_said.n; i++) {
    if (m->decisions_said.list[i].outcomes_n > most)
      most = m->decisions_said.list[i].outcomes_n;
  }
  return most;
}

void events_make(struct machines *m) {
  const struct csv_table *types = m->gen->registries.handshake_types;
  add_event(m, "none", "nothing", -1);
  add_event(m, "error", "an error", -1);
  add_event(m, "done", "done", -1);
  add_event(m, "close", "close", -1);
  add_event(m, "end_of_input", "end of input", -1);
  add_event(m, "update_keys", "update keys", -1);
  m->outcomes_n = most_outcomes(m);
  for (size_t i = 0; i < m->outcomes_n; i++)
    add_event(m, memory_print("outcome_%zu", i), memory_print("outcome %zu", i), -1);
  for (size_t i = 0; i < types->rows_n; i++) {
    add_recv(m, camel(csv_text(types, &types->rows[i], "Description")), (int)types->rows[i].value);
  }
  add_recv(m, "ChangeCipherSpec", -1);
  add_recv(m, "ApplicationData", -1);
  add_recv(m, "Alert.warning", -1);
  add_recv(m, "Alert.close_notify", -1);
  add_recv(m, "Alert.fatal", -1);
  if (m->events_n <= EVENTS_MAX)
    return;
  diagnose_run(&m->gen->diagnostics,
               "%zu events, but Ragel's alphabet has %u characters: split a decision that has %zu outcomes",
               m->events_n, EVENTS_MAX, m->outcomes_n);
  m->events_n = EVENTS_MAX;
}

unsigned events_recv(const struct machines *m, const char *message) {
  const char *word = memory_print("recv_%s", snake(message));
  for (unsigned i = 0; i < m->events_n; i++) {
    if (strcmp(m->events[i].word, word) == 0 && strcmp(m->events[i].title, message) == 0)
      return i;
  }
  return EVENT_NONE;
}

const char *message_of(const char *what, const char **context) {
  const char *colon = strchr(what, ':');
  *context = colon == NULL ? NULL : colon + 1;
  return colon == NULL ? what : memory_text(what, (size_t)(colon - what));
}

int message_is_sendable(const struct machines *m, const char *message) {
  if (strncmp(message, "Alert.", 6) == 0)
    return csv_find(m->gen->registries.alerts, "Description", message + 6) != NULL;
  unsigned e = events_recv(m, message);
  return e != EVENT_NONE && strcmp(message, "ApplicationData") != 0;
}

int outcome_number(const struct fsm_decision *decision, const char *outcome) {
  for (size_t i = 0; i < decision->outcomes_n; i++) {
    if (strcmp(decision->outcomes[i].text, outcome) == 0)
      return (int)i;
  }
  return -1;
}
