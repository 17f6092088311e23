/* PEM (RFC 7468): the blocks of a text file, one after the other. Text between blocks is skipped. */
#ifndef HANDFAST_CLI_PEM_H
#define HANDFAST_CLI_PEM_H
#include "cli.h"
#include "handfast/files.h"

struct cli_pem {
  const char *path; /* the caller's, for messages */
  struct cli_blob text;
  struct hf_pem at;
};

struct cli_pem_block {
  char label[HF_PEM_LABEL]; /* "CERTIFICATE", "PRIVATE KEY" ... */
  unsigned line;            /* of its BEGIN */
  uint8_t encrypted;        /* 1: the old encryption with headers; der is then what was encrypted */
  struct cli_blob der;
};

/* what: what the file is for, in messages. 0, or -1, having said why. */
int cli_pem_open(struct cli_pem *pem, const char *path, const char *what);
/* 1: the next block (cli_blob_free its der). 0: there are no more. -1: the file is broken; said so. */
int cli_pem_next(struct cli_pem *pem, struct cli_pem_block *block);
void cli_pem_close(struct cli_pem *pem);
#endif
