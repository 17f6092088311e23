/* What TLS 1.2 derives with its PRF: the master secret, the keys, the verify_data. `hash` is the hash of the cipher
   suite's PRF, HF_HASH_SHA256 or HF_HASH_SHA384. What is derived from the master secret comes in two forms: from its 48
   bytes, or, to save two compressions each time, from a key that hf_hmac_key(&k, hash, master, 48) made once. */
#ifndef HANDFAST_KEYS_MASTER_H
#define HANDFAST_KEYS_MASTER_H
#include "keys/prf.h"

#define HF_VERIFY_DATA 12u

/*@ // The labels, letter by letter.
  @ predicate is_master_label(bytes l) =
  @   bytes_len(l) == 13 && bytes_at(l, 0) == 'm' && bytes_at(l, 1) == 'a' && bytes_at(l, 2) == 's' &&
  @   bytes_at(l, 3) == 't' && bytes_at(l, 4) == 'e' && bytes_at(l, 5) == 'r' && bytes_at(l, 6) == ' ' &&
  @   bytes_at(l, 7) == 's' && bytes_at(l, 8) == 'e' && bytes_at(l, 9) == 'c' && bytes_at(l, 10) == 'r' &&
  @   bytes_at(l, 11) == 'e' && bytes_at(l, 12) == 't';
  @ predicate is_extended_label(bytes l) =
  @   bytes_len(l) == 22 && bytes_at(l, 0) == 'e' && bytes_at(l, 1) == 'x' && bytes_at(l, 2) == 't' &&
  @   bytes_at(l, 3) == 'e' && bytes_at(l, 4) == 'n' && bytes_at(l, 5) == 'd' && bytes_at(l, 6) == 'e' &&
  @   bytes_at(l, 7) == 'd' && bytes_at(l, 8) == ' ' && bytes_at(l, 9) == 'm' && bytes_at(l, 10) == 'a' &&
  @   bytes_at(l, 11) == 's' && bytes_at(l, 12) == 't' && bytes_at(l, 13) == 'e' && bytes_at(l, 14) == 'r' &&
  @   bytes_at(l, 15) == ' ' && bytes_at(l, 16) == 's' && bytes_at(l, 17) == 'e' && bytes_at(l, 18) == 'c' &&
  @   bytes_at(l, 19) == 'r' && bytes_at(l, 20) == 'e' && bytes_at(l, 21) == 't';
  @ predicate is_keys_label(bytes l) =
  @   bytes_len(l) == 13 && bytes_at(l, 0) == 'k' && bytes_at(l, 1) == 'e' && bytes_at(l, 2) == 'y' &&
  @   bytes_at(l, 3) == ' ' && bytes_at(l, 4) == 'e' && bytes_at(l, 5) == 'x' && bytes_at(l, 6) == 'p' &&
  @   bytes_at(l, 7) == 'a' && bytes_at(l, 8) == 'n' && bytes_at(l, 9) == 's' && bytes_at(l, 10) == 'i' &&
  @   bytes_at(l, 11) == 'o' && bytes_at(l, 12) == 'n';
  @ predicate is_client_label(bytes l) =
  @   bytes_len(l) == 15 && bytes_at(l, 0) == 'c' && bytes_at(l, 1) == 'l' && bytes_at(l, 2) == 'i' &&
  @   bytes_at(l, 3) == 'e' && bytes_at(l, 4) == 'n' && bytes_at(l, 5) == 't' && bytes_at(l, 6) == ' ' &&
  @   bytes_at(l, 7) == 'f' && bytes_at(l, 8) == 'i' && bytes_at(l, 9) == 'n' && bytes_at(l, 10) == 'i' &&
  @   bytes_at(l, 11) == 's' && bytes_at(l, 12) == 'h' && bytes_at(l, 13) == 'e' && bytes_at(l, 14) == 'd';
  @ predicate is_server_label(bytes l) =
  @   bytes_len(l) == 15 && bytes_at(l, 0) == 's' && bytes_at(l, 1) == 'e' && bytes_at(l, 2) == 'r' &&
  @   bytes_at(l, 3) == 'v' && bytes_at(l, 4) == 'e' && bytes_at(l, 5) == 'r' && bytes_at(l, 6) == ' ' &&
  @   bytes_at(l, 7) == 'f' && bytes_at(l, 8) == 'i' && bytes_at(l, 9) == 'n' && bytes_at(l, 10) == 'i' &&
  @   bytes_at(l, 11) == 's' && bytes_at(l, 12) == 'h' && bytes_at(l, 13) == 'e' && bytes_at(l, 14) == 'd';
  @*/

/* RFC 5246 8.1: 48 bytes from the pre-master secret of n bytes. `out` may be `pre_master`. */
/*@ requires hash_known(hash);
  @ requires \valid_read(pre_master + (0 .. n-1)) && \valid(out + (0 .. 47));
  @ requires \valid_read(client_random + (0 .. 31)) && \valid_read(server_random + (0 .. 31));
  @ requires \separated(out + (0 .. 47), client_random + (0 .. 31));
  @ requires \separated(out + (0 .. 47), server_random + (0 .. 31));
  @ HF_TOTAL;
  @ assigns out[0 .. 47];
  @ ensures \exists bytes l; is_master_label(l) && bytes_of(out, 48) == \old(prf(hash, bytes_of(pre_master, n), l,
  @    bytes_cat(bytes_of(client_random, 32), bytes_of(server_random, 32)), 48));
  @*/
