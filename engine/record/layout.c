#include "record/layout.h"

void hf_record_header(uint8_t header[HF_RECORD_HEADER], uint8_t type, size_t n) {
  header[0] = type;
  header[1] = 3u;
  header[2] = 3u;
  hf_write16(header + 3, (uint16_t)n);
}

void hf_record_prefix(uint8_t prefix[HF_PREFIX], uint64_t sequence, uint8_t type, size_t n) {
  hf_write64(prefix, sequence);
  prefix[8] = type;
  prefix[9] = 3u;
  prefix[10] = 3u;
  hf_write16(prefix + 11, (uint16_t)n);
}
