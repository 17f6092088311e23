/* What stands in a CBC record once it is decrypted: content, MAC, padding. Where one ends and the next begins is secret
   until the MAC has been found right (RFC 5246 6.2.3.2, Lucky 13). So every function here does the same work and touches
   the same memory for each plaintext of a length; only n and the sizes of the keys' functions are public. */
#ifndef HANDFAST_RECORD_CBC_CHECK_H
#define HANDFAST_RECORD_CBC_CHECK_H
#include "record/cbc_record.h"
#include "record/layout.h"

#define HF_CBC_PADDING_MAX 255u
#define HF_MAC_MAX 48u
#define HF_CBC_WINDOW (HF_CBC_PADDING_MAX + 1u + HF_MAC_MAX) /* where the MAC can stand, at the end of a fragment */

/*@ // The padding that RFC 5246 6.2.3.2 asks for, which leaves room for a MAC.
  predicate hf_is_padded(uint8_t *plain, integer n, integer mac_n) =
    plain[n - 1] + 1 + mac_n <= n &&
    \forall integer j; n - 1 - plain[n - 1] <= j < n ==> plain[j] == plain[n - 1];

  // What is MACed: the prefix, then the content (RFC 5246 6.2.3.1).
  logic bytes hf_mac_message{L}(uint8_t *prefix, uint8_t *plain, integer content_n) =
    bytes_cat(bytes_of(prefix, 13), bytes_of(plain, content_n));
*/

/* What the parts of a check work with, in one place so that it can be wiped. */
struct hf_cbc_work {
  struct hf_hash hash;
  uint8_t prefix[HF_PREFIX];
  uint8_t block[HF_BLOCK_MAX];
  uint8_t chain[HF_HASH_MAX];
  uint8_t mac[HF_HASH_MAX];
  uint8_t window[HF_CBC_WINDOW];
};

/* Is plain[0 .. n-1] rightly padded? 1 and *content_n the bytes before MAC and padding; or 0, and *content_n as if there
   were no padding but its length byte. */
/*@ requires mac_n < n <= HF_CBC_PLAIN_MAX && mac_n <= HF_MAC_MAX;
  @ requires \valid_read(plain + (0 .. n - 1)) && \valid(content_n);
  @ requires \separated(content_n, plain + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns *content_n;
  @ ensures \result == 0 || \result == 1;
  @ ensures exactly: \result == 1 <==> hf_is_padded(plain, n, mac_n);
  @ ensures \result == 1 ==> *content_n == n - mac_n - 1 - plain[n - 1];
  @ ensures \result == 0 ==> *content_n == n - mac_n - 1; */
uint32_t hf_cbc_padding(const uint8_t *plain, uint32_t n, uint32_t mac_n, uint32_t *content_n);

/* Copies the MAC, mac_n bytes at plain + content_n, to the beginning of the window; content_n is secret. */
/*@ requires mac_n < n <= HF_CBC_PLAIN_MAX && 1 <= mac_n <= HF_MAC_MAX;
  @ requires n - mac_n - 1 - HF_CBC_PADDING_MAX <= content_n <= n - mac_n - 1;
  @ requires \valid_read(plain + (0 .. n - 1)) && \valid(window + (0 .. HF_CBC_WINDOW - 1));
  @ requires \separated(window + (0 .. HF_CBC_WINDOW - 1), plain + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns window[0 .. HF_CBC_WINDOW - 1];
  @ ensures found: \forall integer i; 0 <= i < mac_n ==> window[i] == \old(plain[content_n + i]); */
void hf_cbc_find_mac(const uint8_t *plain, uint32_t n, uint32_t mac_n, uint32_t content_n, uint8_t *window);

/* work->mac = the MAC of work->prefix and the first content_n bytes of plain. content_n is secret, but known to lie from
   least to most, and no byte from plain[most] on is touched. */
/*@ requires \valid_read(k) && hmac_usable(k) && \valid(work);
  @ requires k->id == HF_HASH_SHA1 || k->id == HF_HASH_SHA256 || k->id == HF_HASH_SHA384;
  @ requires least <= content_n <= most <= HF_CBC_PLAIN_MAX;
  @ requires \valid_read(plain + (0 .. most - 1));
  @ requires \separated(work, k);
  @ requires \separated(work, plain + (0 .. most - 1));
  @ HF_TOTAL;
  @ assigns work->hash, work->block[0 .. HF_BLOCK_MAX - 1], work->chain[0 .. HF_HASH_MAX - 1],
      work->mac[0 .. HF_HASH_MAX - 1];
  @ ensures bytes_of((uint8_t *)work->mac, digest_size(\old(k->id))) == \old(hmac_with(k->id, hash_held(k->inner),
      hash_held(k->outer), hf_mac_message((uint8_t *)work->prefix, plain, content_n))); */
void hf_cbc_mac(const struct hf_hmac_key *k, const uint8_t *plain, uint32_t least, uint32_t most, uint32_t content_n,
                struct hf_cbc_work *work);

/* Are padding and MAC of a decrypted fragment right? 1, and *content_n the bytes of its content; or 0. */
/*@ requires \valid_read(s) && hf_cbc_keyed(s) && \valid(content_n);
  @ requires s->tag_n < n <= HF_CBC_PLAIN_MAX && \valid_read(plain + (0 .. n - 1));
  @ requires \separated(content_n, plain + (0 .. n - 1));
  @ requires \separated(content_n, s);
  @ HF_TOTAL;
  @ assigns *content_n;
  @ ensures \result == 0 || \result == 1;
  @ ensures *content_n + s->tag_n + 1 <= n;
  @ ensures \result == 1 ==> hf_is_padded(plain, n, s->tag_n);
  @ ensures \result == 1 ==> *content_n == n - s->tag_n - 1 - plain[n - 1]; */
uint32_t hf_cbc_check(const struct hf_record_state *s, uint8_t type, const uint8_t *plain, uint32_t n,
                      uint32_t *content_n);
#endif
