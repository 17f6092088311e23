#define _GNU_SOURCE
#include "explain.h"
#include "certificate_text.h"
#include "generated/errors.h"
#include "handfast.h"
#include "key_usage.h"
#include "policies.h"
#include "x509/constraints.h"
#include "x509/crl.h"
#include "x509/host.h"
#include "x509/name.h"
#include "x509/policies.h"
#include "x509/signed.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define PATHS_SHOWN 16u

struct explain {
  const struct hf_chain *v;
  const struct hf_verify *how;
  struct hf_path path; /* the way so far */
  unsigned paths;      /* shown */
};

/* One rule: what it found, and where it is written. */
__attribute__((format(printf, 4, 5))) static void rule(const char *name, uint32_t error, const char *section,
                                                       const char *format, ...) {
  va_list list;
  (void)printf("    %-8s %-14s ", error == HF_OK ? "ok" : "REFUSED", name);
  va_start(list, format);
  (void)vprintf(format, list);
  va_end(list);
  if (error != HF_OK)
    (void)printf(": %s: %s", hf_error_name((enum hf_error)error), hf_strerror((enum hf_error)error));
  (void)printf(" (%s)\n", section);
}

static uint8_t read_at(const struct explain *e, uint32_t place, struct hf_certificate *c) {
  const struct hf_span whole = {e->v->start[place], e->v->length[place]};
  return hf_certificate_read(e->v->buffer, whole, c);
}

static void show_dates(const struct explain *e, const struct hf_certificate *c) {
  char from[32], to[32], now[32];
  cli_time_text(c->not_before, from);
  cli_time_text(c->not_after, to);
  cli_time_text(e->how->now, now);
  rule("validity", hf_valid_at(e->how->now, c->not_before, c->not_after), "RFC 5280, 4.1.2.5",
       "%s to %s; the time is %s", from, to, now);
}

/* What holds for each certificate by itself. */
static void show_member(const struct explain *e, const struct hf_certificate *c) {
  int strict = e->how->strict != 0;
  rule("form", strict ? c->defect : HF_OK, "RFC 5280, 4.1", "version %u%s", c->version,
       c->defect == HF_OK ? ""
       : strict           ? ""
                          : "; what is wrong without harm is not held against it");
  if (c->defect != HF_OK && !strict)
    (void)printf("             noted          %s\n", hf_strerror((enum hf_error)c->defect));
  rule("duties", strict ? c->nonconforming : HF_OK, "RFC 5280, 4.2", "%s",
       c->nonconforming == HF_OK ? "its authority kept them" : hf_strerror((enum hf_error)c->nonconforming));
  rule("extensions", c->unknown_critical ? HF_ERROR_CERTIFICATE_EXTENSION_CRITICAL : HF_OK, "RFC 5280, 4.2",
       "those that are critical are known");
  rule("key", c->key.error, "RFC 5280, 4.1.2.7", "%s",
       c->key.kind == HF_KEY_RSA  ? "RSA"
       : c->key.kind == HF_KEY_EC ? "EC"
                                  : "RSASSA-PSS");
  show_dates(e, c);
}

/* The first certificate's use and name. */
static void show_leaf(const struct explain *e, const struct hf_certificate *c) {
  struct hf_host host;
  char names[CLI_TEXT_MAX], asked[160] = "any", said[160];
  uint8_t error = HF_OK;
  if (e->how->usage != 0)
    cli_key_usages_text(e->how->usage, asked, sizeof asked);
  cli_key_usages_text(c->usage, said, sizeof said);
  rule("usage", (c->usage & e->how->usage) == e->how->usage ? HF_OK : HF_ERROR_CERTIFICATE_USAGE_WRONG,
       "RFC 5280, 4.2.1.3", "asked for %s, has %s", asked, said);
  rule("purpose", hf_path_purpose(c, e->how->purpose, 0) ? HF_OK : HF_ERROR_CERTIFICATE_PURPOSE_WRONG,
       "RFC 5280, 4.2.1.12", "%s",
       e->how->purpose == HF_PURPOSE_ANY      ? "any"
       : e->how->purpose == HF_PURPOSE_CLIENT ? "client"
                                              : "server");
  cli_alternative_names_text(e->v->buffer, c->alternative_names, names);
  if (e->how->name != NULL)
    error = hf_host_read(e->how->name, &host);
  if (e->how->name != NULL && error == HF_OK)
    error = hf_host_check(&host, e->v->buffer, c->alternative_names);
  rule("name", error, "RFC 9525, 6", "asked for %.200s, has %.300s", e->how->name == NULL ? "any" : e->how->name,
       names);
}

