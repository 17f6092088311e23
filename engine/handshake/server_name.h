/* The name of the server that a client wants (RFC 6066 3). */
#ifndef HF_HANDSHAKE_SERVER_NAME_H
#define HF_HANDSHAKE_SERVER_NAME_H
#include "handshake/sound.h"

/* Takes the caller's name into c->offers, to be sent and bound to; an IP address is not a host name and stays out of it, as
   does a name of more than 255 bytes, which no certificate has. */
/*@ requires \valid(c) && hf_name_sound(c->server_name); terminates \true; exits \false;
  @ assigns c->offers.server_name[0 .. 255], c->offers.server_name_n; ensures c->offers.server_name_n <= 255; */
void hf_note_server_name(struct hf_connection *c);
#endif
