#include "support/identities.h"
#include "handfast/software_key.h"
#include "support/random.h"
#include "x509/certificate.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define IDENTITIES 16
#define CHAIN 4
#define FILES 64
#define FILE_MAX 16384

struct entry {
  char name[32];
  struct hf_identity identity;
  struct hf_software_key key;
  const uint8_t *certificates[CHAIN];
  size_t sizes[CHAIN];
};

static struct entry entries[IDENTITIES];
static size_t entries_n;
#define BLINDING 4711
static struct test_random blinding = {BLINDING};
static struct hf_random blinding_source;

void test_identities_again(void) {
  blinding.state = BLINDING;
}

static void give_up(const char *what, const char *name) {
  fprintf(stderr, "test identities: %s: %s\n", name, what);
  exit(1);
}

const char *test_certs_directory(void) {
  const char *directory = getenv("HANDFAST_TEST_CERTS");
  return directory ? directory : "build/tests/certs";
}

/* The files read so far: each once, and never given back. */
static struct {
  char name[64];
  uint8_t *bytes;
  size_t n;
} files[FILES];
static size_t files_n;

static const uint8_t *read_file(const char *name, size_t *n) {
  char path[512];
  snprintf(path, sizeof path, "%s/%s", test_certs_directory(), name);
  FILE *f = fopen(path, "rb");
  if (!f)
    return NULL;
  if (files_n == FILES)
    give_up("too many files", name);
  uint8_t *bytes = malloc(FILE_MAX);
  if (!bytes)
    give_up("out of memory", name);
  *n = fread(bytes, 1, FILE_MAX, f);
  fclose(f);
  snprintf(files[files_n].name, sizeof files[0].name, "%s", name);
  files[files_n].bytes = bytes;
  files[files_n++].n = *n;
  return bytes;
}

/* NULL: there is no such file. */
static const uint8_t *find_file(const char *name, size_t *n) {
  for (size_t i = 0; i < files_n; i++) {
    if (strcmp(files[i].name, name) == 0) {
      *n = files[i].n;
      return files[i].bytes;
    }
  }
  return read_file(name, n);
}

const uint8_t *test_file(const char *name, size_t *n) {
  const uint8_t *bytes = find_file(name, n);
  if (!bytes)
    give_up("missing: run tests/support/make_certs.sh build/tests/certs", name);
  return bytes;
}

const uint8_t *test_certificate(const char *name, unsigned i, size_t *n) {
  char file[64];
  snprintf(file, sizeof file, "%s.%u.der", name, i);
  return test_file(file, n);
}

static void load_chain(struct entry *e) {
  char file[64];
  size_t n = 0;
  for (; n < CHAIN; n++) {
    snprintf(file, sizeof file, "%.31s.%zu.der", e->name, n);
    e->certificates[n] = find_file(file, &e->sizes[n]);
    if (!e->certificates[n])
      break;
  }
  if (n == 0)
    give_up("no certificate", e->name);
  e->identity.certificates = e->certificates;
  e->identity.certificate_sizes = e->sizes;
  e->identity.certificates_n = n;
}

/* The scalar of a SEC1 key: SEQUENCE { INTEGER 1, OCTET STRING scalar, ... }. */
static int load_ec(struct entry *e, const uint8_t *der, size_t n) {
  for (size_t i = 0; i + 5 < n && i < 6; i++)
    if (der[i] == 2 && der[i + 1] == 1 && der[i + 2] == 1 && der[i + 3] == 4)
      return hf_software_key_ec(&e->key, e->identity.public_key.group, der + i + 5, der[i + 4], &blinding_source);
  return -1;
}

/* RSAPrivateKey; of a key of RSASSA-PSS the file is PKCS#8, which has it in the end. */
static int load_rsa(struct entry *e, const uint8_t *der, size_t n) {
  size_t i = 4;
  while (e->identity.public_key.kind == HF_KEY_RSA_PSS && i + 4 < n &&
         (der[i] != 4 || der[i + 1] != 0x82 || der[i + 4] != 0x30))
    i++;
  if (e->identity.public_key.kind == HF_KEY_RSA_PSS) {
    der += i + 4;
    n -= i + 4;
  }
  return hf_software_key_rsa(&e->key, der, n, &blinding_source);
}

static void load_key(struct entry *e) {
  char file[64];
  size_t n;
  snprintf(file, sizeof file, "%.31s.key.der", e->name);
  const uint8_t *der = test_file(file, &n);
  blinding_source = test_random_source(&blinding);
  int bad = e->identity.public_key.kind != HF_KEY_EC ? load_rsa(e, der, n) : load_ec(e, der, n);
  if (bad)
    give_up("the key does not load", e->name);
  e->identity.private_key = hf_software_private_key(&e->key);
}

const struct hf_identity *test_identity(const char *name) {
  for (size_t i = 0; i < entries_n; i++)
    if (strcmp(entries[i].name, name) == 0)
      return &entries[i].identity;
  if (entries_n == IDENTITIES)
    give_up("too many identities", name);
  struct entry *e = &entries[entries_n++];
  snprintf(e->name, sizeof e->name, "%s", name);
  load_chain(e);
  if (hf_certificate_key(e->certificates[0], e->sizes[0], &e->identity.public_key) != 0)
    give_up("no usable public key", name);
  load_key(e);
  return &e->identity;
}

const uint8_t *test_key_info(const char *name, size_t *n) {
  char file[64];
  snprintf(file, sizeof file, "%.31s.spki.der", name);
  return test_file(file, n);
}

struct hf_pin test_pin(const char *name) {
  char file[64];
  size_t n;
  struct hf_pin pin;
  snprintf(file, sizeof file, "%.31s.pin", name);
  const uint8_t *bytes = test_file(file, &n);
  if (n != sizeof pin.sha256)
    give_up("not a SHA-256", file);
  memcpy(pin.sha256, bytes, n);
  return pin;
}

struct hf_identity test_stapled(const char *name, const char *response) {
  struct hf_identity stapled = *test_identity(name);
  stapled.ocsp_response = test_file(response, &stapled.ocsp_response_n);
  return stapled;
}

const struct hf_trust_anchor *test_anchors(size_t *n) {
  static struct hf_trust_anchor anchors[2];
  static const char *const names[2] = {"root", "root-ec"};
  for (size_t i = 0; i < 2 && !anchors[i].name; i++) {
    size_t size;
    const uint8_t *der = test_certificate(names[i], 0, &size);
    if (hf_certificate_anchor(der, size, &anchors[i]) != 0)
      give_up("not usable as an anchor", names[i]);
  }
  *n = 2;
  return anchors;
}
