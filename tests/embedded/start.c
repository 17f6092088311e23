/* The vector table, and what runs before main: data and bss, and the stack painted, so that its use can be measured. */
#include "board.h"

#define PAINT 0x5a5a5a5au

int main(void);
void reset(void);
extern uint32_t data_start[], data_end[], data_load[], bss_start[], bss_end[], stack_low[], stack_top[];

static void fault(void) {
  board_say("fault\n");
  board_exit(1);
}

/* Initial stack pointer, reset, NMI, and the faults (ARMv7-M architecture, B1.5.3). Interrupts stay off: they only wake. */
__attribute__((section(".vectors"), used)) static void *const vectors[16] = {
    (void *)stack_top, (void *)reset, (void *)fault, (void *)fault, (void *)fault, (void *)fault, (void *)fault};

size_t board_stack_used(void) {
  const uint32_t *p = stack_low;
  while (p < stack_top && *p == PAINT)
    p++;
  return (size_t)((const uint8_t *)stack_top - (const uint8_t *)p);
}

void reset(void) {
  uint32_t *here = (uint32_t *)__builtin_frame_address(0) - 16;
  const uint32_t *from = data_load;
  __asm__ volatile("cpsid i");
  for (uint32_t *p = data_start; p < data_end; p++)
    *p = *from++;
  for (uint32_t *p = bss_start; p < bss_end; p++)
    *p = 0;
  for (volatile uint32_t *p = stack_low; p < here; p++)
    *p = PAINT;
  board_start();
  board_exit(main());
}
