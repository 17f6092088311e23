#define _GNU_SOURCE
#include "certificate_text.h"
#include <arpa/inet.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define DNS 0x82u
#define ADDRESS 0x87u
#define EMAIL 0x81u
#define URI 0x86u

/* Appends, as far as there is room. */
__attribute__((format(printf, 2, 3))) static void add(char *out, const char *format, ...) {
  size_t n = strlen(out);
  va_list list;
  va_start(list, format);
  (void)vsnprintf(out + n, CLI_TEXT_MAX - n, format, list);
  va_end(list);
}

static void add_bytes(char *out, const uint8_t *bytes, size_t n) {
  for (size_t i = 0; i < n; i++)
    add(out, "%c", bytes[i] >= 0x20 && bytes[i] < 0x7f && bytes[i] != '"' && bytes[i] != '\\' ? bytes[i] : '?');
}

/* The common attributes of X.520, by the last octet of 2.5.4.N. */
static const char *attribute_name(const uint8_t *oid, uint32_t n) {
  static const struct {
    uint8_t number;
    const char *name;
  } table[] = {{3, "CN"}, {5, "serialNumber"}, {6, "C"}, {7, "L"}, {8, "ST"}, {10, "O"}, {11, "OU"}};
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
    if (n == 3 && oid[0] == 0x55 && oid[1] == 0x04 && oid[2] == table[i].number)
      return table[i].name;
  return "other";
}

/* One attribute: { type, value }. */
static void add_attribute(const uint8_t *in, struct hf_span pair, char *out) {
  struct hf_span type;
  struct hf_tlv value;
  if (hf_der_take(in, &pair, HF_DER_OID, &type) != HF_OK || hf_der_next(in, &pair, &value) != HF_OK)
    return;
  add(out, "%s%s=", *out ? ", " : "", attribute_name(in + type.at, type.n));
  add_bytes(out, in + value.value.at, value.value.n);
}

void cli_name_text(const uint8_t *in, struct hf_span name, char out[CLI_TEXT_MAX]) {
  struct hf_span rest, set, pair;
  *out = 0;
  if (hf_der_take(in, &name, HF_DER_SEQUENCE, &rest) == HF_OK)
    while (rest.n > 0 && hf_der_take(in, &rest, HF_DER_SET, &set) == HF_OK)
      while (set.n > 0 && hf_der_take(in, &set, HF_DER_SEQUENCE, &pair) == HF_OK)
        add_attribute(in, pair, out);
  if (*out == 0)
    add(out, "(empty)");
}

static void add_address(const uint8_t *bytes, uint32_t n, char *out) {
  char text[INET6_ADDRSTRLEN];
  if ((n == 4 || n == 16) && inet_ntop(n == 4 ? AF_INET : AF_INET6, bytes, text, sizeof text) != NULL)
    add(out, "IP:%s", text);
  else
    add(out, "IP:?");
}

static void add_general_name(const uint8_t *in, const struct hf_tlv *name, char *out) {
  if (*out)
    add(out, ", ");
  if (name->tag == ADDRESS) {
    add_address(in + name->value.at, name->value.n, out);
    return;
  }
  add(out, "%s", name->tag == DNS ? "DNS:" : name->tag == EMAIL ? "email:" : name->tag == URI ? "URI:" : "other");
  if (name->tag == DNS || name->tag == EMAIL || name->tag == URI)
    add_bytes(out, in + name->value.at, name->value.n);
}

void cli_alternative_names_text(const uint8_t *in, struct hf_span names, char out[CLI_TEXT_MAX]) {
  struct hf_tlv name;
  *out = 0;
  while (names.n > 0 && hf_der_next(in, &names, &name) == HF_OK) {
    if (strlen(out) + 64 > CLI_TEXT_MAX) {
      add(out, ", ...");
      return;
    }
    add_general_name(in, &name, out);
  }
  if (*out == 0)
    add(out, "no name");
}

void cli_time_text(int64_t seconds, char out[32]) {
  struct tm parts;
  time_t when = (time_t)seconds;
  if (gmtime_r(&when, &parts) == NULL || strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
    (void)snprintf(out, 32, "@%lld", (long long)seconds);
}
