#define _GNU_SOURCE
#include "pem.h"
#include "base64.h"
#include "file.h"
#include <stdlib.h>
#include <string.h>

#define BEGIN "-----BEGIN "
#define END "-----END "
#define DASHES "-----"

struct line {
  const char *text;
  size_t n;
};

int cli_pem_open(struct cli_pem *pem, const char *path, const char *what) {
  *pem = (struct cli_pem){.path = path};
  return cli_file_read(path, what, &pem->text);
}

void cli_pem_close(struct cli_pem *pem) {
  cli_blob_free(&pem->text);
}

/* The next line without its end and without blanks behind; 0 at the end of the text. */
static int next_line(struct cli_pem *pem, struct line *out) {
  const char *text = (const char *)pem->text.bytes + pem->at;
  size_t left = pem->text.n - pem->at;
  const char *end = memchr(text, '\n', left);
  size_t n = end == NULL ? left : (size_t)(end - text);
  if (left == 0)
    return 0;
  pem->at += end == NULL ? n : n + 1;
  pem->line++;
  while (n > 0 && (text[n - 1] == '\r' || text[n - 1] == ' ' || text[n - 1] == '\t'))
    n--;
  *out = (struct line){text, n};
  return 1;
}

static int starts_with(const struct line *line, const char *what) {
  return line->n >= strlen(what) && memcmp(line->text, what, strlen(what)) == 0;
}

/* "-----BEGIN LABEL-----": 1 and the label, 0 for any other line, -1 when it begins like one. */
static int is_begin(const struct line *line, char label[CLI_PEM_LABEL]) {
  size_t around = sizeof BEGIN - 1 + sizeof DASHES - 1;
  if (!starts_with(line, BEGIN))
    return 0;
  if (line->n <= around || line->n - around >= CLI_PEM_LABEL)
    return -1;
  if (memcmp(line->text + line->n - (sizeof DASHES - 1), DASHES, sizeof DASHES - 1) != 0)
    return -1;
  memcpy(label, line->text + sizeof BEGIN - 1, line->n - around);
  label[line->n - around] = 0;
  return 1;
}

static int is_end(const struct line *line, const char *label) {
  size_t n = strlen(label);
  return starts_with(line, END) && line->n == n + sizeof END - 1 + sizeof DASHES - 1 &&
         memcmp(line->text + sizeof END - 1, label, n) == 0 &&
         memcmp(line->text + sizeof END - 1 + n, DASHES, sizeof DASHES - 1) == 0;
}

static int broken(const struct cli_pem *pem, unsigned line, const char *why) {
  cli_say("%s:%u: broken PEM: %s", pem->path, line, why);
  return -1;
}

/* Headers like "Proc-Type: 4,ENCRYPTED" (RFC 1421) come before the base64 of old encrypted keys. */
static int is_header(const struct line *line, struct cli_pem_block *block) {
  if (memchr(line->text, ':', line->n) == NULL)
    return 0;
  if (memmem(line->text, line->n, "ENCRYPTED", 9) != NULL)
    block->encrypted = 1;
  return 1;
}

static const char *add_line(const struct line *line, char *text, size_t *n) {
  for (size_t i = 0; i < line->n; i++) {
    if (!cli_base64_is(line->text[i]))
      return "a character that is not base64";
    text[(*n)++] = line->text[i];
  }
  return NULL;
}

/* The lines up to END, joined in text (as long as the file at least). */
static int collect(struct cli_pem *pem, struct cli_pem_block *block, char *text, size_t *n) {
  struct line line;
  uint8_t in_headers = 0;
  while (next_line(pem, &line)) {
    if (is_end(&line, block->label))
      return 0;
    if (starts_with(&line, DASHES))
      return broken(pem, pem->line, "this is not the END line of the block that began before");
    if (*n == 0 && is_header(&line, block)) {
      in_headers = 1;
      continue;
    }
    if (line.n == 0 && *n == 0 && in_headers)
      continue;
    const char *why = line.n == 0 ? "an empty line inside a block" : add_line(&line, text, n);
    if (why != NULL)
      return broken(pem, pem->line, why);
  }
  return broken(pem, block->line, "the block that begins here has no END line");
}

static int decode(struct cli_pem *pem, struct cli_pem_block *block, const char *text, size_t n) {
  block->der.bytes = cli_allocate(n / 4 * 3 + 1);
  const char *why = cli_base64_decode(text, n, block->der.bytes, &block->der.n);
  if (why == NULL && block->der.n == 0)
    why = "the block is empty";
  return why == NULL ? 1 : broken(pem, block->line, why);
}

static int read_block(struct cli_pem *pem, struct cli_pem_block *block) {
  size_t n = 0;
  size_t room = pem->text.n - pem->at + 1;
  char *text = cli_allocate(room);
  int answer = collect(pem, block, text, &n);
  if (answer == 0)
    answer = decode(pem, block, text, n);
  if (answer < 0)
    cli_blob_free(&block->der);
  explicit_bzero(text, room);
  free(text);
  return answer;
}

int cli_pem_next(struct cli_pem *pem, struct cli_pem_block *block) {
  struct line line;
  *block = (struct cli_pem_block){0};
  while (next_line(pem, &line)) {
    int begins = is_begin(&line, block->label);
    block->line = pem->line;
    if (begins < 0)
      return broken(pem, pem->line, "this BEGIN line does not end with five dashes, or its label is too long");
    if (begins > 0)
      return read_block(pem, block);
  }
  return 0;
}
