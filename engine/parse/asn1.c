/* The loop of the reader, in small functions, for each is proved on its own; the proof takes the tables as unknown, so one proof serves
   whatever spec/asn1 says. The reader's own numbers are size_t, what it notes is uint32_t: a note changes nothing that is said of the
   reader. */
#include "parse/asn1.h"
#include "generated/errors.h"
#include "parse/asn1_form.h"
#include "parse/asn1_header.h"

#define NO_ROW HF_ASN1_ROWS
#define BROKEN ((uint32_t)HF_ERROR_MESSAGE_TABLE) /* the tables are none that hfgen makes */

/* What is left to do: bytes, then structures that are open. It falls with every step. */
#define WORK(a, end) (((end) - (a)->pos) * 32 + (a)->depth)

static const uint32_t bits[32] = {1u,         2u,         4u,          8u,         16u,       32u,       64u,
                                  128u,       256u,       512u,        1024u,      2048u,     4096u,     8192u,
                                  16384u,     32768u,     65536u,      131072u,    262144u,   524288u,   1048576u,
                                  2097152u,   4194304u,   8388608u,    16777216u,  33554432u, 67108864u, 134217728u,
                                  268435456u, 536870912u, 1073741824u, 2147483648u};

uint32_t hf_asn1_marks(const struct hf_asn1 *a, uint32_t first) {
  return a->marks[first / 32u] >> (first % 32u);
}

struct hf_span hf_asn1_magnitude(const uint8_t *in, struct hf_span number) {
  struct hf_span out = {number.at, number.n};
  if (number.n > 1u && in[number.at] == 0u) {
    out.at = number.at + 1u;
    out.n = number.n - 1u;
  }
  return out;
}

/* The row of an identifier octet at a state; NO_ROW: it may not come there. */
/*@ requires state < HF_ASN1_STATES;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= NO_ROW; */
static uint32_t find_row(size_t state, uint8_t tag) {
  const struct hf_asn1_state *s = &hf_asn1_states[state];
  uint32_t last = (uint32_t)s->first + s->rows;
  /*@ loop invariant s->first <= i <= last;
    @ loop assigns i;
    @ loop variant last - i; */
  for (uint32_t i = s->first; i < last; i++) {
    if (i >= HF_ASN1_ROWS)
      return NO_ROW;
    if (hf_asn1_rows[i].tag == tag || hf_asn1_rows[i].tag == HF_ASN1_ANY)
      return i;
  }
  return NO_ROW;
}