static void show_authority(const struct explain *e, const struct hf_certificate *c) {
  rule("authority", c->version == 3 && c->is_ca ? HF_OK : HF_ERROR_CERTIFICATE_NOT_CA, "RFC 5280, 6.1.4 (k)", "cA %s",
       c->is_ca ? "TRUE" : "FALSE");
  rule("usage", c->usage & HF_USAGE_KEY_CERT_SIGN ? HF_OK : HF_ERROR_CERTIFICATE_USAGE_WRONG, "RFC 5280, 6.1.4 (n)",
       "keyCertSign");
  rule("purpose", hf_path_purpose(c, e->how->purpose, 1) ? HF_OK : HF_ERROR_CERTIFICATE_PURPOSE_WRONG,
       "RFC 5280, 4.2.1.12", "of what it may issue");
}

/* Names of the certificates below an authority, from the last of them down. */
static uint8_t names_error(const struct explain *e, const struct hf_trust_anchor *issuer, uint32_t n) {
  uint32_t left = HF_COMPARISONS_MAX;
  uint8_t error = HF_OK;
  const struct hf_span value = {0, (uint32_t)issuer->constraints_n};
  for (uint32_t i = 0; i < n && error == HF_OK && issuer->constraints_n != 0; i++)
    if (i == 0 || e->path.at[i].is_self_issued == 0)
      error = hf_constraints_allow(issuer->constraints, value, e->v->buffer, &e->path.at[i], &left);
  return error;
}

/* What is between certificate i of the path and its issuer. */
static void show_relation(struct explain *e, uint32_t i, const struct hf_trust_anchor *issuer) {
  const struct hf_certificate *c = &e->path.at[i];
  uint32_t length = 0;
  for (uint32_t k = 1; k <= i; k++)
    length += e->path.at[k].is_self_issued == 0;
  int agree = c->authority_key_id.n == 0 || issuer->key_id_n == 0 ||
              (c->authority_key_id.n == issuer->key_id_n &&
               memcmp(e->v->buffer + c->authority_key_id.at, issuer->key_id, issuer->key_id_n) == 0);
  rule("key id", agree ? HF_OK : HF_ERROR_CERTIFICATE_AUTHORITY_KEY_ID_WRONG, "RFC 5280, 4.2.1.1",
       "the issuer's, where both say one");
  char limit[32] = "no limit";
  if (issuer->path_limit != 0)
    (void)snprintf(limit, sizeof limit, "a limit of %d", issuer->path_limit - 1);
  rule("path length",
       issuer->path_limit != 0 && length >= issuer->path_limit ? HF_ERROR_CERTIFICATE_PATH_TOO_LONG : HF_OK,
       "RFC 5280, 6.1.4 (l), (m)", "%u below its issuer, which sets %s", length, limit);
  rule("constraints", names_error(e, issuer, i + 1), "RFC 5280, 6.1.3 (b), (c)", "of its issuer: %s",
       issuer->constraints_n == 0 ? "none" : "on names");
  rule("signature", hf_signed_check(e->v->buffer, c->signed_part, c->scheme, c->signature, &issuer->key),
       "RFC 5280, 6.1.3 (a) (1)", "by the issuer's key");
}

static void show_policies(struct explain *e) {
  struct hf_report found = {0};
  uint32_t left = HF_COMPARISONS_MAX;
  char text[128], all[CLI_TEXT_MAX] = "";
  uint8_t error = hf_path_policies(e->v, e->how, &e->path, &left, &found);
  for (uint32_t i = 0; i < found.policies_n; i++) {
    cli_policy_text(found.policies[i].octets, found.policies[i].n, text, sizeof text);
    (void)snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i == 0 ? "" : ", ", text);
  }
  rule("policies", error, "RFC 5280, 6.1.3 (d) to 6.1.5 (g); RFC 9618", "%s",
       *all               ? all
       : found.any_policy ? "any"
                          : "none goes all the way");
}

static void show_revocation(struct explain *e, const struct hf_trust_anchor *anchor) {
  struct hf_crl_question q = {e->v, e->how, &e->path, anchor, HF_SIGNATURE_CHECKS_MAX, HF_COMPARISONS_MAX};
  for (uint32_t i = 0; i < e->path.n; i++)
    rule("revocation", hf_crl_status(&q, i), "RFC 5280, 6.3.3", "certificate %u, by %zu lists", e->path.place[i] + 1u,
         e->how->crls_n);
}

static void show_anchor(const struct explain *e, const struct hf_trust_anchor *anchor) {
  uint8_t error = anchor->end_entity == 1 ? HF_ERROR_CERTIFICATE_NOT_CA : HF_OK;
  rule("anchor", error, "RFC 5280, 6.1.1 (d)", "it may issue certificates");
  if (anchor->not_before != 0 || anchor->not_after != 0)
    rule("validity", hf_valid_at(e->how->now, anchor->not_before, anchor->not_after), "RFC 5937", "of the anchor");
  if (e->how->strict != 0)
    rule("duties", anchor->nonconforming, "RFC 5280, 4.2", "of the anchor");
}

