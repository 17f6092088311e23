/* Changes to handshake messages on their way: what an attacker, or a peer gone wrong, may send. Each works in place on a
   whole message, header included, and keeps its lengths right. */
#ifndef SUPPORT_EDIT_H
#define SUPPORT_EDIT_H
#include <stddef.h>
#include <stdint.h>

#define TEST_CLIENT_HELLO 1
#define TEST_SERVER_HELLO 2
#define TEST_CERTIFICATE 11
#define TEST_SERVER_KEY_EXCHANGE 12
#define TEST_CERTIFICATE_REQUEST 13
#define TEST_SERVER_HELLO_DONE 14
#define TEST_CERTIFICATE_VERIFY 15
#define TEST_CLIENT_KEY_EXCHANGE 16
#define TEST_FINISHED 20
#define TEST_CERTIFICATE_STATUS 22
#define TEST_NEW_SESSION_TICKET 4
#define TEST_ENCRYPTED_EXTENSIONS 8
#define TEST_KEY_UPDATE 24

/* Where the session ID's length byte is in a hello, and what follows the ID: in a ServerHello the cipher suite, in a
   ClientHello the length of the cipher suites. */
#define TEST_HELLO_SESSION 38u
size_t test_hello_after_session(const uint8_t *message);
/* Where the compression method(s) are in a hello: the method, or the length of the list. */
size_t test_hello_compression(const uint8_t *message);

/* Takes an extension out of a hello; 1 when it was there. */
int test_remove_extension(uint8_t *message, size_t *n, unsigned type);
/* Puts an extension into a hello, instead of the one of its type. */
void test_set_extension(uint8_t *message, size_t *n, unsigned type, const uint8_t *data, size_t data_n);
/* Puts other cipher suites, or other compression methods, into a ClientHello. */
/* Another session ID in a hello; NULL for none. */
void test_set_session_id(uint8_t *message, size_t *n, const uint8_t *id, size_t id_n);
void test_set_suites(uint8_t *message, size_t *n, const uint16_t *codes, size_t codes_n);
void test_set_compressions(uint8_t *message, size_t *n, const uint8_t *methods, size_t methods_n);
/* Puts another body into a message. */
void test_set_body(uint8_t *message, size_t *n, const uint8_t *body, size_t body_n);
#endif
