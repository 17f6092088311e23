/* `handfast anchors`: trust anchors as a constant table in C, for firmware that has no files. */
#define _GNU_SOURCE
#include "anchors.h"
#include "certificate_text.h"
#include "handfast.h"
#include "settings.h"
#include <ctype.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

static const char help[] =
    "Usage: handfast anchors --c NAME FILE.pem\n"
    "Writes C: the certificates of the file as `const struct hf_trust_anchor NAME[]` and `const size_t NAME_n`, for\n"
    "hf_config.anchors. It needs handfast/x509.h and no certificate at run time; all of it can stay in read-only "
    "memory.\n"
    "Certificates that this engine cannot use as anchors are left out, with a line on standard error for each.\n\n"
    "  --c NAME           the name of the table, a C identifier\n"
    "  --help             this text\n\n"
    "Exit status: 0 written; 2 wrong usage; 3 a file is unusable, or none of its certificates can be an anchor.\n";

static const struct option table[] = {
    {"c", required_argument, NULL, 'c'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};

static int is_identifier(const char *text) {
  if (!isalpha((unsigned char)*text) && *text != '_')
    return 0;
  for (; *text; text++)
    if (!isalnum((unsigned char)*text) && *text != '_')
      return 0;
  return 1;
}

/* One array, if there is anything in it. */
static void put_bytes(const char *name, size_t i, const char *what, const uint8_t *bytes, size_t n) {
  if (n == 0)
    return;
  (void)printf("static const uint8_t %s_%zu_%s[%zu] = {", name, i, what, n);
  for (size_t k = 0; k < n; k++)
    (void)printf("%s0x%02x%s", k % 16 == 0 ? "\n    " : " ", bytes[k], k + 1 < n ? "," : "");
  (void)puts("};");
}

/* The arrays of one anchor, and who it is. */
static void put_arrays(const char *name, size_t i, const struct hf_trust_anchor *a) {
  char text[CLI_TEXT_MAX];
  struct hf_span whole = {0, (uint32_t)a->name_n};
  cli_name_text(a->name, whole, text);
  for (char *p = strstr(text, "*/"); p != NULL; p = strstr(p, "*/"))
    *p = '?';
  (void)printf("\n/* %zu: %s */\n", i, text);
  put_bytes(name, i, "name", a->name, a->name_n);
  put_bytes(name, i, "modulus", a->key.modulus, a->key.modulus_n);
  put_bytes(name, i, "exponent", a->key.exponent, a->key.exponent_n);
  put_bytes(name, i, "point", a->key.point, a->key.point_n);
  put_bytes(name, i, "key_id", a->key_id, a->key_id_n);
  put_bytes(name, i, "constraints", a->constraints, a->constraints_n);
  if (a->end_entity)
    put_bytes(name, i, "certificate", a->certificate, a->certificate_n);
}

static void put_reference(const char *name, size_t i, const char *prefix, const char *what, size_t n) {
  if (n > 0)
    (void)printf("     %s%s = %s_%zu_%s, %s%s_n = %zu,\n", prefix, what, name, i, what, prefix, what, n);
}

static void put_row(const char *name, size_t i, const struct hf_trust_anchor *a) {
  (void)printf("    {.name = %s_%zu_name, .name_n = %zu,\n", name, i, a->name_n);
  (void)printf("     .key.kind = %u, .key.group = %u,\n", a->key.kind, a->key.group);
  put_reference(name, i, ".key.", "modulus", a->key.modulus_n);
  put_reference(name, i, ".key.", "exponent", a->key.exponent_n);
  put_reference(name, i, ".key.", "point", a->key.point_n);
  put_reference(name, i, ".", "key_id", a->key_id_n);
  put_reference(name, i, ".", "constraints", a->constraints_n);
  put_reference(name, i, ".", "certificate", a->end_entity ? a->certificate_n : 0);
  (void)printf("     .not_before = INT64_C(%lld), .not_after = INT64_C(%lld),\n", (long long)a->not_before,
               (long long)a->not_after);
  (void)printf("     .path_limit = %u, .end_entity = %u, .nonconforming = %u, .no_crl_sign = %u},\n", a->path_limit,
               a->end_entity, a->nonconforming, a->no_crl_sign);
}

static void put_all(const char *name, const struct cli_anchors *anchors) {
  (void)printf("/* %zu trust anchors, made by handfast anchors. */\n#include <handfast/x509.h>\n", anchors->n);
  for (size_t i = 0; i < anchors->n; i++)
    put_arrays(name, i, &anchors->table[i]);
  (void)printf("\nextern const struct hf_trust_anchor %s[%zu];\nextern const size_t %s_n;\n", name, anchors->n, name);
  (void)printf("const struct hf_trust_anchor %s[%zu] = {\n", name, anchors->n);
  for (size_t i = 0; i < anchors->n; i++)
    put_row(name, i, &anchors->table[i]);
  (void)printf("};\nconst size_t %s_n = %zu;\n", name, anchors->n);
}

static int write_table(const char *name, const char *path) {
  struct cli_anchors anchors;
  const struct cli_anchor_files files = {.path = {path}, .n = 1};
  if (cli_anchors_load(&files, &anchors) != 0)
    return CLI_UNUSABLE;
  put_all(name, &anchors);
  cli_anchors_free(&anchors);
  if (fflush(stdout) == 0 && !ferror(stdout))
    return CLI_FINE;
  cli_say("anchors: cannot write to standard output");
  return CLI_UNUSABLE;
}

int hf_cli_anchors(int argc, char **argv) {
  const char *name = NULL;
  struct cli_given given = {.repeatable = ""};
  int option;
  while ((option = cli_next_option(argc, argv, table, &given)) != -1) {
    if (option == 'h') {
      (void)fputs(help, stdout);
      return CLI_FINE;
    }
    if (option != 'c')
      return cli_usage("anchors");
    name = optarg;
  }
  if (name == NULL || !is_identifier(name)) {
    cli_say("anchors: --c NAME is %s", name == NULL ? "missing" : "no C identifier");
    return cli_usage("anchors");
  }
  if (optind + 1 == argc)
    return write_table(name, argv[optind]);
  cli_say("anchors: %s", optind == argc ? "which file? FILE.pem is missing" : "one file at a time");
  return cli_usage("anchors");
}
