#define _GNU_SOURCE
#include "certificates.h"
#include "file.h"
#include "pem.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int is_certificate(const char *label) {
  return strcmp(label, "CERTIFICATE") == 0 || strcmp(label, "X509 CERTIFICATE") == 0 ||
         strcmp(label, "TRUSTED CERTIFICATE") == 0;
}

static void *grow(void *old, size_t n, size_t size) {
  void *larger = cli_allocate(2 * n * size);
  memcpy(larger, old, n * size);
  free(old);
  return larger;
}

/* Takes the block's bytes over. */
static void add(struct cli_certificates *all, const struct cli_pem_block *block, size_t *room) {
  if (all->n == *room) {
    all->der = grow(all->der, all->n, sizeof *all->der);
    all->sizes = grow(all->sizes, all->n, sizeof *all->sizes);
    all->lines = grow(all->lines, all->n, sizeof *all->lines);
    *room *= 2;
  }
  all->der[all->n] = block->der.bytes;
  all->sizes[all->n] = block->der.n;
  all->lines[all->n] = block->line;
  all->n++;
}

static void begin(struct cli_certificates *all, size_t room) {
  all->der = cli_allocate(room * sizeof *all->der);
  all->sizes = cli_allocate(room * sizeof *all->sizes);
  all->lines = cli_allocate(room * sizeof *all->lines);
}

static int collect(struct cli_pem *pem, struct cli_certificates *all, size_t *room) {
  struct cli_pem_block block;
  int found;
  while ((found = cli_pem_next(pem, &block)) > 0) {
    if (is_certificate(block.label))
      add(all, &block, room);
    else
      cli_blob_free(&block.der);
  }
  return found;
}

/* All but the names that begin with a dot, and the links to other files that `openssl rehash' makes. */
static int is_wanted(const struct dirent *entry) {
  size_t n = strlen(entry->d_name);
  return entry->d_name[0] != '.' && !(n > 2 && entry->d_name[n - 2] == '.' && entry->d_name[n - 1] == '0');
}

static int collect_file(const char *path, const char *what, struct cli_certificates *out, size_t *room) {
  struct cli_pem pem;
  if (cli_pem_open(&pem, path, what) != 0)
    return -1;
  int answer = collect(&pem, out, room);
  cli_pem_close(&pem);
  return answer;
}

/* The files of a folder, by their names. */
static int collect_folder(const char *path, const char *what, struct cli_certificates *out, size_t *room) {
  struct dirent **entries;
  char file[4096];
  struct stat status;
  int answer = 0, n = scandir(path, &entries, is_wanted, alphasort);
  if (n < 0) {
    cli_say("%s: cannot read %s: %s", path, what, strerror(errno));
    return -1;
  }
  for (int i = 0; i < n; i++) {
    int size = snprintf(file, sizeof file, "%s/%s", path, entries[i]->d_name);
    if (answer == 0 && size > 0 && (size_t)size < sizeof file && stat(file, &status) == 0 && S_ISREG(status.st_mode))
      answer = collect_file(file, what, out, room);
    free(entries[i]);
  }
  free((void *)entries);
  return answer;
}

int cli_certificates_load(const char *path, const char *what, struct cli_certificates *out) {
  struct stat status;
  size_t room = 4;
  *out = (struct cli_certificates){0};
  begin(out, room);
  int answer = stat(path, &status) == 0 && S_ISDIR(status.st_mode) ? collect_folder(path, what, out, &room)
                                                                   : collect_file(path, what, out, &room);
  if (answer == 0 && out->n == 0) {
    cli_say("%s: there is no certificate in it: a PEM block CERTIFICATE is wanted (a DER file must be converted first: "
            "openssl x509 -inform der)",
            path);
    answer = -1;
  }
  if (answer != 0)
    cli_certificates_free(out);
  return answer;
}

void cli_certificates_free(struct cli_certificates *all) {
  for (size_t i = 0; i < all->n; i++)
    free(all->der[i]);
  free((void *)all->der);
  free(all->sizes);
  free(all->lines);
  *all = (struct cli_certificates){0};
}
