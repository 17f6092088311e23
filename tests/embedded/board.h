/* The board of tests/embedded: QEMU's mps2-an386, a Cortex-M4 without an operating system. Each connection has a UART of its own, which
   QEMU joins to a socket. What a board of one's own would have of hardware, a random source and a clock, is asked of the host by
   semihosting here: that is for the emulator alone. */
#ifndef HANDFAST_EMBEDDED_BOARD_H
#define HANDFAST_EMBEDDED_BOARD_H
#include <stddef.h>
#include <stdint.h>

#define LINKS 5u
#define TICKS_IN_A_SECOND 25000000u

void board_start(void);

/* One byte from the peer of a link, which is waited for; or bytes to it. */
uint8_t board_read(uint32_t link);
void board_write(uint32_t link, const uint8_t *in, size_t n);

/* The timer: ticks since board_start. */
uint32_t board_ticks(void);

/* How much of the stack was ever used, in bytes: all below that is still as the start painted it. */
size_t board_stack_used(void);

/* To the host. */
void board_say(const char *text);
void board_say_number(uint32_t n);
void board_exit(int status);

/* Seconds since 1970-01-01 UTC, by the host's clock. */
int64_t board_now(void *context);

/* Random bytes: SHA-256 of a seed of 32 bytes, which the host gives in the command line and which it must draw anew for each run, and of
   a count. For the emulator alone: a device has a source of its own. 0, or -1 without a seed. */
int board_random(void *context, uint8_t *out, size_t n);
#endif
