#ifndef TESTS_PARSE_ENCODERS_H
#define TESTS_PARSE_ENCODERS_H
#include <stddef.h>

/* One test for each encoder: what it writes parses, gives the events of what was put in, and is the same through any
   window. */
struct encoder_test {
  const char *name;
  int (*run)(void); /* 0: passed */
};
extern const struct encoder_test encoder_tests[];
extern const size_t encoder_tests_n;

/* Those of the hellos, and of TLS 1.3; each answers 0 when all is well. */
int encoders_client_hello(void);
int encoders_server_hello(void);
int encoders_hello_retry_request(void);
int encoders_key_share_entry(void);
int encoders_encrypted_extensions(void);
int encoders_certificate_request13(void);
int encoders_certificate13(void);
int encoders_raw_public_key13(void);
int encoders_new_session_ticket12(void);
int encoders_new_session_ticket13(void);
int encoders_key_update(void);
int encoders_finished13(void);
#endif
