/* .tls and .bind files as words, numbers and signs. */
#ifndef GEN_MESSAGES_TOKENS_H
#define GEN_MESSAGES_TOKENS_H
#include "base/diagnostics.h"
#include <stdint.h>

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_NUMBER, TOKEN_SIGN, TOKEN_LINE };

struct token {
  enum token_kind kind;
  const char *text;
  uint32_t value; /* NUMBER */
  size_t offset;
  unsigned line;
};

struct tokens {
  const struct source *source;
  struct token *list; /* ends with TOKEN_END */
  size_t n;
  size_t at;
  struct diagnostics *d;
  int bad; /* a syntax error was shown: the rest is not read */
};

/* Comments are left out; ends of lines are kept when lines is set. */
void tokens_read(struct tokens *t, const struct source *source, int lines, struct diagnostics *d);

const struct token *tokens_peek(const struct tokens *t);
struct place tokens_place(const struct tokens *t);
/* Whether the next one is this sign or word; tokens_take also takes it then. */
int tokens_is(const struct tokens *t, const char *text);
int tokens_take(struct tokens *t, const char *text);
/* The next one must be this; else a diagnostic. */
void tokens_expect(struct tokens *t, const char *text);
/* The next one must be a word; else a diagnostic and "". */
const char *tokens_word(struct tokens *t, const char *what);
/* 2^16-1 and the like. */
uint32_t tokens_number(struct tokens *t);
/* Shows an error at the next token, and ends the reading. */
void tokens_refuse(struct tokens *t, const char *expected);
#endif
