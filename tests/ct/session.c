/* The server's session cache: how much of a session ID its entries share with the one that is looked for is secret, and the
   master secrets are. Which entry has it, if any, becomes known. */
#include "ct/secret.h"
#include "ct/support/verdict.h"
#include "session/cache.h"
#include <stdio.h>
#include <string.h>

#define ENTRIES 6u
#define NOW 1000

static struct hf_cache_entry entries[ENTRIES];
static struct hf_cache cache;

static void fill(void) {
  static struct hf_session s;
  hf_cache_start(&cache, entries, ENTRIES, 100);
  for (uint8_t i = 0; i < ENTRIES - 1u; i++) {
    s.created = NOW;
    s.peer_n = 128; /* nobody */
    s.session_id_n = 32;
    memset(s.session_id, 0x11, sizeof s.session_id);
    s.session_id[31] = i;
    memset(s.master_secret, 0x40 + i, sizeof s.master_secret);
    secret(s.master_secret, sizeof s.master_secret);
    hf_cache_put(&cache, &s);
  }
}

/* Every entry's ID, length and master secret undefined. */
static int search(uint8_t last, size_t wanted) {
  uint8_t id[32];
  memset(id, 0x11, sizeof id);
  id[31] = last;
  for (size_t i = 0; i < ENTRIES; i++)
    secret(&entries[i].session, sizeof entries[i].session);
  size_t at = hf_cache_search(&cache, id, sizeof id);
  for (size_t i = 0; i < ENTRIES; i++)
    reveal(&entries[i].session, sizeof entries[i].session);
  reveal(&at, sizeof at);
  return at != wanted;
}

/* Found, written to bytes and read again, with the master secret undefined all along. */
static int find(void) {
  uint8_t id[32];
  uint8_t bytes[HF_SESSION_BYTES];
  struct hf_session found;
  struct hf_session again;
  memset(id, 0x11, sizeof id);
  id[31] = 2;
  for (size_t i = 0; i < ENTRIES; i++)
    secret(entries[i].session.master_secret, HF_MASTER_SECRET);
  int wrong = hf_cache_find(&cache, id, sizeof id, NOW + 1, &found) != 1;
  hf_session_write(&found, bytes);
  wrong |= hf_session_read(&again, bytes, sizeof bytes) != 0;
  reveal(again.master_secret, HF_MASTER_SECRET);
  return wrong | (again.master_secret[0] != 0x42);
}

int main(void) {
  fill();
  int wrong = search(0, 0) | search(3, 3) | search(9, ENTRIES);
  verdicts_are_public = 1;
  wrong |= find();
  if (wrong)
    puts("session: a wrong answer");
  return wrong;
}
