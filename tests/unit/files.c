/* Files of keys and certificates: the forms that OpenSSL writes, text around them, and texts that are broken. */
#include "handfast/files.h"
#include "generated/errors.h"
#include "handfast/software_key.h"
#define _GNU_SOURCE
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static uint8_t file[32768], memory[32768];
static struct hf_software_key key;

static size_t load(const char *path) {
  FILE *f = fopen(path, "rb");
  cr_assert_not_null(f, "%s", path);
  size_t n = fread(file, 1, sizeof file, f);
  fclose(f);
  return n;
}

static int fill(void *context, uint8_t *out, size_t n) {
  (void)context;
  memset(out, 7, n);
  return 0;
}
static const struct hf_random source = {fill, NULL};

static size_t made(const char *command) {
  FILE *f = popen(command, "r");
  cr_assert_not_null(f);
  size_t n = fread(file, 1, sizeof file, f);
  cr_assert_eq(pclose(f), 0, "%s", command);
  return n;
}

Test(files, keys_in_each_form) {
  static const char *const rows[][2] = {
      {"openssl pkey -in build/tests/certs/server-rsa.key", "RSA"},
      {"openssl pkey -in build/tests/certs/server-rsa.key -outform DER", "RSA"},
      {"openssl rsa -traditional -in build/tests/certs/server-rsa.key 2>/dev/null", "RSA"},
      {"openssl rsa -traditional -in build/tests/certs/server-rsa.key -outform DER 2>/dev/null", "RSA"},
      {"openssl pkey -in build/tests/certs/server-ec.key", "EC"},
      {"openssl pkey -in build/tests/certs/server-ec.key -outform DER", "EC"},
      {"openssl ec -in build/tests/certs/server-ec.key 2>/dev/null", "EC"},
      {"openssl ec -in build/tests/certs/server-ec.key -outform DER 2>/dev/null", "EC"},
      {"cat build/tests/certs/server-ec384.pem build/tests/certs/server-ec384.key", "EC"},
      {"openssl pkey -in build/tests/certs/server-ec521.key", "EC"},
      {"openssl ec -in build/tests/certs/server-ec521.key -outform DER 2>/dev/null", "EC"},
      {"openssl pkey -in build/tests/certs/server-pss.key", "RSA"},
      {"openssl pkey -in build/tests/certs/server-pss384.key -outform DER", "RSA"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    size_t n = made(rows[i][0]);
    const char *why = hf_software_key_read(&key, file, n, &source);
    cr_assert_null(why, "%s: %s", rows[i][0], why);
    cr_expect_eq(key.kind, strcmp(rows[i][1], "RSA") == 0 ? HF_KEY_RSA : HF_KEY_EC);
    hf_software_key_free(&key);
  }
}

Test(files, what_is_no_key) {
  static const char *const rows[][2] = {
      {"cat build/tests/certs/server-rsa.pem", "no private key"},
      {"openssl pkey -aes128 -passout pass:x -in build/tests/certs/server-ec.key", "encrypted"},
      {"openssl rsa -traditional -aes128 -passout pass:x -in build/tests/certs/server-rsa.key 2>/dev/null",
       "encrypted"},
      {"openssl genpkey -algorithm ed25519", "neither an RSA nor an EC key"},
      {"openssl ecparam -genkey -noout -name secp256k1", "its curve is none of"},
      {"openssl genrsa 1024 2>/dev/null", "2048 to 4096 bits"},
      {"cat build/tests/certs/server-rsa8192.key", "2048 to 4096 bits"},
      {"printf '0\\201'", "not well-formed"},
      {"true", "no private key"},
      {"head -n 3 build/tests/certs/server-rsa.key", "no END line"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    size_t n = made(rows[i][0]);
    const char *why = hf_software_key_read(&key, file, n, &source);
    cr_assert_not_null(why, "%s", rows[i][0]);
    cr_expect(strstr(why, rows[i][1]) != NULL, "%s: %s", rows[i][0], why);
  }
}

Test(files, certificates_one_after_the_other) {
  struct hf_pem pem = {.text = file, .n = load("build/tests/certs/server-rsa.pem")};
  struct hf_pem_block block;
  struct hf_public_key public_key;
  int blocks = 0;
  while (hf_pem_next(&pem, &block, memory, pem.n, NULL) > 0) {
    blocks++;
    cr_expect_str_eq(block.label, "CERTIFICATE");
    cr_expect_eq(hf_certificate_key(block.der, block.n, &public_key), HF_OK);
  }
  cr_expect_eq(blocks, 2);
  cr_expect_eq(pem.at, pem.n);
}

static int next(const char *text, size_t room, uint32_t *line, const char **why) {
  struct hf_pem pem = {.text = (const uint8_t *)text, .n = strlen(text)};
  struct hf_pem_block block;
  int answer = hf_pem_next(&pem, &block, memory, room, why);
  *line = block.line;
  return answer;
}

/* The place for the base64 at its least, and one byte less; each way to be broken, and the line. */
Test(files, texts) {
  static const struct {
    const char *text;
    size_t room;
    int answer;
    uint32_t line;
    const char *why;
  } rows[] = {
      {"x\n-----BEGIN A-----\nAQID\n-----END A-----", 4, 1, 2, ""},
      {"-----BEGIN A-----\r\nAQID \r\n-----END A-----\r\n", 4, 1, 1, ""},
      {"-----BEGIN A-----\nAQID\n-----END A-----\n", 3, -1, 2, "too small"},
      {"-----BEGIN A-----\nAQI=\n-----END B-----\n", 9, -1, 3, "not the END line"},
      {"-----BEGIN A-----\nAQ?=\n-----END A-----\n", 9, -1, 2, "not base64"},
      {"-----BEGIN A-----\nAQ\n\nID\n-----END A-----\n", 9, -1, 3, "empty line"},
      {"-----BEGIN A-----\n-----END A-----\n", 9, -1, 1, "empty"},
      {"-----BEGIN A----\nAQID\n-----END A-----\n", 9, -1, 1, "five dashes"},
      {"-----BEGIN A-----\nAQID\n", 9, -1, 1, "no END"},
      {"nothing", 9, 0, 1, ""},
      {"", 9, 0, 0, ""},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    const char *why = "";
    uint32_t line;
    cr_expect_eq(next(rows[i].text, rows[i].room, &line, &why), rows[i].answer, "%zu", i);
    cr_expect_eq(line, rows[i].line, "%zu: line %u", i, line);
    cr_expect(strstr(why, rows[i].why) != NULL && (rows[i].why[0] != '\0' || why[0] == '\0'), "%zu: %s", i, why);
  }
}
