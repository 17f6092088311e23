/* The automaton that `ragel -x` prints as XML. */
#ifndef GEN_AUTOMATON_H
#define GEN_AUTOMATON_H
#include "base/diagnostics.h"

/* Actions embedded at one place, in order, by name (NULL: an action without a name). */
struct automaton_actions {
  const char **names;
  size_t n;
};

struct automaton_transition {
  unsigned low; /* of the range of bytes, both included */
  unsigned high;
  unsigned target;                         /* index of a state */
  const struct automaton_actions *actions; /* never NULL; n = 0: none */
};

struct automaton_state {
  struct automaton_transition *transitions; /* by ascending range */
  size_t transitions_n;
  const struct automaton_actions *to; /* to-state actions; never NULL */
  int is_final;
};

struct automaton_entry {
  const char *name;
  unsigned state;
};

struct automaton {
  const char *name; /* of the Ragel machine */
  struct automaton_state *states;
  size_t states_n;
  struct automaton_entry *entries;
  size_t entries_n;
  unsigned start;
  unsigned error; /* the state that a byte without a transition leads to; states_n when there is none */
};

/* Reads the file. NULL with a diagnostic when it cannot be read, is not what `ragel -x` prints, or has what Handfast's
   grammars never do: an alphabet other than unsigned char, conditions, from-state or end-of-file actions. */
struct automaton *automaton_read(const char *path, struct diagnostics *d);
/* The state of an entry point, or -1. */
int automaton_entry(const struct automaton *a, const char *name);
/* The target on one byte, or -1; *actions, when not NULL, gets those of the transition. */
int automaton_next(const struct automaton *a, unsigned state, unsigned byte, const struct automaton_actions **actions);
#endif
