/* What the generator makes: texts in memory, written together at the end, all of them or none. */
#ifndef GEN_OUTPUT_H
#define GEN_OUTPUT_H
#include "base/diagnostics.h"

struct text {
  char *bytes; /* n bytes and a NUL */
  size_t n;
  size_t room;
};

struct output_file {
  const char *name; /* relative to the directory of the run: "machine.h", "fsm/client.rl" */
  struct text text;
};

struct output {
  struct output_file **files;
  size_t n;
};

void text_add(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_bytes(struct text *t, const char *bytes, size_t n);

/* A new, empty file; its text can be added to until output_write. */
struct text *output_file(struct output *o, const char *name);
/* Writes every file under the directory: each to NAME.new, then renames them all. 0, or -1 with a diagnostic and no
   file changed. Directories are made as needed. A file that already has these bytes is left alone. */
int output_write(const struct output *o, const char *directory, struct diagnostics *d);

/* Helpers of many emitters. The result lives until the end of the run. */
const char *upper(const char *name); /* "await_finished" -> "AWAIT_FINISHED"; what is no letter or digit -> '_' */
const char *snake(const char *name); /* "ClientHello" -> "client_hello"; "Alert.close_notify" -> "alert_close_notify" */
const char *padding(size_t used, size_t column); /* blanks up to the column, at least one */
#endif
