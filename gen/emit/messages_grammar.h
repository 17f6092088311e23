/* Messages as Ragel grammars. All that depends on data is a named action, an operation; its name carries the operation
   and what it is about:
     add          number = number * 256 + byte
     keep_K       keep this byte; the field's offset is K         pass         let this byte pass
     store_K      keep the number in slot K                       each_K       give the number to function K
     vec_NAME     the number is the length of vector NAME: check it, open the vector, go to its first element
     run_NAME     the number is the length of bytes NAME: check it, go to them
     bulk_NAME    bytes NAME, as many as there are
     end_NAME     an element is complete: at the end of the vector close it, and all that end here; else go to NAME
     room_N       the next field, of N bytes, must fit into the innermost vector
     done         the message is complete
   A field is a chain of states; what stands behind a length is a machine of its own, an entry point of the automaton. */
#ifndef GEN_MESSAGES_GRAMMAR_H
#define GEN_MESSAGES_GRAMMAR_H
#include "check/messages_items.h"

#define GO_DONE "done"         /* the message is complete */
#define GO_TRAILING "trailing" /* nothing may come here */

/* Where to go on: at a machine, or, when it may end there and the innermost vector does, behind that. */
struct go {
  const char *to;
  int may_end;
};

struct list { /* a vector, or bytes with a length before them */
  const char *name;
  const struct item *item;
  struct go first;
  struct go after;
};

struct grammar_machine {
  const char *name;
  const char *expression;
  unsigned width; /* bytes of its first field */
};

struct grammar_action {
  const char *name;
  const char *code; /* for Ragel's own C */
};

struct grammar {
  const char *name;
  const struct layout *l;
  struct grammar_machine *machines;
  size_t machines_n;
  struct list *lists;
  size_t lists_n;
  struct grammar_action *actions;
  size_t actions_n;
};

/* One for each struct at which an entry begins, in their order; *n of them. */
struct grammar *messages_grammars(const struct layout *l, size_t *n);
void grammar_print(const struct grammar *g, struct text *t);
#endif
