/* What an engine is made with: spec/profiles/NAME.profile, one name in each line. */
#ifndef GEN_PROFILE_H
#define GEN_PROFILE_H
#include "read/registry.h"

struct profile_names {
  struct csv_cell *names; /* in the order of the file */
  size_t n;
};

struct profile {
  const char *name; /* full */
  const struct source *source;
  struct profile_names machines;
  struct profile_names sheets; /* spec/machine/NAME.fsm */
  struct profile_names wires;  /* spec/wire/NAME.tls and .bind */
  struct profile_names cipher_suites;
  struct profile_names groups;
  struct profile_names signature_schemes;
  struct profile_names parts;
  const struct csv_table *all_parts; /* registry/parts.csv */
};

/* The profile that has all that the specification has. What no row of it needs is a mistake; in another it is what was left out. */
#define PROFILE_FULL "full"
int profile_is_full(const struct profile *p);

/* Whether the name is among them. */
int profile_has(const struct profile_names *names, const char *name);

/* Whether a part that the profile leaves out has this: WHAT of the KIND, as registry/parts.csv says it. */
int profile_lacks(const struct profile *p, const char *kind, const char *what);

/* Reads SPECDIR/profiles/NAME.profile and checks that each name is in its registry, once. NULL, or names left out, with
   diagnostics. */
struct profile *profile_read(const char *spec, const char *name, const struct registries *r, struct diagnostics *d);
#endif
