/* What this engine takes from a peer at the most, so that its work and its memory are bounded. */
#ifndef HF_HANDSHAKE_LIMITS_H
#define HF_HANDSHAKE_LIMITS_H

#define HF_MESSAGE_MAX 131396u /* bytes in the body of a handshake message: the longest ClientHello, RFC 5246 7.4.1.2 */
#define HF_IDLE_RECORDS_MAX 32u /* records in a row that move nothing: empty ones, warnings, HelloRequests */
#endif
