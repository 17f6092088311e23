/* The machines of a profile as one graph: what its sheets say, every name resolved, numbered and checked. */
#ifndef GEN_MACHINE_H
#define GEN_MACHINE_H
#include "gen.h"
#include "read/fsm.h"

#define EVENTS_MAX 256u /* an event is one character of Ragel's alphabet */

struct event {
  const char *constant; /* HF_EVENT_RECV_CLIENT_HELLO */
  const char *word;     /* recv_client_hello: in grammars */
  const char *title;    /* ClientHello: for people */
  int type;             /* recv of a handshake message: its type; else -1 */
};

/* The fixed events; outcomes and then messages follow. */
enum { EVENT_NONE, EVENT_ERROR, EVENT_DONE, EVENT_CLOSE, EVENT_END_OF_INPUT, EVENT_UPDATE_KEYS, EVENT_OUTCOME_0 };

struct transition {
  unsigned event;
  struct state *target;
  const struct fsm_row *row;
  const struct fsm_outcome *outcome; /* NULL: not that of a decision */
  struct place place;
  int is_common; /* of `everywhere' */
  int is_error;  /* HF_EVENT_ERROR, which no row says */
};

struct state {
  const struct machine *machine;
  const char *name;          /* await_finished; fail_finished_different */
  const char *constant;      /* HF_CLIENT_AWAIT_FINISHED */
  const struct fsm_row *row; /* the first; NULL: a failure that a row leads to */
  enum fsm_step step;
  const char *step_constant; /* HF_SEND_CERTIFICATE; HF_ERROR_FINISHED_DIFFERENT; "0u" */
  const char *context;       /* of the messages it receives: rsa, ecdhe, unread; NULL: none */
  struct place context_place;
  const char *error; /* of a failure: its name, or reported */
  struct transition *transitions;
  size_t transitions_n;
  unsigned number; /* in hf_machine_next */
  int is_reached;
  int can_end;
  int mark;
  size_t run; /* the most steps from here to a state that waits or is over, this one included */
};

/* A block that a machine has a copy of, and for which row. */
struct copy {
  const struct fsm_block *block;
  const char *prefix;
  unsigned line;
};

struct machine {
  const char *name;           /* client */
  struct fsm_rows rows;       /* of all sheets, without blocks */
  struct fsm_word start_word; /* text NULL: none was said */
  struct copy *copies;
  size_t copies_n;
  struct state **states;
  size_t states_n;
  struct state *start;
};

/* Something that the engine's hand-written part does, with a number of its own: a message sent, a decision, work. */
struct action {
  const char *name;     /* certificate_empty; check_finished; derive_master_secret */
  const char *constant; /* HF_SEND_CERTIFICATE_EMPTY */
  const char *message;  /* of a send: Certificate */
  const struct fsm_decision *decision;
};

struct actions {
  struct action *list;
  size_t n;
};

struct machines {
  struct gen *gen;
  const struct machines *full; /* those of the profile that has all; of that profile itself: NULL */
  struct fsm_sheet **sheets;   /* of the profile, in its order */
  size_t sheets_n;
  struct fsm_decisions decisions_said; /* by all sheets */
  struct machine *list;
  size_t n;
  struct event events[EVENTS_MAX];
  size_t events_n;
  size_t outcomes_n; /* the most that a decision has */
  struct actions sends;
  struct actions decisions;
  struct actions works;
  struct state **states; /* of all machines, by number - 1; those that can be left come first */
  size_t states_n;
  size_t longest;  /* the most steps that are taken one after the other without waiting */
  size_t moving_n; /* states that can be left, and 0: rows of the table */
};

/* Reads the machines of the profile, builds the graph and checks it, the first time; then what came of that. NULL when there was an
   error. */
struct machines *machines_read(struct gen *g);

/* machine_events.c */
void events_make(struct machines *m);
/* The event of receiving a message, named as in a row without its context; EVENT_NONE when there is no such message. */
unsigned events_recv(const struct machines *m, const char *message);
/* "ClientKeyExchange:rsa" -> "ClientKeyExchange", and *context "rsa" or NULL. */
const char *message_of(const char *what, const char **context);
/* Whether a message can be sent: a handshake message, ChangeCipherSpec, or Alert. and a description. */
int message_is_sendable(const struct machines *m, const char *message);
/* The number of an outcome in its decision, or -1. */
int outcome_number(const struct fsm_decision *decision, const char *outcome);

/* machine_words.c: what may be a name in a sheet. Comes first. */
void sheet_check_words(struct machines *all, const struct fsm_sheet *sheet);

/* machine_blocks.c: the blocks of all sheets; and, when machines were made of them, that each is used. */
void machines_check_blocks(struct machines *all);
void machines_check_used(struct machines *all);

/* machine_sheets.c: the rows of a machine from all sheets. */
void machine_gather(struct machines *all, struct machine *m);

/* machine_states.c */
/* Whether a row waits, for a message or for the caller. */
int row_waits(const struct fsm_row *row);
/* Whether a state does: FSM_RECV of one that reads messages, FSM_CALL of one that waits for the caller alone. */
int state_waits(const struct state *s);
/* The state of this name, or NULL. */
struct state *state_find(const struct machine *m, const char *name);
/* The state that a machine fails in with an error, made when it is first needed. */
struct state *state_failure(struct machines *all, struct machine *m, const struct fsm_word *error);
/* Makes the row's state. A state may have many rows only when it waits: recv and call, in any number. */
void state_define(struct machines *all, struct machine *m, const struct fsm_row *row);

/* machine_build.c: states and transitions of one machine. */
void machine_build(struct machines *all, struct machine *m);
/* machine_decisions.c: what sheets declare, and that each decision is taken. */
void machines_gather_decisions(struct machines *all);
void machines_check_decisions(struct machines *all);
/* machine_check.c: what must hold of the graph as a whole. */
void machine_check(struct machines *all, struct machine *m);
/* machine_entries.c: messages are read as one of the parser's entries. */
void machine_check_entries(struct machines *all, const struct machine *m);

/* "tls12.fsm:41 RFC5246 7.4.9" */
const char *transition_source(const struct transition *t);
#endif
