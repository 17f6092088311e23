#include "board.h"
#include <handfast/provider.h>

/* ARM's Application Note AN386 and the Cortex-M System Design Kit: what is where. */
struct uart {
  volatile uint32_t data, state, control, interrupt, baud;
};
#define STATE_TX_FULL 1u
#define STATE_RX_FULL 2u
#define CONTROL_TX 1u
#define CONTROL_RX 2u
#define CONTROL_RX_INTERRUPT 8u
#define INTERRUPT_RX 2u
static struct uart *const uarts[LINKS] = {(struct uart *)0x40004000, (struct uart *)0x40005000,
                                          (struct uart *)0x40006000, (struct uart *)0x40007000,
                                          (struct uart *)0x40009000};
static const uint8_t receives[LINKS] = {0, 2, 4, 18, 20}; /* the interrupt of each that has received */

struct timer {
  volatile uint32_t control, value, reload;
};
static struct timer *const timer = (struct timer *)0x40000000;

#define INTERRUPT_ENABLE ((volatile uint32_t *)0xe000e100)
#define INTERRUPT_PENDING_CLEAR ((volatile uint32_t *)0xe000e280)

/* Semihosting (Arm's "Semihosting for AArch32 and AArch64"). */
#define SYS_WRITE0 0x04u
#define SYS_TIME 0x11u
#define SYS_GET_CMDLINE 0x15u
#define SYS_EXIT 0x18u
#define STOPPED 0x20026u
#define STOPPED_BY_ERROR 0x20023u

static uint32_t host(uint32_t what, uintptr_t with) {
  register uint32_t r0 __asm__("r0") = what;
  register uintptr_t r1 __asm__("r1") = with;
  __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

static uint8_t seed[32];
static uint32_t seeded, drawn;

static uint32_t digit(char c) {
  return c >= '0' && c <= '9' ? (uint32_t)(c - '0') : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10u : 16u;
}

/* The seed is the last 64 digits of the command line. */
static void read_seed(void) {
  static char line[160];
  const struct {
    char *line;
    uint32_t size;
  } block = {line, sizeof line};
  size_t n = 0;
  if (host(SYS_GET_CMDLINE, (uintptr_t)&block) != 0)
    return;
  while (n < sizeof line && line[n] != '\0')
    n++;
  for (size_t i = 0; n >= 64 && i < 64; i++) {
    if (digit(line[n - 64 + i]) > 15u)
      return;
    seed[i / 2] = (uint8_t)(seed[i / 2] * 16u + digit(line[n - 64 + i]));
  }
  seeded = n >= 64;
}

void board_start(void) {
  timer->reload = 0xffffffffu;
  timer->value = 0xffffffffu;
  timer->control = 1;
  for (uint32_t i = 0; i < LINKS; i++) {
    uarts[i]->baud = 16;
    uarts[i]->control = CONTROL_TX | CONTROL_RX | CONTROL_RX_INTERRUPT;
    *INTERRUPT_ENABLE = 1u << receives[i];
  }
  read_seed();
}

/* Interrupts are masked, and wake all the same (ARMv7-M, B1.5.17). */
uint8_t board_read(uint32_t link) {
  struct uart *u = uarts[link];
  while ((u->state & STATE_RX_FULL) == 0) {
    __asm__ volatile("wfi");
    for (uint32_t i = 0; i < LINKS; i++)
      uarts[i]->interrupt = INTERRUPT_RX;
    *INTERRUPT_PENDING_CLEAR = 0xffffffffu;
  }
  return (uint8_t)u->data;
}

void board_write(uint32_t link, const uint8_t *in, size_t n) {
  for (size_t i = 0; i < n; i++) {
    while ((uarts[link]->state & STATE_TX_FULL) != 0)
      continue;
    uarts[link]->data = in[i];
  }
}

uint32_t board_ticks(void) {
  return 0xffffffffu - timer->value;
}

void board_say(const char *text) {
  (void)host(SYS_WRITE0, (uintptr_t)text);
}

void board_say_number(uint32_t n) {
  char text[11] = {0};
  size_t at = sizeof text - 1;
  do {
    text[--at] = (char)('0' + n % 10u);
    n /= 10u;
  } while (n > 0);
  board_say(text + at);
}

void board_exit(int status) {
  (void)host(SYS_EXIT, status == 0 ? STOPPED : STOPPED_BY_ERROR);
  for (;;)
    continue;
}

int64_t board_now(void *context) {
  (void)context;
  return (int64_t)host(SYS_TIME, 0);
}

int board_random(void *context, uint8_t *out, size_t n) {
  struct hf_hash h;
  uint8_t block[32];
  (void)context;
  if (seeded == 0)
    return -1;
  for (size_t i = 0; i < n; i++) {
    if (i % sizeof block == 0) {
      drawn++;
      hf_hash_start(&h, HF_HASH_SHA256);
      hf_hash_update(&h, seed, sizeof seed);
      hf_hash_update(&h, (const uint8_t *)&drawn, sizeof drawn);
      hf_hash_finish(&h, block);
    }
    out[i] = block[i % sizeof block];
  }
  return 0;
}
