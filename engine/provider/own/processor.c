#include "processor.h"
#include "instructions.h"
#include <stdatomic.h>

#define ASKED 0x80000000u

static _Atomic uint32_t found;
static _Atomic uint32_t allowed = HF_PROCESSOR_ALL;

#if defined(HF_X86_64)
#include <cpuid.h>

static uint32_t ask(void) {
  uint32_t a, b, c1 = 0, d, b7 = 0, c;
  uint32_t has = 0;
  if (__get_cpuid(1, &a, &b, &c1, &d) == 0)
    return 0;
  (void)__get_cpuid_count(7, 0, &a, &b7, &c, &d);
  const uint32_t bytes = bit_SSSE3 | bit_SSE4_1; /* what all of them shuffle with */
  if ((c1 & bytes) != bytes)
    return 0;
  if ((c1 & bit_AES) != 0)
    has |= HF_PROCESSOR_AES;
  if ((c1 & bit_PCLMUL) != 0)
    has |= HF_PROCESSOR_CARRYLESS;
  if ((b7 & (1u << 29)) != 0) /* Intel's manual, CPUID: SHA */
    has |= HF_PROCESSOR_SHA256;
  return has;
}
#elif defined(HF_ARMV8)
#include <asm/hwcap.h>
#include <sys/auxv.h>

static uint32_t ask(void) {
  const unsigned long has = getauxval(AT_HWCAP);
  return ((has & HWCAP_AES) != 0 ? HF_PROCESSOR_AES : 0u) | ((has & HWCAP_PMULL) != 0 ? HF_PROCESSOR_CARRYLESS : 0u) |
         ((has & HWCAP_SHA2) != 0 ? HF_PROCESSOR_SHA256 : 0u);
}
#else
static uint32_t ask(void) {
  return 0;
}
#endif

uint32_t hf_processor(void) {
  uint32_t has = atomic_load_explicit(&found, memory_order_relaxed);
  if (has == 0) {
    has = ask() | ASKED;
    atomic_store_explicit(&found, has, memory_order_relaxed);
  }
  return has & atomic_load_explicit(&allowed, memory_order_relaxed);
}

void hf_processor_allow(uint32_t instructions) {
  atomic_store_explicit(&allowed, instructions & HF_PROCESSOR_ALL, memory_order_relaxed);
}
