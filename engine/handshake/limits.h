/* What this engine takes from a peer at the most, so that its work and its memory are bounded. */
#ifndef HF_HANDSHAKE_LIMITS_H
#define HF_HANDSHAKE_LIMITS_H

#define HF_MESSAGE_MAX 131396u /* bytes in the body of a handshake message: the longest ClientHello, RFC 5246 7.4.1.2 */
#define HF_IDLE_RECORDS_MAX 32u /* records in a row that move nothing: empty ones, warnings, HelloRequests */
#define HF_TICKET_LIFETIME                                                                                             \
  7200u /* TLS 1.3: seconds that a server's ticket is good for, if the store keeps it so long */
#define HF_KEY_RECORDS                                                                                                 \
  0x800000 /* TLS 1.3: records under one key before the next is taken; RFC 8446 5.5 allows 2^24.5 */
#endif
