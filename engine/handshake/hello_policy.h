/* Asking the caller about a ClientHello before anything is chosen. */
#ifndef HF_HANDSHAKE_HELLO_POLICY_H
#define HF_HANDSHAKE_HELLO_POLICY_H
#include "handshake/sound.h"

/* An hf_error: HF_OK, or why the configuration's client_hello_policy refuses the hello that was read. Its kept fields are still
   there. */
/*@ requires hf_sound(c); HF_TOTAL; assigns \nothing; */
enum hf_error hf_hello_judged(const struct hf_connection *c);
#endif
