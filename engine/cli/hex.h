#ifndef HANDFAST_CLI_HEX_H
#define HANDFAST_CLI_HEX_H
#include <stddef.h>
#include <stdint.h>

/* Two lower-case digits for each byte, no NUL. Answers 2 * n. */
size_t cli_hex(const uint8_t *in, size_t n, char *out);
#endif
