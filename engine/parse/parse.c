/* The loop of the parser, in small functions, for each is proved on its own. All leave hf_well(p), and nothing depends on
   what the tables hold: the proof takes them as unknown, so one proof serves all messages. */
#include "parse/vectors.h"

/* The number so far, with n more bytes. */
/*@ requires \valid_read(in + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @*/
static inline uint32_t add_bytes(uint32_t number, const uint8_t *in, uint32_t n) {
  uint32_t i;
  if (n == 2u)
    return (number % 65536u * 256u + in[0]) * 256u + in[1];
  /*@ loop invariant 0 <= i <= n;
    @ loop assigns i, number;
    @ loop variant n - i;
    @*/
  for (i = 0u; i < n; i++)
    number = number % 16777216u * 256u + in[i];
  return number;
}

/* What the tables say is done with a number. */
/*@ requires \valid(p) && \valid_read(r) && \separated(p, r);
  @ requires HF_ENGINE_SOUND(c);
  @ HF_TOTAL;
  @ assigns p->numbers[0 .. HF_PARSER_NUMBERS - 1], HF_ENGINE_CHANGES(c);
  @ ensures HF_ENGINE_SOUND(c);
  @*/
static inline enum hf_error use_number(struct hf_parser *p, struct hf_connection *c, const struct hf_row *r,
                                       uint32_t value) {
  if (r->kind == HF_ROW_STORE) {
    p->numbers[r->arg % HF_PARSER_NUMBERS] = value;
    return HF_OK;
  }
  return r->kind == HF_ROW_NUMBER ? HF_OK : hf_on_number(c, r->arg, value);
}

/* A number is complete. A length that cannot be is refused for that, whatever the engine would say of it. */
/*@ requires \valid(p) && \valid_read(r) && \separated(p, r);
  @ requires hf_nested(p) && p->error == HF_OK;
  @ requires HF_ENGINE_SOUND(c);
  @ HF_TOTAL;
  @ assigns p->row, p->error, p->need, p->number, p->at, p->depth, HF_ENGINE_CHANGES(c);
  @ assigns p->end[0 .. HF_PARSER_DEPTH - 1], p->vector[0 .. HF_PARSER_DEPTH - 1];
  @ assigns p->numbers[0 .. HF_PARSER_NUMBERS - 1];
  @ ensures p->pos == \old(p->pos);
  @ ensures hf_well(p);
  @ ensures hf_left(p, \old(p->depth));
  @ ensures hf_kept_open{Pre, Post}(p);
  @ ensures HF_ENGINE_SOUND(c);
  @*/
static inline void number_complete(struct hf_parser *p, struct hf_connection *c, const struct hf_row *r,
                                   uint32_t value) {
  enum hf_error error = check_length(p, r, value);
  if (error == HF_OK)
    error = use_number(p, c, r, value);
  /*@ assert hf_nested(p) && hf_kept_open{Pre, Here}(p); */
  if (error != HF_OK)
    stop(p, error);
  else
    follow(p, r, value);
}

/* Bytes of a number. */
/*@ requires \valid(p) && \valid_read(r) && \separated(p, r);
  @ requires \valid_read(in + (0 .. n - 1)) && 1 <= n <= p->need;
  @ requires \separated(p, in + (0 .. n - 1));
  @ requires hf_well(p) && p->row != 0;
  @ requires HF_ENGINE_SOUND(c);
  @ HF_TOTAL;
  @ assigns *p, HF_ENGINE_CHANGES(c);
  @ ensures hf_well(p);
  @ ensures p->pos == \old(p->pos) + n;
  @ ensures hf_left(p, \old(p->depth));
  @ ensures p->end[0] == \old(p->end[0]);
  @ ensures HF_ENGINE_SOUND(c);
  @*/
