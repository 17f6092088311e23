#include "handshake/server_name.h"
#include "generated/errors.h"
#include "generated/profile.h"
#include "x509/host.h"
#include <stdbool.h>

/* Digits and dots only, or a colon anywhere: an address of version 4 or 6. */
/*@ requires \valid_read(name + (0 .. n - 1)); HF_TOTAL; assigns \nothing; */
static bool is_address(const uint8_t *name, size_t n) {
  uint32_t letters = 0u;
  uint32_t colons = 0u;
  /*@ loop invariant 0 <= i <= n; loop invariant letters <= 1 && colons <= 1; loop assigns i, letters, colons;
    @ loop variant n - i; */
  for (size_t i = 0u; i < n; i++) {
    if (name[i] == 0x3au) /* : */
      colons = 1u;
    else if (name[i] != 0x2eu && (name[i] < 0x30u || name[i] > 0x39u)) /* . 0 .. 9 */
      letters = 1u;
  }
  return colons == 1u || letters == 0u;
}

bool hf_server_name_usable(const char *name) {
  struct hf_host host;
  if (name == NULL)
    return true;
  return hf_host_read(name, &host) == HF_OK;
}

bool hf_name_octets(const uint8_t *in, uint32_t n) {
  /*@ loop invariant 0 <= i <= n; loop invariant \forall integer k; 0 <= k < i ==> 0x21 <= in[k] <= 0x7e;
    @ loop assigns i; loop variant n - i; */
  for (uint32_t i = 0u; i < n; i++) {
    if (in[i] < 0x21u || in[i] > 0x7eu)
      return false;
  }
  return true;
}

void hf_note_server_name(struct hf_connection *c) {
  uint32_t n = 0u;
  c->offers.server_name_n = 0u;
  if (HF_HAS_SERVER_NAME == 0u || c->server_name == NULL)
    return;
  /*@ loop invariant 0 <= n <= 255 && c->offers.server_name_n == 0;
    @ loop invariant \forall integer k; 0 <= k < n ==> c->server_name[k] != 0; loop assigns n, c->offers.server_name[0 .. 255]; loop variant 255 - n; */
  while (n < 255u && c->server_name[n] != '\0') {
    int byte = c->server_name[n];
    c->offers.server_name[n] = (uint8_t)(byte < 0 ? byte + 256 : byte);
    n = n + 1u;
  }
  if (n == 255u && c->server_name[n] != '\0')
    return;
  if (n > 1u && c->offers.server_name[n - 1u] == 0x2eu)
    n = n - 1u;
  if (!is_address(c->offers.server_name, n))
    c->offers.server_name_n = n;
}
