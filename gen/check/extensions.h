/* Extensions: which message may carry which, as spec/registry/extensions.csv has it in a column for each version. */
#ifndef GEN_EXTENSIONS_H
#define GEN_EXTENSIONS_H
#include "read/messages.h"

#define CARRIERS 7u
#define VERSIONS 2u

extern const char *const carrier_words[CARRIERS];     /* as IANA writes them: CH */
extern const char *const version_columns[VERSIONS];   /* TLS 1.2 */
extern const char *const version_constants[VERSIONS]; /* TLS12 */

/* Whether a profile has the version: its sheet is tls12 or tls13. */
int version_is_spoken(const struct profile *p, unsigned version);
/* Whether the row says of a version that this message may carry the extension. */
int extension_is_carried(const struct csv_table *t, const struct csv_row *row, unsigned version, unsigned carrier);
/* Whether some version of the profile has the extension, and no part that it leaves out. */
int extension_is_known(const struct profile *p, const struct csv_table *t, const struct csv_row *row);
/* Whether nothing may stand behind it in a ClientHello. */
int extension_is_last(const struct csv_table *t, const struct csv_row *row);
/* The columns, and the structs that `extensions' rows of .bind files name. */
void extensions_check(struct messages *m);
#endif
