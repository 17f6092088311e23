/* Where the parser goes from a row: into the field of the next, out of the vectors that end there, or to its end. */
#ifndef HANDFAST_PARSE_VECTORS_H
#define HANDFAST_PARSE_VECTORS_H
#include "parse/parse.h"

/*@ requires \valid(p);
  @ requires hf_nested(p) && (error == HF_OK ==> p->depth == 0);
  @ HF_TOTAL;
  @ assigns p->row, p->error;
  @ ensures p->row == 0 && p->error == error;
  @ ensures hf_well(p);
  @*/
static inline void stop(struct hf_parser *p, enum hf_error error) {
  p->row = 0u;
  p->error = error;
  /*@ assert \forall integer k; 0 <= k < HF_PARSER_DEPTH ==> p->end[k] == \at(p->end[k], Pre); */
  /*@ assert hf_nested(p); */
}

/* The field of a row is wanted, but there is none, or not the room for it. Row 0 is the end of the message, where no vector
   is open. */
/*@ requires \valid(p) && \valid_read(r);
  @ requires hf_nested(p);
  @ HF_TOTAL;
  @ assigns p->row, p->error;
  @ ensures hf_well(p) && p->row == 0;
  @ ensures p->error == HF_OK <==> row == 0 && p->depth == 0;
  @*/
static inline void stop_at(struct hf_parser *p, const struct hf_row *r, uint32_t row) {
  enum hf_error error = r->width != 0u ? HF_ERROR_MESSAGE_LENGTH : (enum hf_error)(r->arg % 256u);
  if (row == 0u && p->depth == 0u)
    error = HF_OK;
  else if (row == 0u || error == HF_OK)
    error = HF_ERROR_MESSAGE_TABLE;
  stop(p, error);
}

/* Begins to read the field of a row: it must fit into the innermost vector. */
/*@ requires \valid(p);
  @ requires hf_nested(p) && p->error == HF_OK;
  @ HF_TOTAL;
  @ assigns p->row, p->error, p->need, p->number, p->at;
  @ ensures hf_well(p);
  @*/
static inline void enter(struct hf_parser *p, uint32_t next) {
  uint32_t row = next % HF_ROWS;
  const struct hf_row *r = &hf_rows[row];
  if (row == 0u || r->width == 0u || r->width > p->end[p->depth] - p->pos) {
    stop_at(p, r, row);
    return;
  }
  p->row = row;
  p->need = r->width;
  p->number = 0u;
  p->at = 0u;
}

/* Goes on at row `next`; but where the innermost vector may end and does, closes it and goes on behind it. */
/*@ requires \valid(p);
  @ requires hf_nested(p) && p->error == HF_OK;
  @ HF_TOTAL;
  @ assigns p->row, p->error, p->need, p->number, p->at, p->depth;
  @ ensures hf_well(p);
  @ ensures p->depth <= \old(p->depth) && hf_left(p, \old(p->depth));
  @*/
static inline void go_on(struct hf_parser *p, uint32_t next, uint32_t may_end) {
  /*@ loop invariant hf_nested(p);
    @ loop invariant p->depth <= \at(p->depth, Pre) && hf_left(p, \at(p->depth, Pre));
    @ loop assigns next, may_end, p->depth;
    @ loop variant p->depth;
    @*/
  while (may_end != 0u && p->depth != 0u && p->pos == p->end[p->depth]) {
    const struct hf_vector *v = &hf_vectors[p->vector[p->depth] % HF_VECTORS];
    p->depth = p->depth - 1u;
    next = v->after;
    may_end = v->after_may_end;
  }
  enter(p, next);
}

/* Whether the number of a row opens a vector, or bytes. */
/*@ predicate hf_row_opens(integer flow) = flow != HF_FLOW_NEXT && flow != HF_FLOW_END && flow != HF_FLOW_SELECT; */

/* A number was read: where it is a length, may the vector have it, and does it fit into the innermost open one? */
/*@ requires \valid_read(p) && \valid_read(r);
  @ requires hf_nested(p);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result == HF_OK && hf_row_opens(r->flow) ==> n <= p->end[p->depth] - p->pos;
  @*/
static inline enum hf_error check_length(const struct hf_parser *p, const struct hf_row *r, uint32_t n) {
  const struct hf_vector *v = &hf_vectors[r->flow_arg % HF_VECTORS];
  if (r->flow == HF_FLOW_NEXT || r->flow == HF_FLOW_END || r->flow == HF_FLOW_SELECT)
    return HF_OK;
  if (n < v->lo || n > v->hi || (n & v->mask) != 0u)
    return HF_ERROR_MESSAGE_RANGE;
  if (n > p->end[p->depth] - p->pos)
    return HF_ERROR_MESSAGE_LENGTH;
  return HF_OK;
}

