#define _GNU_SOURCE
#include "verdict.h"
#include "certificate_text.h"
#include "generated/names.h"
#include "handfast.h"
#include "key_usage.h"
#include "policies.h"
#include <stdio.h>
#include <string.h>

/* The certificate that a verdict is about, as far as it can be read. */
struct culprit {
  size_t place; /* in the file, from 0; the number of certificates: none of them, but an anchor */
  uint8_t readable;
  struct hf_certificate c;
  const uint8_t *der;
};

static void find_culprit(const struct cli_verdict *v, struct culprit *out) {
  size_t n = v->certificates->n;
  *out = (struct culprit){.place = v->report->certificate < n ? v->report->certificate : n};
  if (out->place == n || v->certificates->sizes[out->place] > 0xffff)
    return;
  struct hf_span whole = {0, (uint32_t)v->certificates->sizes[out->place]};
  out->der = v->certificates->der[out->place];
  out->readable = hf_certificate_read(out->der, whole, &out->c) == HF_OK;
}

/* "RFC5280 4.2" as "RFC 5280, section 4.2". */
static void reference_text(enum hf_error error, char out[64]) {
  const char *text = hf_error_reference(error);
  size_t n = strcspn(text, " ");
  if (strncmp(text, "RFC", 3) == 0 && text[n] == ' ')
    (void)snprintf(out, 64, "RFC %.*s, section %s", (int)(n - 3), text + 3, text + n + 1);
  else
    (void)snprintf(out, 64, "%s", text);
}

/* An authority is refused without keyCertSign, which nobody has to ask for. */
static void usage_text(const struct cli_verdict *v, const struct culprit *at, char out[2 * CLI_TEXT_MAX]) {
  char asked[160], said[160]; /* all nine names */
  cli_key_usages_text(at->place == 0 ? v->how->usage : HF_USAGE_KEY_CERT_SIGN, asked, sizeof asked);
  cli_key_usages_text(at->c.usage, said, sizeof said);
  (void)snprintf(out, 2 * CLI_TEXT_MAX, "asked for %s; its key is for %s", asked, said);
}

/* What is asked against what the certificate says, where that helps. */
static void detail_text(const struct cli_verdict *v, const struct culprit *at, char out[2 * CLI_TEXT_MAX]) {
  char first[CLI_TEXT_MAX], now[32];
  *out = 0;
  if (!at->readable) {
    if (at->der != NULL)
      cli_refusal_text(at->der, v->certificates->sizes[at->place], out);
    return;
  }
  cli_time_text(v->how->now, now);
  switch (v->report->error) {
  case HF_ERROR_CERTIFICATE_NAME_WRONG:
    cli_alternative_names_text(at->der, at->c.alternative_names, first);
    (void)snprintf(out, 2 * CLI_TEXT_MAX, "asked for %.200s; it is for %s", v->how->name, first);
    return;
  case HF_ERROR_CERTIFICATE_USAGE_WRONG:
    usage_text(v, at, out);
    return;
  case HF_ERROR_CERTIFICATE_EXPIRED:
    cli_time_text(at->c.not_after, first);
    (void)snprintf(out, 2 * CLI_TEXT_MAX, "it was valid until %s; the time is %s", first, now);
    return;
  case HF_ERROR_CERTIFICATE_NOT_YET_VALID:
    cli_time_text(at->c.not_before, first);
    (void)snprintf(out, 2 * CLI_TEXT_MAX, "it is valid from %s on; the time is %s", first, now);
    return;
  case HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER:
    cli_name_text(at->der, at->c.issuer, first);
    (void)snprintf(out, 2 * CLI_TEXT_MAX, "its issuer is %s; nothing leads from there to an authority that is trusted",
                   first);
    return;
  case HF_ERROR_CRL_MISSING:
    cli_name_text(at->der, at->c.issuer, first);
    (void)snprintf(out, 2 * CLI_TEXT_MAX, "none of %zu revocation lists is by its issuer, %s", v->how->crls_n, first);
    return;
  default:
    return;
  }
}

static void whose_text(const struct cli_verdict *v, const struct culprit *at, char out[2 * CLI_TEXT_MAX]) {
  char name[CLI_TEXT_MAX];
  if (at->place == v->certificates->n) {
    (void)snprintf(out, 2 * CLI_TEXT_MAX, "the trust anchor, or the chain as a whole");
    return;
  }
  if (at->readable)
    cli_name_text(at->der, at->c.subject, name);
  else
    (void)snprintf(name, sizeof name, "it cannot be read");
  (void)snprintf(out, 2 * CLI_TEXT_MAX, "certificate %zu of %zu: %s", at->place + 1, v->certificates->n, name);
}

