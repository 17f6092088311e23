/* --ticket-keys FILE: the keys with which a server seals sessions into tickets. */
#ifndef HANDFAST_CLI_TICKET_KEYS_H
#define HANDFAST_CLI_TICKET_KEYS_H
#include "handfast/session.h"

#define CLI_TICKET_KEYS_MAX 8u

struct cli_ticket_keys {
  const char *path;
  struct hf_ticket_key key[CLI_TICKET_KEYS_MAX]; /* secret; the first one seals */
  struct hf_ticket_keys keys;
};

/* Reads the file, at the start and whenever its keys were changed: of each line that is not empty and no comment ('#'), a key: 96 hexadecimal digits, those of its name first. 0; or -1,
   having said why: then the keys are what they were. */
int cli_ticket_keys_read(struct cli_ticket_keys *all);
void cli_ticket_keys_wipe(struct cli_ticket_keys *all);
#endif
