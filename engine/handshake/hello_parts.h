/* What both hellos are made of. */
#ifndef HF_HANDSHAKE_HELLO_PARTS_H
#define HF_HANDSHAKE_HELLO_PARTS_H
#include "generated/tables.h"
#include "handfast/connection.h"

#define HF_TLS12 0x0303u /* RFC 5246 6.2.1: { 3, 3 } */
#define HF_TLS13 0x0304u /* RFC 8446 4.2.1 */

/* The one point format that is used: uncompressed (RFC 8422 5.1.2). */
extern const uint8_t hf_point_formats[1];
/* The one compression method: null (RFC 5246 6.1). */
extern const uint8_t hf_compression_methods[1];
#endif
