/* The parser of all messages: a loop over tables that hfgen makes from spec/wire. It reads a message in any
   chunks, keeps nothing of it but what *.bind says, and trusts nothing in the tables: whatever they hold, it stays
   inside the input and inside its own state, it ends, and no vector is read past the one that encloses it. */
#ifndef HF_PARSE_PARSE_H
#define HF_PARSE_PARSE_H
#include "generated/errors.h"
#include "generated/events.h"
#include "generated/tables.h"
#include "handfast/parser.h"
#include <stddef.h>

#define HF_MESSAGE_MOST 16777219u /* bytes of the longest handshake message, header included */

/*@ // What holds of a parser between any two calls: the vectors nest, the message was not read past the innermost, and the
  @ // field being read fits into it.
  @ predicate hf_nested(struct hf_parser *p) =
  @   p->depth < HF_PARSER_DEPTH && p->end[0] <= HF_MESSAGE_MOST && p->pos <= p->end[p->depth] &&
  @   (\forall integer j, k; 0 <= j <= k <= p->depth ==> p->end[k] <= p->end[j]);
  @ predicate hf_well(struct hf_parser *p) =
  @   hf_nested(p) && p->row < HF_ROWS && (p->row == 0 && p->error == HF_OK ==> p->depth == 0) &&
  @   (p->row != 0 ==> p->error == HF_OK && 1 <= p->need <= p->end[p->depth] - p->pos);
  @
  @ // Of the vectors that were open, `depth` of them, each that no longer is was left at its end exactly.
  @ predicate hf_left(struct hf_parser *p, integer depth) =
  @   \forall integer k; p->depth < k <= depth ==> p->pos == p->end[k];
  @ // No vector's end is moved while it is open.
  @ predicate hf_kept_open{A, B}(struct hf_parser *p) =
  @   \forall integer k; 0 <= k <= \at(p->depth, A) ==> \at(p->end[k], B) == \at(p->end[k], A);
  @*/

/* A new message, from an HF_ENTRY_... of generated/tables.h. What the last one kept in p->numbers stays. */
/*@ requires \valid(p);
  @ HF_TOTAL;
  @ assigns p->row, p->need, p->number, p->at, p->pos, p->depth, p->end[0], p->error;
  @ ensures hf_well(p);
  @ ensures p->pos == 0 && p->end[0] == HF_MESSAGE_MOST;
  @*/
void hf_parse_start(struct hf_parser *p, uint32_t entry);

/* Reads on in in[0 .. n-1]. Answers how many bytes it took: fewer than n only when the message is complete (p->row is 0
   and p->error HF_OK) or refused (p->row is 0 and p->error says why). k: where its bytes are kept, at HF_KEPT_... . c: whom
   the functions of generated/events.h are called for. */
/*@ requires \valid(p) && \valid(k) && \separated(p, k);
  @ requires \valid_read(in + (0 .. n - 1));
  @ requires \separated(p, in + (0 .. n - 1)) && \separated(k, in + (0 .. n - 1));
  @ requires hf_well(p);
  @ requires HF_ENGINE_SOUND(c);
  @ requires HF_ENGINE_APART(c, p, 1) && HF_ENGINE_APART(c, k, 1) && HF_ENGINE_APART(c, in, n);
  @ HF_TOTAL;
  @ assigns *p, *k, HF_ENGINE_CHANGES(c);
  @ ensures HF_ENGINE_SOUND(c);
  @ ensures safe: hf_well(p);
  @ ensures taken: \result <= n && (p->row != 0 ==> \result == n);
  @ ensures counted: p->pos == \old(p->pos) + \result;
  @ ensures closed: p->row == 0 && p->error == HF_OK ==> p->depth == 0;
  @ ensures bounded: p->pos <= p->end[p->depth] <= p->end[0] == \old(p->end[0]);
  @*/
size_t hf_parse(struct hf_parser *p, struct hf_kept *k, struct hf_connection *c, const uint8_t *in, size_t n);
#endif
