/* The cache as a hf_session_store. What stands behind a void pointer no prover sees, so there is nothing else here. */
#include "session/cache.h"

static int find(void *context, const uint8_t *id, size_t id_n, int64_t now, struct hf_session *out) {
  struct hf_cache *cache = context;
  return hf_cache_find(cache, id, id_n, now, out);
}

static void put(void *context, const struct hf_session *session, int64_t now) {
  struct hf_cache *cache = context;
  (void)now;
  if (cache->n != 0u)
    hf_cache_put(cache, session);
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
