/* The bare provider has what its lists say. */
#include "pair.h"

void limit(struct hf_config *config) {
  static const uint16_t suites[] = {HF_BARE_CIPHER_SUITES}, groups[] = {HF_BARE_GROUPS},
                        schemes[] = {HF_BARE_SIGNATURE_SCHEMES};
  config->cipher_suites = suites;
  config->cipher_suites_n = sizeof suites / sizeof suites[0];
  config->groups = groups;
  config->groups_n = sizeof groups / sizeof groups[0];
  config->signature_schemes = schemes;
  config->signature_schemes_n = sizeof schemes / sizeof schemes[0];
}