static void show_place(const struct explain *e, uint32_t i) {
  char name[CLI_TEXT_MAX];
  cli_name_text(e->v->buffer, e->path.at[i].subject, name);
  (void)printf("  certificate %u: %s\n", e->path.place[i] + 1u, name);
}

/* A whole way: to the anchor, or to where nobody goes on. */
static void show_path(struct explain *e, const struct hf_trust_anchor *anchor, size_t number) {
  struct hf_trust_anchor issuer;
  char name[CLI_TEXT_MAX];
  (void)printf("path %u: certificate 1", ++e->paths);
  for (uint32_t i = 1; i < e->path.n; i++)
    (void)printf(" <- %u", e->path.place[i] + 1u);
  if (anchor != NULL)
    (void)printf(" <- trust anchor %zu\n", number + 1);
  else
    (void)printf(" <- nobody\n");
  for (uint32_t i = 0; i < e->path.n; i++) {
    const struct hf_certificate *c = &e->path.at[i];
    show_place(e, i);
    show_member(e, c);
    if (i == 0)
      show_leaf(e, c);
    else
      show_authority(e, c);
    if (i + 1 < e->path.n) {
      hf_certificate_authority(e->v->buffer, e->path.at[i + 1].whole, &e->path.at[i + 1], &issuer);
      show_relation(e, i, &issuer);
    } else if (anchor != NULL)
      show_relation(e, i, anchor);
  }
  if (anchor == NULL) {
    cli_name_text(e->v->buffer, e->path.at[e->path.n - 1].issuer, name);
    rule("issuer", HF_ERROR_CERTIFICATE_UNKNOWN_ISSUER, "RFC 5280, 6.1.3 (a) (4)", "%s", name);
    return;
  }
  (void)printf("  trust anchor %zu\n", number + 1);
  show_anchor(e, anchor);
  (void)printf("  the path as a whole\n");
  show_policies(e);
  show_revocation(e, anchor);
}

/* Shows the ways that end at an anchor from here. */
static unsigned end_at_anchors(struct explain *e) {
  const struct hf_certificate *last = &e->path.at[e->path.n - 1];
  unsigned ends = 0;
  for (size_t i = 0; i < e->how->anchors_n && e->paths < PATHS_SHOWN; i++) {
    const struct hf_trust_anchor *anchor = &e->how->anchors[i];
    const struct hf_span name = {0, (uint32_t)anchor->name_n};
    if (anchor->name_n > 0xffffff || hf_name_same(e->v->buffer, last->issuer, anchor->name, name) == 0)
      continue;
    show_path(e, anchor, i);
    ends++;
  }
  return ends;
}

static int is_in(const struct explain *e, uint32_t place) {
  for (uint32_t i = 0; i < e->path.n; i++)
    if (e->path.place[i] == place)
      return 1;
  return 0;
}

/* Goes on from the last certificate of the path, by the names of issuers. */
/* NOLINTNEXTLINE(misc-no-recursion): as deep as a path is long */
static void go_on(struct explain *e) {
  struct hf_certificate *next = &e->path.at[e->path.n % HF_PATH_MAX];
  unsigned ends = end_at_anchors(e);
  for (uint32_t i = 1; i < e->v->count && e->path.n < HF_PATH_MAX && e->paths < PATHS_SHOWN; i++) {
    if (is_in(e, i) || read_at(e, i, next) != HF_OK ||
        hf_name_same(e->v->buffer, e->path.at[e->path.n - 1].issuer, e->v->buffer, next->subject) == 0)
      continue;
    e->path.place[e->path.n] = (uint8_t)i;
    e->path.n++;
    go_on(e);
    e->path.n--;
    ends++;
  }
  if (ends == 0)
    show_path(e, NULL, 0);
}

void cli_explain(const struct hf_chain *v, const struct hf_verify *how) {
  static struct explain e;
  e = (struct explain){.v = v, .how = how};
  for (uint32_t i = 0; i < v->count; i++) {
    struct hf_certificate c;
    uint8_t error = read_at(&e, i, &c);
    if (error != HF_OK)
      (void)printf("certificate %u: of no use: %s: %s (%s)\n", i + 1, hf_error_name((enum hf_error)error),
                   hf_strerror((enum hf_error)error), hf_error_reference((enum hf_error)error));
  }
  if (v->count == 0 || read_at(&e, 0, &e.path.at[0]) != HF_OK)
    return;
  e.path.n = 1;
  go_on(&e);
  if (e.paths >= PATHS_SHOWN)
    (void)printf("and more paths, which are not shown\n");
}
