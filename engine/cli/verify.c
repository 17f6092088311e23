/* `handfast verify`: checks a chain of certificates as a client or a server would. */
#define _GNU_SOURCE
#include "anchors.h"
#include "explain.h"
#include "file.h"
#include "handfast.h"
#include "key_usage.h"
#include "policies.h"
#include "relevant.h"
#include "revocation.h"
#include "settings.h"
#include "system.h"
#include "verdict.h"
#include "x509/chain.h"
#include "x509/ocsp.h"
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CHAIN_BYTES 262144u
#define YEAR_9999 253402300799L

struct verify {
  const char *file;
  struct cli_anchor_files ca;
  const char *name;
  const char *ocsp;
  struct cli_crls crls;
  struct cli_policies policies;
  long now;
  long depth;
  uint8_t purpose;
  uint8_t usage;
  uint8_t strict;
  uint8_t crl_policy;
  uint8_t json;
  uint8_t explain;
  uint8_t help;
};

static const char help[] =
    "Usage: handfast verify CHAIN.pem [OPTION...]\n"
    "Checks whether a path leads from the first certificate of the file to an authority; the others may help.\n\n"
    "  --ca FILE          PEM file of the authorities to trust, or a folder of such files "
    "(default: " CLI_DEFAULT_ANCHORS ");\n"
    "                     may be repeated\n"
    "  --name NAME        DNS name or IP address that the certificate must have (default: any)\n"
    "  --purpose WHAT     server, client or any: what the certificate is used as (default: server)\n"
    "  --usage BIT        a use that its key must have, as RFC 5280 4.2.1.3 names it, such as digitalSignature or "
    "keyEncipherment;\n"
    "                     may be repeated (default: any)\n"
    "  --depth N          at most so many authorities between the first certificate and the trust anchor, self-issued "
    "ones\n"
    "                     not counted: 0 to 15 (default: 15)\n"
    "  --policy OID       a certificate policy that the path is to be valid for, such as 2.23.140.1.2.1; may be "
    "repeated\n"
    "                     (default: any)\n"
    "  --explicit-policy  the path must be valid for one of them at least (RFC 5280 6.1.1)\n"
    "  --inhibit-mapping  policies are not mapped to others; --inhibit-any: anyPolicy counts for none\n"
    "  --time TIME        check as if it were this time: seconds since 1970-01-01 UTC, or 2026-01-31T23:59:59Z "
    "(default: now)\n"
    "  --crl FILE         revocation lists, PEM or DER; may be repeated. One of them must speak for the first "
    "certificate;\n"
    "                     the others are held against those that are there for them\n"
    "  --crl-all          a list must speak for each certificate of the path\n"
    "  --ocsp FILE        an OCSP response in DER that must say that the first certificate is not revoked\n"
    "  --strict           refuse also what breaks only the duties of an authority (RFC 5280, section 4), and what is\n"
    "                     wrong without harm\n"
    "  --explain          first each way from the certificate to an authority, each rule, and what it found\n"
    "  --json             the verdict as one JSON object on standard output\n"
    "  --help             this text\n\n"
    "Exit status: 0 valid; 1 not valid; 2 wrong usage, or a file that cannot be used.\n";

static const struct option table[] = {{"ca", required_argument, NULL, 'a'},
                                      {"name", required_argument, NULL, 'n'},
                                      {"purpose", required_argument, NULL, 'p'},
                                      {"usage", required_argument, NULL, 'u'},
                                      {"time", required_argument, NULL, 't'},
                                      {"crl", required_argument, NULL, 'c'},
                                      {"crl-all", no_argument, NULL, 'A'},
                                      {"ocsp", required_argument, NULL, 'o'},
                                      {"strict", no_argument, NULL, 's'},
                                      {"json", no_argument, NULL, 'j'},
                                      {"depth", required_argument, NULL, 'd'},
                                      {"policy", required_argument, NULL, 'P'},
                                      {"explicit-policy", no_argument, NULL, 'E'},
                                      {"inhibit-mapping", no_argument, NULL, 'M'},
                                      {"inhibit-any", no_argument, NULL, 'Y'},
                                      {"explain", no_argument, NULL, 'x'},
                                      {"help", no_argument, NULL, 'h'},
                                      {NULL, 0, NULL, 0}};

static int take_purpose(struct verify *v, const char *text) {
  static const char *const purposes[] = {"any", "server", "client"}; /* by HF_PURPOSE_... */
  for (size_t i = 0; i < sizeof purposes / sizeof purposes[0]; i++)
    if (strcmp(text, purposes[i]) == 0) {
      v->purpose = (uint8_t)i;
      return CLI_FINE;
    }
  cli_say("--purpose: '%s' is neither server nor client, nor any", text);
  return CLI_USAGE;
}

static int take_usage(struct verify *v, const char *text) {
  uint8_t bit = cli_key_usage(text);
  v->usage |= bit;
  if (bit != 0)
    return CLI_FINE;
  cli_say("--usage: '%s' is no key usage to ask for; digitalSignature is one (RFC 5280 4.2.1.3)", text);
  return CLI_USAGE;
}

