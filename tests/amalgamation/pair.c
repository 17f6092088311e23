#include "pair.h"
#include <stdio.h>
#include <string.h>

int fails(const char *of, const char *why) {
  printf("%s: %s\n", of, why);
  return 1;
}

/* What one has for the other, and what the other has to read. True: something moved. */
static bool move(struct side *from, struct side *to) {
  size_t n, taken;
  const uint8_t *p = hf_output(&from->c, &n);
  taken = hf_receive(&to->c, p, n);
  hf_output_sent(&from->c, taken);
  n = hf_read(&to->c, to->data + to->data_n, sizeof to->data - to->data_n);
  to->data_n += n;
  return taken + n > 0;
}

static void settle(struct side *client, struct side *server) {
  bool moved;
  do {
    moved = move(client, server);
    moved = move(server, client) || moved;
  } while (moved);
}

static struct hf_buffers buffers_of(struct side *s) {
  memset(&s->c, 0, sizeof s->c);
  s->data_n = 0;
  return (struct hf_buffers){s->in, sizeof s->in, s->out, sizeof s->out, s->chain, sizeof s->chain};
}

static bool said(const struct side *s, const char *text) {
  return s->data_n == strlen(text) && memcmp(s->data, text, s->data_n) == 0;
}

static void say(struct side *s, const char *text) {
  (void)hf_write(&s->c, (const uint8_t *)text, strlen(text));
}

int talk(struct side *client, struct side *server, const struct hf_session *session) {
  const struct hf_buffers of_client = buffers_of(client), of_server = buffers_of(server);
  enum hf_error error = hf_server_start(&server->c, &server->config, &of_server);
  if (error == HF_OK)
    error = hf_client_start(&client->c, &client->config, &of_client, "localhost", session);
  if (error != HF_OK)
    return fails("start", hf_strerror(error));
  settle(client, server);
  if (hf_status(&client->c) != HF_STATUS_OPEN || hf_status(&server->c) != HF_STATUS_OPEN)
    return fails(hf_error_name(hf_error_of(&client->c)), hf_error_name(hf_error_of(&server->c)));
  say(client, "a question");
  say(server, "an answer");
  settle(client, server);
  if (!said(server, "a question") || !said(client, "an answer"))
    return fails("data", "did not come as it was sent");
  hf_close(&client->c);
  settle(client, server);
  hf_close(&server->c);
  settle(client, server);
  if (hf_status(&client->c) != HF_STATUS_CLOSED || hf_status(&server->c) != HF_STATUS_CLOSED)
    return fails("close", "the connection is not closed");
  return 0;
}
