/* A session is bound to the handshake that it comes of, and stored. */
#ifndef HF_HANDSHAKE_SESSION_STEPS_H
#define HF_HANDSHAKE_SESSION_STEPS_H
#include "handshake/sound.h"

/* All that the session is bound to: who made it, when, how. */
/*@ requires hf_configured(c) && hf_offers_sound(c) && hf_parameters_sound(c);
  @ requires hf_name_sound(c->server_name);
  @ HF_TOTAL; assigns c->session;
  @ ensures c->session.session_id_n == 0 || c->session.session_id_n == \old(c->session.session_id_n);
  @ ensures c->parameters.version != 0x0304 && c->parameters.extended_master_secret == 0 ==> c->session.session_id_n == 0; */
void hf_bind_session(struct hf_connection *c);

/* Into the server's store. A session with somebody who cannot be told again is not stored. */
/*@ requires hf_sound(c); HF_TOTAL; assigns \nothing; */
void hf_store_session(const struct hf_connection *c);
#endif
