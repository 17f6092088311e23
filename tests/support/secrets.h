/* Secrets, and whether they stand in memory: from outside, as who reads the process's memory sees it. */
#ifndef SUPPORT_SECRETS_H
#define SUPPORT_SECRETS_H
#include "support/draws.h"
#include "support/pair.h"

/* Forgets all secrets, and notes one; name is for messages and stays the caller's. Shorter ones than 8 bytes are left out: they
   stand anywhere by chance. */
void test_secrets_clear(void);
void test_secrets_add(const char *name, const void *secret, size_t n);
/* Notes all secrets of a pair's handshake, as far as it went: what was drawn, what both sides agreed on, the master secret, the
   key block and each part of it, and what ciphers and MACs make of the keys. The pair is watched (support/wire.h), and draws
   from these. */
void test_secrets_gather(const struct test_pair *p, const struct test_draws *client, const struct test_draws *server);
/* The same, but for key schedules and IVs: those of the library's functions, in the clear on their stack, are not ours to wipe. */
void test_secrets_gather_for_stack(const struct test_pair *p, const struct test_draws *client,
                                   const struct test_draws *server);
size_t test_secrets_n(void);
/* The name of a secret of which 8 bytes in a row stand anywhere in the memory, also with the bytes of each 32-bit word turned
   round; NULL: there is none. */
const char *test_secret_in(const void *memory, size_t n);
/* The same in all that a side keeps: its connection and its buffers. */
const char *test_secret_kept(const struct test_side *s);
/* Whether these bytes stand anywhere in the memory. */
int test_bytes_in(const void *memory, size_t n, const void *bytes, size_t bytes_n);
#endif
