#define _GNU_SOURCE
#include "demo_side.h"
#include "generated/machine.h"
#include "generated/names.h"
#include <string.h>

#define TURNS_MAX 64

static void remember_message(struct demo_side *s, const struct hf_trace *t) {
  const char *step = hf_step_name(t->before);
  if (s->sent_n == DEMO_MESSAGES || strncmp(step, "send ", 5) != 0)
    return;
  s->sent[s->sent_n++] = (struct demo_message){step + 5, hf_row_source(t->before, t->event), t->length};
}

static void remember_pre_master(struct demo_side *s) {
  const struct hf_connection *c = &s->connection;
  s->pre_master_n = c->exchange.secret.n < DEMO_PRE_MASTER ? c->exchange.secret.n : DEMO_PRE_MASTER;
  memcpy(s->pre_master, c->exchange.secret.bytes, s->pre_master_n);
}

static void remember_keys(struct demo_side *s) {
  memcpy(s->master, s->connection.session.master_secret, sizeof s->master);
  memcpy(s->key_block, s->connection.exchange.key_block.bytes, sizeof s->key_block);
}

/* Secrets live in a connection only as long as they are needed: each is taken right behind the work that made it. */
static void remember_work(struct demo_side *s, uint32_t work) {
  switch (work) {
  case HF_DO_MAKE_PRE_MASTER_SECRET:
  case HF_DO_AGREE_PRE_MASTER_SECRET:
    remember_pre_master(s);
    break;
  case HF_DO_DERIVE_MASTER_SECRET:
  case HF_DO_RESTORE_MASTER_SECRET:
    remember_keys(s);
    break;
  case HF_DO_MAKE_FINISHED:
  case HF_DO_MAKE_FINISHED13:
    memcpy(s->made, s->connection.exchange.finished.bytes, sizeof s->made);
    break;
  case HF_DO_EXPECT_FINISHED:
  case HF_DO_EXPECT_FINISHED13:
    memcpy(s->expected, s->connection.exchange.finished.bytes, sizeof s->expected);
    break;
  default:
    break;
  }
}

static void see(void *context, const struct hf_trace *t) {
  struct demo_side *s = context;
  const struct hf_step *step = &hf_steps[t->before];
  if (t->error != HF_OK)
    return;
  if (t->sent)
    remember_message(s, t);
  else if (step->kind == HF_STEP_DO)
    remember_work(s, step->arg);
  else if (step->kind == HF_STEP_DECIDE && step->arg == HF_DECIDE_RECOVER_PRE_MASTER_SECRET)
    remember_pre_master(s);
}

static void see_secret(void *context, const char *label, const uint8_t client_random[32], const uint8_t *secret,
                       size_t n) {
  struct demo_side *s = context;
  (void)client_random;
  if (s->secrets_n == DEMO_SECRETS || n > sizeof s->secrets[0].bytes)
    return;
  s->secrets[s->secrets_n].label = label;
  s->secrets[s->secrets_n].n = n;
  memcpy(s->secrets[s->secrets_n++].bytes, secret, n);
}

void demo_side_start(struct demo_side *s, const struct hf_config *config) {
  memset(s, 0, sizeof *s);
  s->config = *config;
  s->config.trace = see;
  s->config.trace_context = s;
  s->config.secret_log = see_secret;
  s->config.key_log_context = s;
  s->buffers = (struct hf_buffers){.in = s->in,
                                   .in_size = sizeof s->in,
                                   .out = s->out,
                                   .out_size = sizeof s->out,
                                   .chain = s->chain,
                                   .chain_size = sizeof s->chain};
}

/* What waits in one side's output is the queue of bytes to the other. */
static size_t carry_one(struct demo_side *from, struct demo_side *to) {
  size_t n;
  const uint8_t *bytes = hf_output(&from->connection, &n);
  size_t taken = n == 0 ? 0 : hf_receive(&to->connection, bytes, n);
  hf_output_sent(&from->connection, taken);
  return taken;
}

void demo_carry(struct demo_side *client, struct demo_side *server) {
  size_t moved = 1;
  for (int turn = 0; turn < TURNS_MAX && moved > 0; turn++) {
    moved = carry_one(client, server);
    moved += carry_one(server, client);
  }
}
