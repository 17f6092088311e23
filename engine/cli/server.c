/* `handfast server`: loads what the options name, listens, and hands over to the loop. */
#define _GNU_SOURCE
#include "server_loop.h"
#include "server_options.h"
#include <stdlib.h>
#include <unistd.h>

struct server {
  struct cli_hall hall;
  struct hf_cache cache;
  struct hf_cache_entry *entries;
  struct hf_session_store store;
};

static void start_cache(struct server *s) {
  size_t n = (size_t)s->hall.options.cache_size;
  if (n == 0)
    return;
  s->entries = cli_allocate(n * sizeof *s->entries);
  hf_cache_start(&s->cache, s->entries, n, (uint32_t)s->hall.options.cache_lifetime);
  s->store = hf_cache_store(&s->cache);
  s->hall.setup.config.sessions = &s->store;
}

static int start_tickets(struct server *s) {
  struct cli_ticket_keys *keys = &s->hall.ticket_keys;
  s->hall.setup.config.tickets = s->hall.options.tickets == 0 ? HF_NO_TICKETS : (uint8_t)s->hall.options.tickets;
  keys->path = s->hall.options.ticket_keys;
  if (keys->path == NULL)
    return CLI_FINE;
  s->hall.setup.config.ticket_keys = &keys->keys;
  return cli_ticket_keys_read(keys) == 0 ? CLI_FINE : CLI_UNUSABLE;
}

static void end_cache(struct server *s) {
  if (s->entries == NULL)
    return;
  hf_cache_wipe(&s->cache);
  free(s->entries);
  s->entries = NULL;
}

static int prepare(struct server *s) {
  const struct cli_server_options *o = &s->hall.options;
  int answer = cli_setup_start(&s->hall.setup, &o->common);
  if (answer == CLI_FINE && o->client_ca.n != 0)
    answer = cli_setup_anchors(&s->hall.setup, &o->client_ca);
  s->hall.setup.config.client_authentication = o->client_authentication;
  if (answer == CLI_FINE)
    answer = start_tickets(s);
  if (answer == CLI_FINE)
    start_cache(s);
  return answer;
}

static int serve(struct server *s) {
  char address[CLI_ADDRESS_TEXT];
  cli_say_without_waiting();
  cli_printer_open(&s->hall.printer);
  int listener = cli_listen(&s->hall.options.listen);
  if (listener < 0)
    return CLI_UNUSABLE;
  cli_address(listener, 0, address);
  cli_note("listening on %s", address);
  int answer = cli_server_loop(&s->hall, listener);
  cli_note("ended: %lu connections, %lu of them resumed; %lu failed", s->hall.served, s->hall.resumed, s->hall.failed);
  return answer;
}

int hf_cli_server(int argc, char **argv) {
  static struct server s;
  int answer = cli_server_options(argc, argv, &s.hall.options);
  if (answer != CLI_FINE || s.hall.options.help)
    return answer;
  answer = prepare(&s);
  if (answer == CLI_FINE)
    answer = serve(&s);
  end_cache(&s);
  cli_ticket_keys_wipe(&s.hall.ticket_keys);
  cli_setup_end(&s.hall.setup);
  return answer;
}
