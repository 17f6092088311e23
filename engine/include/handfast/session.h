/* A session that can be resumed, and the server's cache of them (engine/session/). */
#ifndef HANDFAST_SESSION_H
#define HANDFAST_SESSION_H
#include <stddef.h>
#include <stdint.h>

#define HF_SESSION_ID_MAX 32u
#define HF_MASTER_SECRET 48u
#define HF_BINDING 32u

/* All that a resumption needs and is bound to. Secret: wipe it when done. */
struct hf_session {
  int64_t created;                /* seconds since 1970-01-01 UTC */
  uint16_t version;               /* ProtocolVersion */
  uint16_t cipher_suite;          /* IANA's code point */
  uint8_t session_id_n;           /* bytes; 0: no session */
  uint8_t extended_master_secret; /* RFC 7627: 0 or 1 */
  uint8_t encrypt_then_mac;       /* RFC 7366: 0 or 1 */
  uint8_t session_id[HF_SESSION_ID_MAX];
  uint8_t master_secret[HF_MASTER_SECRET];
  uint8_t binding[HF_BINDING]; /* SHA-256 over server name, ALPN and the client authentication policy */
};

/* What a server's session cache does, here or elsewhere. All must be safe to call from where the engine is called. */
struct hf_session_store {
  void *context;
  /* 1 and *out filled: found. 0: not there or too old. Takes a time that does not depend on what the ids share. */
  int (*find)(void *context, const uint8_t *id, size_t id_n, int64_t now, struct hf_session *out);
  void (*put)(void *context, const struct hf_session *session, int64_t now);
  /* RFC 5246 7.2.2: the sessions of connections that fail are not resumed. */
  void (*drop)(void *context, const uint8_t *id, size_t id_n);
};

struct hf_cache_entry {
  struct hf_session session;
  uint64_t used; /* turn of the last use; 0: free */
};

/* The default store: a fixed number of entries, the least recently used out first. Not for several threads at once. */
struct hf_cache {
  struct hf_cache_entry *entries; /* the caller's */
  size_t n;
  uint64_t turn;     /* of the last use of any */
  uint32_t lifetime; /* seconds; at most this old, a session is found */
};

/* Begins an empty cache over n entries of the caller's, n >= 1, that stay as long as the cache does. lifetime: seconds
   (RFC 5246 F.1.4 suggests at most 24 hours). */
/*@ requires cache != \null ==> \valid(cache);
  @ requires cache != \null && entries != \null ==> 1 <= n <= 0x1000000 && \valid(entries + (0 .. n - 1));
  @ requires cache != \null && entries != \null ==> \separated(cache, entries + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns *cache, entries[0 .. n - 1];
  @ ensures cache != \null ==> cache->entries == entries && cache->lifetime == lifetime;
  @ ensures cache != \null ==> cache->n == (entries == \null ? 0 : n);
  @ ensures empty: cache != \null && entries != \null ==> \forall integer i; 0 <= i < n ==> entries[i].used == 0; */
void hf_cache_start(struct hf_cache *cache, struct hf_cache_entry *entries, size_t n, uint32_t lifetime);

/* The cache as a store for hf_config.sessions. The cache stays the caller's and must live as long as the store is used. */
struct hf_session_store hf_cache_store(struct hf_cache *cache);

/* Wipes all entries. */
/*@ requires cache != \null ==> \valid(cache) && cache->n <= 0x1000000 && \valid(cache->entries + (0 .. cache->n - 1));
  @ requires cache != \null ==> \separated(cache, cache->entries + (0 .. cache->n - 1));
  @ terminates \true; exits \false;
  @ assigns cache->entries[0 .. cache->n - 1];
  @ ensures cache != \null ==> \forall integer i; 0 <= i < cache->n ==> cache->entries[i].used == 0; */
void hf_cache_wipe(struct hf_cache *cache);

/* Wipes a session. */
/*@ requires session != \null ==> \valid(session);
  @ terminates \true; exits \false;
  @ assigns *session;
  @ ensures session != \null ==> session->session_id_n == 0; */
void hf_session_wipe(struct hf_session *session);

/* A session as bytes, for a file: secret, as the session is. hf_session_read answers 0 for exactly HF_SESSION_BYTES bytes
   that hf_session_write made and nothing has changed since; else -1, and *session is wiped. */
#define HF_SESSION_BYTES 160u
/*@ requires session != \null && out != \null ==> \valid_read(session) && \valid(out + (0 .. HF_SESSION_BYTES - 1));
  @ requires session != \null && out != \null ==> session->session_id_n <= HF_SESSION_ID_MAX;
  @ requires session != \null && out != \null ==> \separated(session, out + (0 .. HF_SESSION_BYTES - 1));
  @ terminates \true; exits \false;
  @ assigns out[0 .. HF_SESSION_BYTES - 1]; */
void hf_session_write(const struct hf_session *session, uint8_t out[HF_SESSION_BYTES]);
/*@ requires session != \null ==> \valid(session);
  @ requires session != \null && in != \null ==> \valid_read(in + (0 .. n - 1)) && \separated(session, in + (0 .. n - 1));
  @ terminates \true; exits \false;
  @ assigns *session;
  @ ensures \result == 0 || \result == -1;
  @ ensures \result == 0 ==> session != \null && in != \null && n == HF_SESSION_BYTES && session->session_id_n <= HF_SESSION_ID_MAX;
  @ ensures \result == 0 ==> session->extended_master_secret <= 1 && session->encrypt_then_mac <= 1;
  @ ensures \result == -1 && session != \null ==> session->session_id_n == 0; */
int hf_session_read(struct hf_session *session, const uint8_t *in, size_t n);
#endif
