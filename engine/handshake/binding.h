/* What a session is bound to besides its cipher suite: a resumption with anything of it different is refused (P9). */
#ifndef HF_HANDSHAKE_BINDING_H
#define HF_HANDSHAKE_BINDING_H
#include "handshake/sound.h"
#include <stdbool.h>

/* SHA-256 over the name that was asked for, the application protocol agreed on, the fragment length and the policies
   about the peer's certificate, as
   this connection has them. Uses no secret. */
/*@ requires \valid_read(c) && hf_lists_sound(c->config) && hf_offers_sound(c) && hf_parameters_sound(c);
  @ requires hf_name_sound(c->server_name);
  @ requires \valid(out + (0 .. HF_BINDING - 1)); HF_TOTAL;
  @ assigns out[0 .. HF_BINDING - 1]; */
void hf_session_binding(const struct hf_connection *c, uint8_t *out);

/*@ requires \valid_read(a + (0 .. HF_BINDING - 1)) && \valid_read(b + (0 .. HF_BINDING - 1)); HF_TOTAL;
  @ assigns \nothing; ensures \result <==> (\forall integer i; 0 <= i < HF_BINDING ==> a[i] == b[i]); */
bool hf_binding_equal(const uint8_t *a, const uint8_t *b);

/* No session: all its fields zero, the master secret wiped. */
/*@ requires \valid(session); HF_TOTAL; assigns *session; ensures session->session_id_n == 0 && session->has_master_secret == 0;
  @ ensures \forall integer i; 0 <= i < HF_MASTER_SECRET ==> session->master_secret[i] == 0; */
void hf_session_clear(struct hf_session_core *session);
#endif
