/* The default provider has all that the engine asks for. */
#include "pair.h"

void limit(struct hf_config *config) {
  (void)config;
}
