#include "anchors.h"
#include "generated/errors.h"
#include "handfast.h"
#include "x509/certificate.h"
#include <stdlib.h>
#include <string.h>

/* Certificates that cannot be anchors are left out: a bundle may hold keys of kinds that this engine does not know. Only
   for a file that the user chose is it worth a word. */
static void take(const char *path, int chosen, const struct cli_certificates *from, struct cli_anchors *all) {
  for (size_t i = 0; i < from->n; i++) {
    uint8_t error = hf_certificate_anchor(from->der[i], from->sizes[i], &all->table[all->n]);
    if (error == HF_OK)
      all->n++;
    else if (chosen)
      cli_say("%s:%u: left out as a trust anchor: %s: %s", path, from->lines[i], hf_error_name((enum hf_error)error),
              hf_strerror((enum hf_error)error));
  }
}

/* A table with room for n more. */
static void grow(struct cli_anchors *all, size_t n) {
  struct hf_trust_anchor *larger = cli_allocate((all->n + n) * sizeof *larger);
  if (all->n != 0)
    memcpy(larger, all->table, all->n * sizeof *larger);
  free(all->table);
  all->table = larger;
}

static int add(const char *path, int chosen, struct cli_anchors *all) {
  struct cli_certificates *from = &all->file[all->files_n];
  size_t before = all->n;
  if (cli_certificates_load(path, "the trust anchors", from) != 0)
    return -1;
  all->files_n++;
  grow(all, from->n);
  take(path, chosen, from, all);
  if (all->n > before)
    return 0;
  cli_say("%s: none of its %zu certificates can be a trust anchor", path, from->n);
  return -1;
}

static int add_default(struct cli_anchors *all) {
  if (add(CLI_DEFAULT_ANCHORS, 0, all) == 0)
    return 0;
  cli_say("this is the default; name a file of certificate authorities with --ca FILE, or install the package "
          "ca-certificates");
  return -1;
}

int cli_anchors_load(const struct cli_anchor_files *files, struct cli_anchors *out) {
  *out = (struct cli_anchors){0};
  int answer = files->n == 0 ? add_default(out) : 0;
  for (size_t i = 0; i < files->n && answer == 0; i++)
    answer = add(files->path[i], 1, out);
  if (answer != 0)
    cli_anchors_free(out);
  return answer;
}

void cli_anchors_free(struct cli_anchors *anchors) {
  free(anchors->table);
  for (size_t i = 0; i < anchors->files_n; i++)
    cli_certificates_free(&anchors->file[i]);
  *anchors = (struct cli_anchors){0};
}