static inline void number_bytes(struct hf_parser *p, struct hf_connection *c, const struct hf_row *r, const uint8_t *in,
                                uint32_t n) {
  uint32_t value = add_bytes(p->number, in, n);
  p->pos = p->pos + n;
  p->need = p->need - n;
  p->number = value;
  /*@ assert inside: hf_nested(p) && p->row != 0; */
  /*@ assert fits: p->need != 0 ==> hf_well(p); */
  /*@ assert read: p->pos == \at(p->pos, Pre) + n && p->depth == \at(p->depth, Pre); */
  if (p->need != 0u)
    return;
  number_complete(p, c, r, value);
  /*@ assert left: hf_left(p, \at(p->depth, Pre)); */
}

/*@ requires \valid(to + (0 .. n - 1)) && \valid_read(from + (0 .. n - 1));
  @ requires \separated(to + (0 .. n - 1), from + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns to[0 .. n - 1];
  @*/
static void copy(uint8_t *restrict to, const uint8_t *restrict from, uint32_t n) {
  uint32_t i;
  /*@ loop invariant 0 <= i <= n;
    @ loop assigns i, to[0 .. n - 1];
    @ loop variant n - i;
    @*/
  for (i = 0u; i < n; i++)
    to[i] = from[i];
}

/*@ requires \valid(p) && \valid(k) && \separated(p, k) && \valid_read(in + (0 .. n - 1));
  @ requires \separated(p, in + (0 .. n - 1)) && \separated(k, in + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns k->bytes[0 .. HF_KEPT_BYTES - 1], p->at;
  @*/
static enum hf_error keep_bytes(struct hf_parser *p, struct hf_kept *k, uint32_t offset, const uint8_t *in,
                                uint32_t n) {
  if (offset > HF_KEPT_BYTES || p->at > HF_KEPT_BYTES - offset || n > HF_KEPT_BYTES - offset - p->at)
    return HF_ERROR_MESSAGE_TABLE;
  copy(&k->bytes[offset + p->at], in, n);
  p->at = p->at + n;
  return HF_OK;
}

/* Notes in p->number whether bytes differ from a constant, of which p->at were compared before. */
/*@ requires \valid(p) && \valid_read(r) && \separated(p, r) && \valid_read(in + (0 .. n - 1));
  @ requires \separated(p, in + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns p->number;
  @*/
static void match(struct hf_parser *p, const struct hf_row *r, const uint8_t *in, uint32_t n) {
  uint32_t first = hf_choices[r->flow_arg % HF_CHOICES].value + p->at % HF_CONSTANTS;
  uint32_t differs = p->number;
  uint32_t i;
  /*@ loop invariant 0 <= i <= n;
    @ loop assigns i, differs;
    @ loop variant n - i;
    @*/
  for (i = 0u; i < n; i++)
    differs = in[i] == hf_constants[(first + i % HF_CONSTANTS) % HF_CONSTANTS] ? differs : 1u;
  p->number = differs;
}

/* What is done with bytes that are no number. */
/*@ requires \valid(p) && \valid(k) && \separated(p, k) && \valid_read(r) && \separated(p, r) && \separated(k, r);
  @ requires \valid_read(in + (0 .. n - 1)) && n >= 1;
  @ requires \separated(p, in + (0 .. n - 1)) && \separated(k, in + (0 .. n - 1));
  @ requires HF_ENGINE_SOUND(c);
  @ HF_TOTAL;
  @ assigns k->bytes[0 .. HF_KEPT_BYTES - 1], p->at, p->number, HF_ENGINE_CHANGES(c);
  @ ensures HF_ENGINE_SOUND(c);
  @*/
static inline enum hf_error use_bytes(struct hf_parser *p, struct hf_kept *k, struct hf_connection *c,
                                      const struct hf_row *r, const uint8_t *in, uint32_t n) {
  if (r->kind == HF_ROW_MATCH)
    match(p, r, in, n);
  if (r->kind == HF_ROW_KEEP || r->kind == HF_ROW_MATCH)
    return keep_bytes(p, k, r->arg, in, n);
  if (r->kind == HF_ROW_STREAM)
    return hf_on_bytes(c, r->arg, in, n);
  return HF_OK;
}

