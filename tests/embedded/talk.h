/* A connection over one link of the board, to its end, and what it took. */
#ifndef HANDFAST_EMBEDDED_TALK_H
#define HANDFAST_EMBEDDED_TALK_H
#include <handfast.h>
#include <stdbool.h>

/* What every configuration here has: the board's clock and random source; and, where the engine knows more than the bare provider can do,
   what that can (chains.c). */
void talk_configure(struct hf_config *config);
void talk_offer(struct hf_config *config);

/* A connection to be. */
struct talk {
  const char *name; /* what its line of measurements begins with */
  const struct hf_config *config;
  uint32_t link;
  bool resumes; /* it must be a resumption; else it must be none */
  /* Client: */
  const char *request; /* NULL: a server, which answers with what it gets */
  const char *peer;    /* its name */
  const struct hf_session *session;
};

/* The program's, by what its peer may send. */
extern const struct hf_buffers talk_buffers;

/* The one connection that is under way, or was. */
extern struct hf_connection talk_connection;

/* Runs it until both sides have closed it. A client says its request, and what the server answers is said to the host. True: it ended as it
   should. */
bool talk(const struct talk *t);

/* The key that both sides were told, and what `hf_config.external_psk` answers with it. The last line of the program's output: the stack. */
bool talk_psk(void *context, const uint8_t *identity, size_t identity_n, struct hf_external_psk *psk);
int talk_end(bool fine);

/* What the build links in: made by run.sh with openssl. */
extern const uint8_t credential_leaf[], credential_leaf_end[], credential_issuer[], credential_issuer_end[];
extern const uint8_t credential_key[], credential_key_end[], credential_psk[], credential_psk_end[];
extern const uint8_t credential_pin[];
extern const struct hf_trust_anchor root[];
extern const size_t root_n;
#endif