/* The policies that the path is valid for, each between these; nothing when there are none. */
static void policies_text(const struct hf_report *report, const char *quote, char out[2 * CLI_TEXT_MAX]) {
  char text[160];
  *out = 0;
  for (uint32_t i = 0; i < report->policies_n; i++) {
    size_t at = strlen(out);
    cli_policy_text(report->policies[i].octets, report->policies[i].n, text, sizeof text);
    if (at + sizeof text + 8 < 2 * CLI_TEXT_MAX) /* else cut */
      (void)snprintf(out + at, 2 * CLI_TEXT_MAX - at, "%s%s%s%s",
                     i == 0     ? ""
                     : quote[0] ? ","
                                : ", ",
                     quote, text, quote);
  }
}

int cli_verdict_words(const struct cli_verdict *v) {
  enum hf_error error = (enum hf_error)v->report->error;
  struct culprit at;
  char reference[64], text[2 * CLI_TEXT_MAX];
  if (error == HF_OK) {
    (void)printf("%s: valid: the path has %u of %zu certificates, and then trust anchor %zu\n", v->file,
                 v->report->path_n, v->certificates->n, v->report->anchor + 1);
    policies_text(v->report, "", text);
    if (*text)
      (void)printf("  its policies: %s\n", text);
    return CLI_FINE;
  }
  find_culprit(v, &at);
  reference_text(error, reference);
  cli_say("%s:%u: not valid: %s: %s (%s)", v->file,
          v->certificates->lines[at.place < v->certificates->n ? at.place : 0], hf_error_name(error),
          hf_strerror(error), reference);
  whose_text(v, &at, text);
  cli_note("  %s", text);
  detail_text(v, &at, text);
  if (*text)
    cli_note("  %s", text);
  return CLI_FAILED;
}

/* A JSON string (RFC 8259 7). */
static void json_text(const char *name, const char *text) {
  (void)printf(",\"%s\":\"", name);
  for (; *text; text++) {
    if (*text == '"' || *text == '\\')
      (void)printf("\\%c", *text);
    else if ((unsigned char)*text < 0x20)
      (void)printf("\\u%04x", (unsigned char)*text);
    else
      (void)putchar(*text);
  }
  (void)putchar('"');
}

static int json_valid(const struct cli_verdict *v) {
  char policies[2 * CLI_TEXT_MAX];
  (void)printf("{\"valid\":true");
  json_text("file", v->file);
  (void)printf(",\"path\":[");
  for (uint8_t i = 0; i < v->report->path_n; i++)
    (void)printf("%s%u", i == 0 ? "" : ",", v->report->path[i] + 1u);
  policies_text(v->report, "\"", policies);
  (void)printf("],\"anchor\":%zu,\"policies\":[%s],\"any_policy\":%s,\"signature_checks\":%u}\n", v->report->anchor + 1,
               policies, v->report->any_policy != 0 ? "true" : "false", v->report->signature_checks);
  return CLI_FINE;
}

int cli_verdict_json(const struct cli_verdict *v) {
  enum hf_error error = (enum hf_error)v->report->error;
  struct culprit at;
  char text[2 * CLI_TEXT_MAX];
  if (error == HF_OK)
    return json_valid(v);
  find_culprit(v, &at);
  (void)printf("{\"valid\":false");
  json_text("file", v->file);
  json_text("error", hf_error_name(error));
  json_text("text", hf_strerror(error));
  json_text("reference", hf_error_reference(error));
  json_text("alert", hf_alert_name(hf_error_alert((uint8_t)error)));
  if (at.place < v->certificates->n)
    (void)printf(",\"certificate\":%zu,\"line\":%u", at.place + 1, v->certificates->lines[at.place]);
  if (at.readable) {
    cli_name_text(at.der, at.c.subject, text);
    json_text("subject", text);
    cli_name_text(at.der, at.c.issuer, text);
    json_text("issuer", text);
  }
  detail_text(v, &at, text);
  if (*text)
    json_text("detail", text);
  (void)printf("}\n");
  return CLI_FAILED;
}
