/* Included by each grammar, behind its entries[], lists[] and roots[]; not compiled on its own. State 0 is Ragel's error
   state: the way to stop. Not every grammar uses every operation. */
#include <string.h>
#define UNUSED __attribute__((unused))
#define JOINED(a, b) a##b
#define NAMED(a, b) JOINED(a, b)

UNUSED static int op_stop(struct g2 *g, uint8_t error) {
  g->stopped = 1;
  g->error = error;
  return 0;
}
UNUSED static int op_done(struct g2 *g) {
  return op_stop(g, HF_OK);
}
UNUSED static int op_refuse(struct g2 *g) {
  return op_stop(g, HF_ERROR_MESSAGE_VALUE);
}
UNUSED static void op_add(struct g2 *g, uint8_t byte) {
  g->number = (g->number << 8) | byte;
  g->left[g->depth]--;
}
UNUSED static void op_pass(struct g2 *g) {
  g->left[g->depth]--;
}
UNUSED static void op_keep(struct g2 *g, uint32_t offset, uint8_t byte) {
  g->bytes[offset + g->at++] = byte;
  g->left[g->depth]--;
}
UNUSED static void op_store(struct g2 *g, int slot) {
  g->numbers[slot] = g->number;
}
UNUSED static int op_each(struct g2 *g, struct hf_connection *ev, uint32_t binding) {
  uint8_t error = hf_on_number(ev, binding, g->number);
  return error != HF_OK ? op_stop(g, error) : -1;
}
UNUSED static int op_room(struct g2 *g, uint32_t n) {
  g->number = 0;
  g->at = 0;
  return g->left[g->depth] < n ? op_stop(g, HF_ERROR_MESSAGE_LENGTH) : -1;
}
UNUSED static int op_go(struct g2 *g, int machine, int may_end) {
  while (may_end && g->left[g->depth] == 0) {
    const struct list *l = &lists[g->list[g->depth--]];
    machine = l->after;
    may_end = l->after_may_end;
  }
  if (machine == TO_DONE)
    return op_stop(g, HF_OK);
  if (machine == TO_TRAILING)
    return op_stop(g, HF_ERROR_MESSAGE_TRAILING);
  return op_room(g, entries[machine].room) == 0 ? 0 : entries[machine].state;
}
UNUSED static int op_end(struct g2 *g, int machine) {
  return op_go(g, machine, 1);
}
UNUSED static int op_length(struct g2 *g, const struct list *l) {
  if (g->number < l->lo || g->number > l->hi || g->number % l->multiple != 0)
    return op_stop(g, HF_ERROR_MESSAGE_RANGE);
  return g->number > g->left[g->depth] ? op_stop(g, HF_ERROR_MESSAGE_LENGTH) : -1;
}
UNUSED static int op_vec(struct g2 *g, int v) {
  const struct list *l = &lists[v];
  if (op_length(g, l) == 0)
    return 0;
  g->left[g->depth++] -= g->number;
  g->left[g->depth] = g->number;
  g->list[g->depth] = v;
  return op_go(g, l->first, l->first_may_end);
}
UNUSED static int op_run(struct g2 *g, int v) {
  const struct list *l = &lists[v];
  if (op_length(g, l) == 0)
    return 0;
  g->run = g->number;
  g->at = 0;
  return g->run == 0 ? op_go(g, l->after, l->after_may_end) : entries[l->first].state;
}
UNUSED static uint32_t op_some(struct g2 *g, const uint8_t *p, const uint8_t *pe) {
  uint32_t n = (size_t)(pe - p) < g->run ? (uint32_t)(pe - p) : g->run;
  g->run -= n;
  g->left[g->depth] -= n;
  return n;
}
UNUSED static const uint8_t *op_skip(struct g2 *g, struct hf_connection *ev, uint32_t arg, const uint8_t *p,
                                     const uint8_t *pe) {
  (void)ev;
  (void)arg;
  return p + op_some(g, p, pe) - 1;
}
UNUSED static const uint8_t *op_stream(struct g2 *g, struct hf_connection *ev, uint32_t arg, const uint8_t *p,
                                       const uint8_t *pe) {
  uint32_t n = op_some(g, p, pe);
  uint8_t error = hf_on_bytes(ev, arg, p, n);
  if (error != HF_OK)
    op_stop(g, error);
  return p + n - 1;
}
/* Of a length that was read before; op_keep is for the fixed fields. */
UNUSED static const uint8_t *op_keep_run(struct g2 *g, struct hf_connection *ev, uint32_t arg, const uint8_t *p,
                                         const uint8_t *pe) {
  uint32_t n = op_some(g, p, pe);
  (void)ev;
  memcpy(g->bytes + arg + g->at, p, n);
  g->at += n;
  return p + n - 1;
}
UNUSED static int op_bulk_end(struct g2 *g, int v) {
  if (g->stopped)
    return 0;
  return g->run == 0 ? op_go(g, lists[v].after, lists[v].after_may_end) : -1;
}

int NAMED(GRAMMAR, _begin)(struct g2 *g, uint32_t entry) {
  for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++) {
    if (roots[i].entry != entry)
      continue;
    memset(g, 0, sizeof *g);
    g->left[0] = 16777219u;
    g->cs = entries[roots[i].machine].state;
    return 1;
  }
  return 0;
}
