/* What the inner hash of an HMAC takes, block by block, of a message whose end is secret: byte strings, for the proofs
   only. There is no C here. */
#ifndef HANDFAST_RECORD_CBC_HASH_H
#define HANDFAST_RECORD_CBC_HASH_H
#include "crypto/hash_padding.h"

/*@ // Does the message of n bytes end, with its padding and length, in the block at `at`?
  predicate hf_block_ends(integer at, integer n, integer block_n) =
    at <= n + block_n / 8 < at + block_n;

  // The message goes on with the mark of its padding, and zeroes.
  logic integer hf_marked_byte(bytes message, integer p) =
    p < bytes_len(message) ? bytes_at(message, p) : p == bytes_len(message) ? 0x80 : 0;

  // The block at `at`, behind the key's; with the length in bits where the message ends.
  predicate hf_inner_block(bytes block, bytes message, integer at, integer block_n) =
    bytes_len(block) == block_n &&
    (\forall integer i; 0 <= i < block_n - 3 ==> bytes_at(block, i) == hf_marked_byte(message, at + i)) &&
    (!hf_block_ends(at, bytes_len(message), block_n) ==>
      \forall integer i; block_n - 3 <= i < block_n ==> bytes_at(block, i) == hf_marked_byte(message, at + i)) &&
    (hf_block_ends(at, bytes_len(message), block_n) ==>
      bytes_at(block, block_n - 3) == 8 * (block_n + bytes_len(message)) / 65536 &&
      bytes_at(block, block_n - 2) == 8 * (block_n + bytes_len(message)) / 256 % 256 &&
      bytes_at(block, block_n - 1) == 8 * (block_n + bytes_len(message)) % 256);

  // q: the key's block and `at` bytes of the message, which has not ended before.
  predicate hf_inner_taken(bytes q, bytes inner, bytes message, integer at) =
    0 <= at && bytes_len(q) == bytes_len(inner) + at &&
    (\forall integer i; 0 <= i < bytes_len(inner) ==> bytes_at(q, i) == bytes_at(inner, i)) &&
    (\forall integer i; bytes_len(inner) <= i < bytes_len(q) ==>
      bytes_at(q, i) == hf_marked_byte(message, i - bytes_len(inner)));

  lemma inner_begins: \forall bytes inner, message; hf_inner_taken(inner, inner, message, 0);

  lemma inner_head: \forall bytes q, inner, message, integer at; hf_inner_taken(q, inner, message, at) ==>
    bytes_head(q, bytes_len(inner)) == inner;

  lemma inner_begins_with: \forall bytes inner, head, some, rest;
    bytes_len(some) <= bytes_len(rest) &&
    (\forall integer i; 0 <= i < bytes_len(some) ==> bytes_at(some, i) == bytes_at(rest, i)) ==>
    hf_inner_taken(bytes_cat(bytes_cat(inner, head), some), inner, bytes_cat(head, rest),
      bytes_len(head) + bytes_len(some));

  lemma inner_goes_on: \forall bytes q, block, inner, message, integer at, block_n;
    hf_inner_taken(q, inner, message, at) && hf_inner_block(block, message, at, block_n) && 3 <= block_n &&
    !hf_block_ends(at, bytes_len(message), block_n) ==>
    hf_inner_taken(bytes_cat(q, block), inner, message, at + block_n);

  // There is one number of whole blocks for a length.
  lemma inner_whole_64: \forall integer n, p, at; 0 <= n && 0 <= at && at % 64 == 0 && (64 + n + p) % 64 == 0 &&
    8 < p <= 72 && at <= n + 8 < at + 64 ==> n + p == at + 64;
  lemma inner_whole_128: \forall integer n, p, at; 0 <= n && 0 <= at && at % 128 == 0 && (128 + n + p) % 128 == 0 &&
    16 < p <= 144 && at <= n + 16 < at + 128 ==> n + p == at + 128;

  lemma inner_padding_64: \forall integer id, at, n, bytes padding; block_size(id) == 64 && 0 <= n && 0 <= at &&
    at % 64 == 0 && hash_padded(id, padding, 64 + n) && hf_block_ends(at, n, 64) ==> n + bytes_len(padding) == at + 64;
  lemma inner_padding_128: \forall integer id, at, n, bytes padding; block_size(id) == 128 && 0 <= n && 0 <= at &&
    at % 128 == 0 && hash_padded(id, padding, 128 + n) && hf_block_ends(at, n, 128) ==> n + bytes_len(padding) == at + 128;

  lemma inner_padding_len: \forall integer id, at, bytes message, padding;
    hash_known(id) && 0 <= at && at % block_size(id) == 0 &&
    hash_padded(id, padding, block_size(id) + bytes_len(message)) &&
    hf_block_ends(at, bytes_len(message), block_size(id)) ==>
    bytes_len(message) + bytes_len(padding) == at + block_size(id);

  // q and a block with which the message ends.
  predicate hf_inner_last(integer id, integer at, bytes q, bytes block, bytes inner, bytes message) =
    hash_known(id) && at % block_size(id) == 0 && bytes_len(inner) == block_size(id) &&
    hf_inner_taken(q, inner, message, at) && hf_inner_block(block, message, at, block_size(id)) &&
    hf_block_ends(at, bytes_len(message), block_size(id));
  predicate hf_alike(bytes a, bytes b) = bytes_len(a) == bytes_len(b) &&
    (\forall integer i; 0 <= i < bytes_len(a) ==> bytes_at(a, i) == bytes_at(b, i));
  lemma alike_same: \forall bytes a, b; hf_alike(a, b) ==> a == b;

  lemma inner_ends_len: \forall integer id, at, bytes q, block, inner, message, padding;
    hf_inner_last(id, at, q, block, inner, message) &&
    hash_padded(id, padding, block_size(id) + bytes_len(message)) ==>
    bytes_len(message) + bytes_len(padding) == at + block_size(id);

  lemma inner_padded_byte: \forall integer id, i, bytes inner, message, padding;
    hash_known(id) && hash_padded(id, padding, block_size(id) + bytes_len(message)) &&
    bytes_len(inner) <= i < bytes_len(inner) + bytes_len(message) + bytes_len(padding) - 3 ==>
    bytes_at(bytes_cat(bytes_cat(inner, message), padding), i) == hf_marked_byte(message, i - bytes_len(inner));
  lemma inner_taken_byte: \forall integer id, at, i, bytes q, block, inner, message;
    hf_inner_last(id, at, q, block, inner, message) &&
    bytes_len(inner) <= i < bytes_len(q) + block_size(id) - 3 ==>
    bytes_at(bytes_cat(q, block), i) == hf_marked_byte(message, i - bytes_len(inner));

  lemma inner_ends_first: \forall integer id, at, i, bytes q, block, inner, message, padding;
    hf_inner_last(id, at, q, block, inner, message) && 0 <= i < bytes_len(inner) ==>
    bytes_at(bytes_cat(q, block), i) == bytes_at(bytes_cat(bytes_cat(inner, message), padding), i);
  lemma inner_ends_length: \forall integer id, at, i, bytes q, block, inner, message, padding;
    hf_inner_last(id, at, q, block, inner, message) &&
    bytes_len(message) + bytes_len(padding) == at + block_size(id) &&
    hash_padded(id, padding, block_size(id) + bytes_len(message)) &&
    bytes_len(q) + block_size(id) - 3 <= i < bytes_len(q) + block_size(id) ==>
    bytes_at(bytes_cat(q, block), i) == bytes_at(bytes_cat(bytes_cat(inner, message), padding), i);

  lemma inner_ends_at: \forall integer id, at, i, bytes q, block, inner, message, padding;
    hf_inner_last(id, at, q, block, inner, message) &&
    bytes_len(message) + bytes_len(padding) == at + block_size(id) &&
    hash_padded(id, padding, block_size(id) + bytes_len(message)) && 0 <= i < bytes_len(q) + block_size(id) ==>
    bytes_at(bytes_cat(q, block), i) == bytes_at(bytes_cat(bytes_cat(inner, message), padding), i);

  lemma inner_ends_whole: \forall integer id, at, bytes q, block, inner, message, padding;
    hf_inner_last(id, at, q, block, inner, message) &&
    bytes_len(message) + bytes_len(padding) == at + block_size(id) ==>
    bytes_len(bytes_cat(q, block)) == bytes_len(q) + block_size(id) &&
    bytes_len(bytes_cat(bytes_cat(inner, message), padding)) == bytes_len(q) + block_size(id);

  lemma inner_ends_alike: \forall integer id, at, bytes q, block, inner, message, padding;
    hf_inner_last(id, at, q, block, inner, message) &&
    bytes_len(message) + bytes_len(padding) == at + block_size(id) &&
    hash_padded(id, padding, block_size(id) + bytes_len(message)) ==>
    hf_alike(bytes_cat(q, block), bytes_cat(bytes_cat(inner, message), padding));

  predicate hf_inner_padded(integer id, integer at, bytes q, bytes block, bytes inner, bytes message, bytes padding) =
    hf_inner_last(id, at, q, block, inner, message) && hash_padded(id, padding, block_size(id) + bytes_len(message));
  lemma inner_padded_len: \forall integer id, at, bytes q, block, inner, message, padding;
    hf_inner_padded(id, at, q, block, inner, message, padding) ==>
    bytes_len(message) + bytes_len(padding) == at + block_size(id);
  lemma inner_padded_alike: \forall integer id, at, bytes q, block, inner, message, padding;
    hf_inner_padded(id, at, q, block, inner, message, padding) ==>
    hf_alike(bytes_cat(q, block), bytes_cat(bytes_cat(inner, message), padding));
  lemma inner_padded_same: \forall integer id, at, bytes q, block, inner, message, padding;
    hf_inner_padded(id, at, q, block, inner, message, padding) ==>
    bytes_cat(q, block) == bytes_cat(bytes_cat(inner, message), padding);

  lemma inner_padding: \forall integer id, at, bytes q, block, inner, message;
    hf_inner_last(id, at, q, block, inner, message) && bytes_len(message) <= 0x10000 ==>
    hf_inner_padded(id, at, q, block, inner, message, hash_padding(id, bytes_len(bytes_cat(inner, message))));
  lemma inner_chaining: \forall integer id, at, bytes q, block, inner, message;
    hf_inner_padded(id, at, q, block, inner, message, hash_padding(id, bytes_len(bytes_cat(inner, message)))) ==>
    chaining(id, bytes_cat(q, block)) == digest(id, bytes_cat(inner, message));
  lemma inner_digest: \forall integer id, at, bytes q, block, inner, message;
    hf_inner_last(id, at, q, block, inner, message) && bytes_len(message) <= 0x10000 ==>
    chaining(id, bytes_cat(q, block)) == digest(id, bytes_cat(inner, message));
*/
#endif
