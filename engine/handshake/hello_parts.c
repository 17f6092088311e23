#include "handshake/hello_parts.h"

const uint8_t hf_point_formats[1] = {0u};
const uint8_t hf_compression_methods[1] = {0u};
