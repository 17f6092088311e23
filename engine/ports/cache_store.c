/* The cache as a hf_session_store, and the chains that go with its entries. What stands behind a void pointer no prover sees, so
   there is nothing else here. */
#include "session/cache.h"

/* The chain of the entry with an ID, which may be empty; NULL: there is no such entry. */
static struct hf_chain *chain_of(const struct hf_cache *cache, const uint8_t *id, size_t id_n) {
  size_t at = hf_cache_search(cache, id, id_n);
  return at < cache->n ? &cache->entries[at].chain : NULL;
}

static int find(void *context, const uint8_t *id, size_t id_n, int64_t now, struct hf_session *out) {
  struct hf_cache *cache = context;
  const struct hf_chain *chain;
  if (!hf_cache_find(cache, id, id_n, now, out))
    return 0;
  chain = chain_of(cache, id, id_n);
  out->chain = chain != NULL && chain->count != 0u ? chain : NULL;
  return 1;
}

static void put(void *context, const struct hf_session *session, int64_t now) {
  struct hf_cache *cache = context;
  struct hf_chain *chain;
  (void)now;
  if (cache->n == 0u)
    return;
  hf_cache_put(cache, session);
  if (session->chain == NULL || session->session_id_n == 0u)
    return;
  chain = chain_of(cache, session->session_id, session->session_id_n);
  if (chain != NULL)
    (void)hf_chain_copy(chain, session->chain);
}

static void drop(void *context, const uint8_t *id, size_t id_n) {
  struct hf_cache *cache = context;
  hf_cache_drop(cache, id, id_n);
}

/* Without a cache, a store that cannot be used: a connection is not begun with it. */
struct hf_session_store hf_cache_store(struct hf_cache *cache) {
  struct hf_session_store store = {NULL, NULL, NULL, NULL};
  if (cache != NULL)
    store = (struct hf_session_store){cache, find, put, drop};
  return store;
}
