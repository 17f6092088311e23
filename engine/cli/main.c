/* `handfast`: the sub-commands. */
#define _GNU_SOURCE
#include "cli.h"
#include <stdio.h>
#include <string.h>

struct command {
  const char *name;
  int (*run)(int argc, char **argv);
};

static const struct command commands[] = {
    {"client", hf_cli_client}, {"server", hf_cli_server},   {"demo", hf_cli_demo},
    {"verify", hf_cli_verify}, {"anchors", hf_cli_anchors},
};

static const char help[] =
    "Usage: handfast COMMAND [OPTION...]\n"
    "TLS 1.2 from a specification that people can read.\n\n"
    "  client HOST:PORT          connect to a server; standard input and output are the conversation\n"
    "  server --listen ADDR:PORT serve many clients at once\n"
    "  demo                      walk a handshake and a resumption step by step, in one process\n"
    "  verify                    check a certificate chain\n"
    "  anchors                   write trust anchors as a C table, for firmware\n\n"
    "  --version                 the version\n"
    "  --help                    this text; `handfast COMMAND --help` tells a command's options\n";

int main(int argc, char **argv) {
  static char full[32]; /* for messages of getopt_long */
  const char *name = argc < 2 ? "" : argv[1];
  for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
    if (strcmp(name, commands[i].name) == 0) {
      (void)snprintf(full, sizeof full, "handfast %s", name);
      argv[1] = full;
      return commands[i].run(argc - 1, argv + 1);
    }
  if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
    (void)fputs(help, stdout);
    return CLI_FINE;
  }
  if (strcmp(name, "--version") == 0) {
    (void)puts("handfast " CLI_VERSION);
    return CLI_FINE;
  }
  if (argc < 2)
    cli_say("which command? client, server, demo, verify or anchors");
  else
    cli_say("there is no command '%s': there are client, server, demo, verify and anchors", name);
  cli_note("try: handfast --help");
  return CLI_USAGE;
}
