/* `handfast verify`: checks a chain of certificates as a client or a server would. */
#define _GNU_SOURCE
#include "anchors.h"
#include "handfast.h"
#include "settings.h"
#include "system.h"
#include "x509/chain.h"
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHAIN_BYTES 262144u
#define YEAR_9999 253402300799L

struct verify {
  const char *file;
  const char *ca;
  const char *name;
  long now;
  uint8_t purpose;
  uint8_t strict;
  uint8_t help;
};

static const char help[] =
    "Usage: handfast verify CHAIN.pem [OPTION...]\n"
    "Checks whether a path leads from the first certificate of the file to an authority; the others may help.\n\n"
    "  --ca FILE          PEM file of the authorities to trust (default: " CLI_DEFAULT_ANCHORS ")\n"
    "  --name NAME        DNS name or IP address that the certificate must have (default: any)\n"
    "  --purpose WHAT     server or client: what the certificate is used as (default: server)\n"
    "  --time SECONDS     check as if it were this time, in seconds since 1970-01-01 UTC (default: now)\n"
    "  --strict           refuse also what breaks only the duties of an authority (RFC 5280, section 4)\n"
    "  --help             this text\n\n"
    "Exit status: 0 valid; 1 not valid; 2 wrong usage; 3 a file is unusable.\n";

static const struct option table[] = {{"ca", required_argument, NULL, 'a'},
                                      {"name", required_argument, NULL, 'n'},
                                      {"purpose", required_argument, NULL, 'p'},
                                      {"time", required_argument, NULL, 't'},
                                      {"strict", no_argument, NULL, 's'},
                                      {"help", no_argument, NULL, 'h'},
                                      {NULL, 0, NULL, 0}};

static int take_purpose(struct verify *v, const char *text) {
  v->purpose = strcmp(text, "client") == 0 ? HF_PURPOSE_CLIENT : HF_PURPOSE_SERVER;
  if (strcmp(text, "client") == 0 || strcmp(text, "server") == 0)
    return CLI_FINE;
  cli_say("--purpose: '%s' is neither server nor client", text);
  return CLI_USAGE;
}

static int take(struct verify *v, int option) {
  switch (option) {
  case 'a':
    v->ca = optarg;
    return CLI_FINE;
  case 'n':
    v->name = optarg;
    return CLI_FINE;
  case 'p':
    return take_purpose(v, optarg);
  case 't':
    return cli_number("--time", optarg, 0, YEAR_9999, &v->now);
  case 's':
    v->strict = 1;
    return CLI_FINE;
  case 'h':
    v->help = 1;
    return CLI_FINE;
  default:
    return CLI_USAGE;
  }
}

static int options(int argc, char **argv, struct verify *v) {
  int answer = CLI_FINE;
  int option;
  while (answer == CLI_FINE && !v->help && (option = getopt_long(argc, argv, "h", table, NULL)) != -1)
    answer = take(v, option);
  if (v->help)
    (void)fputs(help, stdout);
  else if (answer == CLI_FINE && optind + 1 != argc) {
    cli_say("verify: %s", optind == argc ? "which file? CHAIN.pem is missing" : "one file at a time");
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

static int tell(const struct verify *v, const struct cli_certificates *certificates, const struct hf_report *report) {
  enum hf_error error = (enum hf_error)report->error;
  size_t at = report->certificate < certificates->n ? report->certificate : 0;
  if (error != HF_OK) {
    cli_say("%s:%u: not valid: %s: %s", v->file, certificates->lines[at], hf_error_name(error), hf_strerror(error));
    return CLI_FAILED;
  }
  (void)printf("%s: valid: the path has %u of %zu certificates, and then trust anchor %zu\n", v->file, report->path_n,
               certificates->n, report->anchor + 1);
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
                          .strict = v->strict};
  hf_chain_start(&chain, buffer, CHAIN_BYTES);
  report.error = (uint8_t)fill(&chain, certificates);
  report.certificate = chain.count == 0 ? 0 : (uint8_t)(chain.count - 1);
  if (report.error == HF_OK)
    hf_chain_report(&chain, &how, &report);
  int answer = tell(v, certificates, &report);
  free(buffer);
  return answer;
}

int hf_cli_verify(int argc, char **argv) {
  struct verify v = {.now = (long)cli_now(NULL), .purpose = HF_PURPOSE_SERVER};
  struct cli_certificates certificates = {0};
  struct cli_anchors anchors = {0};
  int answer = options(argc, argv, &v);
  if (answer != CLI_FINE || v.help)
    return answer;
  if (cli_certificates_load(v.file, "the chain", &certificates) != 0 || cli_anchors_load(v.ca, &anchors) != 0)
    answer = CLI_UNUSABLE;
  else
    answer = check(&v, &certificates, &anchors);
  cli_anchors_free(&anchors);
  cli_certificates_free(&certificates);
  return answer;
}
