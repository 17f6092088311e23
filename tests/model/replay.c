/* Runs of the model, done by the C: each step that the model tells is held against the step that the engine took. Reads tests/model/told on its
   standard input, a run after the other:
     RUN NAME SETTING=VALUE...
     SCRIPT what the network does (proofs/model/follow.pml)
     LIKE N                    the first N lines are those of the first run with these settings
     DONE SIDE ROW NAME=VALUE...   after each step, and REST SIDE NAME=VALUE... whenever all wait: the variables that changed
     END
   Prints each difference, the rows that were held against each other to the file that is named first, and how many runs were as told. */
#include "generated/machine.h"
#include "network.h"
#include "setting.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINES 2048u
#define ROWS 81920u /* states, 256 events each */

static const char *const names[] = {
#define NAME(name) #name,
    MODEL_VARIABLES(NAME)};

struct line {
  int is_rest;
  int side;
  unsigned row;
  int fails; /* it leads to a failure */
  int values[V_ALL];
};

static struct line told[LINES], base[LINES], done[LINES]; /* base: the first run with these settings */
static size_t told_n, base_n, done_n;
static int is_base;
static char run[128], script[1024], told_script[1024];
static struct network network;
static struct test_pair pair;
static unsigned char covered[ROWS];
static int passed, failed;

static struct line *next_done(void) {
  if (done_n == LINES) {
    fprintf(stderr, "%s: too many steps\n", run);
    exit(2);
  }
  return &done[done_n++];
}

static void keep_step(void *context, const struct hf_trace *t) {
  struct test_side *s = context;
  if (t->error != HF_OK)
    return;
  struct line *l = next_done();
  l->is_rest = 0;
  l->side = s->is_server;
  l->row = t->before * 256 + t->event;
  l->fails = t->after >= HF_STATES_MOVING;
  watch_step(&network.watches[s->is_server], t, l->values);
}

static void keep_rest(void) {
  for (int side = 0; side < 2; side++) {
    struct line *l = next_done();
    l->is_rest = 1;
    l->side = side;
    l->row = 0;
    watch_rest(&network.watches[side], l->values);
  }
}

/* Variables that a step of the model changes and the connection says nothing of: why is in proofs/SOUNDNESS.md. */
static int is_hidden(enum model_variable v, const struct line *l) {
  int tls13 = l->values[V_version] == 2;
  switch (v) {
  case V_said:     /* the peer reads it as its hello */
  case V_finished: /* these are in the row that is taken, and nowhere else */
  case V_unoffered:
  case V_alerted:
  case V_cut:
  case V_owes:
  case V_wishes:
  case V_first:
  case V_binds:
    return 1;
  case V_remembered: /* but for a server that awaits CertificateVerify of TLS 1.2, it is in a signature alone */
    return tls13 || l->side == 0;
  case V_kind:
  case V_ems:
  case V_stapled:
    return tls13 || l->values[V_version] == 0;
  case V_share: /* it is kept until it is checked, or the secret agreed on; with RSA, it is no share */
    return 1;
  case V_trusted:
    return l->values[V_raw] || (l->values[V_hello] & 32);
  case V_raw: /* it is there when a certificate is chosen, or has come */
    return 1;
  default:
    return 0;
  }
}

/* What is compared as whether it is there: the model tells contents apart by who made them. */
static int is_flag(enum model_variable v) {
  return v == V_certificate || v == V_status || v == V_share;
}

static int as_compared(enum model_variable v, const struct line *l) {
  int value = l->values[v];
  if (is_flag(v))
    return value != 0;
  if (v == V_hello) /* what the connection keeps of it as bits */
    return value < 64 ? value & (4 + 16 + 32) : UNSEEN;
  if ((v == V_secret || v == V_pre_master) && value == 3) /* the attacker's: not the peer's */
    return 4;
  return value;
}

