/* Counts the compressions of SHA-256: the program is linked so that each call passes here. */
#ifndef BENCH_COMPRESSIONS_H
#define BENCH_COMPRESSIONS_H

extern unsigned long bench_compressions;
#endif
