/* The ways that a cipher can take (engine/provider/own): by the processor's instructions, or in plain C. A processor without them takes
   the same way twice. */
#ifndef SUPPORT_PATHS_H
#define SUPPORT_PATHS_H
#include "provider/own/processor.h"
#include <stddef.h>

static const uint32_t test_paths[] = {HF_PROCESSOR_ALL, 0};
static const size_t test_paths_n = sizeof test_paths / sizeof test_paths[0];
#endif
