/* tests/captures: what others' programs said to each other, read with the engine's tables, keys and record protection. */
#include "secrets.h"
#include "session.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SESSIONS 4096u

struct row {
  const char *capture;
  const char *key; /* .keys: a key log; .key: an RSA private key; else a pre-shared key in hexadecimal */
  struct counts want;
  const char *note; /* what is out of scope, and why */
};

/* connections, records, foreign, messages, refused, finished, opened, bytes of data, closed, wrong */
static const struct row rows[] = {
#include "rows.inc"
};

struct run {
  struct given given;
  struct counts counts;
  struct session *sessions;
};

static unsigned passed, failed;

static void on_data(void *context, unsigned connection, int from, const uint8_t *in, size_t n) {
  struct run *r = context;
  struct session *s = &r->sessions[connection % SESSIONS];
  if (s->counts == NULL)
    r->counts.connections++;
  s->counts = &r->counts;
  s->given = &r->given;
  session_data(s, from, in, n);
}

static void on_key_log(void *context, const uint8_t *in, size_t n) {
  struct run *r = context;
  append(&r->given.log, in, n);
}

static struct bytes in_folder(const char *name) {
  const char *root = getenv("HANDFAST_VECTORS");
  char path[1024];
  snprintf(path, sizeof path, "%s/captures/%s", root != NULL ? root : "../shared/vectors", name);
  return read_whole(path);
}

static void give_psk(struct given *g, const char *digits) {
  uint8_t psk[32];
  size_t n = strlen(digits) / 2;
  if (n <= sizeof psk && of_hex(digits, n, psk) == 0)
    append(&g->psk, psk, n);
}

static void give(struct given *g, const char *key) {
  const char *dot = key != NULL ? strrchr(key, '.') : NULL;
  if (key == NULL)
    return;
  if (dot != NULL && strcmp(dot, ".keys") == 0)
    g->log = in_folder(key);
  else if (dot != NULL)
    g->key = in_folder(key);
  else
    give_psk(g, key);
}

static void check(const struct row *row, const char *what, unsigned found, unsigned wanted) {
  int right = found == wanted;
  passed += right;
  failed += !right;
  if (right)
    printf("passed: %s: %s: %u\n", row->capture, what, found);
  else
    printf("failed: %s: %s: %u, wanted %u\n", row->capture, what, found, wanted);
}

static void compare(const struct row *row, const struct counts *found) {
  const struct counts *want = &row->want;
  check(row, "connections", found->connections, want->connections);
  check(row, "record headers read", found->records, want->records);
  check(row, "what is no TLS record", found->foreign, want->foreign);
  check(row, "messages read to the end", found->messages, want->messages);
  check(row, "messages not of this engine", found->refused, want->refused);
  check(row, "Finished verified", found->finished, want->finished);
  check(row, "records opened", found->opened, want->opened);
  check(row, "bytes of application data", found->data, want->data);
  check(row, "records left closed", found->closed, want->closed);
  check(row, "faults", found->wrong, want->wrong);
  if (row->note != NULL)
    printf("  out of scope: %s\n", row->note);
}

static void run_row(const struct row *row) {
  struct run r;
  memset(&r, 0, sizeof r);
  struct taker t = {on_data, on_key_log, &r};
  struct bytes file = in_folder(row->capture);
  r.sessions = calloc(SESSIONS, sizeof *r.sessions);
  if (r.sessions == NULL)
    abort();
  give(&r.given, row->key);
  check(row, "the file is read", file.p != NULL && read_capture(&file, &t) == 0, 1);
  for (unsigned i = 0; i < SESSIONS; i++)
    if (r.sessions[i].counts != NULL)
      session_end(&r.sessions[i]);
  compare(row, &r.counts);
  free(r.sessions);
  free(r.given.log.p);
  free(r.given.key.p);
  free(r.given.psk.p);
  free(file.p);
}

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    run_row(&rows[i]);
  printf("%u passed, %u failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}
