/* What a client asks for in its hello: no other extension may come as an answer (RFC 5246 7.4.1.4, RFC 8446 4.2). */
#ifndef HF_HANDSHAKE_ASKED_H
#define HF_HANDSHAKE_ASKED_H
#include "handshake/sound.h"

/* The extensions, as HF_SEEN_... */
/*@ requires \valid_read(c) && hf_choices_sound(c->config); HF_TOTAL; assigns \nothing; */
uint32_t hf_asked(const struct hf_connection *c);
#endif
