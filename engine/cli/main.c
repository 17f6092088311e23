/* `handfast`: the sub-commands. */
#define _GNU_SOURCE
#include "cli.h"
#include "handfast/version.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct command {
  const char *name;
  int (*run)(int argc, char **argv);
  int unwritten; /* the exit code when all went well but for standard output, which took not all of it */
};

static const struct command commands[] = {
    {"client", hf_cli_client, CLI_FAILED}, {"server", hf_cli_server, CLI_FAILED},     {"demo", hf_cli_demo, CLI_FAILED},
    {"verify", hf_cli_verify, CLI_USAGE},  {"anchors", hf_cli_anchors, CLI_UNUSABLE}, {"show", hf_cli_show, CLI_USAGE},
};

static const char help[] =
    "Usage: handfast COMMAND [OPTION...]\n"
    "TLS 1.3 and 1.2 from a specification that people can read.\n\n"
    "  client HOST:PORT          connect to a server; standard input and output are the conversation\n"
    "  server --listen ADDR:PORT serve many clients at once\n"
    "  demo                      walk a handshake and a resumption step by step, in one process\n"
    "  verify                    check a certificate chain\n"
    "  anchors                   write trust anchors as a C table, for firmware\n"
    "  show                      print a certificate, revocation list, OCSP response or key, field by field\n\n"
    "  --version                 the version\n"
    "  --help                    this text; `handfast COMMAND --help` tells a command's options\n";

/* What stands in the place of a standard descriptor that is closed must not be taken by a socket or a secret's file. Whoever
   uses it hears that it cannot be used: it is open the wrong way round. */
static int fill_standard(void) {
  for (int fd = 0; fd <= STDERR_FILENO; fd++)
    if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
      return -1;
  return 0;
}

/* Nobody shall take for said what could not be written. */
static int after(int answer, int unwritten) {
  errno = 0;
  if (fflush(stdout) == 0 && !ferror(stdout))
    return answer;
  if (answer == CLI_FINE)
    cli_say("cannot write to standard output: %s", errno == 0 ? "a part of it is lost" : strerror(errno));
  return answer == CLI_FINE ? unwritten : answer;
}

int main(int argc, char **argv) {
  static char full[32]; /* for messages of getopt_long */
  const char *name = argc < 2 ? "" : argv[1];
  if (fill_standard() != 0)
    return CLI_UNUSABLE;
  (void)signal(SIGPIPE, SIG_IGN);
  for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
    if (strcmp(name, commands[i].name) == 0) {
      (void)snprintf(full, sizeof full, "handfast %s", name);
      argv[1] = full;
      return after(commands[i].run(argc - 1, argv + 1), commands[i].unwritten);
    }
  if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
    (void)fputs(help, stdout);
    return after(CLI_FINE, CLI_UNUSABLE);
  }
  if (strcmp(name, "--version") == 0) {
    (void)puts("handfast " HF_VERSION_STRING);
    return after(CLI_FINE, CLI_UNUSABLE);
  }
  if (argc < 2)
    cli_say("which command? client, server, demo, verify or anchors");
  else
    cli_say("there is no command '%s': there are client, server, demo, verify and anchors", name);
  cli_note("try: handfast --help");
  return CLI_USAGE;
}
