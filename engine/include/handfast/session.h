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
  int64_t created;                         /* seconds since 1970-01-01 UTC */
  uint16_t version;                        /* ProtocolVersion */
  uint16_t cipher_suite;                   /* IANA's code point */
  uint8_t session_id_n;                    /* bytes; 0: no session */
  uint8_t extended_master_secret;          /* RFC 7627: 0 or 1 */
  uint8_t encrypt_then_mac;                /* RFC 7366: 0 or 1 */
  uint8_t session_id[HF_SESSION_ID_MAX];
  uint8_t master_secret[HF_MASTER_SECRET];
  uint8_t binding[HF_BINDING];             /* SHA-256 over server name, ALPN and the client authentication policy */
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
  uint64_t turn;
  uint32_t lifetime; /* seconds */
};

void hf_cache_start(struct hf_cache *cache, struct hf_cache_entry *entries, size_t n, uint32_t lifetime);
struct hf_session_store hf_cache_store(struct hf_cache *cache);

/* A session as bytes, for a file. HF_SESSION_BYTES of them; hf_session_read answers 0, or -1 for bytes it did not write. */
#define HF_SESSION_BYTES 160u
void hf_session_write(const struct hf_session *session, uint8_t out[HF_SESSION_BYTES]);
int hf_session_read(struct hf_session *session, const uint8_t *in, size_t n);
#endif