/* At rest, what a step changes is compared with the step; the rest belongs to the machine and to the caller. */
static int differs(enum model_variable v, const struct line *m, const struct line *before, const struct line *c) {
  int told_value = as_compared(v, m);
  int changed = before == NULL ? told_value != 0 : told_value != as_compared(v, before);
  if (told_value == UNSEEN || (v == V_remembered && !changed)) /* it is overwritten when it is not needed any more */
    return 0;
  if (c->fails && (v == V_kind || v == V_ems || v == V_proven)) /* what it found on the way, nobody reads any more */
    return 0;
  if (c->values[v] == UNSEEN)
    return changed && !m->is_rest && !is_hidden(v, m);
  return c->values[v] != told_value;
}

static int is_of_rest(enum model_variable v) {
  return v == V_opened || v == V_data || v == V_fatal_taken || v == V_failed || v == V_closed || v == V_close_called ||
         v == V_close_sent || v == V_close_taken || v == V_writes || v == V_reads || v == V_tickets || v == V_disguised;
}

static int compare_line(size_t i, const struct line *m, const struct line *before, const struct line *c) {
  int wrong = 0;
  if (m->is_rest != c->is_rest || m->side != c->side || m->row != c->row) {
    printf("%s:%.80s: step %zu: the model %s %s %u, the C %s %s %u\n", run, told_script, i,
           m->is_rest ? "rests" : "takes", m->side ? "server" : "client", m->row, c->is_rest ? "rests" : "takes",
           c->side ? "server" : "client", c->row);
    return 1;
  }
  for (size_t v = 0; v < V_ALL; v++) {
    if ((is_of_rest((enum model_variable)v) && !m->is_rest) || !differs((enum model_variable)v, m, before, c))
      continue;
    printf("%s:%.80s: step %zu: %s row %u: %s is %d in the model, %d in the C\n", run, told_script, i,
           m->side ? "server" : "client", m->row, names[v], m->values[v], c->values[v]);
    wrong = 1;
  }
  return wrong;
}

static int compare(void) {
  const struct line *before[2] = {NULL, NULL};
  for (size_t i = 0; i < told_n || i < done_n; i++) {
    if (i >= told_n || i >= done_n) {
      printf("%s:%s: the model has %zu steps, the C %zu\n", run, told_script, told_n, done_n);
      return 0;
    }
    if (compare_line(i, &told[i], before[told[i].side], &done[i]))
      return 0;
    before[told[i].side] = &told[i];
    covered[told[i].row % ROWS] = 1;
  }
  return 1;
}

/* One word of the script after the other. */
static int follow(void) {
  char *text = script;
  for (char *one = strtok(text, ","); one; one = strtok(NULL, ",")) {
    char what[16] = "", to[16] = "";
    unsigned event = 0, content = 0;
    (void)sscanf(one, " %15s %15s %u %u", what, to, &event, &content);
    if (strcmp(what, "go") == 0) {
      unsigned long most = strcmp(to, "all") == 0 ? LINES : strtoul(to, NULL, 10);
      for (unsigned long k = 0; k < most && network_waits(&network); k++) {
        keep_rest();
        (void)network_go(&network);
      }
      continue;
    }
    keep_rest();
    if (!network_do(&network, what, strcmp(to, "server") == 0, event, content)) {
      printf("%s:%s: this cannot be done to the C:%s\n", run, told_script, one);
      return 0;
    }
  }
  keep_rest();
  return 1;
}

static void watch_both(const struct hf_session *offered) {
  watch_start(&network.watches[0], &pair.client, &network.watches[1], offered);
  watch_start(&network.watches[1], &pair.server, &network.watches[0], offered);
}

static void replay(void) {
  if (is_base) {
    memcpy(base, told, told_n * sizeof told[0]);
    base_n = told_n;
  }
  memset(&network, 0, sizeof network);
  network.pair = &pair;
  if (!setting_prepare(&pair)) {
    printf("%s:%s: no session: %s; %s\n", run, told_script, test_describe(&pair.client), test_describe(&pair.server));
    failed++;
    return;
  }
  watch_both(pair.offer);
  pair.client.config.trace = pair.server.config.trace = keep_step;
  done_n = 0;
  test_pair_start(&pair);
  network_settle(&network);
  if (follow() && compare())
    passed++;
  else
    failed++;
}

