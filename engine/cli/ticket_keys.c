#include "ticket_keys.h"
#include "cli.h"
#include "crypto/bytes.h"
#include "file.h"
#include "hex.h"
#include <string.h>

#define BYTES (HF_TICKET_KEY_NAME + HF_TICKET_KEY)

static int wrong(const char *path, size_t line, const char *why) {
  cli_say("%s:%zu: %s", path, line, why);
  return -1;
}

static int is_taken(const struct hf_ticket_key *key, size_t n, const uint8_t *name) {
  for (size_t i = 0; i < n; i++)
    if (memcmp(key[i].name, name, HF_TICKET_KEY_NAME) == 0)
      return 1;
  return 0;
}

/* One line without its end. What is wrong is said without the key. */
static int add(struct cli_ticket_keys *all, const char *text, size_t n, size_t line) {
  struct hf_ticket_key *one = &all->key[all->keys.n];
  if (n == 0 || text[0] == '#')
    return 0;
  if (all->keys.n == CLI_TICKET_KEYS_MAX)
    return wrong(all->path, line, "one key too many: at most 8 are taken");
  if (n != 2 * BYTES || cli_unhex(text, 2 * HF_TICKET_KEY_NAME, one->name) != 0 ||
      cli_unhex(text + 2 * HF_TICKET_KEY_NAME, 2 * HF_TICKET_KEY, one->key) != 0)
    return wrong(all->path, line, "a ticket key is 96 hexadecimal digits: 16 bytes of its name, then 32 of the key");
  if (is_taken(all->key, all->keys.n, one->name))
    return wrong(all->path, line, "another key has the same name");
  all->keys.n++;
  return 0;
}

static int add_lines(struct cli_ticket_keys *all, const char *text, size_t n) {
  size_t line = 0;
  for (size_t at = 0; at < n;) {
    const char *end = memchr(text + at, '\n', n - at);
    size_t length = end == NULL ? n - at : (size_t)(end - text) - at;
    size_t carriage_return = length > 0 && text[at + length - 1] == '\r' ? 1 : 0;
    if (add(all, text + at, length - carriage_return, ++line) != 0)
      return -1;
    at += length + 1;
  }
  return all->keys.n != 0 ? 0 : wrong(all->path, line, "there is no key");
}

int cli_ticket_keys_read(struct cli_ticket_keys *all) {
  struct cli_ticket_keys fresh = {.path = all->path};
  struct cli_blob file;
  if (cli_file_read(all->path, "the ticket keys", &file) != 0)
    return -1;
  int answer = add_lines(&fresh, (const char *)file.bytes, file.n);
  if (answer == 0) {
    *all = fresh;
    all->keys.key = all->key;
  }
  cli_ticket_keys_wipe(&fresh);
  cli_blob_free(&file);
  return answer;
}

void cli_ticket_keys_wipe(struct cli_ticket_keys *all) {
  for (size_t i = 0; i < CLI_TICKET_KEYS_MAX; i++)
    hf_wipe(all->key[i].key, HF_TICKET_KEY);
}