/* The row behind bytes that were read: that of their constant, when they are held against one and are it. */
/*@ requires \valid_read(p) && \valid_read(r);
  @ HF_TOTAL;
  @ assigns \nothing;
  @*/
static uint32_t row_behind(const struct hf_parser *p, const struct hf_row *r) {
  if (r->kind == HF_ROW_MATCH && p->number == 0u)
    return hf_choices[r->flow_arg % HF_CHOICES].next;
  return r->next;
}

/* n bytes of a field that is no number were used; `error` says whether they may be. */
/*@ requires \valid(p) && \valid_read(r) && \separated(p, r);
  @ requires 1 <= n <= p->need && hf_well(p) && p->row != 0;
  @ HF_TOTAL;
  @ assigns *p;
  @ ensures hf_well(p);
  @ ensures p->pos == \old(p->pos) + n;
  @ ensures hf_left(p, \old(p->depth));
  @ ensures hf_kept_open{Pre, Post}(p);
  @*/
static inline void count_bytes(struct hf_parser *p, const struct hf_row *r, enum hf_error error, uint32_t n) {
  uint32_t next = row_behind(p, r);
  p->pos = p->pos + n;
  p->need = p->need - n;
  /*@ assert inside: hf_nested(p) && p->row != 0; */
  /*@ assert fits: p->need != 0 ==> hf_well(p); */
  if (error != HF_OK)
    stop(p, error);
  else if (p->need == 0u)
    go_on(p, next, r->flow == HF_FLOW_END ? 1u : 0u);
}

/* Bytes of any other field. */
/*@ requires \valid(p) && \valid(k) && \separated(p, k) && \valid_read(r) && \separated(p, r) && \separated(k, r);
  @ requires \valid_read(in + (0 .. n - 1)) && 1 <= n <= p->need;
  @ requires \separated(p, in + (0 .. n - 1)) && \separated(k, in + (0 .. n - 1));
  @ requires hf_well(p) && p->row != 0;
  @ requires HF_ENGINE_SOUND(c);
  @ HF_TOTAL;
  @ assigns *p, *k, HF_ENGINE_CHANGES(c);
  @ ensures hf_well(p);
  @ ensures p->pos == \old(p->pos) + n;
  @ ensures hf_left(p, \old(p->depth));
  @ ensures hf_kept_open{Pre, Post}(p);
  @ ensures HF_ENGINE_SOUND(c);
  @*/
static inline void other_bytes(struct hf_parser *p, struct hf_kept *k, struct hf_connection *c, const struct hf_row *r,
                               const uint8_t *in, uint32_t n) {
  enum hf_error error = use_bytes(p, k, c, r, in, n);
  count_bytes(p, r, error, n);
}

size_t hf_parse(struct hf_parser *p, struct hf_kept *k, struct hf_connection *c, const uint8_t *in, size_t n) {
  size_t i = 0u;
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant hf_well(p);
    @ loop invariant p->pos == \at(p->pos, Pre) + i;
    @ loop invariant p->end[0] == \at(p->end[0], Pre);
    @ loop invariant HF_ENGINE_SOUND(c);
    @ loop assigns i, *p, *k, HF_ENGINE_CHANGES(c);
    @ loop variant n - i;
    @*/
  while (i < n && p->row != 0u) {
    const struct hf_row *r = &hf_rows[p->row];
    uint32_t some = p->need < n - i ? p->need : (uint32_t)(n - i);
    if (r->kind < HF_ROW_SKIP)
      number_bytes(p, c, r, in + i, some);
    else
      other_bytes(p, k, c, r, in + i, some);
    i = i + some;
  }
  return i;
}

void hf_parse_start(struct hf_parser *p, uint32_t entry) {
  p->pos = 0u;
  p->depth = 0u;
  p->end[0] = HF_MESSAGE_MOST;
  p->error = HF_OK;
  enter(p, entry);
}
