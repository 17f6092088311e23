/* How long fragments may be: 2^14 bytes (RFC 5246 6.2.1), or what both sides agreed on (RFC 6066 4), in either direction. */
#ifndef HF_CONNECTION_FRAGMENT_H
#define HF_CONNECTION_FRAGMENT_H
#include "connection/sound.h"

/* The most content of a record, by the code that was agreed on: 2^9 .. 2^12 for 1 .. 4. */
/*@ HF_TOTAL; assigns \nothing;
  @ ensures code == 1 ==> \result == 512;
  @ ensures code == 2 ==> \result == 1024;
  @ ensures code == 3 ==> \result == 2048;
  @ ensures code == 4 ==> \result == 4096;
  @ ensures code == 0 || code > 4 ==> \result == HF_PLAINTEXT_MAX; */
uint32_t hf_fragment_limit(uint32_t code);

/* The most that may follow the header of a record that comes in. Where a length was agreed on, that is the content with the nonce or
   IV, the MAC or tag, and 256 bytes of padding (RFC 6066 4 counts so): what is longer is not decrypted. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures \result <= HF_FRAGMENT_MAX;
  @ ensures 1 <= c->parameters.max_fragment_length <= 4 ==> \result <= 4096 + 255 + 255 + 256; */
uint32_t hf_fragment_most(const struct hf_connection *c);
#endif
