/* Linked into the unit tests when it is measured which of them runs which line (tests/mutants/measured.py): many are run by one start
 * of the program, and the profile of each test's process is named for the test and the milliseconds of the processor that it took. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void __llvm_profile_set_filename(
    const char *name); /* of clang's runtime, which writes %p as the number of the process */
void __real_criterion_internal_test_main(void (*test)(void));
void __wrap_criterion_internal_test_main(void (*test)(void));

static char prefix[4096]; /* at the end of the process, Criterion's own memory is gone */

static void name_profile(void) {
  static char path[sizeof prefix + 64];
  (void)snprintf(path, sizeof path, "%s.%ld.%%p.profraw", prefix, (long)(clock() / (CLOCKS_PER_SEC / 1000)));
  __llvm_profile_set_filename(path);
}

void __wrap_criterion_internal_test_main(void (*test)(void)) {
  const char *folder = getenv("MUTANTS_PROFILES"), *suite = criterion_current_test->category;
  (void)snprintf(prefix, sizeof prefix, "%s/%s.%s", folder, suite, criterion_current_test->name);
  (void)atexit(name_profile); /* is called before what the runtime asked for */
  __real_criterion_internal_test_main(test);
}
