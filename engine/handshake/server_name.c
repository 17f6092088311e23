#include "handshake/server_name.h"

/* Digits and dots only, or a colon anywhere: an address of version 4 or 6. */
/*@ requires \valid_read(name + (0 .. n - 1)); terminates \true; exits \false; assigns \nothing;
  @ ensures \result == 0 || \result == 1; */
static uint8_t is_address(const uint8_t *name, size_t n) {
  uint8_t letters = 0u;
  uint8_t colons = 0u;
  /*@ loop invariant 0 <= i <= n; loop invariant letters <= 1 && colons <= 1; loop assigns i, letters, colons;
    @ loop variant n - i; */
  for (size_t i = 0u; i < n; i++) {
    if (name[i] == 0x3au) /* : */
      colons = 1u;
    else if (name[i] != 0x2eu && (name[i] < 0x30u || name[i] > 0x39u)) /* . 0 .. 9 */
      letters = 1u;
  }
  return (colons == 1u || letters == 0u) ? 1u : 0u;
}

void hf_note_server_name(struct hf_connection *c) {
  uint16_t n = 0u;
  c->offers.server_name_n = 0u;
  if (c->server_name == NULL)
    return;
  /*@ loop invariant 0 <= n <= 255 && c->offers.server_name_n == 0;
    @ loop invariant \forall integer k; 0 <= k < n ==> c->server_name[k] != 0; loop assigns n, c->offers.server_name[0 .. 255]; loop variant 255 - n; */
  while (n < 255u && c->server_name[n] != '\0') {
    int byte = c->server_name[n];
    c->offers.server_name[n] = (uint8_t)(byte < 0 ? byte + 256 : byte);
    n = (uint16_t)(n + 1u);
  }
  if (n == 255u && c->server_name[n] != '\0')
    return;
  if (is_address(c->offers.server_name, n) == 0u)
    c->offers.server_name_n = n;
}
