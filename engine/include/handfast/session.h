/* A session that can be resumed, and the server's cache of them (engine/session/). */
#ifndef HANDFAST_SESSION_H
#define HANDFAST_SESSION_H
#include "x509.h"
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HF_SESSION_ID_MAX 32u
#define HF_MASTER_SECRET 48u
#define HF_BINDING 32u
#define HF_TICKET_MAX                                                                                                  \
  512u /* bytes of a server's ticket (RFC 8446 4.6.1) that a client keeps; a session with a longer one is not kept */

/* How a peer showed who it is. */
#define HF_PEER_ANONYMOUS 0u /* not at all: a client that was not asked, or had nothing to show */
#define HF_PEER_CERTIFICATE 1u
#define HF_PEER_RAW_PUBLIC_KEY 2u /* RFC 7250 */

#define HF_DIGEST 32u /* SHA-256 */
#define HF_PEER_PATH_MAX                                                                                               \
  8u /* certificates of a path that are recorded; of a longer one, none are, and it is not asked again */
#define HF_SERIAL_MAX 20u      /* octets (RFC 5280 4.1.2.2) */
#define HF_PEER_NAMES_MAX 256u /* bytes of names that are kept */
#define HF_PEER_BYTES 1064u    /* a peer in a session, at most */

/* One certificate of the path by which a peer was found to be who it is. */
struct hf_peer_certificate {
  uint8_t sha256[HF_DIGEST]; /* over all of it */
  uint8_t issuer[HF_DIGEST]; /* over its issuer's name, DER */
  uint8_t serial_n;
  uint8_t serial[HF_SERIAL_MAX]; /* the octets of its INTEGER, zeroes behind them */
};

/* Who a peer is, and what was found of it: enough to ask again later, without a signature, what a full handshake would check
   then. It holds no secret. */
struct hf_peer {
  int64_t not_before;   /* the certificates of the path are all valid from here, */
  int64_t not_after;    /* to here, seconds since 1970-01-01 UTC */
  int64_t status_until; /* until then the OCSP response is good that the server stapled; 0: none was checked */
  uint8_t kind;         /* HF_PEER_... */
  uint8_t verified; /* 1: there is a path to an anchor; 0: accept_any_certificate, and certificates has but the first */
  uint8_t certificates_n;       /* the peer's own first, the anchor not counted */
  uint8_t anchor_at;            /* where the anchor was found, modulo 256: where to look for it first */
  uint16_t subject_n;           /* bytes of it in names; 0: it did not fit */
  uint16_t alternative_names_n; /* the same */
  uint8_t key[HF_DIGEST];       /* over the SubjectPublicKeyInfo of its key, as in a pin */
  uint8_t anchor[HF_DIGEST];    /* over the trust anchor: its name, key and limits */
  uint8_t lists[HF_DIGEST];     /* over crl_policy and hf_config.crls; zeroes: not all of those were good */
  struct hf_peer_certificate certificates[HF_PEER_PATH_MAX];
  uint8_t
      names[HF_PEER_NAMES_MAX]; /* of its certificate: the subject, DER; the contents of subjectAltName; then zeroes */
};

/* All that a resumption needs and is bound to. Secret: wipe it when done. */
struct hf_session {
  int64_t created;                 /* seconds since 1970-01-01 UTC */
  uint32_t version;                /* ProtocolVersion */
  uint32_t cipher_suite;           /* IANA's code point */
  uint32_t session_id_n;           /* bytes; 0: no session */
  uint32_t extended_master_secret; /* RFC 7627: 0 or 1 */
  uint32_t encrypt_then_mac;       /* RFC 7366: 0 or 1 */
  uint8_t session_id[HF_SESSION_ID_MAX];
  uint8_t master_secret[HF_MASTER_SECRET];
  uint8_t binding[HF_BINDING]; /* SHA-256 over server name, ALPN and the policies about the peer */
  uint32_t peer_n;             /* bytes of peer */
  uint8_t
      peer[HF_PEER_BYTES]; /* whom it was made with, in the engine's own words (hf_peer_of tells); zeroes behind it */
  /* The peer's certificates as they came, where the configuration wants sessions to keep them; or NULL. They are not a part
     of the session: whoever keeps it longer than the connection, or the store's entry, copies them (hf_chain_copy) and sets
     this to the copy, or to NULL. */
  const struct hf_chain *chain;
  /* Client: the server's ticket (RFC 8446 4.6.1, RFC 5077). A server of TLS 1.3 that seals none knows its session by session_id, and that
     is its ticket. */
  uint32_t ticket_n;        /* bytes; 0: none */
  uint32_t ticket_lifetime; /* seconds from `created` on; TLS 1.2: 0: the server did not say */
  uint32_t ticket_age_add;
  uint32_t max_fragment_length; /* RFC 6066 4: what was agreed on: 0 none, 1 .. 4 */
  uint8_t ticket[HF_TICKET_MAX];
};

/* What a server's session cache does, here or elsewhere. All must be safe to call from where the engine is called. What find
   gives as out->chain stays until the next call of the store; what put is given as session->chain stays while it runs. */
struct hf_session_store {
  void *context;
  /* 1 and *out filled: found. 0: not there or too old. Takes a time that does not depend on what the ids share. */
  int (*find)(void *context, const uint8_t *id, size_t id_n, int64_t now, struct hf_session *out);
  void (*put)(void *context, const struct hf_session *session, int64_t now);
  /* RFC 5246 7.2.2: the sessions of connections that fail are not resumed. */
  void (*drop)(void *context, const uint8_t *id, size_t id_n);
};

/* A key with which a server seals sessions into tickets that it does not keep (hf_config.ticket_keys). All of it is random, and the key is
   secret: who has it reads and makes all sessions that were sealed with it. Servers that have it resume each other's sessions. */
