/* Big integers of GMP, as libtomcrypt's gmp_desc has them, to and from bytes; and where its random numbers come from. */
#ifndef HANDFAST_TOMCRYPT_NUMBER_H
#define HANDFAST_TOMCRYPT_NUMBER_H
#include "handfast/provider.h"
#include "provider/own/curves.h"
#include <gmp.h>

/* z = the big-endian number of n bytes. */
void hf_number_read(mpz_t z, const uint8_t *in, size_t n);
/* The lowest n bytes of z, big-endian; takes the same time whatever z is. */
void hf_number_write(uint8_t *out, size_t n, const mpz_t z);
/* Zeroes what z holds, and frees it. What GMP copied elsewhere meanwhile is out of reach. */
void hf_number_wipe(mpz_t z);
/* z = a number of 1 .. below - 1, all alike likely; below has HF_SCALAR_MAX bytes at most. 0, or -1 when the source fails. */
int hf_number_random(mpz_t z, const mpz_t below, const struct hf_random *random);

/* Where libtomcrypt's own random numbers come from in this thread, until the next call; NULL: from nowhere. */
void hf_random_use(const struct hf_random *random);
#endif
