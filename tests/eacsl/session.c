/* sources: engine/crypto/[a-oq-w]*.c engine/crypto/pkcs1.c engine/crypto/pss.c engine/session/*.c */
#include "check.h"
#include "crypto/bytes.h"
#include "session/cache.h"

#define ENTRIES 3u

static struct hf_cache_entry entries[ENTRIES];
static struct hf_cache cache;
static struct hf_session s;
static struct hf_session found;
static uint8_t bytes[HF_SESSION_BYTES];

static void put(uint8_t last, uint8_t id_n, int64_t created) {
  hf_session_wipe(&s);
  s.created = created;
  s.version = 0x0303;
  s.peer_n = 128u; /* nobody */
  s.session_id_n = id_n;
  hf_fill(s.session_id, 5, id_n);
  if (id_n != 0u)
    s.session_id[id_n - 1u] = last;
  hf_fill(s.master_secret, last, HF_MASTER_SECRET);
  hf_cache_put(&cache, &s);
}

static int find(uint8_t last, uint8_t id_n, int64_t now) {
  uint8_t id[HF_SESSION_ID_MAX];
  hf_fill(id, 5, HF_SESSION_ID_MAX);
  if (id_n != 0u)
    id[id_n - 1u] = last;
  return hf_cache_find(&cache, id, id_n, now, &found);
}

int main(void) {
  uint8_t id[HF_SESSION_ID_MAX];
  hf_cache_start(&cache, entries, ENTRIES, 100);
  put(1, 32, 1000);
  put(2, 32, 1000);
  put(3, 16, 1000);
  put(0, 0, 1000);
  check(find(1, 32, 1000) == 1 && found.master_secret[0] == 1, "found");
  check(find(1, 31, 1000) == 0 && find(1, 0, 1000) == 0 && find(9, 32, 1000) == 0, "not found");
  put(4, 32, 1000);
  check(find(2, 32, 1000) == 0 && find(3, 16, 1100) == 1, "the least recently used made room");
  check(find(3, 16, 1101) == 0 && find(4, 32, 999) == 0, "too old, and from the future");
  hf_fill(id, 5, HF_SESSION_ID_MAX);
  id[31] = 1;
  hf_cache_drop(&cache, id, 32);
  check(find(1, 32, 1000) == 0, "dropped");
  hf_session_write(&s, bytes);
  check(hf_session_read(&found, bytes, sizeof bytes) == 0 && found.master_secret[0] == 4, "read");
  bytes[60] = (uint8_t)(bytes[60] + 1u);
  check(hf_session_read(&found, bytes, sizeof bytes) == -1, "damaged");
  check(hf_session_read(&found, bytes, 10) == -1, "cut short");
  hf_cache_wipe(&cache);
  report();
  return 0;
}
