/* The version that the library says it is. */
#include "handfast.h"
#include <criterion/criterion.h>
#include <stdio.h>

Test(library, version) {
  char numbers[32];
  snprintf(numbers, sizeof numbers, "%d.%d.%d", HF_VERSION_MAJOR, HF_VERSION_MINOR, HF_VERSION_PATCH);
  cr_assert_str_eq(HF_VERSION_STRING, numbers);
  cr_assert_str_eq(hf_library_version(), numbers);
  cr_assert_eq(hf_library_version(), hf_library_version(), "the library's own, each time");
}

Test(library, connection_size) {
  static _Alignas(struct hf_connection) uint8_t memory[HF_CONNECTION_SIZE];
  cr_assert_eq(hf_connection_size(), sizeof memory);
  cr_assert_eq(hf_status((struct hf_connection *)(void *)memory), HF_STATUS_HANDSHAKING);
}
