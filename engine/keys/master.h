/* What TLS 1.2 derives with its PRF: the master secret, the keys, the verify_data. `hash` is the hash of the cipher
   suite's PRF, HF_HASH_SHA256 or HF_HASH_SHA384. What is derived from the master secret comes in two forms: from its 48
   bytes, or, to save two compressions each time, from a key that hf_hmac_key(&k, hash, master, 48) made once. */
#ifndef HANDFAST_KEYS_MASTER_H
#define HANDFAST_KEYS_MASTER_H
#include "keys/prf.h"

#define HF_VERIFY_DATA 12u

/* RFC 5246 8.1: 48 bytes from the pre-master secret of n bytes. `out` may be `pre_master`. */
/*@ requires hash_known(hash);
  @ requires \valid_read(pre_master + (0 .. n-1)) && \valid(out + (0 .. 47));
  @ requires \valid_read(client_random + (0 .. 31)) && \valid_read(server_random + (0 .. 31));
  @ requires \separated(out + (0 .. 47), client_random + (0 .. 31));
  @ requires \separated(out + (0 .. 47), server_random + (0 .. 31));
  @ terminates \true; exits \false;
  @ assigns out[0 .. 47];
  @*/
void hf_master_secret(uint8_t hash, const uint8_t *pre_master, size_t n, const uint8_t client_random[32],
                      const uint8_t server_random[32], uint8_t out[48]);

/* RFC 7627 4: the same from the hash of the session so far, session_hash_n bytes. */
/*@ requires hash_known(hash);
  @ requires \valid_read(pre_master + (0 .. n-1)) && \valid_read(session_hash + (0 .. session_hash_n - 1));
  @ requires \valid(out + (0 .. 47));
  @ requires \separated(out + (0 .. 47), session_hash + (0 .. session_hash_n - 1));
  @ terminates \true; exits \false;
  @ assigns out[0 .. 47];
  @*/
void hf_extended_master_secret(uint8_t hash, const uint8_t *pre_master, size_t n, const uint8_t *session_hash,
                               size_t session_hash_n, uint8_t out[48]);

/* RFC 5246 6.3: n bytes of key material, in the order client MAC key, server MAC key, client key, server key, client IV,
   server IV. Note that the server's random comes first here. */
/*@ requires hash_known(hash) && n <= HF_PRF_MAX;
  @ requires \valid_read(master + (0 .. 47)) && \valid(out + (0 .. n-1));
  @ requires \valid_read(client_random + (0 .. 31)) && \valid_read(server_random + (0 .. 31));
  @ requires \separated(out + (0 .. n-1), client_random + (0 .. 31));
  @ requires \separated(out + (0 .. n-1), server_random + (0 .. 31));
  @ terminates \true; exits \false;
  @ assigns out[0 .. n-1];
  @*/
void hf_key_block(uint8_t hash, const uint8_t master[48], const uint8_t server_random[32],
                  const uint8_t client_random[32], uint8_t *out, size_t n);

/*@ requires \valid_read(master) && hmac_usable(master) && n <= HF_PRF_MAX;
  @ requires \valid_read(client_random + (0 .. 31)) && \valid_read(server_random + (0 .. 31));
  @ requires \valid(out + (0 .. n-1));
  @ requires \separated(out + (0 .. n-1), master);
  @ requires \separated(out + (0 .. n-1), client_random + (0 .. 31));
  @ requires \separated(out + (0 .. n-1), server_random + (0 .. 31));
  @ terminates \true; exits \false;
  @ assigns out[0 .. n-1];
  @*/
void hf_key_block_keyed(const struct hf_hmac_key *master, const uint8_t server_random[32],
                        const uint8_t client_random[32], uint8_t *out, size_t n);

/* RFC 5246 7.4.9: the 12 bytes of the client's Finished (is_client 1) or the server's (0) over the hash of the handshake
   so far, n bytes. */
/*@ requires hash_known(hash) && is_client <= 1;
  @ requires \valid_read(master + (0 .. 47)) && \valid_read(handshake_hash + (0 .. n-1));
  @ requires \valid(out + (0 .. 11));
  @ requires \separated(out + (0 .. 11), handshake_hash + (0 .. n-1));
  @ terminates \true; exits \false;
  @ assigns out[0 .. 11];
  @*/
void hf_verify_data(uint8_t hash, const uint8_t master[48], uint8_t is_client, const uint8_t *handshake_hash, size_t n,
                    uint8_t out[12]);

/*@ requires \valid_read(master) && hmac_usable(master) && is_client <= 1;
  @ requires \valid_read(handshake_hash + (0 .. n-1)) && \valid(out + (0 .. 11));
  @ requires \separated(out + (0 .. 11), master);
  @ requires \separated(out + (0 .. 11), handshake_hash + (0 .. n-1));
  @ terminates \true; exits \false;
  @ assigns out[0 .. 11];
  @*/
void hf_verify_data_keyed(const struct hf_hmac_key *master, uint8_t is_client, const uint8_t *handshake_hash, size_t n,
                          uint8_t out[12]);
#endif
