/* A session as bytes. All numbers are big-endian.

       0  magic "Handfast"                 20  cipher suite (2)        25  session ID (32), zeroes behind it
       8  version of this layout (2)       22  bytes in session ID     57  master secret (48)
      10  created (8)                      23  extended master secret 105  binding (32)
      18  protocol version (2)             24  encrypt then MAC       137  max_fragment_length, 0 to 4
                                                                      138  bytes of the peer (2)
                                                                      140  the peer (session/peer.c), zeroes behind it
                                                                     1204  bytes of the ticket (2), its lifetime (4), what is
                                                                           added to its age (4), zeroes (2)
                                                                     1216  the ticket, zeroes behind it
                                                                     1728  SHA-256 of all before, its first 16 bytes

   Layout 1 had no peer, layout 2 no ticket, layout 3 no max_fragment_length. The digest tells damage, not forgery: who can
   write the file can also read the master secret in it. */
#include "crypto/bytes.h"
#include "crypto/ct.h"
#include "session/copy.h"
#include "session/peer.h"
#include <stdbool.h>

#define MAGIC 0x48616e6466617374u
#define PEER 140u
#define TICKET 1216u
#define DIGESTED 1728u
#define DIGEST 16u

/* The digest of the bytes before it. */
/*@ requires \valid_read(in + (0 .. DIGESTED - 1)) && \valid(out + (0 .. 31));
  @ requires \separated(in + (0 .. DIGESTED - 1), out + (0 .. 31));
  @ HF_TOTAL;
  @ assigns out[0 .. 31]; */
static void digest_of(const uint8_t *in, uint8_t *out) {
  struct hf_hash h;
  hf_hash_start(&h, HF_HASH_SHA256);
  hf_hash_update(&h, in, DIGESTED);
  hf_hash_finish(&h, out);
  hf_wipe_hash(&h);
}

void hf_session_write(const struct hf_session *session, uint8_t out[HF_SESSION_BYTES]) {
  uint8_t sum[32];
  size_t id_n;
  size_t peer_n;
  size_t ticket_n;
  if (session == NULL || out == NULL)
    return;
  id_n = session->session_id_n;
  peer_n = session->peer_n;
  ticket_n = session->ticket_n;
  hf_fill(out, 0u, HF_SESSION_BYTES);
  hf_write64(out, MAGIC);
  hf_write16(out + 8, HF_SESSION_LAYOUT);
  hf_write64(out + 10, session->created < 0 ? 0u : (uint64_t)session->created);
  hf_write16(out + 18, (uint16_t)(session->version % 65536u));
  hf_write16(out + 20, (uint16_t)(session->cipher_suite % 65536u));
  out[22] = (uint8_t)(session->session_id_n % 256u);
  out[23] = (uint8_t)(session->extended_master_secret % 256u);
  out[24] = (uint8_t)(session->encrypt_then_mac % 256u);
  hf_copy(out + 25, session->session_id, id_n);
  hf_copy(out + 57, session->master_secret, HF_MASTER_SECRET);
  hf_copy(out + 105, session->binding, HF_BINDING);
  out[137] = (uint8_t)(session->max_fragment_length % 256u);
  hf_write16(out + 138, (uint16_t)(session->peer_n % 65536u));
  hf_copy(out + PEER, session->peer, peer_n);
  hf_write16(out + 1204, (uint16_t)(session->ticket_n % 65536u));
  hf_write32(out + 1206, session->ticket_lifetime);
  hf_write32(out + 1210, session->ticket_age_add);
  hf_copy(out + TICKET, session->ticket, ticket_n);
  digest_of(out, sum);
  hf_copy(out + DIGESTED, sum, DIGEST);
  hf_wipe(sum, sizeof sum);
}

