#include "read/messages_tokens.h"
#include <string.h>

const struct token *tokens_peek(const struct tokens *t) {
  return &t->list[t->bad ? t->n - 1 : t->at];
}

struct place tokens_place(const struct tokens *t) {
  return source_place(t->source, tokens_peek(t)->offset);
}

int tokens_is(const struct tokens *t, const char *text) {
  const struct token *k = tokens_peek(t);
  return k->kind != TOKEN_END && strcmp(k->text, text) == 0;
}

int tokens_take(struct tokens *t, const char *text) {
  if (!tokens_is(t, text))
    return 0;
  t->at++;
  return 1;
}

void tokens_refuse(struct tokens *t, const char *expected) {
  const struct token *k = tokens_peek(t);
  if (t->bad)
    return;
  const char *found = k->kind == TOKEN_END    ? "the end of the file"
                      : k->kind == TOKEN_LINE ? "the end of the line"
                                              : k->text;
  diagnose(t->d, tokens_place(t), "see the notation in spec/README.md", "%s expected, but here is `%s'", expected,
           found);
  t->bad = 1;
}

void tokens_expect(struct tokens *t, const char *text) {
  if (!tokens_take(t, text))
    tokens_refuse(t, strcmp(text, "\n") == 0 ? "the end of the line" : text);
}

const char *tokens_word(struct tokens *t, const char *what) {
  const struct token *k = tokens_peek(t);
  if (k->kind != TOKEN_WORD) {
    tokens_refuse(t, what);
    return "";
  }
  t->at++;
  return k->text;
}

static uint32_t plain_number(struct tokens *t) {
  const struct token *k = tokens_peek(t);
  if (k->kind != TOKEN_NUMBER || strlen(k->text) > 8) {
    tokens_refuse(t, "a number below 2^32");
    return 0;
  }
  t->at++;
  return k->value;
}

uint32_t tokens_number(struct tokens *t) {
  uint64_t value = plain_number(t);
  if (tokens_take(t, "^")) {
    uint32_t base = (uint32_t)value;
    uint32_t exponent = plain_number(t);
    for (value = 1; exponent > 0 && value <= UINT32_MAX; exponent--)
      value *= base;
    if (exponent > 0)
      value = (uint64_t)UINT32_MAX + 1;
  }
  if (tokens_take(t, "-")) {
    uint32_t less = plain_number(t);
    value = less <= value ? value - less : (uint64_t)UINT32_MAX + 1;
  }
  if (value <= UINT32_MAX)
    return (uint32_t)value;
  tokens_refuse(t, "a number from 0 to 2^32-1 before this");
  return 0;
}
