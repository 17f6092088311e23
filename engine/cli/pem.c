#define _GNU_SOURCE
#include "pem.h"
#include "file.h"
#include <stdlib.h>
#include <string.h>

int cli_pem_open(struct cli_pem *pem, const char *path, const char *what) {
  *pem = (struct cli_pem){.path = path};
  if (cli_file_read(path, what, &pem->text) != 0)
    return -1;
  pem->at = (struct hf_pem){.text = pem->text.bytes, .n = pem->text.n};
  return 0;
}

void cli_pem_close(struct cli_pem *pem) {
  cli_blob_free(&pem->text);
}

int cli_pem_next(struct cli_pem *pem, struct cli_pem_block *block) {
  struct hf_pem_block found;
  const char *why = NULL;
  size_t room = pem->at.n - pem->at.at + 1;
  uint8_t *memory = cli_allocate(room);
  int answer = hf_pem_next(&pem->at, &found, memory, room, &why);
  *block = (struct cli_pem_block){.line = found.line, .encrypted = found.encrypted == 1u};
  memcpy(block->label, found.label, sizeof found.label);
  if (answer < 0)
    cli_say("%s:%u: broken PEM: %s", pem->path, found.line, why);
  if (answer > 0) {
    block->der.bytes = cli_allocate(found.n);
    block->der.n = found.n;
    memcpy(block->der.bytes, found.der, found.n);
  }
  explicit_bzero(memory, room);
  free(memory);
  return answer;
}
