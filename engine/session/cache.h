/* The server's session cache: what hf_cache_store hands out, on the cache itself. */
#ifndef HANDFAST_SESSION_CACHE_H
#define HANDFAST_SESSION_CACHE_H
#include "session/copy.h"
#include <stdbool.h>

#define HF_CACHE_MAX 0x1000000u /* entries in the largest cache */

/*@ // An entry that can be found: in use, with a session ID that is filled up with zeroes.
  predicate hf_entry_holds(struct hf_cache_entry *e, uint8_t *id, integer id_n) =
    e->used != 0 && e->session.session_id_n == id_n &&
    (\forall integer i; 0 <= i < id_n ==> e->session.session_id[i] == id[i]) &&
    (\forall integer i; id_n <= i < HF_SESSION_ID_MAX ==> e->session.session_id[i] == 0);

  predicate hf_cache_ready(struct hf_cache *c) =
    1 <= c->n <= HF_CACHE_MAX && \valid(c->entries + (0 .. c->n - 1)) &&
    \separated(c, c->entries + (0 .. c->n - 1));

  // The place of a session ID: one entry, and where several had it, the last.
  predicate hf_stands_at(struct hf_cache *c, integer at, uint8_t *id, integer id_n) =
    0 <= at < c->n && hf_entry_holds(c->entries + at, id, id_n) &&
    (\forall integer i; at < i < c->n ==> !hf_entry_holds(c->entries + i, id, id_n));

  // Not from the future, and not older than the lifetime. A clock that was set back makes sessions unusable, not eternal.
  predicate hf_is_fresh(integer created, integer lifetime, integer now) =
    0 <= created <= now && now - created <= lifetime;

  // What is stored under the ID, and may be handed out now.
  predicate hf_to_be_found(struct hf_cache *c, integer at, uint8_t *id, integer id_n, integer now) =
    1 <= id_n <= HF_SESSION_ID_MAX && hf_stands_at(c, at, id, id_n) &&
    hf_is_fresh(c->entries[at].session.created, c->lifetime, now);
*/

/* Where in the cache the session with an ID stands; cache->n: nowhere. Looks at all of every entry, whatever it finds. */
/*@ requires \valid_read(cache) && hf_cache_ready(cache);
  @ requires 1 <= id_n <= HF_SESSION_ID_MAX && \valid_read(id + (0 .. id_n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <= cache->n;
  @ ensures found: \result < cache->n ==> hf_stands_at(cache, \result, id, id_n);
  @ ensures missed: \result == cache->n ==>
      \forall integer i; 0 <= i < cache->n ==> !hf_entry_holds(cache->entries + i, id, id_n); */
size_t hf_cache_search(const struct hf_cache *cache, const uint8_t *id, size_t id_n);

/* hf_session_store.find: an entry that is too old is wiped and not found. */
/*@ requires \valid(cache) && hf_cache_ready(cache) && \valid(out);
  @ requires id_n <= HF_SESSION_ID_MAX ==> \valid_read(id + (0 .. id_n - 1));
  @ requires \separated(cache, out);
  @ requires \separated(cache->entries + (0 .. cache->n - 1), out);
  @ requires \separated(cache, id + (0 .. id_n - 1));
  @ requires \separated(out, id + (0 .. id_n - 1));
  @ requires \separated(cache->entries + (0 .. cache->n - 1), id + (0 .. id_n - 1));
  @ HF_TOTAL;
  @ assigns cache->turn, cache->entries[0 .. cache->n - 1], *out;
  @ ensures same_id: \result ==> out->session_id_n == id_n &&
      \forall integer i; 0 <= i < id_n ==> out->session_id[i] == id[i];
  @ ensures fresh: \result ==> hf_is_fresh(out->created, cache->lifetime, now);
  @ ensures P9: \result <==> \exists integer at; \old(hf_to_be_found(cache, at, id, id_n, now));
  @ ensures P9: \forall integer at; \result && \old(hf_to_be_found(cache, at, id, id_n, now)) ==>
      hf_session_same{Post,Pre}(out, \at(&cache->entries[at].session, Pre)); */
bool hf_cache_find(struct hf_cache *cache, const uint8_t *id, size_t id_n, int64_t now, struct hf_session *out);

/* hf_session_store.put: in the place of one with the same ID, or else of the least recently used; free ones first. */
/*@ requires \valid(cache) && hf_cache_ready(cache) && \valid_read(session);
  @ requires session->session_id_n <= HF_SESSION_ID_MAX;
  @ requires \separated(cache, session);
  @ requires \separated(cache->entries + (0 .. cache->n - 1), session);
  @ HF_TOTAL;
  @ assigns cache->turn, cache->entries[0 .. cache->n - 1];
  @ ensures stored: session->session_id_n > 0 ==> \exists integer i; 0 <= i < cache->n && cache->entries[i].used != 0 &&
      hf_session_same{Post,Pre}(\at(&cache->entries[i].session, Pre), session); */
void hf_cache_put(struct hf_cache *cache, const struct hf_session *session);

/* hf_session_store.drop: wipes the session with an ID, if it is there. */
/*@ requires \valid(cache) && hf_cache_ready(cache);
  @ requires id_n <= HF_SESSION_ID_MAX ==> \valid_read(id + (0 .. id_n - 1));
  @ requires \separated(cache->entries + (0 .. cache->n - 1), id + (0 .. id_n - 1));
  @ HF_TOTAL;
  @ assigns cache->entries[0 .. cache->n - 1]; */
void hf_cache_drop(struct hf_cache *cache, const uint8_t *id, size_t id_n);

#endif
