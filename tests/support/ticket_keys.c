#include "support/ticket_keys.h"
#include <stdlib.h>
#include <string.h>

static const struct hf_ticket_key keys[] = {
    {{'t', 'h', 'e', ' ', 'k', 'e', 'y', ' ', 't', 'h', 'a', 't', ' ', 's', 'e', 'a'}, {0x5e, 0xa1, 1, 2, 3}},
    {{'t', 'h', 'e', ' ', 'k', 'e', 'y', ' ', 'b', 'e', 'f', 'o', 'r', 'e', ' ', '.'}, {0x01, 0xd0, 4, 5, 6}}};
const struct hf_ticket_keys test_ticket_keys = {keys, 2};
const struct hf_ticket_keys test_ticket_keys_before = {keys + 1, 1};

int test_tickets_are_sealed(void) {
  const char *wanted = getenv("HANDFAST_TEST_TICKETS");
  return wanted != NULL && strcmp(wanted, "sealed") == 0;
}
