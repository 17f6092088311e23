/* `handfast show`: a certificate, revocation list, OCSP response or key, field by field, as the tables of the reader have it. */
#define _GNU_SOURCE
#include "cli.h"
#include "file.h"
#include "generated/errors.h"
#include "handfast.h"
#include "parse/asn1.h"
#include "pem.h"
#include "settings.h"
#include "show_walk.h"
#include <getopt.h>
#include <stdio.h>
#include <string.h>

static const char help[] =
    "Usage: handfast show FILE\n"
    "Prints what is in a file, PEM or DER, field by field: certificates, revocation lists, OCSP responses, public "
    "keys.\n"
    "Of private keys the numbers that are secret are left out.\n\n"
    "  --help             this text\n\n"
    "Exit status: 0 all was read; 1 something in it is refused; 2 wrong usage, or a file that cannot be used.\n";

static const struct option table[] = {{"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};

struct kind {
  const char *label; /* of a PEM block */
  const char *what;
  uint32_t entry;
};

static const struct kind kinds[] = {{"CERTIFICATE", "certificate", HF_READ_CERTIFICATE},
                                    {"X509 CRL", "revocation list", HF_READ_CERTIFICATE_LIST},
                                    {"OCSP RESPONSE", "OCSP response", HF_READ_OCSP_RESPONSE},
                                    {"PUBLIC KEY", "public key", HF_READ_SUBJECT_PUBLIC_KEY_INFO},
                                    {"X509 CERTIFICATE", "certificate", HF_READ_CERTIFICATE},
                                    {"TRUSTED CERTIFICATE", "certificate", HF_READ_CERTIFICATE},
                                    {"PRIVATE KEY", "private key", HF_READ_PRIVATE_KEY},
                                    {"EC PRIVATE KEY", "private key", HF_READ_EC_PRIVATE_KEY},
                                    {"RSA PRIVATE KEY", "private key", HF_READ_RSA_PRIVATE_KEY}};
#define KINDS (sizeof kinds / sizeof kinds[0])

static int is_read(const uint8_t *in, size_t n, uint32_t entry) {
  struct hf_asn1 a;
  const struct hf_span whole = {0, (uint32_t)n};
  return n <= 0xffffff && hf_asn1_read(&a, in, whole, entry) == HF_OK;
}

static int show(const struct kind *kind, const uint8_t *in, size_t n) {
  (void)printf("%s, %zu octets\n", kind->what, n);
  if (n > 0xffffff) {
    cli_say("show: more than %u octets", 0xffffffu);
    return CLI_FAILED;
  }
  return cli_show_walk(in, n, kind->entry, 1) == 0 ? CLI_FINE : CLI_FAILED;
}

/* What DER is, nobody says: the first kind that reads it, else a certificate. */
static int show_der(const struct cli_blob *blob) {
  size_t i = 0;
  while (i < KINDS && !is_read(blob->bytes, blob->n, kinds[i].entry))
    i++;
  return show(&kinds[i < KINDS ? i : 0], blob->bytes, blob->n);
}

static int show_block(const struct cli_pem_block *block) {
  if (block->encrypted) {
    (void)printf("%s: encrypted\n", block->label);
    return CLI_FINE;
  }
  for (size_t i = 0; i < KINDS; i++)
    if (strcmp(block->label, kinds[i].label) == 0)
      return show(&kinds[i], block->der.bytes, block->der.n);
  (void)printf("%s: not read\n", block->label);
  return CLI_FINE;
}

static int show_pem(const char *path) {
  struct cli_pem pem;
  struct cli_pem_block block;
  int answer = CLI_FINE, found, blocks = 0;
  if (cli_pem_open(&pem, path, "what to show") != 0)
    return CLI_USAGE;
  while ((found = cli_pem_next(&pem, &block)) > 0) {
    int one = show_block(&block);
    blocks++;
    answer = answer == CLI_FINE ? one : answer;
    cli_blob_free(&block.der);
  }
  cli_pem_close(&pem);
  if (found == 0 && blocks == 0)
    cli_say("%s: there is neither DER nor a PEM block in it", path);
  return found < 0 || blocks == 0 ? CLI_USAGE : answer;
}

static int show_file(const char *path) {
  struct cli_blob blob;
  if (cli_file_read(path, "what to show", &blob) != 0)
    return CLI_USAGE;
  int answer = blob.n > 0 && blob.bytes[0] == 0x30 ? show_der(&blob) : show_pem(path);
  cli_blob_free(&blob);
  return answer;
}

int hf_cli_show(int argc, char **argv) {
  struct cli_given given = {.repeatable = ""};
  int option = cli_next_option(argc, argv, table, &given);
  if (option == 'h') {
    (void)fputs(help, stdout);
    return CLI_FINE;
  }
  if (option != -1)
    return cli_usage("show");
  if (optind + 1 == argc)
    return show_file(argv[optind]);
  cli_say("show: %s", optind == argc ? "which file? FILE is missing" : "one file at a time");
  return cli_usage("show");
}
