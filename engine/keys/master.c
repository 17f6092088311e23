#include "keys/master.h"
#include "crypto/bytes.h"

/* The labels, without the zero that ends a C string. */
#define MASTER_BYTES 48u
#define LABEL_MASTER 13u
#define LABEL_EXTENDED 22u
#define LABEL_KEYS 13u
#define LABEL_FINISHED 15u

static const uint8_t label_master[LABEL_MASTER] = {'m', 'a', 's', 't', 'e', 'r', ' ', 's', 'e', 'c', 'r', 'e', 't'};
static const uint8_t label_extended[LABEL_EXTENDED] = {'e', 'x', 't', 'e', 'n', 'd', 'e', 'd', ' ', 'm', 'a',
                                                       's', 't', 'e', 'r', ' ', 's', 'e', 'c', 'r', 'e', 't'};
static const uint8_t label_keys[LABEL_KEYS] = {'k', 'e', 'y', ' ', 'e', 'x', 'p', 'a', 'n', 's', 'i', 'o', 'n'};
static const uint8_t label_client[LABEL_FINISHED] = {'c', 'l', 'i', 'e', 'n', 't', ' ', 'f',
                                                     'i', 'n', 'i', 's', 'h', 'e', 'd'};
static const uint8_t label_server[LABEL_FINISHED] = {'s', 'e', 'r', 'v', 'e', 'r', ' ', 'f',
                                                     'i', 'n', 'i', 's', 'h', 'e', 'd'};

void hf_master_secret(uint32_t hash, const uint8_t *pre_master, size_t n, const uint8_t client_random[32],
                      const uint8_t server_random[32], uint8_t out[48]) {
  hf_prf(hash, pre_master, n, label_master, LABEL_MASTER, client_random, 32, server_random, 32, out, MASTER_BYTES);
  /*@ assert label: is_master_label(bytes_of(&label_master[0], LABEL_MASTER)); */
}

void hf_extended_master_secret(uint32_t hash, const uint8_t *pre_master, size_t n, const uint8_t *session_hash,
                               size_t session_hash_n, uint8_t out[48]) {
  hf_prf(hash, pre_master, n, label_extended, LABEL_EXTENDED, session_hash, session_hash_n, session_hash, 0, out,
         MASTER_BYTES);
  /*@ assert label: is_extended_label(bytes_of(&label_extended[0], LABEL_EXTENDED)); */
}

void hf_key_block(uint32_t hash, const uint8_t master[48], const uint8_t server_random[32],
                  const uint8_t client_random[32], uint8_t *out, size_t n) {
  struct hf_hmac_key k;
  hf_hmac_key(&k, hash, master, MASTER_BYTES);
  /*@ assert s: bytes_kept{Pre,Here}(server_random, 32); */
  /*@ assert c: bytes_kept{Pre,Here}(client_random, 32); */
  hf_key_block_keyed(&k, server_random, client_random, out, n);
  /*@ assert made: \exists bytes l; is_keys_label(l) && bytes_of(out, n) == \at(prf(hash, bytes_of(master, 48), l,
        bytes_cat(bytes_of(server_random, 32), bytes_of(client_random, 32)), n), Pre); */
  /*@ ghost Made: ; */
  hf_wipe_hmac_key(&k);
  /*@ assert same: bytes_kept{Made,Here}(out, n); */
  /*@ assert kept: bytes_of(out, n) == \at(bytes_of(out, n), Made); */
}

void hf_key_block_keyed(const struct hf_hmac_key *master, const uint8_t server_random[32],
                        const uint8_t client_random[32], uint8_t *out, size_t n) {
  hf_prf_keyed(master, label_keys, LABEL_KEYS, server_random, 32, client_random, 32, out, n);
  /*@ assert label: is_keys_label(bytes_of(&label_keys[0], LABEL_KEYS)); */
}

void hf_verify_data(uint32_t hash, const uint8_t master[48], uint32_t is_client, const uint8_t *handshake_hash,
                    size_t n, uint8_t out[12]) {
  struct hf_hmac_key k;
  hf_hmac_key(&k, hash, master, MASTER_BYTES);
  /*@ assert h: bytes_kept{Pre,Here}(handshake_hash, n); */
  hf_verify_data_keyed(&k, is_client, handshake_hash, n, out);
  /*@ assert made: \exists bytes l; (is_client == 1 ? is_client_label(l) : is_server_label(l)) &&
        bytes_of(out, HF_VERIFY_DATA) == \at(prf(hash, bytes_of(master, 48), l, bytes_of(handshake_hash, n), 12), Pre); */
  /*@ ghost Made: ; */
  hf_wipe_hmac_key(&k);
  /*@ assert same: bytes_kept{Made,Here}(out, HF_VERIFY_DATA); */
  /*@ assert kept: bytes_of(out, HF_VERIFY_DATA) == \at(bytes_of(out, HF_VERIFY_DATA), Made); */
}

void hf_verify_data_keyed(const struct hf_hmac_key *master, uint32_t is_client, const uint8_t *handshake_hash, size_t n,
                          uint8_t out[12]) {
  const uint8_t *label = is_client == 1 ? label_client : label_server;
  hf_prf_keyed(master, label, LABEL_FINISHED, handshake_hash, n, handshake_hash, 0, out, HF_VERIFY_DATA);
}