/* Seconds, or a time as RFC 3339 writes it, in UTC. */
static int take_time(struct verify *v, const char *text) {
  struct tm parts;
  memset(&parts, 0, sizeof parts);
  const char *end = strptime(text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  if (end == NULL || *end != 0)
    return cli_number("--time", text, 0, YEAR_9999, &v->now);
  v->now = (long)timegm(&parts);
  return CLI_FINE;
}

static int take_crls(struct verify *v, const char *path) {
  if (v->crl_policy == HF_CRL_WHERE_GIVEN)
    v->crl_policy = HF_CRL_PEER;
  return cli_crls_load(path, &v->crls) == 0 ? CLI_FINE : CLI_UNUSABLE;
}

/* The options that take nothing. */
static int take_flag(struct verify *v, int option) {
  if (option == 'A')
    v->crl_policy = HF_CRL_ALL;
  v->policies.rules.explicit_policy |= option == 'E';
  v->policies.rules.inhibit_mapping |= option == 'M';
  v->policies.rules.inhibit_any |= option == 'Y';
  v->explain |= option == 'x';
  v->strict |= option == 's';
  v->json |= option == 'j';
  v->help |= option == 'h';
  return strchr("AEMYxsjh", option) != NULL ? CLI_FINE : CLI_USAGE;
}

static int take(struct verify *v, int option) {
  switch (option) {
  case 'a':
    return cli_anchor_file("--ca", optarg, &v->ca);
  case 'n':
    v->name = optarg;
    return CLI_FINE;
  case 'p':
    return take_purpose(v, optarg);
  case 'u':
    return take_usage(v, optarg);
  case 't':
    return take_time(v, optarg);
  case 'd':
    return cli_number("--depth", optarg, 0, HF_PATH_MAX - 1, &v->depth);
  case 'P':
    return cli_policy(optarg, &v->policies);
  case 'c':
    return take_crls(v, optarg);
  case 'o':
    v->ocsp = optarg;
    return CLI_FINE;
  default:
    return take_flag(v, option);
  }
}

static int options(int argc, char **argv, struct verify *v) {
  int answer = CLI_FINE;
  struct cli_given given = {.repeatable = " ca crl usage policy "};
  int option;
  while (answer == CLI_FINE && !v->help && (option = cli_next_option(argc, argv, table, &given)) != -1)
    answer = take(v, option);
  if (v->help)
    (void)fputs(help, stdout);
  else if (answer == CLI_FINE && optind + 1 != argc) {
    cli_say("verify: %s", optind == argc ? "which file? CHAIN.pem is missing" : "one file at a time");
    answer = CLI_USAGE;
  } else if (v->json && v->explain) {
    cli_say("verify: --explain is for people, and --json for programs: one of them");
    answer = CLI_USAGE;
  }
  v->file = answer == CLI_FINE && !v->help ? argv[optind] : NULL;
  return answer == CLI_USAGE ? cli_usage("verify") : answer;
}

/* The file's certificates, as they would come from a peer. */
static enum hf_error fill(struct hf_chain *chain, const struct cli_certificates *certificates) {
  uint8_t error = HF_OK;
  for (size_t i = 0; i < certificates->n && error == HF_OK; i++) {
    uint32_t n = (uint32_t)certificates->sizes[i];
    error = hf_chain_certificate(chain, n);
    if (error == HF_OK)
      error = hf_chain_bytes(chain, certificates->der[i], n);
  }
  return (enum hf_error)error;
}

/* The OCSP response of a file, if one was named. CLI_FINE: read, and what it says is in the report. */
static int ask_response(const struct verify *v, const struct hf_chain *chain, const struct hf_verify *how,
                        struct hf_report *report) {
  struct cli_blob response;
  if (v->ocsp == NULL)
    return CLI_FINE;
  if (cli_file_read(v->ocsp, "the OCSP response", &response) != 0)
    return CLI_UNUSABLE;
  if (report->error == HF_OK) {
    report->error = hf_chain_status(chain, how, report, response.bytes, response.n);
    report->certificate = 0;
  }
  cli_blob_free(&response);
  return CLI_FINE;
}

static int check(const struct verify *v, const struct cli_certificates *certificates,
                 const struct cli_anchors *anchors) {
  struct hf_chain chain;
  struct hf_report report = {0};
  uint8_t *buffer = cli_allocate(CHAIN_BYTES);
  struct hf_verify how = {.anchors = anchors->table,
                          .anchors_n = anchors->n,
                          .name = v->name,
                          .now = v->now,
                          .purpose = v->purpose,
                          .usage = v->usage,
                          .path_max = (uint8_t)(v->depth + 1),
                          .strict = v->strict,
                          .policy_rules = &v->policies.rules,
                          .crls = v->crls.table,
                          .crls_n = v->crls.n,
                          .crl_policy = v->crl_policy};
  struct cli_verdict verdict = {v->file, certificates, &how, &report};
  hf_chain_start(&chain, buffer, CHAIN_BYTES);
  report.error = (uint8_t)fill(&chain, certificates);
  report.certificate = chain.count == 0 ? 0 : (uint8_t)(chain.count - 1);
  if (report.error == HF_OK)
    hf_chain_report(&chain, &how, &report);
  if (v->explain)
    cli_explain(&chain, &how);
  int answer = ask_response(v, &chain, &how, &report);
  if (answer == CLI_FINE)
    answer = v->json ? cli_verdict_json(&verdict) : cli_verdict_words(&verdict);
  free(buffer);
  return answer;
}

int hf_cli_verify(int argc, char **argv) {
  struct verify v = {.now = (long)cli_now(NULL), .purpose = HF_PURPOSE_SERVER, .depth = HF_PATH_MAX - 1};
  struct cli_certificates certificates = {0};
  struct cli_anchors anchors = {0};
  int answer = options(argc, argv, &v);
  if (answer == CLI_FINE && !v.help) {
    if (cli_certificates_load(v.file, "the chain", &certificates) != 0 || cli_anchors_load(&v.ca, &anchors) != 0)
      answer = CLI_UNUSABLE;
    else {
      cli_relevant(&certificates);
      answer = check(&v, &certificates, &anchors);
    }
  }
  cli_anchors_free(&anchors);
  cli_certificates_free(&certificates);
  cli_crls_free(&v.crls);
  return answer == CLI_UNUSABLE ? CLI_USAGE : answer; /* 1 means that a chain was judged, and nothing else */
}