static struct line *side_before(int side) {
  for (size_t i = told_n; i > 0; i--)
    if (told[i - 1].side == side)
      return &told[i - 1];
  return NULL;
}

static int set_variable(struct line *l, const char *word) {
  for (size_t v = 0; v < V_ALL; v++) {
    size_t n = strlen(names[v]);
    if (strncmp(word, names[v], n) != 0 || word[n] != '=')
      continue;
    l->values[v] = atoi(word + n + 1);
    return 1;
  }
  return 0;
}

static int read_step(char *text) {
  struct line l = {0};
  char *word = strtok(text, " \n");
  l.is_rest = strcmp(word, "REST") == 0;
  if (!l.is_rest && strcmp(word, "DONE") != 0)
    return 0;
  word = strtok(NULL, " \n");
  l.side = word && word[0] == '1';
  word = l.is_rest ? word : strtok(NULL, " \n");
  l.row = l.is_rest || !word ? 0 : (unsigned)strtoul(word, NULL, 10);
  if (side_before(l.side))
    memcpy(l.values, side_before(l.side)->values, sizeof l.values);
  for (word = strtok(NULL, " \n"); word; word = strtok(NULL, " \n"))
    if (!set_variable(&l, word))
      return 0;
  if (told_n == LINES)
    return 0;
  told[told_n++] = l;
  return 1;
}

/* The names of the variables are those of the model. */
static int knows_variables(char *text) {
  size_t v = 0;
  char *word = strtok(text, " \n");
  for (word = strtok(NULL, " \n"); word && v < V_ALL; word = strtok(NULL, " \n"))
    if (strcmp(word, names[v++]) != 0)
      return 0;
  return word == NULL && v == V_ALL;
}

static void like(const char *text) {
  size_t n = strtoul(text, NULL, 10);
  if (n > base_n)
    n = 0;
  memcpy(told, base, n * sizeof told[0]);
  told_n = n;
}

static void take_script(char *text) {
  text[strcspn(text, "\n")] = '\0';
  snprintf(script, sizeof script, "%s", text);
  snprintf(told_script, sizeof told_script, " %s", text);
}

/* Where the settings are others, the run that comes is the one that others are like. */
static void begin(char *text) {
  static char settings[256];
  const char *rest = strchr(text, ' ');
  is_base = !rest || strcmp(rest, settings) != 0;
  snprintf(settings, sizeof settings, "%s", rest ? rest : "");
  char *word = strtok(text, " \n");
  setting_clear();
  snprintf(run, sizeof run, "%s", word ? word : "");
  for (word = strtok(NULL, " \n"); word; word = strtok(NULL, " \n"))
    if (!setting_read(word)) {
      fprintf(stderr, "%s: no setting: %s\n", run, word);
      exit(2);
    }
  told_n = 0;
}

static void read_line(char *text) {
  int known = 1;
  if (strncmp(text, "RUN ", 4) == 0)
    begin(text + 4);
  else if (strncmp(text, "SCRIPT ", 7) == 0)
    take_script(text + 7);
  else if (strncmp(text, "LIKE ", 5) == 0)
    like(text + 5);
  else if (strncmp(text, "END", 3) == 0)
    replay();
  else if (strncmp(text, "VARIABLES ", 10) == 0)
    known = knows_variables(text);
  else if (text[0] != '#')
    known = read_step(text);
  if (known)
    return;
  fprintf(stderr, "%s: not a line of a run: %s\n", run, text);
  exit(2);
}

int main(int argc, char **argv) {
  static char text[1024];
  (void)setvbuf(stdout, NULL, _IOLBF, 0);
  FILE *rows = argc > 1 ? fopen(argv[1], "w") : NULL;
  while (fgets(text, sizeof text, stdin))
    read_line(text);
  for (size_t i = 1; rows && i < ROWS; i++)
    if (covered[i])
      fprintf(rows, "%zu\n", i);
  if (!rows || fclose(rows) != 0)
    return 2;
  printf("%d runs as the model tells them, %d not\n", passed, failed);
  return failed > 0 || passed == 0;
}
