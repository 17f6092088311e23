/* What all parts of the `handfast` command share: its exit codes and how it speaks. */
#ifndef HANDFAST_CLI_H
#define HANDFAST_CLI_H
#include <stddef.h>
#include <stdint.h>

enum cli_exit {
  CLI_FINE = 0,
  CLI_FAILED = 1,  /* the handshake or the connection failed */
  CLI_USAGE = 2,   /* the command line is wrong */
  CLI_UNUSABLE = 3 /* a file, port, address or name cannot be used */
};

/* Bytes on the heap. */
struct cli_blob {
  uint8_t *bytes;
  size_t n;
};

/* Prints "handfast: " and one line on standard error, whole: lines of several processes do not mix. */
void cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same without the program's name: for reports, not for errors. */
void cli_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* From now on a line that nobody takes is lost and counted, instead of waited for. */
void cli_say_without_waiting(void);
/* Says how many lines were lost, as soon as somebody takes that. 1: something is still to be said. */
int cli_say_lost(void);
/* Memory, or the end of the program with a message. */
void *cli_allocate(size_t n);

/* The sub-commands: arguments from their own name on; they answer the exit code. */
int hf_cli_client(int argc, char **argv);
int hf_cli_server(int argc, char **argv);
int hf_cli_demo(int argc, char **argv);
int hf_cli_verify(int argc, char **argv);
int hf_cli_anchors(int argc, char **argv);
int hf_cli_show(int argc, char **argv);
#endif
