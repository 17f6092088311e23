/* caught-by: provider/start
   It cannot be begun a second time. */
#include "wrong.h"

int hf_provider_start(void) {
  static int begun;
  return begun++ == 0 ? right_hf_provider_start() : -1;
}
