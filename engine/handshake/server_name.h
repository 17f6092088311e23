/* The name of the server that a client wants (RFC 6066 3). */
#ifndef HF_HANDSHAKE_SERVER_NAME_H
#define HF_HANDSHAKE_SERVER_NAME_H
#include "handshake/sound.h"
#include <stdbool.h>

/* Whether a client can set out for this name: a DNS name of letters, digits and hyphens, with or without the final dot, an IP
   address, or none at all. */
/*@ requires hf_name_sound(name); HF_TOTAL; assigns \nothing; ensures name == \null ==> \result; */
bool hf_server_name_usable(const char *name);

/* Whether these octets may stand in a HostName that a client sends: ASCII, without spaces or control characters. A server knows
   no more of other people's names. */
/*@ requires \valid_read(in + (0 .. n - 1)); HF_TOTAL; assigns \nothing;
  @ ensures \result <==> (\forall integer i; 0 <= i < n ==> 0x21 <= in[i] <= 0x7e); */
bool hf_name_octets(const uint8_t *in, uint32_t n);

/* Takes the caller's name into c->offers, to be sent and bound to; an IP address is not a host name and stays out of it, and so
   does the final dot of a name. */
/*@ requires \valid(c) && hf_name_sound(c->server_name); HF_TOTAL;
  @ assigns c->offers.server_name[0 .. 255], c->offers.server_name_n; ensures c->offers.server_name_n <= 255; */
void hf_note_server_name(struct hf_connection *c);
#endif
