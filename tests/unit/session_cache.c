/* The server's session cache: what it finds, for how long, and what has to go when it is full. */
#include "handfast/session.h"
#include <criterion/criterion.h>
#include <string.h>

#define ENTRIES 4u
#define LIFETIME 100u

static struct hf_cache_entry entries[ENTRIES];
static struct hf_cache cache;
static struct hf_session_store store;

static void start(void) {
  memset(entries, 0xff, sizeof entries);
  hf_cache_start(&cache, entries, ENTRIES, LIFETIME);
  store = hf_cache_store(&cache);
}

TestSuite(session_cache, .init = start);

/* A session whose ID has n bytes that differ from others' in the last one. */
static struct hf_session session(uint8_t name, size_t n, int64_t created) {
  struct hf_session s;
  memset(&s, 0, sizeof s);
  s.created = created;
  s.version = 0x0303;
  s.cipher_suite = 0x002f;
  s.extended_master_secret = 1;
  s.session_id_n = (uint8_t)n;
  memset(s.session_id, 0x77, n);
  s.session_id[n - 1] = name;
  memset(s.master_secret, name, sizeof s.master_secret);
  memset(s.binding, name + 1, sizeof s.binding);
  memset(s.peer, name + 2, sizeof s.peer);
  s.peer_n = (uint16_t)(name + 3);
  return s;
}

static void put(uint8_t name, int64_t now) {
  struct hf_session s = session(name, 32, now);
  store.put(store.context, &s, now);
}

static int find(uint8_t name, int64_t now) {
  struct hf_session wanted = session(name, 32, 0);
  struct hf_session got;
  memset(&got, 0, sizeof got);
  int found = store.find(store.context, wanted.session_id, 32, now, &got);
  if (found) {
    cr_assert_eq(got.session_id_n, 32);
    cr_assert_arr_eq(got.session_id, wanted.session_id, 32);
    cr_assert_arr_eq(got.master_secret, wanted.master_secret, sizeof got.master_secret);
    cr_assert_arr_eq(got.binding, wanted.binding, sizeof got.binding);
    cr_assert_arr_eq(got.peer, wanted.peer, sizeof got.peer);
    cr_assert_eq(got.peer_n, wanted.peer_n);
    cr_assert_null(got.chain);
    cr_assert(got.version == 0x0303 && got.cipher_suite == 0x002f && got.extended_master_secret == 1);
  }
  return found;
}

Test(session_cache, empty_finds_nothing) {
  uint8_t zeroes[32] = {0};
  struct hf_session out;
  cr_assert_not(find(1, 0));
  for (size_t n = 0; n <= 32; n++)
    cr_assert_not(store.find(store.context, zeroes, n, 0, &out));
  cr_assert_not(store.find(store.context, zeroes, 33, 0, &out));
}

Test(session_cache, each_of_four_is_found) {
  for (uint8_t name = 1; name <= ENTRIES; name++)
    put(name, 10);
  for (uint8_t name = 1; name <= ENTRIES; name++)
    cr_assert(find(name, 10));
  cr_assert_not(find(ENTRIES + 1, 10));
}

Test(session_cache, least_recently_used_goes_first) {
  for (uint8_t name = 1; name <= ENTRIES; name++)
    put(name, 10);
  cr_assert(find(1, 10));
  put(5, 10);
  cr_assert_not(find(2, 10), "2 was used longest ago");
  cr_assert(find(1, 10) && find(3, 10) && find(4, 10) && find(5, 10));
  put(6, 10);
  cr_assert_not(find(1, 10));
}

Test(session_cache, same_id_replaces) {
  for (uint8_t name = 1; name <= ENTRIES; name++)
    put(name, 10);
  put(2, 60);
  cr_assert(find(1, 60) && find(2, 160) && find(3, 60) && find(4, 60));
}

Test(session_cache, free_entry_before_a_used_one) {
  for (uint8_t name = 1; name <= ENTRIES; name++)
    put(name, 10);
  struct hf_session third = session(3, 32, 0);
  store.drop(store.context, third.session_id, 32);
  put(5, 10);
  cr_assert(find(1, 10) && find(2, 10) && find(4, 10) && find(5, 10));
}

Test(session_cache, lifetime) {
  put(1, 1000);
  cr_assert(find(1, 1000));
  cr_assert(find(1, 1000 + LIFETIME));
  cr_assert_not(find(1, 1001 + LIFETIME));
  cr_assert_not(find(1, 1000), "what was too old is gone");
  for (size_t i = 0; i < sizeof entries[0].session.master_secret; i++)
    cr_assert_eq(entries[0].session.master_secret[i], 0);
}

Test(session_cache, clock_set_back) {
  put(1, 1000);
  cr_assert_not(find(1, 999), "from the future");
  put(2, INT64_MAX);
  cr_assert(find(2, INT64_MAX));
  cr_assert_not(find(2, INT64_MIN));
  put(3, INT64_MIN);
  cr_assert_not(find(3, INT64_MAX));
  put(4, -5);
  cr_assert_not(find(4, -4));
}

