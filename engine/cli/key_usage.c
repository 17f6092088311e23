#include "key_usage.h"
#include <stdio.h>
#include <string.h>

static const struct {
  const char *name;
  uint8_t bit;
} usages[] = {{"digitalSignature", 128}, {"nonRepudiation", 64},   {"contentCommitment", 64},
              {"keyEncipherment", 32},   {"dataEncipherment", 16}, {"keyAgreement", 8},
              {"keyCertSign", 4},        {"cRLSign", 2},           {"encipherOnly", 1}};
#define USAGES (sizeof usages / sizeof usages[0])

uint8_t cli_key_usage(const char *name) {
  for (size_t i = 0; i < USAGES; i++)
    if (strcmp(name, usages[i].name) == 0)
      return usages[i].bit;
  return 0;
}

void cli_key_usages_text(uint8_t bits, char *out, size_t room) {
  size_t at = 0;
  (void)snprintf(out, room, "nothing");
  for (size_t i = 0; i < USAGES && at < room; i++) {
    if ((bits & usages[i].bit) == 0)
      continue;
    at += (size_t)snprintf(out + at, room - at, "%s%s", at > 0 ? ", " : "", usages[i].name);
    bits &= (uint8_t)~usages[i].bit; /* of two names for one bit the older is enough */
  }
}
