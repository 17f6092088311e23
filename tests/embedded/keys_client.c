/* A client of the profile tiny: TLS 1.3 alone, with one suite and one group, and without certificates. It trusts a server by its raw
   public key (RFC 7250), resumes that, and by a key that both were told. */
#include "board.h"
#include "talk.h"
#include <string.h>

/* There is nothing by which a server could be asked for short records: this is for what it sends by itself. The session that is offered
   stands in the chain's buffer. */
#define IN_SIZE 1024u
#define OUT_SIZE 512u
#define CHAIN_SIZE 1600u

static uint8_t in[IN_SIZE], out[OUT_SIZE], chain[CHAIN_SIZE];
const struct hf_buffers talk_buffers = {in, sizeof in, out, sizeof out, chain, sizeof chain};

int main(void) {
  static struct hf_session session;
  static struct hf_config config;
  static struct hf_pin pin;
  struct talk t = {.name = "keys_client", .config = &config, .request = "GET / HTTP/1.0\r\n\r\n"};
  bool fine;
  talk_configure(&config);
  memcpy(pin.sha256, credential_pin, sizeof pin.sha256);
  config.raw_public_keys = &pin;
  config.raw_public_keys_n = 1;
  fine = talk(&t) && hf_session_of(&talk_connection, &session);
  t.link++;
  t.session = &session;
  t.resumes = true;
  fine = talk(&t) && fine;
  t.link++;
  config.raw_public_keys = NULL;
  config.raw_public_keys_n = 0;
  config.external_psk = talk_psk;
  t.session = NULL;
  t.resumes = false;
  fine = talk(&t) && hf_uses_external_psk(&talk_connection) && fine;
  hf_session_wipe(&session);
  hf_wipe_connection(&talk_connection);
  return talk_end(fine);
}
