#include "talk.h"
#include "board.h"
#include <string.h>

struct hf_connection talk_connection;

/* What a connection has taken so far, and had when its handshake was complete: bytes on the wire, and ticks without those in which it
   waited for the wire. */
struct cost {
  uint32_t sent, received, began, waited;
};
static struct cost cost, handshake;
static bool was_open;

void talk_configure(struct hf_config *config) {
  memset(config, 0, sizeof *config);
  config->random.fill = board_random;
  config->now = board_now;
}

bool talk_psk(void *context, const uint8_t *identity, size_t identity_n, struct hf_external_psk *psk) {
  static const uint8_t name[] = {'s', 'e', 'n', 's', 'o', 'r'};
  (void)context;
  if (identity != NULL && (identity_n != sizeof name || memcmp(identity, name, sizeof name) != 0))
    return false;
  psk->identity = name;
  psk->identity_n = sizeof name;
  psk->key = credential_psk;
  psk->key_n = (size_t)(credential_psk_end - credential_psk);
  psk->sha384 = false;
  return true;
}

static void say_pair(const char *name, uint32_t n) {
  board_say(name);
  board_say_number(n);
}

/* Its name, or where an engine has none its number: 0 is none. */
static void say_error(enum hf_error error) {
  board_say(hf_error_name(error));
  if (hf_error_name(error)[0] == '\0')
    board_say_number((uint32_t)error);
}

static void report(const char *name) {
  const struct hf_connection *c = &talk_connection;
  board_say(name);
  board_say(hf_version(c) == 0x0304 ? " TLS1.3" : " TLS1.2");
  board_say(hf_uses_external_psk(c) ? " psk" : hf_is_resumed(c) ? " resumed" : " full");
  say_pair(" sent ", handshake.sent);
  say_pair(" received ", handshake.received);
  say_pair(" ticks ", handshake.waited);
  say_pair(" suite ", hf_cipher_suite(c));
  board_say(" ");
  say_error(hf_error_of(c));
  board_say("\n");
}

/* All that the engine has for the peer. */
static bool flush(uint32_t link) {
  size_t n;
  const uint8_t *p = hf_output(&talk_connection, &n);
  const uint32_t before = board_ticks();
  if (n == 0)
    return false;
  board_write(link, p, n);
  cost.sent += (uint32_t)n;
  cost.waited += board_ticks() - before;
  hf_output_sent(&talk_connection, n);
  return true;
}

/* One byte of the peer's. */
static void take(uint32_t link) {
  const uint32_t before = board_ticks();
  const uint8_t byte = board_read(link);
  cost.waited += board_ticks() - before;
  if (hf_receive(&talk_connection, &byte, 1) == 1)
    cost.received++;
}

/* What was read goes back, or to the host. */
static void use(const char *data, size_t n, bool is_server) {
  if (!is_server)
    board_say(data);
  else if (hf_write(&talk_connection, (const uint8_t *)data, n) != n)
    hf_close(&talk_connection); /* a line has room, or there is something wrong */
}

static void note_open(void) {
  if (was_open || hf_status(&talk_connection) != HF_STATUS_OPEN)
    return;
  was_open = true;
  handshake = cost;
  handshake.waited = board_ticks() - cost.began - cost.waited;
}

static void go_on(const struct talk *t, size_t *said) {
  struct hf_connection *c = &talk_connection;
  char data[128];
  const size_t n = hf_read(c, (uint8_t *)data, sizeof data - 1);
  data[n] = '\0';
  if (n > 0)
    use(data, n, t->request == NULL);
  else if (hf_status(c) == HF_STATUS_OPEN && t->request != NULL && t->request[*said] != '\0')
    *said += hf_write(c, (const uint8_t *)t->request + *said, strlen(t->request + *said));
  else if (hf_status(c) == HF_STATUS_PEER_CLOSED)
    hf_close(c);
  else
    take(t->link);
}

bool talk(const struct talk *t) {
  struct hf_connection *c = &talk_connection;
  size_t said = 0;
  enum hf_error error;
  cost = handshake = (struct cost){.began = board_ticks()};
  was_open = false;
  error = t->request == NULL ? hf_server_start(c, t->config, &talk_buffers)
                             : hf_client_start(c, t->config, &talk_buffers, t->peer, t->session);
  while (error == HF_OK && hf_status(c) < HF_STATUS_CLOSED) {
    if (flush(t->link))
      continue;
    note_open();
    go_on(t, &said);
  }
  (void)flush(t->link);
  report(t->name);
  return error == HF_OK && hf_status(c) == HF_STATUS_CLOSED && hf_is_resumed(c) == t->resumes;
}

int talk_end(bool fine) {
  say_pair("stack ", (uint32_t)board_stack_used());
  board_say("\n");
  return fine ? 0 : 1;
}
