/* Runs the kit: `kit LACKS...` names what the provider says it does not have (README.md). */
#include "kit.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define LONGEST_TEST 120u /* seconds: a provider that never comes back */

static const char *const things[] = {
    "sha1", "sha256",    "sha384",    "sha512",    "aes",   "ghash", "chacha20_poly1305",
    "rsa",  "secp256r1", "secp384r1", "secp521r1", "x25519"};
#define THINGS (sizeof things / sizeof things[0])
static bool lacked[THINGS];
static unsigned passed, failed;

static const char *only; /* the one test that is run, KIT_ONLY; NULL: all */

static bool has(const char *of) {
  for (size_t i = 0; of != NULL && i < THINGS; i++)
    if (strcmp(things[i], of) == 0)
      return !lacked[i];
  return true;
}

static bool lack(const char *of) {
  for (size_t i = 0; i < THINGS; i++)
    if (strcmp(things[i], of) == 0)
      return lacked[i] = true;
  return false;
}

static void one(const struct kit_test *t) {
  const char *of = t->of == NULL ? "provider" : t->of;
  int status = 0;
  if (only != NULL) {
    char name[64];
    (void)snprintf(name, sizeof name, "%s/%s", of, t->name);
    if (strcmp(only, name) != 0)
      return;
  }
  (void)fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    (void)alarm(LONGEST_TEST);
    if (t->of != NULL && hf_provider_start() != 0)
      kit_fail(__FILE__, __LINE__, "hf_provider_start", "it cannot be used");
    t->run(t->id);
    _exit(0);
  }
  if (child < 0 || waitpid(child, &status, 0) != child)
    abort();
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
    passed++;
    printf("ok     %s/%s\n", of, t->name);
  } else {
    failed++;
    if (WIFSIGNALED(status))
      printf("  ended by signal %d: %s\n", WTERMSIG(status),
             WTERMSIG(status) == SIGALRM ? "it never comes back" : "beyond an area, or an input written to?");
    printf("FAILED %s/%s\n", of, t->name);
  }
}

static void all(const struct kit_test *t, bool absent) {
  for (; t->name != NULL; t++)
    if (has(t->of) != absent)
      one(t);
}

int main(int argc, char **argv) {
  static const struct kit_test *const of_all[] = {kit_use, kit_hash,   kit_aes, kit_chacha20_poly1305,
                                                  kit_rsa, kit_curves, kit_draw};
  for (int i = 1; i < argc; i++) {
    if (!lack(argv[i])) {
      fprintf(stderr, "%s: nothing that a provider can lack\n", argv[i]);
      return 2;
    }
  }
  only = getenv("KIT_ONLY");
  for (size_t i = 0; i < sizeof of_all / sizeof of_all[0]; i++)
    all(of_all[i], false);
  all(kit_absent, true);
  if (only == NULL && failed == 0 && hf_provider_start() == 0)
    kit_costs(has);
  printf("%u passed, %u failed\n", passed, failed);
  return failed != 0;
}
