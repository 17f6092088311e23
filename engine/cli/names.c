#define _GNU_SOURCE
#include "names.h"
#include "generated/names.h"
#include "generated/registry.h"
#include "handfast/provider.h"
#include <stdio.h>
#include <string.h>
#include <strings.h>

struct name {
  const char *text;
  uint16_t code;
};

/* OpenSSL's names, of the suites that people type; IANA's come from the registry. */
static const struct name openssl_suites[] = {
    {"ECDHE-ECDSA-AES128-GCM-SHA256", 0xc02b},
    {"ECDHE-ECDSA-AES256-GCM-SHA384", 0xc02c},
    {"ECDHE-ECDSA-CHACHA20-POLY1305", 0xcca9},
    {"ECDHE-RSA-AES128-GCM-SHA256", 0xc02f},
    {"ECDHE-RSA-AES256-GCM-SHA384", 0xc030},
    {"ECDHE-RSA-CHACHA20-POLY1305", 0xcca8},
    {"ECDHE-RSA-AES128-SHA", 0xc013},
    {"ECDHE-RSA-AES256-SHA", 0xc014},
    {"AES128-GCM-SHA256", 0x009c},
    {"AES256-GCM-SHA384", 0x009d},
    {"AES128-SHA256", 0x003c},
    {"AES256-SHA256", 0x003d},
    {"AES128-SHA", 0x002f},
    {"AES256-SHA", 0x0035},
};

/* Other names of the groups; the first of each are the registry's own. */
static const struct name group_names[] = {
    {"x25519", HF_GROUP_X25519},        {"X25519", HF_GROUP_X25519},       {"secp256r1", HF_GROUP_SECP256R1},
    {"prime256v1", HF_GROUP_SECP256R1}, {"P-256", HF_GROUP_SECP256R1},     {"secp384r1", HF_GROUP_SECP384R1},
    {"P-384", HF_GROUP_SECP384R1},      {"secp521r1", HF_GROUP_SECP521R1}, {"P-521", HF_GROUP_SECP521R1},
};

static int same(const char *text, size_t n, const char *name) {
  return strlen(name) == n && strncasecmp(text, name, n) == 0;
}

/* 0 where there is none: no suite has that code point. */
static uint16_t find(const struct name *names, size_t names_n, const char *text, size_t n) {
  for (size_t i = 0; i < names_n; i++)
    if (same(text, n, names[i].text))
      return names[i].code;
  return 0;
}

static uint16_t find_suite(const char *text, size_t n) {
  for (size_t i = 0; i < HF_CIPHER_SUITES; i++)
    if (same(text, n, hf_cipher_suite_name(hf_cipher_suites[i].code)))
      return hf_cipher_suites[i].code;
  uint16_t code = find(openssl_suites, sizeof openssl_suites / sizeof openssl_suites[0], text, n);
  for (size_t i = 0; i < HF_CIPHER_SUITES; i++)
    if (hf_cipher_suites[i].code == code)
      return code; /* the specification may leave a suite out */
  return 0;
}

static uint16_t find_group(const char *text, size_t n) {
  return find(group_names, sizeof group_names / sizeof group_names[0], text, n);
}

const char *cli_openssl_name(uint16_t cipher_suite) {
  for (size_t i = 0; i < sizeof openssl_suites / sizeof openssl_suites[0]; i++)
    if (openssl_suites[i].code == cipher_suite)
      return openssl_suites[i].text;
  return NULL;
}

static void show_suites(void) {
  cli_note("the cipher suites are (IANA's name, OpenSSL's name):");
  for (size_t i = 0; i < HF_CIPHER_SUITES; i++) {
    const char *other = cli_openssl_name(hf_cipher_suites[i].code);
    cli_note("  %-46s %s", hf_cipher_suite_name(hf_cipher_suites[i].code), other == NULL ? "" : other);
  }
}

static void show_groups(void) {
  cli_note("the groups are: x25519 (also X25519), secp256r1 (also prime256v1, P-256), secp384r1 (also P-384) and "
           "secp521r1 (also P-521)");
}

static int add(struct cli_codes *out, uint16_t code) {
  for (size_t i = 0; i < out->n; i++)
    if (out->code[i] == code)
      return -1;
  if (out->n == CLI_CODES_MAX)
    return -1;
  out->code[out->n++] = code;
  return 0;
}

static int codes(const char *list, const char *option, uint16_t (*find_one)(const char *, size_t), void (*show)(void),
                 struct cli_codes *out) {
  const char *at = list;
  out->n = 0;
  for (;;) {
    size_t n = strcspn(at, ",:");
    uint16_t code = find_one(at, n);
    if (code == 0) {
      cli_say("%s: there is no '%.*s' in this program", option, (int)n, at);
      show();
      return -1;
    }
    if (add(out, code) != 0) {
      cli_say("%s: '%.*s' is there twice", option, (int)n, at);
      return -1;
    }
    if (at[n] == 0)
      return 0;
    at += n + 1;
  }
}

int cli_cipher_suites(const char *list, struct cli_codes *out) {
  return codes(list, "--ciphers", find_suite, show_suites, out);
}

int cli_groups(const char *list, struct cli_codes *out) {
  return codes(list, "--groups", find_group, show_groups, out);
}

int cli_protocols(const char *list, uint8_t *out, size_t *n) {
  const char *at = list;
  *n = 0;
  for (;;) {
    size_t length = strcspn(at, ",");
    if (length == 0 || length > 255 || *n + 1 + length > CLI_PROTOCOLS_MAX) {
      cli_say("--alpn: '%s' is not a list of protocol names: each has 1 to 255 bytes, with commas between, as in "
              "h2,http/1.1",
              list);
      return -1;
    }
    out[(*n)++] = (uint8_t)length;
    memcpy(out + *n, at, length);
    *n += length;
    if (at[length] == 0)
      return 0;
    at += length + 1;
  }
}
