/* MGF1 (RFC 8017 B.2.1), written down once more: masks, and unmasks, n bytes by a seed. */
#ifndef SUPPORT_MGF1_H
#define SUPPORT_MGF1_H
#include "handfast/provider.h"

void test_mgf1(uint8_t *bytes, size_t n, const uint8_t *seed, size_t seed_n, uint8_t hash);
#endif
