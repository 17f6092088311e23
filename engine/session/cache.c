#include "session/cache.h"
#include "session/copy.h"
#include <stdbool.h>

/* The next turn; it stays at the last one rather than begin anew, which no cache lives to see. */
/*@ requires \valid(cache);
  @ HF_TOTAL;
  @ assigns cache->turn;
  @ ensures \result == cache->turn >= 1 && cache->turn >= \old(cache->turn);
  @ ensures \old(cache->turn) < 0xffffffffffffffff ==> cache->turn == \old(cache->turn) + 1; */
static uint64_t next_turn(struct hf_cache *cache) {
  if (cache->turn < 0xffffffffffffffffu)
    cache->turn += 1u;
  return cache->turn;
}

/*@ requires \valid(e);
  @ HF_TOTAL;
  @ assigns *e;
  @ ensures e->used == 0 && e->session.session_id_n == 0; */
static void clear(struct hf_cache_entry *e) {
  hf_session_wipe(&e->session);
  e->used = 0u;
  e->chain.count = 0u;
}

/*@ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result <==> hf_is_fresh(created, lifetime, now); */
static bool is_fresh(int64_t created, uint32_t lifetime, int64_t now) {
  if (created < 0 || now < created)
    return false;
  return now - created <= (int64_t)lifetime;
}

/* A place for a chain, which is empty. */
/*@ requires \valid(chain);
  @ HF_TOTAL;
  @ assigns *chain;
  @ ensures chain->count == 0 && chain->used == 0 && chain->buffer == buffer;
  @ ensures chain->size == (buffer == \null ? 0 : size > 0xffff ? 0xffff : size); */
static void give_place(struct hf_chain *chain, uint8_t *buffer, size_t size) {
  chain->buffer = buffer;
  chain->size = size > 0xffffu ? 0xffffu : (uint32_t)size;
  if (buffer == NULL)
    chain->size = 0u;
  chain->used = 0u;
  chain->count = 0u;
  chain->raw_public_key = 0u;
}

/* The entry that was used longest ago; a free one is that. */
/*@ requires \valid_read(cache) && hf_cache_ready(cache);
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result < cache->n;
  @ ensures oldest: \forall integer i; 0 <= i < cache->n ==> cache->entries[\result].used <= cache->entries[i].used; */
static size_t oldest(const struct hf_cache *cache) {
  size_t at = 0u;
  /*@ loop invariant 1 <= i <= cache->n && at < i;
    @ loop invariant \forall integer k; 0 <= k < i ==> cache->entries[at].used <= cache->entries[k].used;
    @ loop assigns i, at;
    @ loop variant cache->n - i; */
  for (size_t i = 1u; i < cache->n; i++) {
    if (cache->entries[i].used < cache->entries[at].used)
      at = i;
  }
  return at;
}

void hf_cache_wipe(struct hf_cache *cache) {
  struct hf_cache_entry *entries;
  size_t n;
  if (cache == NULL)
    return;
  entries = cache->entries;
  n = cache->n;
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer k; 0 <= k < i ==> entries[k].used == 0;
    @ loop assigns i, entries[0 .. n - 1];
    @ loop variant n - i; */
  for (size_t i = 0u; i < n; i++)
    clear(&entries[i]);
}

void hf_cache_keep_chains(struct hf_cache *cache, uint8_t *bytes, size_t each) {
  struct hf_cache_entry *entries;
  size_t n;
  if (cache == NULL)
    return;
  entries = cache->entries;
  n = cache->n;
  /*@ loop invariant 0 <= i <= n;
    @ loop invariant \forall integer k; 0 <= k < i ==> entries[k].chain.count == 0;
    @ loop assigns i, bytes, entries[0 .. n - 1].chain;
    @ loop variant n - i; */
  for (size_t i = 0u; i < n; i++) {
    give_place(&entries[i].chain, bytes, each);
    bytes = bytes != NULL ? bytes + each : NULL;
  }
}

void hf_cache_start(struct hf_cache *cache, struct hf_cache_entry *entries, size_t n, uint32_t lifetime) {
  if (cache == NULL)
    return;
  cache->entries = entries;
  cache->n = entries == NULL ? 0u : n;
  cache->turn = 0u;
  cache->lifetime = lifetime;
  hf_cache_wipe(cache);
  hf_cache_keep_chains(cache, NULL, 0u);
}

bool hf_cache_find(struct hf_cache *cache, const uint8_t *id, size_t id_n, int64_t now, struct hf_session *out) {
  if (id_n == 0u || id_n > HF_SESSION_ID_MAX)
    return false;
  size_t at = hf_cache_search(cache, id, id_n);
  /*@ assert place: \forall integer k; hf_stands_at(cache, k, id, id_n) ==> k == at; */
  if (at == cache->n)
    return false;
  struct hf_cache_entry *e = &cache->entries[at];
  if (!is_fresh(e->session.created, cache->lifetime, now)) {
    clear(e);
    return false;
  }
  e->used = next_turn(cache);
  hf_session_copy(out, &e->session);
  /*@ assert whole: hf_session_same{Here,Pre}(out, &e->session); */
  return true;
}

/* Where a session is put. */
/*@ requires \valid_read(cache) && hf_cache_ready(cache) && \valid_read(session);
  @ requires 1 <= session->session_id_n <= HF_SESSION_ID_MAX;
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures \result < cache->n; */
static size_t place_for(const struct hf_cache *cache, const struct hf_session *session) {
  size_t at = hf_cache_search(cache, session->session_id, session->session_id_n);
  return at < cache->n ? at : oldest(cache);
}

void hf_cache_put(struct hf_cache *cache, const struct hf_session *session) {
  if (session->session_id_n == 0u)
    return;
  size_t at = place_for(cache, session);
  cache->entries[at].used = next_turn(cache);
  cache->entries[at].chain.count = 0u; /* of another session */
  hf_session_copy(&cache->entries[at].session, session);
  /*@ assert whole: hf_session_same{Here,Pre}(&cache->entries[at].session, session); */
}

void hf_cache_drop(struct hf_cache *cache, const uint8_t *id, size_t id_n) {
  if (id_n == 0u || id_n > HF_SESSION_ID_MAX)
    return;
  size_t at = hf_cache_search(cache, id, id_n);
  if (at < cache->n)
    clear(&cache->entries[at]);
}
