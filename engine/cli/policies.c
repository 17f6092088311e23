#include "policies.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One arc, at most 32 bits, in base 128. 0: there is no room. */
static size_t put_arc(uint8_t *out, size_t room, unsigned long arc) {
  size_t n = 1;
  for (unsigned long rest = arc / 128; rest != 0; rest /= 128)
    n++;
  if (n > room)
    return 0;
  for (size_t i = n; i > 0; i--) {
    out[i - 1] = (uint8_t)(arc % 128 + (i == n ? 0 : 128));
    arc /= 128;
  }
  return n;
}

/* The next arc of the text, which goes on behind it. -1: there is none. */
static int take_arc(const char **text, unsigned long *arc) {
  char *end;
  if (**text < '0' || **text > '9')
    return -1;
  errno = 0;
  *arc = strtoul(*text, &end, 10);
  if (errno != 0 || *arc > 0xffffffffu || (*end != '.' && *end != 0))
    return -1;
  *text = end;
  return 0;
}

/* The octets of an identifier; 0: it is none. */
static size_t encode(const char *text, uint8_t out[CLI_POLICY_BYTES]) {
  unsigned long top, arc;
  if (take_arc(&text, &top) != 0 || top > 2 || *text++ != '.' || take_arc(&text, &arc) != 0 || (top < 2 && arc > 39))
    return 0;
  size_t n = put_arc(out, CLI_POLICY_BYTES, 40 * top + arc);
  while (n > 0 && *text == '.') {
    text++;
    if (take_arc(&text, &arc) != 0)
      return 0;
    size_t more = put_arc(out + n, CLI_POLICY_BYTES - n, arc);
    n = more == 0 ? 0 : n + more;
  }
  return *text == 0 ? n : 0;
}

int cli_policy(const char *text, struct cli_policies *out) {
  size_t i = out->rules.policies_n;
  if (i == CLI_POLICIES_MAX) {
    cli_say("--policy: at most %u of them", CLI_POLICIES_MAX);
    return CLI_USAGE;
  }
  size_t n = encode(strcmp(text, "any") == 0 ? "2.5.29.32.0" : text, out->octets[i]);
  if (n == 0) {
    cli_say("--policy: '%s' is no object identifier, such as 2.23.140.1.2.1", text);
    return CLI_USAGE;
  }
  out->table[i] = (struct hf_policy_id){out->octets[i], n};
  out->rules.policies = out->table;
  out->rules.policies_n = i + 1;
  return CLI_FINE;
}

void cli_policy_text(const uint8_t *octets, size_t n, char *out, size_t room) {
  unsigned long long arc = 0;
  size_t at = 0;
  *out = 0;
  for (size_t i = 0; i < n && at + 24 < room; i++) {
    arc = arc * 128 + octets[i] % 128;
    if (octets[i] >= 128)
      continue;
    unsigned top = arc < 80 ? (unsigned)(arc / 40) : 2;
    if (at == 0)
      at += (size_t)snprintf(out, room, "%u.%llu", top, arc - 40 * top);
    else
      at += (size_t)snprintf(out + at, room - at, ".%llu", arc);
    arc = 0;
  }
}
