/* tests/chains/make DIRECTORY: writes the chains, and one line for each to standard output: NAME PURPOSE HOST VERDICT STRICT: what is
   said with --strict, or - where that may be another thing for other reasons. */
#include "plan.h"
#include <stdio.h>

static void emit(void *context, const struct plan *p, const char *name) {
  plan_write(p, context, name);
  printf("%s %s %s %s %s\n", name, p->purpose, p->host, p->valid ? "valid" : "invalid",
         p->valid == NOT_STRICT || !p->valid ? "invalid" : "-");
}

int main(int argc, char **argv) {
  if (argc != 2)
    return 2;
  rules_all(emit, argv[1]);
  paths_all(emit, argv[1]);
  hosts_all(emit, argv[1]);
  return ferror(stdout) || fflush(stdout) != 0;
}
