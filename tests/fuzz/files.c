/* libFuzzer's target over what the command reads from files:
     byte 0   who reads, modulo 11: 0 the blocks of a PEM file, 1 certificates, 2 trust anchors, 3 revocation lists, 4 a private key,
              5 public keys to be trusted, 6 a session; 7 .. 9 the DER of a private key in PKCS#1, SEC1, PKCS#8; 10 a pin's text
     the rest is the file
   What was read must be inside of the file, or what is written of it be read again; all of it is given back. */
#define _GNU_SOURCE
#include "handfast/files.h"
#include "cli/anchors.h"
#include "cli/file.h"
#include "cli/pem.h"
#include "cli/pins.h"
#include "cli/private_key.h"
#include "cli/revocation.h"
#include "cli/session_file.h"
#include "fuzz/support/input.h"
#include "fuzz/support/peer.h"
#include "support/random.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define READERS 11
#define FILE_MOST 65536u

static char path[32];
static int file = -1;
static struct test_random blinding;

/* What the readers say goes nowhere: but it is put together, as it would be. */
static int said;
void __wrap_cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
void __wrap_cli_say(const char *format, ...) {
  char line[4096];
  va_list arguments;
  va_start(arguments, format);
  said += vsnprintf(line, sizeof line, format, arguments) > 0;
  va_end(arguments);
}

/* A reader that refuses says why, one that takes says nothing. */
static void answered(int answer) {
  fuzz_must((answer == 0) == (said == 0), "a refusal without a word, or a word without a refusal");
}

static void blocks(size_t n) {
  struct cli_pem pem;
  struct cli_pem_block block;
  unsigned line = 0;
  int found = cli_pem_open(&pem, path, "the file");
  if (found != 0)
    return;
  while ((found = cli_pem_next(&pem, &block)) > 0) {
    fuzz_must(block.line > line && strlen(block.label) < HF_PEM_LABEL, "blocks in disorder");
    fuzz_must(block.der.n > 0 && block.der.n <= n, "a block that is larger than its file");
    line = block.line;
    cli_blob_free(&block.der);
  }
  fuzz_must(found == 0 || block.der.bytes == NULL, "a broken block, and bytes of it");
  answered(found);
  cli_pem_close(&pem);
}

static void certificates(void) {
  struct cli_certificates all;
  int answer = cli_certificates_load(path, "the certificate", &all);
  answered(answer);
  fuzz_must((answer == 0) == (all.n > 0), "certificates, and an error");
  cli_certificates_free(&all);
}

static void anchors(void) {
  struct cli_anchor_files files = {{path}, 1};
  struct cli_anchors all;
  if (cli_anchors_load(&files, &all) != 0)
    return;
  fuzz_must(all.n > 0, "no anchor, and no error");
  for (size_t i = 0; i < all.n; i++)
    fuzz_must(all.table[i].name_n > 0 && all.table[i].key.kind != 0, "an anchor without a name or a key");
  cli_anchors_free(&all);
}

static void lists(void) {
  struct cli_crls all = {0};
  int answer = cli_crls_load(path, &all);
  answered(answer);
  fuzz_must(answer != 0 || all.n > 0, "no list, and no error");
  cli_crls_free(&all);
}

static void private_key(void) {
  struct hf_software_key key;
  uint8_t kind = 0;
  memset(&key, 0, sizeof key);
  int answer = cli_private_key_load(path, &key, &kind);
  answered(answer);
  fuzz_must((answer == 0) == (kind != 0), "a key of no kind");
  if (answer == 0)
    hf_software_key_free(&key);
}

static void public_keys(void) {
  struct cli_pins pins = {0};
  int answer = cli_pins_load(&pins, path);
  answered(answer);
  fuzz_must(pins.n <= CLI_PINS_MAX && (answer != 0 || pins.n > 0), "no pin, and no error");
}

static void session(const uint8_t *bytes, size_t n) {
  static struct hf_session s;
  uint8_t again[HF_SESSION_BYTES];
  int answer = cli_session_load(path, &s);
  answered(answer);
  fuzz_must(answer == 0 || s.session_id_n == 0 || n == 0, "a session, and an error");
  if (answer != 0)
    return;
  hf_session_write(&s, again);
  fuzz_must(n == sizeof again && memcmp(again, bytes, n) == 0, "a session that is written in another way");
}

/* A key that is read can be loaded or not; a loaded one signs. */
static void load(const struct hf_key_der *key, const uint8_t *der, size_t n) {
  struct hf_software_key loaded;
  struct hf_random random = test_random_source(&blinding);
  uint8_t digest[32] = {1}, r[HF_SCALAR_MAX], s[HF_SCALAR_MAX];
  fuzz_must(key->bytes >= der && key->bytes + key->n <= der + n, "a key outside of its DER");
  memset(&loaded, 0, sizeof loaded);
  if (key->kind != HF_KEY_EC && hf_software_key_rsa(&loaded, key->bytes, key->n, &random) != 0)
    return;
  if (key->kind == HF_KEY_EC && hf_software_key_ec(&loaded, key->group, key->bytes, key->n, &random) != 0)
    return;
  struct hf_private_key made = hf_software_private_key(&loaded);
  if (key->kind == HF_KEY_EC)
    fuzz_must(made.ecdsa_sign(made.context, digest, sizeof digest, r, s) == HF_KEY_DONE, "a key that does not sign");
  hf_software_key_free(&loaded);
}

static void key_der(unsigned how, const uint8_t *der, size_t n) {
  struct hf_key_der key;
  const char *why = how == 7   ? hf_key_pkcs1(der, n, &key)
                    : how == 8 ? hf_key_sec1(der, n, &key)
                               : hf_key_pkcs8(der, n, &key);
  if (why == NULL)
    load(&key, der, n);
}

static void pin(const uint8_t *bytes, size_t n) {
  char text[256];
  struct cli_pins pins = {0};
  if (n >= sizeof text)
    return;
  memcpy(text, bytes, n);
  text[n] = '\0';
  int answer = cli_pins_add(&pins, text);
  answered(answer);
  fuzz_must(pins.n == (answer == 0), "a pin, and an error");
}

static void write_file(const uint8_t *bytes, size_t n) {
  if (file < 0)
    file = memfd_create("fuzz", MFD_CLOEXEC);
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  fuzz_must(file >= 0 && ftruncate(file, 0) == 0 && pwrite(file, bytes, n, 0) == (ssize_t)n, "no file to read from");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
  if (n < 1 || n > FILE_MOST)
    return 0;
  unsigned reader = data[0] % READERS;
  const uint8_t *bytes = data + 1;
  n--;
  said = 0;
  blinding.state = 1;
  write_file(bytes, n);
  switch (reader) {
  case 0:
    blocks(n);
    break;
  case 1:
    certificates();
    break;
  case 2:
    anchors();
    break;
  case 3:
    lists();
    break;
  case 4:
    private_key();
    break;
  case 5:
    public_keys();
    break;
  case 6:
    session(bytes, n);
    break;
  case 10:
    pin(bytes, n);
    break;
  default:
    key_der(reader, bytes, n);
  }
  return 0;
}
