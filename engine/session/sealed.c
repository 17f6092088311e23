/* The layout, all numbers big-endian:

       0  name of the key (16)        28  version of this layout (1)    40  protocol version (2)
      16  nonce (12)                  29  extended master secret (1)    42  cipher suite (2)
                                      30  encrypt then MAC (1)          44  master secret, or pre-shared key (48)
                                      31  max_fragment_length (1)       92  binding (32)
                                      32  created (8)                  124  the peer (session/peer.c), then the tag (16)

   From 28 to the tag it is encrypted with AES-256-GCM; the tag is over the name of the key as well. Layout 1 had a zero at 31, whatever
   was agreed on. */
#include "session/sealed.h"
#include "crypto/bytes.h"
#include "crypto/gcm.h"
#include "session/copy.h"
#include "session/peer.h"

#define LAYOUT 2u
#define INSIDE 28u /* where what is encrypted begins, */
#define FIXED 96u  /* and its bytes before the peer */

/*@ requires \valid_read(name + (0 .. HF_TICKET_KEY_NAME - 1)) && \valid_read(ticket + (0 .. HF_TICKET_KEY_NAME - 1));
  @ HF_TOTAL; assigns \nothing;
  @ ensures \result <==> (\forall integer i; 0 <= i < HF_TICKET_KEY_NAME ==> name[i] == ticket[i]); */
static bool is_name(const uint8_t *name, const uint8_t *ticket) {
  /*@ loop invariant 0 <= i <= HF_TICKET_KEY_NAME;
    @ loop invariant \forall integer k; 0 <= k < i ==> name[k] == ticket[k];
    @ loop assigns i; loop variant HF_TICKET_KEY_NAME - i; */
  for (uint32_t i = 0u; i < HF_TICKET_KEY_NAME; i++)
    if (name[i] != ticket[i])
      return false;
  return true;
}

/* The place of the key that the ticket names; n: it is not there. A name is no secret. */
/*@ requires hf_ticket_keys_valid(keys);
  @ requires \valid_read(ticket + (0 .. HF_TICKET_KEY_NAME - 1));
  @ HF_TOTAL; assigns \nothing;
  @ ensures 0 <= \result <= keys->n; */
static size_t place_of(const struct hf_ticket_keys *keys, const uint8_t *ticket) {
  size_t i = 0u;
  /*@ loop invariant 0 <= i <= keys->n; loop assigns i; loop variant keys->n - i; */
  while (i < keys->n && !is_name(keys->key[i].name, ticket))
    i++;
  return i;
}

bool hf_sealed_by(const struct hf_ticket_keys *keys, const uint8_t *ticket) {
  return place_of(keys, ticket) < keys->n;
}

/*@ requires \valid_read(s) && s->peer_n <= HF_PEER_BYTES && \valid(out + (0 .. FIXED + s->peer_n - 1));
  @ requires \separated(s, out + (0 .. FIXED + s->peer_n - 1));
  @ HF_TOTAL; assigns out[0 .. FIXED + s->peer_n - 1]; */
static void write_inside(const struct hf_session *s, uint8_t *out) {
  out[0] = LAYOUT;
  out[1] = (uint8_t)(s->extended_master_secret % 256u);
  out[2] = (uint8_t)(s->encrypt_then_mac % 256u);
  out[3] = (uint8_t)(s->max_fragment_length % 256u);
  hf_write64(&out[4], s->created < 0 ? 0u : (uint64_t)s->created);
  hf_write16(&out[12], (uint16_t)(s->version % 65536u));
  hf_write16(&out[14], (uint16_t)(s->cipher_suite % 65536u));
  hf_copy(&out[16], s->master_secret, HF_MASTER_SECRET);
  hf_copy(&out[64], s->binding, HF_BINDING);
  hf_copy(&out[FIXED], s->peer, s->peer_n);
}

/* The ticket, sealed with what hf_gcm_start made of the key. */
/*@ requires \valid_read(key) && \valid_read(session) && \valid_read(nonce + (0 .. HF_SEALED_NONCE - 1));
  @ requires session->peer_n <= HF_PEER_BYTES && \valid(out + (0 .. HF_SEALED_AROUND + session->peer_n - 1));
  @ requires \separated(key, out + (0 .. HF_SEALED_AROUND + session->peer_n - 1));
  @ requires \separated(session, out + (0 .. HF_SEALED_AROUND + session->peer_n - 1));
  @ requires \separated(nonce + (0 .. HF_SEALED_NONCE - 1), out + (0 .. HF_SEALED_AROUND + session->peer_n - 1));
  @ requires \valid_read(aes) && \valid_read(h + (0 .. 15)) && aes->use == HF_AES_ENCRYPTS;
  @ requires \separated(aes, out + (0 .. HF_SEALED_AROUND + session->peer_n - 1));
  @ requires \separated(h + (0 .. 15), out + (0 .. HF_SEALED_AROUND + session->peer_n - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. HF_SEALED_AROUND + session->peer_n - 1];
  @ ensures \forall integer i; 0 <= i < HF_TICKET_KEY_NAME ==> out[i] == \old(key->name[i]);
  @ ensures \forall integer i; 0 <= i < HF_SEALED_NONCE ==> out[HF_TICKET_KEY_NAME + i] == \old(nonce[i]); */
