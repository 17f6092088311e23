/* The state of the writer of messages (engine/parse/writer.h). */
#ifndef HANDFAST_WRITER_H
#define HANDFAST_WRITER_H
#include <stddef.h>
#include <stdint.h>

struct hf_writer {
  uint8_t *out;     /* the caller's */
  uint32_t begin;   /* the window is out[begin .. room - 1] */
  uint32_t room;    /* where it ends */
  uint32_t skip;    /* bytes of the message that are not wanted: they were sent before */
  uint32_t at;      /* bytes of the message that were put so far, whether they got out or not */
  uint32_t written; /* where in out the next byte goes: bytes in out, when begin is 0 */
};
#endif
