/* The control loop, for those functions of the engine that a caller calls. */
#ifndef HF_CONNECTION_LOOP_H
#define HF_CONNECTION_LOOP_H
#include "connection/sound.h"

/* Goes on as far as it can: with the steps that the machine's rows ask for, and with the content of the record that came in. */
/*@ requires hf_sound(c) && hf_framed(c); HF_TOTAL;
  @ assigns HF_RUN_CHANGES(c);
  @ HF_STAYS_FRAMED(c);
  @ HF_STAYS_FAILED(c); */
void hf_go_on(struct hf_connection *c);
#endif