Test(session_cache, drop_wipes) {
  put(1, 10);
  put(2, 10);
  struct hf_session first = session(1, 32, 0);
  store.drop(store.context, first.session_id, 32);
  cr_assert_not(find(1, 10));
  cr_assert(find(2, 10));
  cr_assert_eq(entries[0].used, 0);
  for (size_t i = 0; i < sizeof entries[0].session.master_secret; i++)
    cr_assert_eq(entries[0].session.master_secret[i], 0);
  store.drop(store.context, first.session_id, 32);
  store.drop(store.context, first.session_id, 0);
  cr_assert(find(2, 10));
}

/* IDs that begin alike, or that differ in length only. */
Test(session_cache, ids_are_compared_whole) {
  struct hf_session s = session(9, 32, 10);
  struct hf_session out;
  store.put(store.context, &s, 10);
  for (size_t i = 0; i < 32; i++) {
    struct hf_session other = s;
    other.session_id[i] ^= 1;
    cr_assert_not(store.find(store.context, other.session_id, 32, 10, &out), "byte %zu", i);
  }
  for (size_t n = 0; n < 32; n++)
    cr_assert_not(store.find(store.context, s.session_id, n, 10, &out), "%zu bytes", n);
  struct hf_session zero = session(0, 8, 10);
  store.put(store.context, &zero, 10);
  cr_assert_not(store.find(store.context, zero.session_id, 7, 10, &out));
  cr_assert(store.find(store.context, zero.session_id, 8, 10, &out));
  cr_assert_not(store.find(store.context, zero.session_id, 9, 10, &out));
}

Test(session_cache, no_id_is_not_kept) {
  struct hf_session s = session(1, 32, 10);
  s.session_id_n = 0;
  store.put(store.context, &s, 10);
  for (size_t i = 0; i < ENTRIES; i++)
    cr_assert_eq(entries[i].used, 0);
}

Test(session_cache, one_entry) {
  hf_cache_start(&cache, entries, 1, LIFETIME);
  put(1, 10);
  put(2, 10);
  cr_assert_not(find(1, 10));
  cr_assert(find(2, 10));
}

Test(session_cache, last_turn) {
  cache.turn = UINT64_MAX - 1;
  put(1, 10);
  put(2, 10);
  cr_assert(find(1, 10) && find(2, 10));
  cr_assert_eq(cache.turn, UINT64_MAX);
}

Test(session_cache, wipe) {
  put(1, 10);
  hf_cache_wipe(&cache);
  cr_assert_not(find(1, 10));
}

/* Chains, in the room that the caller gives each entry. */

static uint8_t rooms[ENTRIES][100];
static uint8_t bytes[300];

static void put_with_chain(uint8_t name, size_t n) {
  struct hf_session s = session(name, 32, 10);
  struct hf_chain chain = {.buffer = bytes, .size = sizeof bytes, .used = (uint32_t)n, .count = 2};
  memset(bytes, name, sizeof bytes);
  chain.length[0] = 30;
  chain.start[1] = 30;
  chain.length[1] = (uint16_t)(n - 30);
  s.chain = &chain;
  store.put(store.context, &s, 10);
}

/* Bytes of the chain that is found; 0: none. */
static size_t chain_found(uint8_t name) {
  struct hf_session wanted = session(name, 32, 0);
  struct hf_session got;
  cr_assert(store.find(store.context, wanted.session_id, 32, 10, &got));
  if (!got.chain)
    return 0;
  cr_assert_eq(got.chain->count, 2);
  cr_assert_eq(got.chain->length[0], 30);
  for (size_t i = 0; i < got.chain->used; i++)
    cr_assert_eq(got.chain->buffer[i], name);
  return got.chain->used;
}

Test(session_cache, chains) {
  put_with_chain(1, 100);
  cr_assert_eq(chain_found(1), 0, "no room was given");
  hf_cache_keep_chains(&cache, rooms[0], sizeof rooms[0]);
  for (uint8_t name = 1; name <= ENTRIES; name++)
    put_with_chain(name, 90u + name);
  for (uint8_t name = 1; name <= ENTRIES; name++)
    cr_assert_eq(chain_found(name), 90u + name);
  put_with_chain(1, 101);
  cr_assert_eq(chain_found(1), 0, "too long, and the old one is gone");
  put(2, 10);
  cr_assert_eq(chain_found(2), 0, "a session without");
  put_with_chain(5, 100);
  cr_assert_eq(chain_found(5), 100);
  hf_cache_wipe(&cache);
  put(1, 10);
  cr_assert_eq(chain_found(1), 0);
  hf_cache_keep_chains(&cache, NULL, 100);
  put_with_chain(1, 90);
  cr_assert_eq(chain_found(1), 0, "no room was given, whatever its size");
}