void hf_master_secret(uint32_t hash, const uint8_t *pre_master, size_t n, const uint8_t client_random[32],
                      const uint8_t server_random[32], uint8_t out[48]);

/* RFC 7627 4: the same from the hash of the session so far, session_hash_n bytes. */
/*@ requires hash_known(hash);
  @ requires \valid_read(pre_master + (0 .. n-1)) && \valid_read(session_hash + (0 .. session_hash_n - 1));
  @ requires \valid(out + (0 .. 47));
  @ requires \separated(out + (0 .. 47), session_hash + (0 .. session_hash_n - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. 47];
  @ ensures \exists bytes l; is_extended_label(l) && bytes_of(out, 48) == \old(prf(hash, bytes_of(pre_master, n), l,
  @    bytes_of(session_hash, session_hash_n), 48));
  @*/
void hf_extended_master_secret(uint32_t hash, const uint8_t *pre_master, size_t n, const uint8_t *session_hash,
                               size_t session_hash_n, uint8_t out[48]);

/* RFC 5246 6.3: n bytes of key material, in the order client MAC key, server MAC key, client key, server key, client IV,
   server IV. Note that the server's random comes first here. */
/*@ requires hash_known(hash) && n <= HF_PRF_MAX;
  @ requires \valid_read(master + (0 .. 47)) && \valid(out + (0 .. n-1));
  @ requires \valid_read(client_random + (0 .. 31)) && \valid_read(server_random + (0 .. 31));
  @ requires \separated(out + (0 .. n-1), client_random + (0 .. 31));
  @ requires \separated(out + (0 .. n-1), server_random + (0 .. 31));
  @ HF_TOTAL;
  @ assigns out[0 .. n-1];
  @ ensures \exists bytes l; is_keys_label(l) && bytes_of(out, n) == \old(prf(hash, bytes_of(master, 48), l,
  @    bytes_cat(bytes_of(server_random, 32), bytes_of(client_random, 32)), n));
  @*/
void hf_key_block(uint32_t hash, const uint8_t master[48], const uint8_t server_random[32],
                  const uint8_t client_random[32], uint8_t *out, size_t n);

/*@ requires \valid_read(master) && hmac_usable(master) && n <= HF_PRF_MAX;
  @ requires \valid_read(client_random + (0 .. 31)) && \valid_read(server_random + (0 .. 31));
  @ requires \valid(out + (0 .. n-1));
  @ requires \separated(out + (0 .. n-1), master);
  @ requires \separated(out + (0 .. n-1), client_random + (0 .. 31));
  @ requires \separated(out + (0 .. n-1), server_random + (0 .. 31));
  @ HF_TOTAL;
  @ assigns out[0 .. n-1];
  @ ensures \exists bytes l; is_keys_label(l) && bytes_of(out, n) == \old(prf_from(master->id, hash_held(master->inner),
  @    hash_held(master->outer), bytes_cat(l, bytes_cat(bytes_of(server_random, 32), bytes_of(client_random, 32))), 1, n));
  @*/
void hf_key_block_keyed(const struct hf_hmac_key *master, const uint8_t server_random[32],
                        const uint8_t client_random[32], uint8_t *out, size_t n);

/* RFC 5246 7.4.9: the 12 bytes of the client's Finished (is_client 1) or the server's (0) over the hash of the handshake
   so far, n bytes. */
/*@ requires hash_known(hash) && is_client <= 1;
  @ requires \valid_read(master + (0 .. 47)) && \valid_read(handshake_hash + (0 .. n-1));
  @ requires \valid(out + (0 .. 11));
  @ requires \separated(out + (0 .. 11), handshake_hash + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns out[0 .. 11];
  @ ensures \exists bytes l; (is_client == 1 ? is_client_label(l) : is_server_label(l)) && bytes_of(out, 12) ==
  @    \old(prf(hash, bytes_of(master, 48), l, bytes_of(handshake_hash, n), 12));
  @*/
void hf_verify_data(uint32_t hash, const uint8_t master[48], uint32_t is_client, const uint8_t *handshake_hash,
                    size_t n, uint8_t out[12]);

/*@ requires \valid_read(master) && hmac_usable(master) && is_client <= 1;
  @ requires \valid_read(handshake_hash + (0 .. n-1)) && \valid(out + (0 .. 11));
  @ requires \separated(out + (0 .. 11), master);
  @ requires \separated(out + (0 .. 11), handshake_hash + (0 .. n-1));
  @ HF_TOTAL;
  @ assigns out[0 .. 11];
  @ ensures \exists bytes l; (is_client == 1 ? is_client_label(l) : is_server_label(l)) && bytes_of(out, 12) ==
  @    \old(prf_from(master->id, hash_held(master->inner), hash_held(master->outer),
  @    bytes_cat(l, bytes_of(handshake_hash, n)), 1, 12));
  @*/
void hf_verify_data_keyed(const struct hf_hmac_key *master, uint32_t is_client, const uint8_t *handshake_hash, size_t n,
                          uint8_t out[12]);
#endif
