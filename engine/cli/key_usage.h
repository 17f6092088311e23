/* The uses of a key by the names of RFC 5280 4.2.1.3, but decipherOnly, which means nothing to TLS. */
#ifndef CLI_KEY_USAGE_H
#define CLI_KEY_USAGE_H
#include <stddef.h>
#include <stdint.h>

/* The bit of HF_USAGE_... and its kin; 0: no such name. */
uint8_t cli_key_usage(const char *name);
/* The names of the bits, ", " between; "nothing" when there are none. */
void cli_key_usages_text(uint8_t bits, char *out, size_t room);
#endif
