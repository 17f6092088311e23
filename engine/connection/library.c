/* Which library this is. */
#include "handfast.h"

static const char version[] = HF_VERSION_STRING;

/*@ HF_TOTAL; assigns \nothing;
  @ ensures \result == &version[0] && \valid_read(\result + (0 .. sizeof(HF_VERSION_STRING) - 1));
  @ ensures \result[sizeof(HF_VERSION_STRING) - 1] == 0; */
const char *hf_library_version(void) {
  return version;
}

/*@ HF_TOTAL; assigns \nothing;
  @ ensures \result == sizeof(struct hf_connection); */
size_t hf_connection_size(void) {
  return sizeof(struct hf_connection);
}
