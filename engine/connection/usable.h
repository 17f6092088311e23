/* Whether a connection can be begun with what its caller gives. */
#ifndef HF_CONNECTION_USABLE_H
#define HF_CONNECTION_USABLE_H
#include "connection/fault.h"
#include "connection/sound.h"
#include <stdbool.h>

/* Whom does a client want to reach? A name, or whoever has a raw public key that it lists (RFC 7250); where there are no certificates,
   whoever has that or a pre-shared key. */
/*@ requires \valid_read(config); HF_TOTAL; assigns \nothing; */
bool hf_is_aimless(const struct hf_config *config, const char *server_name);

/* HF_OK, or why not, and which field is why. */
/*@ requires hf_config_sound(config) && \valid_read(buffers); HF_TOTAL; assigns \nothing;
  @ ensures \result.error == HF_OK ==> HF_IN_LEAST <= buffers->in_size <= HF_BUFFER_MAX && buffers->in != \null;
  @ ensures \result.error == HF_OK ==> HF_OUT_LEAST <= buffers->out_size <= HF_BUFFER_MAX && buffers->out != \null; */
struct hf_fault hf_usable(const struct hf_config *config, const struct hf_buffers *buffers);
#endif
