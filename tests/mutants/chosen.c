/* Linked into the unit tests with a mutant: only the tests that MUTANTS_TESTS names (" SUITE/TEST SUITE/TEST ") are run. Criterion's own
 * filter is no way to name many: with sixteen names it works for seconds before the first test begins. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern struct criterion_test *__start_cr_tst[], *__stop_cr_tst[]; /* all tests, as the linker has them */

__attribute__((constructor)) static void choose(void) {
  const char *chosen = getenv("MUTANTS_TESTS");
  for (struct criterion_test **test = __start_cr_tst; chosen != NULL && test != __stop_cr_tst; test++) {
    char name[256];
    (void)snprintf(name, sizeof name, " %s/%s ", (*test)->category, (*test)->name);
    (*test)->data->disabled = (*test)->data->disabled || strstr(chosen, name) == NULL;
  }
}
