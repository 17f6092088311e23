/* Certificates: read one, verify a chain of two. */
#ifndef BENCH_CERTIFICATES_H
#define BENCH_CERTIFICATES_H

/* Prints how many a CPU second takes. */
void bench_certificates_speed(void);
/* `work`: read or verify; chain: server-rsa or server-ec, both of two certificates. n times, between callgrind's switches. */
void bench_certificates_once(const char *work, const char *chain, unsigned long n);
#endif