/*@ requires \valid(p);
  @ requires hf_nested(p) && p->error == HF_OK && n <= p->end[p->depth] - p->pos;
  @ HF_TOTAL;
  @ assigns p->row, p->error, p->need, p->number, p->at, p->depth;
  @ assigns p->end[0 .. HF_PARSER_DEPTH - 1], p->vector[0 .. HF_PARSER_DEPTH - 1];
  @ ensures hf_well(p);
  @ ensures hf_left(p, \old(p->depth));
  @ ensures hf_kept_open{Pre, Post}(p);
  @*/
static inline void open_vector(struct hf_parser *p, uint32_t which, uint32_t n) {
  const struct hf_vector *v = &hf_vectors[which % HF_VECTORS];
  if (p->depth >= HF_PARSER_DEPTH - 1u) {
    stop(p, HF_ERROR_MESSAGE_TABLE);
    return;
  }
  p->depth = p->depth + 1u;
  p->end[p->depth] = p->pos + n;
  p->vector[p->depth] = which;
  /*@ assert outer: \forall integer k; 0 <= k < p->depth ==> p->end[k] == \at(p->end[k], Pre); */
  /*@ assert last: p->pos <= p->end[p->depth] <= p->end[p->depth - 1]; */
  /*@ assert all: \forall integer k; 0 <= k <= p->depth ==> p->end[p->depth] <= p->end[k]; */
  /*@ assert hf_nested(p); */
  go_on(p, v->first, v->first_may_end);
}

/* Bytes need no open vector: their number is what the field needs. */
/*@ requires \valid(p);
  @ requires hf_nested(p) && p->error == HF_OK && n <= p->end[p->depth] - p->pos;
  @ HF_TOTAL;
  @ assigns p->row, p->error, p->need, p->number, p->at, p->depth;
  @ ensures hf_well(p);
  @ ensures hf_left(p, \old(p->depth));
  @*/
static inline void open_bytes(struct hf_parser *p, uint32_t which, uint32_t n) {
  const struct hf_vector *v = &hf_vectors[which % HF_VECTORS];
  if (n == 0u) {
    go_on(p, v->after, v->after_may_end);
    return;
  }
  enter(p, v->first);
  if (p->row != 0u)
    p->need = n;
}

/* The row to go to for this value of a select. */
/*@ requires \valid_read(r);
  @ HF_TOTAL;
  @ assigns \nothing;
  @*/
static inline uint32_t select_row(const struct hf_row *r, uint32_t value) {
  uint32_t i;
  /*@ loop invariant 0 <= i <= r->cases;
    @ loop assigns i;
    @ loop variant r->cases - i;
    @*/
  for (i = 0u; i < r->cases; i++) {
    const struct hf_choice *choice = &hf_choices[(r->flow_arg + i) % HF_CHOICES];
    if (choice->value == value)
      return choice->next;
  }
  return r->next;
}

/* All bytes of the field have been read and used: what comes next? */
/*@ requires \valid(p) && \valid_read(r) && \separated(p, r);
  @ requires hf_nested(p) && p->error == HF_OK;
  @ requires hf_row_opens(r->flow) ==> value <= p->end[p->depth] - p->pos;
  @ HF_TOTAL;
  @ assigns p->row, p->error, p->need, p->number, p->at, p->depth;
  @ assigns p->end[0 .. HF_PARSER_DEPTH - 1], p->vector[0 .. HF_PARSER_DEPTH - 1];
  @ ensures hf_well(p);
  @ ensures hf_left(p, \old(p->depth));
  @ ensures hf_kept_open{Pre, Post}(p);
  @*/
static inline void follow(struct hf_parser *p, const struct hf_row *r, uint32_t value) {
  switch (r->flow) {
  case HF_FLOW_NEXT:
    enter(p, r->next);
    break;
  case HF_FLOW_END:
    go_on(p, r->next, 1u);
    break;
  case HF_FLOW_SELECT:
    enter(p, select_row(r, value));
    break;
  case HF_FLOW_VECTOR:
    open_vector(p, r->flow_arg, value);
    break;
  default:
    open_bytes(p, r->flow_arg, value);
    break;
  }
}
#endif
