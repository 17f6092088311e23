/* What of the messages a profile needs: those that a state of its machines receives, and the extensions of its versions. The rest
   is laid out like any, so that where fields are kept does not depend on the profile; then it is cut off. */
#include "base/memory.h"
#include "check/extensions.h"
#include "check/machine.h"
#include "check/messages_items.h"
#include <string.h>

struct part {
  const struct machines *machines;
  struct layout *l;
};

/* Whether some state waits for messages of this type. */
static int is_received(const struct part *p, uint32_t type) {
  const struct machines *all = p->machines;
  for (size_t i = 0; i < all->states_n; i++) {
    const struct state *s = all->states[i];
    for (size_t k = 0; k < s->transitions_n; k++) {
      if (all->events[s->transitions[k].event].type == (int)type)
        return 1;
    }
  }
  return 0;
}

/* Whether a message of one of the profile's versions carries the extension. */
static int is_carried(const struct part *p, const char *message, uint32_t code) {
  const struct profile *profile = p->machines->gen->profile;
  const struct csv_table *t = p->machines->gen->registries.extensions;
  for (unsigned c = 0; c < CARRIERS; c++) {
    for (size_t i = 0; strcmp(carrier_words[c], message) == 0 && i < t->rows_n; i++) {
      for (unsigned v = 0; t->rows[i].value == code && v < VERSIONS; v++) {
        if (version_is_spoken(profile, v) && extension_is_carried(t, &t->rows[i], v, c))
          return !profile_lacks(profile, "extension", csv_text(t, &t->rows[i], "Description"));
      }
    }
  }
  return 0;
}

/* The message that carries extensions of this struct; NULL: it is not the struct of extensions. */
static const char *carrier_of(const struct part *p, const char *type) {
  const struct messages *m = p->l->m;
  for (size_t i = 0; type != NULL && i < m->carriers_n; i++) {
    if (strcmp(m->carriers[i].type->name, type) == 0)
      return m->carriers[i].message;
  }
  return NULL;
}

static int is_wanted(const struct part *p, const struct item *i, const struct alternative *a) {
  const char *carrier = carrier_of(p, i->owner);
  if (a->values_n != 1 || (!i->is_message && carrier == NULL))
    return 1;
  return i->is_message ? is_received(p, a->values[0]) : is_carried(p, carrier, a->values[0]);
}

/* Cuts off what is not wanted, and notes which functions are called by what is left. */
static void cut(struct part *p, struct items *items) {
  for (size_t n = 0; n < items->n; n++) {
    struct item *i = &items->list[n];
    size_t left = 0;
    for (size_t k = 0; k < i->alternatives_n; k++) {
      if (!is_wanted(p, i, &i->alternatives[k]))
        continue;
      i->alternatives[left] = i->alternatives[k];
      cut(p, &i->alternatives[left].body);
      left++;
    }
    i->alternatives_n = left;
    if (i->use == USE_EACH)
      p->l->numbers.is_called[i->use_arg] = 1;
    if (i->sink == SINK_STREAM)
      p->l->bytes.is_called[i->sink_arg] = 1;
    cut(p, &i->body);
  }
}

/* Whether some state begins to read there; what reads no handshake message is begun by the engine. */
static int is_begun(const struct part *p, const struct entry *e) {
  const struct machines *all = p->machines;
  static const char prefix[] = "HANDSHAKE_";
  if (strncmp(e->name, prefix, strlen(prefix)) != 0)
    return 1;
  for (size_t i = 0; i < all->states_n; i++) {
    const char *context = all->states[i]->context;
    if (context != NULL && strcmp(upper(snake(context)), e->name + strlen(prefix)) == 0)
      return 1;
  }
  return 0;
}

void layout_cut(struct layout *l, const struct machines *all) {
  struct part p = {all, l};
  size_t left = 0;
  l->numbers.is_called = memory_new(l->numbers.n + 1);
  l->bytes.is_called = memory_new(l->bytes.n + 1);
  for (size_t i = 0; i < l->roots_n; i++) {
    if (!is_begun(&p, l->roots[i].entry))
      continue;
    l->roots[left] = l->roots[i];
    cut(&p, &l->roots[left].items);
    left++;
  }
  l->roots_n = left;
}
