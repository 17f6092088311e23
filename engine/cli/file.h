/* Files as a whole: read them, or write them so that a reader never sees half of one. */
#ifndef HANDFAST_CLI_FILE_H
#define HANDFAST_CLI_FILE_H
#include "cli.h"

/* 0 and *out (cli_blob_free), with a NUL behind the last byte; or -1, having said why. what: "the private key" ... */
int cli_file_read(const char *path, const char *what, struct cli_blob *out);
/* Writes a file that only its owner can read, under another name first: a symbolic link is replaced, not followed. 0, or -1,
   having said why. */
int cli_file_write_private(const char *path, const char *what, const uint8_t *bytes, size_t n);
/* 0: there is no such file, or one that can be replaced. -1: it is a device or a folder, or cannot be looked at; said why. */
int cli_file_replaceable(const char *path, const char *what);
/* Removes the file, if there is one, and says so and why: "there is no ...". 0, or -1, having said why not. */
int cli_file_remove(const char *path, const char *what, const char *why);
/* Wipes and frees. */
void cli_blob_free(struct cli_blob *blob);
#endif