/* What stands in the bytes, if they can be a session at all: 0; else -1. */
/*@ requires \valid(session) && \valid_read(in + (0 .. HF_SESSION_BYTES - 1));
  @ requires \separated(session, in + (0 .. HF_SESSION_BYTES - 1));
  @ HF_TOTAL;
  @ assigns *session;
  @ ensures \result == 0 || \result == -1;
  @ ensures \result == 0 ==> session->created >= 0 && session->session_id_n <= HF_SESSION_ID_MAX;
  @ ensures \result == 0 ==> session->extended_master_secret <= 1 && session->encrypt_then_mac <= 1;
  @ ensures \result == 0 ==> session->max_fragment_length <= 4;
  @ ensures \result == 0 ==> session->peer_n <= HF_PEER_BYTES && session->ticket_n <= HF_TICKET_MAX && session->chain == \null; */
static int take(struct hf_session *session, const uint8_t *in) {
  uint64_t created = hf_read64(in + 10);
  uint16_t version = hf_read16(in + 18);
  uint16_t cipher_suite = hf_read16(in + 20);
  uint8_t id_n = in[22];
  uint8_t extended_master_secret = in[23];
  uint8_t encrypt_then_mac = in[24];
  uint8_t max_fragment_length = in[137];
  uint16_t peer_n = hf_read16(in + 138);
  uint16_t ticket_n = hf_read16(in + 1204);
  uint32_t ticket_lifetime = hf_read32(in + 1206);
  uint32_t ticket_age_add = hf_read32(in + 1210);
  if (created > 0x7fffffffffffffffu || id_n > HF_SESSION_ID_MAX || extended_master_secret > 1u || encrypt_then_mac > 1u)
    return -1;
  if (max_fragment_length > 4u)
    return -1;
  if (ticket_n > HF_TICKET_MAX || peer_n > HF_PEER_BYTES || hf_peer_kind(in + PEER, peer_n) == HF_PEER_SENSELESS)
    return -1;
  hf_copy(session->session_id, in + 25, HF_SESSION_ID_MAX);
  hf_copy(session->master_secret, in + 57, HF_MASTER_SECRET);
  hf_copy(session->binding, in + 105, HF_BINDING);
  hf_fill(session->peer, 0u, HF_PEER_BYTES);
  hf_copy(session->peer, in + PEER, peer_n);
  session->created = (int64_t)created;
  session->version = version;
  session->cipher_suite = cipher_suite;
  session->session_id_n = id_n;
  session->extended_master_secret = extended_master_secret;
  session->encrypt_then_mac = encrypt_then_mac;
  session->max_fragment_length = max_fragment_length;
  session->peer_n = peer_n;
  session->chain = NULL;
  hf_fill(session->ticket, 0u, HF_TICKET_MAX);
  hf_copy(session->ticket, in + TICKET, ticket_n);
  session->ticket_n = ticket_n;
  session->ticket_lifetime = ticket_lifetime;
  session->ticket_age_add = ticket_age_add;
  return 0;
}

/* 1 if the bytes are those that hf_session_write makes of the session: nothing else is taken. */
/*@ requires \valid_read(session) && \valid_read(in + (0 .. HF_SESSION_BYTES - 1));
  @ requires session->session_id_n <= HF_SESSION_ID_MAX && session->peer_n <= HF_PEER_BYTES && session->ticket_n <= HF_TICKET_MAX;
  @ HF_TOTAL;
  @ assigns \nothing; */
static bool is_written(const struct hf_session *session, const uint8_t *in) {
  uint8_t again[HF_SESSION_BYTES];
  hf_session_write(session, again);
  uint32_t equal = hf_ct_equal(again, in, HF_SESSION_BYTES);
  hf_wipe(again, HF_SESSION_BYTES);
  return equal == 1u;
}

int hf_session_read(struct hf_session *session, const uint8_t *in, size_t n) {
  if (session != NULL && in != NULL && n == HF_SESSION_BYTES && take(session, in) == 0 && is_written(session, in))
    return 0;
  hf_session_wipe(session);
  return -1;
}

uint16_t hf_session_layout(const uint8_t *in, size_t n) {
  if (in == NULL || n < 10u || hf_read64(in) != MAGIC)
    return 0u;
  return hf_read16(in + 8);
}
