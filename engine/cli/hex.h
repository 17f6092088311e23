#ifndef HANDFAST_CLI_HEX_H
#define HANDFAST_CLI_HEX_H
#include <stddef.h>
#include <stdint.h>

/* Two lower-case digits for each byte, no NUL. Answers 2 * n. */
size_t cli_hex(const uint8_t *in, size_t n, char *out);

/* n digits of either case, two for each byte of out. 0; -1: they are no digits, or their number is odd. */
int cli_unhex(const char *text, size_t n, uint8_t *out);
#endif
