#include "files/base64.h"
#include "handfast/files.h"
#include <stdbool.h>

static const char begin_mark[] = "-----BEGIN ";
static const char end_mark[] = "-----END ";
static const char dashes[] = "-----";
#define MARK(m) (sizeof(m) - 1u)

struct line {
  const char *text;
  size_t n;
};

/* The next line without its end and without blanks behind; false at the end of the text. */
static bool next_line(struct hf_pem *pem, struct line *out) {
  size_t n = 0u;
  size_t left = pem->n - pem->at;
  const uint8_t *text = pem->text + pem->at;
  if (pem->at >= pem->n)
    return false;
  while (n < left && text[n] != (uint8_t)'\n')
    n++;
  pem->at += n < left ? n + 1u : n;
  pem->line++;
  while (n > 0u && (text[n - 1u] == (uint8_t)'\r' || text[n - 1u] == (uint8_t)' ' || text[n - 1u] == (uint8_t)'\t'))
    n--;
  *out = (struct line){(const char *)text, n};
  return true;
}

static bool has_at(const struct line *line, size_t at, const char *what, size_t n) {
  size_t i = 0u;
  if (line->n < at || line->n - at < n)
    return false;
  while (i < n && line->text[at + i] == what[i])
    i++;
  return i == n;
}

static bool contains(const struct line *line, const char *what, size_t n) {
  for (size_t i = 0u; i < line->n; i++)
    if (has_at(line, i, what, n))
      return true;
  return false;
}

/* "-----BEGIN LABEL-----": 1 and the label, 0 for any other line, -1 when it begins like one. */
static int is_begin(const struct line *line, char label[HF_PEM_LABEL]) {
  size_t around = MARK(begin_mark) + MARK(dashes);
  if (!has_at(line, 0u, begin_mark, MARK(begin_mark)))
    return 0;
  if (line->n <= around || line->n - around >= HF_PEM_LABEL)
    return -1;
  if (!has_at(line, line->n - MARK(dashes), dashes, MARK(dashes)))
    return -1;
  for (size_t i = 0u; i < line->n - around; i++)
    label[i] = line->text[MARK(begin_mark) + i];
  label[line->n - around] = '\0';
  return 1;
}

static bool is_end(const struct line *line, const char *label) {
  size_t n = 0u;
  while (n < HF_PEM_LABEL && label[n] != '\0')
    n++;
  return has_at(line, 0u, end_mark, MARK(end_mark)) && line->n == n + MARK(end_mark) + MARK(dashes) &&
         has_at(line, MARK(end_mark), label, n) && has_at(line, MARK(end_mark) + n, dashes, MARK(dashes));
}

/* Headers like "Proc-Type: 4,ENCRYPTED" (RFC 1421) come before the base64 of old encrypted keys. */
static bool is_header(const struct line *line, struct hf_pem_block *block) {
  if (!contains(line, ":", 1u))
    return false;
  if (contains(line, "ENCRYPTED", 9u))
    block->encrypted = 1u;
  return true;
}

static const char *add_line(const struct line *line, uint8_t *memory, size_t size, size_t *n) {
  if (line->n == 0u)
    return "an empty line inside a block";
  for (size_t i = 0u; i < line->n; i++) {
    if (!hf_base64_is(line->text[i]))
      return "a character that is not base64";
    if (*n == size)
      return "the memory is too small for this block";
    memory[*n] = (uint8_t)line->text[i];
    *n = *n + 1u;
  }
  return NULL;
}

/* The lines up to END, joined in memory. NULL, or what is wrong with the line that was read last; at the end of the text, with the
   first, which stays block->line. */
static const char *collect(struct hf_pem *pem, struct hf_pem_block *block, uint8_t *memory, size_t size, size_t *n) {
  struct line line;
  bool in_headers = false;
  const char *why = NULL;
  uint32_t first = block->line;
  while (why == NULL && next_line(pem, &line)) {
    block->line = pem->line;
    if (is_end(&line, block->label)) {
      block->line = first;
      return NULL;
    }
    if (has_at(&line, 0u, dashes, MARK(dashes)))
      why = "this is not the END line of the block that began before";
    else if (*n == 0u && is_header(&line, block))
      in_headers = true;
    else if (line.n != 0u || *n != 0u || !in_headers)
      why = add_line(&line, memory, size, n);
  }
  block->line = why == NULL ? first : block->line;
  return why == NULL ? "the block that begins here has no END line" : why;
}

static const char *read_block(struct hf_pem *pem, struct hf_pem_block *block, uint8_t *memory, size_t size) {
  size_t n = 0u;
  const char *why = collect(pem, block, memory, size, &n);
  if (why == NULL)
    why = hf_base64_decode((const char *)memory, n, memory, &block->n);
  if (why == NULL && block->n == 0u)
    why = "the block is empty";
  block->der = memory;
  return why;
}

int hf_pem_next(struct hf_pem *pem, struct hf_pem_block *block, uint8_t *memory, size_t size, const char **why) {
  struct line line;
  const char *is = NULL;
  int begins = 0;
  if (pem == NULL || block == NULL || pem->text == NULL || memory == NULL)
    return 0;
  *block = (struct hf_pem_block){.line = 0u};
  while (begins == 0 && next_line(pem, &line)) {
    begins = is_begin(&line, block->label);
    block->line = pem->line;
  }
  if (begins < 0)
    is = "this BEGIN line does not end with five dashes, or its label is too long";
  else if (begins > 0)
    is = read_block(pem, block, memory, size);
  if (is != NULL && why != NULL)
    *why = is;
  return is != NULL ? -1 : begins;
}