/*@ requires \valid_read(c) && \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 ==> n == c->n && n <= 10 && \forall integer i; 0 <= i < n ==> p[i] == c->octets[i]; */
static uint32_t is_choice(const struct hf_asn1_choice *c, const uint8_t *p, uint32_t n) {
  if (n != c->n || n > 10u)
    return 0u;
  /*@ loop invariant 0 <= i <= n && \forall integer k; 0 <= k < i ==> p[k] == c->octets[k];
    @ loop assigns i;
    @ loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++) {
    if (p[i] != c->octets[i])
      return 0u;
  }
  return 1u;
}

/* The number of an identifier in its set, from 1 on; 0: it is not there, or the row is none of an identifier with a set. */
/*@ requires \valid_read(r) && \valid_read(p + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= r->choices;
  @ ensures \result != 0 ==> r->child + \result <= HF_ASN1_CHOICES; */
static uint32_t find_choice(const struct hf_asn1_row *r, const uint8_t *p, uint32_t n) {
  /*@ loop invariant 0 <= i <= r->choices;
    @ loop assigns i;
    @ loop variant r->choices - i; */
  for (uint32_t i = 0u; i < r->choices; i++) {
    if ((uint32_t)r->child + i >= HF_ASN1_CHOICES)
      return 0u;
    if (is_choice(&hf_asn1_choices[r->child + i], p, n) == 1u)
      return i + 1u;
  }
  return 0u;
}

/* The error of the innermost thing that has one, never HF_OK: `own', if it is one; else that of an open structure; else that of the entry. */
/*@ requires \valid_read(a) && hf_asn1_nested(a, at, n);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures 1 <= \result <= 255; */
static uint32_t refusal(const struct hf_asn1 *a, uint8_t own, uint32_t at, uint32_t n) {
  uint8_t error = own;
  (void)at;
  (void)n;
  /*@ loop invariant 0 <= i <= a->depth;
    @ loop assigns i, error;
    @ loop variant i; */
  for (size_t i = a->depth; i > 0u && error == HF_OK; i--)
    error = hf_asn1_rows[a->open[i]].error;
  if (error == HF_OK)
    error = hf_asn1_states[a->entry].error;
  return error == HF_OK ? BROKEN : (uint32_t)error;
}

/* Everything about the element that stands at the reader: decided before anything is written. */
struct element {
  uint32_t at;   /* offset of its contents */
  uint32_t n;    /* octets of them */
  uint32_t size; /* octets before them */
  uint32_t row;
  uint32_t choice; /* of an identifier: its number in its set */
  uint32_t next;   /* state behind it */
  uint32_t is_odd;
  uint32_t is_good;
};

/* Holds of an element that is good, at pos, in something that ends at end. */
/*@ predicate element_fits(struct element e, integer pos, integer end) =
  @   e.row < HF_ASN1_ROWS && e.next < HF_ASN1_STATES && e.choice <= 255 && 2 <= e.size <= 5 && e.at == pos + e.size &&
  @   e.at + e.n <= end; */

/* The state behind an element; HF_ASN1_STATES or more: there is none. */
/*@ requires \valid_read(r) && (choice != 0 ==> r->child + choice <= HF_ASN1_CHOICES);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= 0xffff; */
static uint32_t state_behind(const struct hf_asn1_row *r, uint32_t choice) {
  return choice == 0u ? r->next : hf_asn1_choices[r->child + choice - 1u].next;
}

/* 1 when the identifier may stand there. */
/*@ requires \valid_read(r);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint32_t is_in_set(const struct hf_asn1_row *r, uint32_t choice) {
  return choice != 0u || r->use / HF_ASN1_CLOSED % 2u == 0u ? 1u : 0u;
}

/* Of the element with its identifier at in[pos], by a row of its state. */
/*@ requires row < HF_ASN1_ROWS && pos < end <= 0xffffffff && \valid_read(in + (pos .. end - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result.is_good == 1 ==> element_fits(\result, pos, end); */
static struct element look(const uint8_t *in, size_t pos, size_t end, uint32_t row) {
  const struct hf_asn1_row *r = &hf_asn1_rows[row];
  struct element e = {.row = row};
  e.size = hf_der_header(in + pos, (uint32_t)(end - pos));
  if (e.size == 0u)
    return e;
  e.n = hf_der_contents(in + pos);
  e.at = (uint32_t)pos + e.size;
  if (hf_asn1_form_holds(r, in + e.at, e.n) == 0u)
    return e;
  e.is_odd = hf_asn1_form_odd(r, in + e.at, e.n);
  e.choice = find_choice(r, in + e.at, e.n);
  e.next = state_behind(r, e.choice);
  e.is_good = e.next < HF_ASN1_STATES ? is_in_set(r, e.choice) : 0u;
  return e;
}

/* Sets a mark, which must not be there already when `twice' is an error. */
/*@ requires \valid(a) && twice <= 255;
  @ HF_TOTAL;
  @ assigns a->marks[0 .. HF_ASN1_MARKS - 1];
  @ ensures \result == 0 || \result == twice; */
static uint32_t set_mark(struct hf_asn1 *a, uint32_t mark, uint32_t twice) {
  uint32_t word = mark / 32u % HF_ASN1_MARKS;
  uint32_t bit = bits[mark % 32u];
  if ((a->marks[word] & bit) != 0u && twice != HF_OK)
    return twice;
  a->marks[word] = a->marks[word] | bit;
  return HF_OK;
}

/* 1 when the element sets its mark. */
/*@ requires \valid_read(r) && \valid_read(in + (e.at .. e.at + e.n - 1));
  @ HF_TOTAL;
  @ assigns \nothing; */
static uint32_t is_marking(const struct hf_asn1_row *r, const uint8_t *in, struct element e) {
  if (r->use / HF_ASN1_MARK % 2u == 0u || (e.is_odd == 1u && r->use / HF_ASN1_DEFAULT % 2u == 1u))
    return 0u;
  return r->form != HF_ASN1_BOOLEAN || (e.n > 0u && in[e.at] != 0u) ? 1u : 0u;
}

/* Notes where the element is, if that is asked for. */
/*@ requires \valid(a) && \valid_read(r) && \separated(a, r) && hf_asn1_inside(a, at, n);
  @ requires at <= e.at - e.size && e.size <= e.at && e.at + e.n <= at + n <= 0xffffffff;
  @ HF_TOTAL;
  @ assigns a->kept[0 .. HF_ASN1_SLOTS - 1];
  @ ensures hf_asn1_inside(a, at, n); */
static void note_span(struct hf_asn1 *a, const struct hf_asn1_row *r, struct element e, uint32_t at, uint32_t n) {
  struct hf_span *slot = &a->kept[r->slot % HF_ASN1_SLOTS];
  uint32_t skipped = (r->form == HF_ASN1_BITS || r->form == HF_ASN1_NAMED_BITS) && e.n > 0u ? 1u : 0u;
  (void)at;
  (void)n;
  if (r->use / HF_ASN1_ELEMENT % 2u == 1u) {
    slot->at = e.at - e.size;
    slot->n = e.n + e.size;
  } else if (r->use % 2u == 1u) {
    slot->at = e.at + skipped;
    slot->n = e.n - skipped;
  }
}

/* Notes what the element says. */
/*@ requires \valid(a) && \valid_read(r) && \separated(a, r) && \separated(a, in + (0 .. 0xffffffff));
  @ requires \valid_read(in + (e.at .. e.at + e.n - 1)) && e.choice <= 255 && hf_asn1_inside(a, at, n) && hf_asn1_nested(a, at, n);
  @ HF_TOTAL;
  @ assigns a->numbers[0 .. HF_ASN1_NUMBERS - 1], a->marks[0 .. HF_ASN1_MARKS - 1], a->odd;
  @ ensures hf_asn1_inside(a, at, n) && \result <= 255; */
static uint32_t note_value(struct hf_asn1 *a, const struct hf_asn1_row *r, const uint8_t *in, struct element e,
                           uint32_t at, uint32_t n) {
  uint32_t number = r->form == HF_ASN1_IDENTIFIER ? e.choice : hf_asn1_form_number(r, in + e.at, e.n);
  if (e.is_odd == 1u)
    a->odd = refusal(a, r->error, at, n);
  if (r->use / HF_ASN1_NUMBER % 2u == 1u)
    a->numbers[r->arg % HF_ASN1_NUMBERS] = number;
  if (is_marking(r, in, e) == 0u)
    return HF_OK;
  return set_mark(a, (uint32_t)r->arg + e.choice, e.choice != 0u ? r->octet : (uint8_t)HF_OK);
}

/* Opens the structure: what comes next is the first element of its contents. */
/*@ requires \valid(a) && hf_asn1_nested(a, at, n) && at + n <= 0xffffffff && a->depth + 1 < HF_ASN1_DEPTH;
  @ requires element_fits(e, a->pos, a->end[a->depth]) && child < HF_ASN1_STATES;
  @ HF_TOTAL;
  @ assigns a->pos, a->state, a->depth, a->end[0 .. HF_ASN1_DEPTH - 1], a->open[0 .. HF_ASN1_DEPTH - 1];
  @ ensures hf_asn1_nested(a, at, n);
  @ ensures WORK(a, at + n) < \old(WORK(a, at + n)); */
static void enter(struct hf_asn1 *a, struct element e, uint32_t child, uint32_t at, uint32_t n) {
  (void)at;
  (void)n;
  a->pos = e.at;
  a->depth = a->depth + 1u;
  a->end[a->depth] = (size_t)e.at + e.n;
  a->open[a->depth] = (uint16_t)e.row;
  a->state = child;
  /*@ assert a->end[a->depth] <= a->end[a->depth - 1]; */
  /*@ assert \forall integer i; 0 <= i < a->depth ==> a->end[i] == \at(a->end[i], Pre) && a->open[i] == \at(a->open[i], Pre); */
  /*@ assert \forall integer i; 0 < i <= a->depth ==> a->open[i] < HF_ASN1_ROWS; */
  /*@ assert \forall integer i; 0 < i <= a->depth ==> a->end[i] <= a->end[i - 1]; */
}

/* Goes on behind the element. */
/*@ requires \valid(a) && hf_asn1_nested(a, at, n) && element_fits(e, a->pos, a->end[a->depth]) && at + n <= 0xffffffff;
  @ HF_TOTAL;
  @ assigns a->pos, a->state;
  @ ensures hf_asn1_nested(a, at, n);
  @ ensures WORK(a, at + n) < \old(WORK(a, at + n)); */
static void pass(struct hf_asn1 *a, struct element e, uint32_t at, uint32_t n) {
  (void)at;
  (void)n;
  a->pos = (size_t)e.at + e.n;
  a->state = e.next;
}

/* Goes on behind the element, or at the beginning of its contents. */
/*@ requires \valid(a) && hf_asn1_nested(a, at, n) && element_fits(e, a->pos, a->end[a->depth]) && at + n <= 0xffffffff;
  @ HF_TOTAL;
  @ assigns a->pos, a->state, a->depth, a->end[0 .. HF_ASN1_DEPTH - 1], a->open[0 .. HF_ASN1_DEPTH - 1];
  @ ensures hf_asn1_nested(a, at, n) && \result <= 255;
  @ ensures \result == 0 ==> WORK(a, at + n) < \old(WORK(a, at + n)); */
static uint32_t move(struct hf_asn1 *a, struct element e, uint32_t at, uint32_t n) {
  uint32_t child = hf_asn1_rows[e.row].child;
  if (hf_asn1_rows[e.row].form != HF_ASN1_STRUCTURE) {
    pass(a, e, at, n);
    return HF_OK;
  }
  if (a->depth + 1u >= HF_ASN1_DEPTH || child >= HF_ASN1_STATES)
    return BROKEN;
  enter(a, e, child, at, n);
  return HF_OK;
}

/* The innermost structure is read: goes on behind it. */
/*@ requires \valid(a) && hf_asn1_nested(a, at, n) && a->depth > 0 && a->pos == a->end[a->depth];
  @ HF_TOTAL;
  @ assigns a->state, a->depth;
  @ ensures hf_asn1_nested(a, at, n) && \result <= 255;
  @ ensures \result == 0 ==> WORK(a, at + n) < \old(WORK(a, at + n)); */
static uint32_t leave(struct hf_asn1 *a, uint32_t at, uint32_t n) {
  uint32_t next = hf_asn1_rows[a->open[a->depth]].next;
  if (hf_asn1_states[a->state].may_end == 0u)
    return refusal(a, hf_asn1_states[a->state].error, at, n);
  if (next >= HF_ASN1_STATES)
    return BROKEN;
  a->state = next;
  a->depth = a->depth - 1u;
  return HF_OK;
}

/* Reads the element that comes next. */
/*@ requires \valid(a) && \valid_read(in + (at .. at + n - 1)) && at + n <= 0xffffffff;
  @ requires \separated(a, in + (0 .. 0xffffffff));
  @ requires hf_asn1_nested(a, at, n) && hf_asn1_inside(a, at, n) && a->pos < a->end[a->depth];
  @ HF_TOTAL;
  @ assigns *a;
  @ ensures hf_asn1_inside(a, at, n);
  @ ensures hf_asn1_nested(a, at, n) && \result <= 255;
  @ ensures \result == 0 ==> WORK(a, at + n) < \old(WORK(a, at + n)); */
static uint32_t take_element(struct hf_asn1 *a, const uint8_t *in, uint32_t at, uint32_t n) {
  uint32_t row = find_row(a->state, in[a->pos]);
  uint32_t error;
  struct element e;
  if (row >= HF_ASN1_ROWS)
    return refusal(a, hf_asn1_states[a->state].error, at, n);
  e = look(in, a->pos, a->end[a->depth], row);
  if (e.is_good == 0u)
    return refusal(a, hf_asn1_rows[row].error, at, n);
  note_span(a, &hf_asn1_rows[row], e, at, n);
  error = note_value(a, &hf_asn1_rows[row], in, e, at, n);
  return error == HF_OK ? move(a, e, at, n) : error;
}

/* Nothing is noted yet, and the reader stands before what is read. */
/*@ requires \valid(a) && state < HF_ASN1_STATES && whole.at + whole.n <= 0xffffffff;
  @ HF_TOTAL;
  @ assigns *a;
  @ ensures hf_asn1_inside(a, whole.at, whole.n);
  @ ensures hf_asn1_nested(a, whole.at, whole.n); */
static void begin(struct hf_asn1 *a, struct hf_span whole, uint32_t state) {
  /*@ loop invariant 0 <= i <= HF_ASN1_SLOTS;
    @ loop invariant \forall integer k; 0 <= k < i ==> a->kept[k].at == whole.at && a->kept[k].n == 0;
    @ loop assigns i, a->kept[0 .. HF_ASN1_SLOTS - 1];
    @ loop variant HF_ASN1_SLOTS - i; */
  for (uint32_t i = 0u; i < HF_ASN1_SLOTS; i++) {
    a->kept[i].at = whole.at;
    a->kept[i].n = 0u;
  }
  /*@ loop invariant 0 <= i <= HF_ASN1_NUMBERS;
    @ loop invariant \forall integer k; 0 <= k < i ==> a->numbers[k] == 0;
    @ loop assigns i, a->numbers[0 .. HF_ASN1_NUMBERS - 1];
    @ loop variant HF_ASN1_NUMBERS - i; */
  for (uint32_t i = 0u; i < HF_ASN1_NUMBERS; i++)
    a->numbers[i] = 0u;
  a->marks[0] = 0u;
  a->marks[1] = 0u;
  a->odd = HF_OK;
  a->pos = whole.at;
  a->entry = state;
  a->state = state;
  a->depth = 0u;
  a->end[0] = (size_t)whole.at + whole.n;
}

uint32_t hf_asn1_read(struct hf_asn1 *a, const uint8_t *in, struct hf_span whole, uint32_t state) {
  uint32_t error = HF_OK;
  begin(a, whole, state < HF_ASN1_STATES ? state : 0u);
  /*@ loop invariant hf_asn1_inside(a, whole.at, whole.n);
    @ loop invariant hf_asn1_nested(a, whole.at, whole.n) && error == 0;
    @ loop assigns error, *a;
    @ loop variant WORK(a, whole.at + whole.n); */
  while (a->depth != 0u || a->pos < a->end[0]) {
    if (a->pos == a->end[a->depth])
      error = leave(a, whole.at, whole.n);
    else
      error = take_element(a, in, whole.at, whole.n);
    if (error != HF_OK)
      return error;
  }
  return hf_asn1_states[a->state].may_end != 0u ? (uint32_t)HF_OK
                                                : refusal(a, hf_asn1_states[a->state].error, whole.at, whole.n);
}

uint32_t hf_asn1_take(struct hf_asn1 *a, const uint8_t *in, struct hf_span *rest, uint32_t state) {
  struct hf_span first = {rest->at, rest->n};
  uint32_t before = hf_der_header(in + rest->at, rest->n);
  uint32_t error;
  if (before != 0u)
    first.n = before + hf_der_contents(in + rest->at);
  error = hf_asn1_read(a, in, first, state);
  if (error == HF_OK && before == 0u)
    error = BROKEN;
  if (error != HF_OK)
    return error;
  rest->at = rest->at + first.n;
  rest->n = rest->n - first.n;
  return HF_OK;
}

struct hf_asn1_one hf_asn1_next(const uint8_t *in, struct hf_span rest, uint32_t state, uint32_t slot) {
  struct hf_asn1_one one;
  struct hf_asn1 a;
  one.error = hf_asn1_take(&a, in, &rest, state);
  one.value.at = a.kept[slot].at;
  one.value.n = a.kept[slot].n;
  one.rest.at = rest.at;
  one.rest.n = rest.n;
  one.number = a.numbers[0];
  one.marks = a.marks[0];
  return one;
}
