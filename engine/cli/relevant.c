#include "relevant.h"
#include "handfast/x509.h"
#include "x509/certificate.h"
#include "x509/name.h"
#include <stdlib.h>
#include <string.h>

#define ROOM 0xffffu /* bytes of a chain that the engine takes */

/* Names of a certificate, as far as it can be read. */
struct names {
  struct hf_span subject;
  struct hf_span issuer;
  int readable;
  int kept;
};

static int is_too_much(const struct cli_certificates *all) {
  size_t bytes = 0;
  for (size_t i = 0; i < all->n; i++)
    bytes += all->sizes[i];
  return all->n > HF_CHAIN_MAX || bytes > ROOM;
}

static void read_names(const struct cli_certificates *all, struct names *names) {
  struct hf_certificate c;
  for (size_t i = 0; i < all->n; i++) {
    const struct hf_span whole = {0, (uint32_t)all->sizes[i]};
    names[i].readable = all->sizes[i] <= ROOM && hf_certificate_read(all->der[i], whole, &c) == HF_OK;
    names[i].kept = i == 0;
    names[i].subject = c.subject;
    names[i].issuer = c.issuer;
  }
}

/* 1 when certificate i is the issuer of one that is kept, by its name; with siblings, also when one of those issued it. */
static int is_of_use(const struct cli_certificates *all, const struct names *names, size_t i, int siblings) {
  for (size_t k = 0; k < all->n; k++) {
    if (!names[k].kept || !names[k].readable)
      continue;
    if (hf_name_same(all->der[i], names[i].subject, all->der[k], names[k].issuer) == 1)
      return 1;
    if (siblings && hf_name_same(all->der[i], names[i].issuer, all->der[k], names[k].issuer) == 1)
      return 1;
  }
  return 0;
}

static int keep_more(const struct cli_certificates *all, struct names *names, int siblings) {
  int more = 0;
  for (size_t i = 0; i < all->n; i++)
    if (!names[i].kept && names[i].readable && is_of_use(all, names, i, siblings))
      more = names[i].kept = 1;
  return more;
}

static void drop_others(struct cli_certificates *all, const struct names *names) {
  size_t n = 0;
  for (size_t i = 0; i < all->n; i++) {
    if (!names[i].kept) {
      free(all->der[i]);
      continue;
    }
    all->der[n] = all->der[i];
    all->sizes[n] = all->sizes[i];
    all->lines[n] = all->lines[i];
    n++;
  }
  all->n = n;
}

void cli_relevant(struct cli_certificates *certificates) {
  if (!is_too_much(certificates))
    return;
  struct names *names = cli_allocate(certificates->n * sizeof *names);
  read_names(certificates, names);
  while (keep_more(certificates, names, 0))
    continue;
  (void)keep_more(certificates, names, 1);
  drop_others(certificates, names);
  free(names);
}
