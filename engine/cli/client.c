/* `handfast client`: connections one after the other, the later ones resuming the session of those before. */
#define _GNU_SOURCE
#include "client_options.h"
#include "client_run.h"
#include "file.h"
#include "generated/profile.h"
#include "session_file.h"
#include "signals.h"
#include "trace.h"
#include <signal.h>
#include <string.h>

struct client {
  struct cli_client_options options;
  struct cli_setup setup;
  struct cli_tracer tracer;
  struct hf_session session; /* the latest */
  uint8_t has_session;
  const char *why; /* there is none */
  uint8_t tried;   /* a handshake was begun: the session of before is not what --session-out is about */
};

static const char *wanted_name(const struct cli_client_options *o) {
  return o->name != NULL || HF_HAS_SERVER_NAME == 0u ? o->name : o->server.host;
}

static int prepare(struct client *c) {
  struct cli_client_options *o = &c->options;
  int answer = cli_setup_start(&c->setup, &o->common);
  if (answer == CLI_FINE && o->session_out != NULL && cli_file_replaceable(o->session_out, "the session") != 0)
    answer = CLI_UNUSABLE;
  if (answer == CLI_FINE && !o->insecure && (o->ca.n != 0 || (o->common.raw_keys_n == 0 && o->common.psks_n == 0)))
    answer = cli_setup_anchors(&c->setup, &o->ca);
  if (answer == CLI_FINE && o->session_in != NULL) {
    int loaded = cli_session_load(o->session_in, &c->session);
    answer = loaded < 0 ? CLI_UNUSABLE : CLI_FINE;
    c->has_session = loaded == 0;
  }
  c->setup.config.accept_any_certificate = o->insecure;
  c->setup.config.staple = o->staple;
  c->setup.config.key_shares = (uint8_t)o->key_shares;
  cli_tracer_start(&c->tracer, &c->setup.config, o->common.trace, "");
  if (answer == CLI_FINE && o->insecure)
    cli_say("warning: --insecure: the server's certificate is not checked");
  return answer;
}

/* A session that the engine does not offer, for it could not be resumed. */
static void say_if_withheld(const struct client *c, const struct cli_link *link) {
  const struct hf_session_core *offered = &link->connection.session;
  if (!c->has_session || offered->has_master_secret != 0)
    return;
  cli_say("the session is not offered: %s", c->session.extended_master_secret == 0
                                                ? "it has no extended master secret (RFC 7627 5.3)"
                                                : "it does not fit the server name, versions, cipher suites and policy "
                                                  "of now, its ticket is over, or its server "
                                                  "would not be taken now");
}

static const char *why_no_session(const struct hf_connection *connection, int answer) {
  if (answer != CLI_FINE)
    return "there was no connection that ended well";
  if (hf_uses_external_psk(connection))
    return "a pre-shared key makes none";
  return hf_version(connection) == 0x0303 && connection->parameters.extended_master_secret == 0
             ? "the server has no extended master secret, without which no session is resumed (RFC 7627 5.3)"
             : "the server gave no session to resume";
}

static int start(struct client *c, struct cli_link *link) {
  enum hf_error error = hf_client_start(&link->connection, &c->setup.config, &link->buffers, wanted_name(&c->options),
                                        c->has_session ? &c->session : NULL);
  if (error == HF_OK) {
    say_if_withheld(c, link);
    return CLI_FINE;
  }
  cli_say("cannot begin: %s: %s", hf_error_name(error), hf_strerror(error));
  return CLI_UNUSABLE;
}

/* From the first word to the last, a signal is no reason to leave without one. */
static int run(struct client *c, struct cli_link *link, int last) {
  const struct cli_patience limits = {.handshake_ms = (int)c->options.timeout * 1000,
                                      .idle_ms = (int)c->options.idle_timeout * 1000};
  (void)cli_signals_begin();
  int answer = start(c, link);
  c->tried |= answer == CLI_FINE;
  if (answer == CLI_FINE)
    answer = cli_client_run(link, &limits, &c->options.common.exported, c->options.key_update, last);
  cli_signals_end();
  if (!c->tried)
    return answer;
  explicit_bzero(&c->session, sizeof c->session);
  c->has_session = hf_session_of(&link->connection, &c->session);
  c->why = c->has_session ? NULL : why_no_session(&link->connection, answer);
  if (answer == CLI_FINE && !last && !c->has_session)
    cli_say("%s: the next connection makes a full handshake", c->why);
  return answer;
}

/* One connection, the last one with standard input and output. */
static int connect_once(struct client *c, int last) {
  struct cli_link link;
  int answer = CLI_FAILED;
  int fd = cli_connect(&c->options.server, (int)c->options.timeout * 1000);
  if (fd < 0)
    return CLI_UNUSABLE;
  if (cli_link_open(&link, fd) == 0)
    answer = run(c, &link, last);
  else
    cli_say("out of memory");
  cli_link_close(&link);
  return answer;
}

/* The file is the session of this run, or it is not there: who looks for a new one must not find an old one. Only where
   nothing was tried, it stays as it is. */
static int save_session(const struct client *c, int answer) {
  const char *path = c->options.session_out;
  int kept = 0;
  if (path == NULL || !c->tried)
    return answer;
  if (c->has_session)
    kept = cli_session_save(path, &c->session);
  if (!c->has_session || kept != 0)
    kept |= cli_file_remove(path, "the session", c->why != NULL ? c->why : "it could not be kept");
  return answer == CLI_FINE && kept != 0 ? CLI_UNUSABLE : answer;
}

int hf_cli_client(int argc, char **argv) {
  static struct client c;
  int answer = cli_client_options(argc, argv, &c.options);
  if (answer != CLI_FINE || c.options.help)
    return answer;
  answer = prepare(&c);
  for (long turn = 0; answer == CLI_FINE && turn <= c.options.reconnect; turn++)
    answer = connect_once(&c, turn == c.options.reconnect);
  answer = save_session(&c, answer);
  explicit_bzero(&c.session, sizeof c.session);
  cli_setup_end(&c.setup);
  if (cli_signals_came() != 0)
    (void)raise(cli_signals_came()); /* who started us sees what ended us */
  return answer;
}
