/* Where the layout of a message is: the structs around, what is bound there, and what is known there of the forms it may have. */
#ifndef GEN_MESSAGES_SCOPE_H
#define GEN_MESSAGES_SCOPE_H
#include "check/messages_items.h"

#define FRAMES 24u

/* Where we are: the structs around, each with the path from it to here. */
struct scope {
  struct layout *l;
  const struct entry *entry;
  const char *message; /* whose fields are kept, */
  const char *room;    /* and where: fields of one room do not share bytes */
  const char *name;    /* for items */
  const char *last;    /* the part of the path that came last */
  const char *types[FRAMES];
  const char *paths[FRAMES];
  unsigned n;
  int is_repeated;       /* in an element: it may come more than once */
  const char *chosen_on; /* the field of bytes that was held against a constant, and what came of it; NULL: none was */
  const struct select_case *chosen;
};

struct scope scope_inside(const struct scope *s, const char *type);

/* The scope of a part; of an element when part is NULL. */
struct scope scope_part(const struct scope *s, const char *part);

/* What is bound to here, or to a part of here, by one of the verbs. */
struct binding *scope_binding(const struct scope *s, const char *part, unsigned verbs);

/* The case of a select on a context, in this entry; NULL when the entry does not know it. */
const struct select_case *form_by_context(const struct scope *s, const struct type *t);

/* Whether a type, or one in it, selects on a context. */
int form_depends(const struct type *t, const char *context);

/* The select further on that is about this field of bytes, or NULL. */
const struct type *form_select(const struct scope *s, const struct field *fields, size_t n);
#endif
