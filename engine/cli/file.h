/* Files as a whole: read them, or write them so that a reader never sees half of one. */
#ifndef HANDFAST_CLI_FILE_H
#define HANDFAST_CLI_FILE_H
#include "cli.h"

/* 0 and *out (cli_blob_free), with a NUL behind the last byte; or -1, having said why. what: "the private key" ... */
int cli_file_read(const char *path, const char *what, struct cli_blob *out);
/* Writes a file that only its owner can read, under another name first. 0, or -1, having said why. */
int cli_file_write_private(const char *path, const char *what, const uint8_t *bytes, size_t n);
/* Wipes and frees. */
void cli_blob_free(struct cli_blob *blob);
#endif