static void write_sealed(const struct hf_aes *aes, const uint8_t h[16], const struct hf_ticket_key *key,
                         const uint8_t *nonce, const struct hf_session *session, uint8_t *out) {
  uint32_t n = FIXED + session->peer_n;
  hf_copy(out, key->name, HF_TICKET_KEY_NAME);
  /*@ assert name: \forall integer i; 0 <= i < 16 ==> out[i] == \at(key->name[i], Pre); */
  /*@ assert later: bytes_kept{Pre,Here}(nonce, 12); */
  /*@ ghost Named: ; */
  hf_copy(&out[HF_TICKET_KEY_NAME], nonce, HF_SEALED_NONCE);
  /*@ assert nonce: \forall integer i; 0 <= i < 12 ==> out[16 + i] == \at(nonce[i], Pre); */
  /*@ assert named: bytes_kept{Named,Here}(out, 16); */
  /*@ ghost Begun: ; */
  write_inside(session, &out[INSIDE]);
  /*@ assert begun: bytes_kept{Begun,Here}(out, 28); */
  /*@ ghost Written: ; */
  hf_gcm_seal(aes, h, nonce, key->name, HF_TICKET_KEY_NAME, &out[INSIDE], n, &out[INSIDE + n]);
  /*@ assert kept: bytes_kept{Written,Here}(out, 28); */
}

bool hf_session_seal(const struct hf_ticket_key *key, const uint8_t *nonce, const struct hf_session *session,
                     uint8_t *out) {
  struct hf_aes aes;
  uint8_t h[16];
  bool ready = hf_gcm_start(&aes, h, key->key, HF_TICKET_KEY) == 0;
  if (ready)
    write_sealed(&aes, h, key, nonce, session, out);
  hf_wipe_aes(&aes);
  hf_wipe(h, sizeof h);
  return ready;
}

/* What stands there, where it can be a session at all: whoever has the key wrote it, and may be of another release. */
/*@ requires n <= HF_PEER_BYTES && \valid(s) && \valid_read(in + (0 .. FIXED + n - 1));
  @ requires \separated(s, in + (0 .. FIXED + n - 1));
  @ requires s->session_id_n == 0 && s->ticket_n == 0 && s->chain == \null;
  @ HF_TOTAL; assigns *s;
  @ ensures s->session_id_n == 0;
  @ ensures \result ==> s->peer_n == n && s->chain == \null && s->ticket_n == 0 && s->created >= 0;
  @ ensures \result ==> s->extended_master_secret <= 1 && s->encrypt_then_mac <= 1 && s->max_fragment_length <= 4; */
static bool read_inside(const uint8_t *in, uint32_t n, struct hf_session *s) {
  uint64_t created = hf_read64(&in[4]);
  if (in[0] != LAYOUT || in[1] > 1u || in[2] > 1u || in[3] > 4u || created > 0x7fffffffffffffffu)
    return false;
  if (hf_peer_kind(&in[FIXED], n) == HF_PEER_SENSELESS)
    return false;
  s->extended_master_secret = in[1];
  s->encrypt_then_mac = in[2];
  s->max_fragment_length = in[3];
  s->created = (int64_t)created;
  s->version = hf_read16(&in[12]);
  s->cipher_suite = hf_read16(&in[14]);
  s->peer_n = n;
  hf_copy(s->master_secret, &in[16], HF_MASTER_SECRET);
  hf_copy(s->binding, &in[64], HF_BINDING);
  hf_copy(s->peer, &in[FIXED], n);
  return true;
}

/* True: the inside of the ticket, n bytes, is decrypted in its place. */
/*@ requires FIXED <= n <= FIXED + HF_PEER_BYTES && \valid_read(key) && \valid(ticket + (0 .. INSIDE + n + HF_GCM_TAG - 1));
  @ requires \separated(key, ticket + (0 .. INSIDE + n + HF_GCM_TAG - 1));
  @ HF_TOTAL; assigns ticket[INSIDE .. INSIDE + n - 1]; */
static bool open_inside(const struct hf_ticket_key *key, uint8_t *ticket, uint32_t n) {
  struct hf_aes aes;
  uint8_t h[16];
  bool opened = hf_gcm_start(&aes, h, key->key, HF_TICKET_KEY) == 0 &&
                hf_gcm_open(&aes, h, &ticket[HF_TICKET_KEY_NAME], ticket, HF_TICKET_KEY_NAME, &ticket[INSIDE], n,
                            &ticket[INSIDE + n]) == 0;
  hf_wipe_aes(&aes);
  hf_wipe(h, sizeof h);
  return opened;
}

bool hf_session_unseal(const struct hf_ticket_keys *keys, uint8_t *ticket, uint32_t n, struct hf_session *out) {
  size_t at;
  bool known;
  hf_session_wipe(out);
  if (n < HF_SEALED_LEAST || n > HF_SEALED_MAX)
    return false;
  at = place_of(keys, ticket);
  known = at < keys->n && open_inside(&keys->key[at], ticket, n - INSIDE - HF_GCM_TAG) &&
          read_inside(&ticket[INSIDE], n - HF_SEALED_AROUND, out);
  hf_wipe(&ticket[INSIDE], n - INSIDE);
  return known;
}
