/* Cuts a transition table into lines and words. */
#include "read/fsm.h"
#include "base/memory.h"

%%{
  machine fsm;

  action begin_word { word = p; }
  action end_word { add_word(&line, s, word, p); }
  action end_line { add_line(&lines, &line); }
  action refuse {
    diagnose(d, source_place(s, (size_t)(p - s->text)), "use letters, digits and _ . : in names, # before a comment",
             "a character that has no place here");
    fhold;
    fgoto skip;
  }

  word = [A-Za-z0-9_.:\-]+ >begin_word %end_word;
  comment = '#' [^\n]*;
  blank = [ \t\r]+;
  line = blank? (word (blank word)*)? blank? comment? '\n' @end_line;

  skip := [^\n]* '\n' @end_line @{ fgoto main; };
  main := line* $err(refuse);
}%%

%% write data noerror nofinal noentry;

static void add_word(struct fsm_line *line, const struct source *s, const char *from, const char *to) {
  struct fsm_word w = {memory_text(from, (size_t)(to - from)), source_place(s, (size_t)(from - s->text))};
  line->words = memory_grow(line->words, line->n, sizeof *line->words);
  line->words[line->n] = w;
  line->n++;
}

static void add_line(struct fsm_lines *lines, struct fsm_line *line) {
  if (line->n != 0) {
    lines->lines = memory_grow(lines->lines, lines->n, sizeof *lines->lines);
    lines->lines[lines->n] = *line;
    lines->n++;
  }
  *line = (struct fsm_line){NULL, 0};
}

struct fsm_lines fsm_lex(const struct source *s, struct diagnostics *d) {
  struct fsm_lines lines = {NULL, 0};
  struct fsm_line line = {NULL, 0};
  const char *p = s->text;
  const char *pe = s->text + s->n;
  const char *const eof = NULL; /* the text ends with a line's end, where nothing is left to be done */
  const char *word = p;
  int cs;
  %% write init;
  %% write exec;
  return lines;
}
