/* Cuts the modules of spec/asn1 and their bindings into tokens. */
#include "base/memory.h"
#include "read/asn1_tokens.h"
#include <stdlib.h>
#include <string.h>

static void add(struct tokens *t, enum token_kind kind, const char *from, const char *to, unsigned line) {
  t->list = memory_grow(t->list, t->n, sizeof *t->list);
  struct token *k = &t->list[t->n++];
  k->kind = kind;
  k->text = memory_text(from, (size_t)(to - from));
  k->value = kind == TOKEN_NUMBER ? (uint32_t)strtoul(k->text, NULL, 10) : 0;
  k->offset = (size_t)(from - t->source->text);
  k->line = line;
}

%%{
  machine asn1_lexer;
  main := |*
    [A-Za-z] [A-Za-z0-9_]* ( '-' [A-Za-z0-9]+ )*  { add(t, TOKEN_WORD, ts, te, line); };
    [0-9]{1,10}                { add(t, TOKEN_NUMBER, ts, te, line); };
    '::=' | '..' | '...' | [{}(),;.] | '[' | ']'  { add(t, TOKEN_SIGN, ts, te, line); };
    '\n'                       { if (lines) add(t, TOKEN_LINE, ts, te, line); line++; };
    [ \t\r]                    ;
    '-- RFC' [^\n]*            { add(t, TOKEN_SIGN, ts, te, line); };
    '--' [^\n]*                ;
    '#' [^\n]*                 { if (!lines) { p = ts; fbreak; } };
  *|;
}%%
%% write data nofinal;

void asn1_tokens_read(struct tokens *t, const struct source *source, int lines, struct diagnostics *d) {
  const char *p = source->text;
  const char *pe = p + source->n;
  const char *eof = pe;
  const char *ts = p;
  const char *te = p;
  int cs, act;
  unsigned line = 1;
  memset(t, 0, sizeof *t);
  t->source = source;
  t->d = d;
  (void)asn1_lexer_en_main;
  %% write init;
  %% write exec;
  if (cs == asn1_lexer_error || p != pe || ts != NULL) {
    const char *at = ts != NULL ? ts : p;
    diagnose(d, source_place(source, (size_t)(at - source->text)), "see the notation in spec/README.md",
             "a sign that no token begins with");
    t->bad = 1;
  }
  (void)act;
  add(t, TOKEN_END, pe, pe, line);
}
