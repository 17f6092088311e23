/* What the captures come with: key logs, RSA private keys. */
#ifndef CAPTURES_SECRETS_H
#define CAPTURES_SECRETS_H
#include "capture.h"

/* n bytes from 2 * n digits; 0, or -1: not such. */
int of_hex(const char *text, size_t n, uint8_t *out);

/* The master secret that a key log has for a client random; 0, or -1: none. */
int master_of_log(const struct bytes *log, const uint8_t random[32], uint8_t master[48]);

/* The 48 bytes that were encrypted to the key in a PEM file ("RSA PRIVATE KEY"). The keys have 1024 bits, fewer than the
   engine's software keys take, so the power is taken here and only the block is the engine's. 0 or -1. */
int pre_master_of_key(const struct bytes *pem, const uint8_t *in, size_t n, const uint8_t version[2], uint8_t out[48]);
#endif
