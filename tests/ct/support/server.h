/* A server's connection that has just read a ClientKeyExchange with an RSA ciphertext, and a private key whose answer a test
   chooses: what RSA itself does is the provider's. */
#ifndef CT_SUPPORT_SERVER_H
#define CT_SUPPORT_SERVER_H
#include "handfast/connection.h"

#define SERVER_K 256u /* bytes in the modulus */

/* em: the block, SERVER_K bytes, that the private key gives. suite: a row of hf_cipher_suites. The pointers are kept. */
void server_set(struct hf_connection *c, const uint8_t *em, uint8_t suite, uint8_t extended);

/* em becomes a well-formed block with the version TLS 1.2 (RFC 5246 7.4.7.1), byte `at` xored with `flip`. */
void server_block(uint8_t em[SERVER_K], size_t at, uint8_t flip);
#endif
