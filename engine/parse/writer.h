/* Writes a message through a window. A message is encoded as a whole, as often as needed; each time only the bytes of the
   window get out. So a message of any length is cut into records without ever standing in a buffer. */
#ifndef HF_PARSE_WRITER_H
#define HF_PARSE_WRITER_H
#include <stddef.h>
#include <stdint.h>

struct hf_writer {
  uint8_t *out;     /* room bytes, the caller's */
  uint32_t room;
  uint32_t skip;    /* bytes of the message that are not wanted: they were sent before */
  uint32_t at;      /* bytes of the message that were put so far, whether they got out or not */
  uint32_t written; /* bytes in out */
};
/* The message is complete when skip + written == at. */

#define HF_WRITER_MOST 0x1000000u /* bytes: no handshake message is longer; what is put beyond is dropped */

void hf_writer_start(struct hf_writer *w, uint8_t *out, uint32_t room, uint32_t skip);
void hf_put8(struct hf_writer *w, uint32_t value);
void hf_put16(struct hf_writer *w, uint32_t value);
void hf_put24(struct hf_writer *w, uint32_t value);
void hf_put_bytes(struct hf_writer *w, const uint8_t *from, size_t n);
#endif
