/* A ClientHello as it stands on the wire. */
#ifndef HF_HANDSHAKE_CLIENT_HELLO_OUT_H
#define HF_HANDSHAKE_CLIENT_HELLO_OUT_H
#include "handshake/sound.h"

/*@ requires hf_sound(c) && hf_writing(w) && \separated(w, c) && \separated(w->out + (0 .. w->room - 1), c);
  @ HF_TOTAL; assigns w->at, w->written, w->out[0 .. w->room - 1]; ensures hf_writing(w); */
void hf_client_hello_write(const struct hf_connection *c, struct hf_writer *w);
#endif
