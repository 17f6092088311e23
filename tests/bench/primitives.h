/* The primitives of engine/crypto, each alone. */
#ifndef BENCH_PRIMITIVES_H
#define BENCH_PRIMITIVES_H

/* Prints a line `p256 OPERATION NANOSECONDS` for each. */
void bench_p256(void);
#endif
