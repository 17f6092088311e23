/* A client: in TLS 1.3 and in TLS 1.2 a full handshake by which the server's certificate is checked, and a resumption of it; and one with
   a key that both were told. All are of one server, openssl s_server -www, whose page says what it saw. */
#include "board.h"
#include "talk.h"

int main(void) {
  static struct hf_session session;
  static struct hf_config config;
  struct talk t = {.name = "client", .config = &config, .request = "GET / HTTP/1.0\r\n\r\n", .peer = "localhost"};
  bool fine = true;
  talk_configure(&config);
  talk_offer(&config);
  config.anchors = root;
  config.anchors_n = root_n;
  config.max_fragment_length = 1024;
  for (uint8_t version = HF_VERSION_TLS13; version >= HF_VERSION_TLS12; version--) {
    config.versions = version;
    t.session = NULL;
    t.resumes = false;
    fine = talk(&t) && hf_session_of(&talk_connection, &session) && fine;
    t.link++;
    t.session = &session;
    t.resumes = true;
    fine = talk(&t) && fine;
    t.link++;
  }
  config.versions = HF_VERSION_TLS13;
  config.external_psk = talk_psk;
  t.session = NULL;
  t.resumes = false;
  fine = talk(&t) && hf_uses_external_psk(&talk_connection) && fine;
  hf_session_wipe(&session);
  hf_wipe_connection(&talk_connection);
  return talk_end(fine);
}
