/* A structure of DER as the tables of the reader read it, field by field, for people. */
#ifndef HANDFAST_CLI_SHOW_WALK_H
#define HANDFAST_CLI_SHOW_WALK_H
#include <stddef.h>
#include <stdint.h>

/* Prints all of in[0 .. n-1], read as what begins at the entry (HF_READ_...), a field a line, deeper ones further in. 0; or -1: it was
   printed up to a field that the tables refuse. */
int cli_show_walk(const uint8_t *in, size_t n, uint32_t entry, unsigned depth);
#endif
