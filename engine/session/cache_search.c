/* Finding a session ID in the cache. Which entry has it, and whether one has, becomes known to the peer; how much of the
   ID other entries share does not: all of every entry is compared, without a branch. */
#include "crypto/bytes.h"
#include "session/cache.h"

/* A session ID as four numbers. */
struct words {
  uint64_t word[4];
};

/* 1 if the entry is in use and has the session ID, of id_n bytes with zeroes behind. */
/*@ requires \valid_read(e) && \valid_read(wanted);
  @ terminates \true; exits \false;
  @ assigns \nothing;
  @ ensures \result == 0 || \result == 1;
  @ ensures \result == 1 <==> (e->used != 0 && e->session.session_id_n == id_n &&
      be64(&e->session.session_id[0]) == wanted->word[0] && be64(&e->session.session_id[8]) == wanted->word[1] &&
      be64(&e->session.session_id[16]) == wanted->word[2] && be64(&e->session.session_id[24]) == wanted->word[3]); */
static size_t matches(const struct hf_cache_entry *e, const struct words *wanted, size_t id_n) {
  const uint8_t *id = e->session.session_id;
  unsigned different = (unsigned)(e->used == 0u) + (unsigned)(e->session.session_id_n != id_n);
  different += (unsigned)(hf_read64(id) != wanted->word[0]);
  different += (unsigned)(hf_read64(id + 8) != wanted->word[1]);
  different += (unsigned)(hf_read64(id + 16) != wanted->word[2]);
  different += (unsigned)(hf_read64(id + 24) != wanted->word[3]);
  return (size_t)(different == 0u);
}

size_t hf_cache_search(const struct hf_cache *cache, const uint8_t *id, size_t id_n) {
  uint8_t padded[HF_SESSION_ID_MAX];
  struct words wanted;
  size_t n = cache->n;
  size_t found = n;
  hf_fill(padded, 0u, HF_SESSION_ID_MAX);
  hf_copy(padded, id, id_n);
  wanted.word[0] = hf_read64(padded);
  wanted.word[1] = hf_read64(padded + 8);
  wanted.word[2] = hf_read64(padded + 16);
  wanted.word[3] = hf_read64(padded + 24);
  for (size_t i = 0u; i < n; i++) {
    size_t here = matches(&cache->entries[i], &wanted, id_n);
    found = here * i + (1u - here) * found;
  }
  return found;
}