#define HF_TICKET_KEY_NAME 16u
#define HF_TICKET_KEY 32u
struct hf_ticket_key {
  uint8_t name[HF_TICKET_KEY_NAME]; /* stands in each ticket, for all to see; no two keys have the same */
  uint8_t key[HF_TICKET_KEY];       /* of AES-256-GCM */
};
/* Those of a server. They are changed between two calls into the engine: a new key goes before the others, and an old one goes away when
   what it sealed is 7,200 seconds old. At most 2^32 tickets are sealed with one. */
struct hf_ticket_keys {
  const struct hf_ticket_key *key; /* the first seals; each of them opens */
  size_t n;                        /* 0: nothing is sealed */
};
#define HF_SEALED_LEAST 268u /* bytes of a sealed session: of one with a peer that showed nothing, */
#define HF_SEALED_MAX 1204u  /* and of the longest */

struct hf_cache_entry {
  struct hf_session session;
  uint64_t used; /* turn of the last use; 0: free */
  struct hf_chain
      chain; /* the peer's certificates, in a buffer of the caller's (hf_cache_keep_chains); count 0: none */
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
  @ HF_TOTAL;
  @ assigns *cache, entries[0 .. n - 1];
  @ ensures cache != \null ==> cache->entries == entries && cache->lifetime == lifetime;
  @ ensures cache != \null ==> cache->n == (entries == \null ? 0 : n);
  @ ensures empty: cache != \null && entries != \null ==> \forall integer i; 0 <= i < n ==> entries[i].used == 0; */
void hf_cache_start(struct hf_cache *cache, struct hf_cache_entry *entries, size_t n, uint32_t lifetime);

/* Has the cache keep the chains of sessions too (hf_config.keep_peer_chain): `each` bytes for each entry, in bytes of the caller's
   that stay as long as the cache does, n times `each` of them. A chain that does not fit is not kept. Call it before the cache is
   used. */
/*@ requires cache != \null ==> \valid(cache) && cache->n <= 0x1000000 && \valid(cache->entries + (0 .. cache->n - 1));
  @ requires cache != \null ==> \separated(cache, cache->entries + (0 .. cache->n - 1));
  @ HF_TOTAL;
  @ assigns cache->entries[0 .. cache->n - 1].chain;
  @ ensures cache != \null ==> \forall integer i; 0 <= i < cache->n ==> cache->entries[i].chain.count == 0; */
void hf_cache_keep_chains(struct hf_cache *cache, uint8_t *bytes, size_t each);

/* The cache as a store for hf_config.sessions. The cache stays the caller's and must live as long as the store is used. */
struct hf_session_store hf_cache_store(struct hf_cache *cache);

/* Wipes all entries. */
/*@ requires cache != \null ==> \valid(cache) && cache->n <= 0x1000000 && \valid(cache->entries + (0 .. cache->n - 1));
  @ requires cache != \null ==> \separated(cache, cache->entries + (0 .. cache->n - 1));
  @ HF_TOTAL;
  @ assigns cache->entries[0 .. cache->n - 1];
  @ ensures cache != \null ==> \forall integer i; 0 <= i < cache->n ==> cache->entries[i].used == 0; */
void hf_cache_wipe(struct hf_cache *cache);

/* Wipes a session. */
/*@ requires session != \null ==> \valid(session);
  @ HF_TOTAL;
  @ assigns *session;
  @ ensures session != \null ==> session->session_id_n == 0 && session->ticket_n == 0 && session->chain == \null; */
void hf_session_wipe(struct hf_session *session);

/* A session as bytes, for a file: secret, as the session is; without the chain. hf_session_read answers 0 for exactly
   HF_SESSION_BYTES bytes that hf_session_write made and nothing has changed since; else -1, and *session is wiped. */
#define HF_SESSION_BYTES 1744u
/*@ requires session != \null && out != \null ==> \valid_read(session) && \valid(out + (0 .. HF_SESSION_BYTES - 1));
  @ requires session != \null && out != \null ==>
      session->session_id_n <= HF_SESSION_ID_MAX && session->peer_n <= HF_PEER_BYTES && session->ticket_n <= HF_TICKET_MAX;
  @ requires session != \null && out != \null ==> \separated(session, out + (0 .. HF_SESSION_BYTES - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. HF_SESSION_BYTES - 1]; */
void hf_session_write(const struct hf_session *session, uint8_t out[HF_SESSION_BYTES]);
/*@ requires session != \null ==> \valid(session);
  @ requires session != \null && in != \null ==> \valid_read(in + (0 .. n - 1)) && \separated(session, in + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns *session;
  @ ensures \result == 0 || \result == -1;
  @ ensures \result == 0 ==> session != \null && in != \null && n == HF_SESSION_BYTES && session->session_id_n <= HF_SESSION_ID_MAX;
  @ ensures \result == 0 ==> session->extended_master_secret <= 1 && session->encrypt_then_mac <= 1;
  @ ensures \result == -1 && session != \null ==> session->session_id_n == 0; */
int hf_session_read(struct hf_session *session, const uint8_t *in, size_t n);
/* The version of the layout of bytes that a hf_session_write made, of this release or of another one; 0: they are no session's.
   Bytes of another version than HF_SESSION_LAYOUT hold nothing for this one: a full handshake is due. */
#define HF_SESSION_LAYOUT 4u
/*@ requires in != \null ==> \valid_read(in + (0 .. n - 1));
  @ HF_TOTAL;
  @ assigns \nothing;
  @ ensures n < 10 || in == \null ==> \result == 0; */
uint16_t hf_session_layout(const uint8_t *in, size_t n);

#ifdef __cplusplus
}
#endif
#endif
