/* What each cipher suite of a profile is made of: key exchange, authentication, cipher, MAC and PRF. */
#ifndef GEN_SUITES_H
#define GEN_SUITES_H
#include "read/profile.h"

/* All but the name is C: constants of the engine's headers, and numbers. */
struct suite {
  const char *name;
  struct place place; /* of its line in the profile */
  const char *key_exchange;
  const char *authentication;
  const char *protection;
  const char *key_bytes;
  const char *mac_bytes;
  const char *fixed_iv_bytes;
  const char *mac_hash;
  const char *prf_hash;
};

struct suites {
  struct suite *list; /* in the profile's order */
  size_t n;
};

/* Suites that nothing describes are left out, with diagnostics. */
struct suites suites_read(const struct registries *r, const struct profile *p, struct diagnostics *d);
#endif
