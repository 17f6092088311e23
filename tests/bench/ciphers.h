/* Ciphers and SHA-256 by themselves, each way that they can be computed. */
#ifndef BENCH_CIPHERS_H
#define BENCH_CIPHERS_H

/* A line for each: `cipher NAME WAY MB/s`, the best of many calls of 16 KiB; WAY is instructions or plain. */
void bench_ciphers(void);
#endif
