/* Captured TLS: a file of packets becomes the bytes of TCP connections, in the order in which they travelled. */
#ifndef CAPTURES_CAPTURE_H
#define CAPTURES_CAPTURE_H
#include <stddef.h>
#include <stdint.h>

struct bytes {
  uint8_t *p;
  size_t n;
};

/* All of a file; a gzip'ed one is unpacked. p is NULL when it cannot be read. The caller frees p. */
struct bytes read_whole(const char *path);
void append(struct bytes *b, const uint8_t *in, size_t n);
uint32_t big(const uint8_t *p, size_t n);

#define CLIENT 0
#define SERVER 1

/* What is called for each packet's new bytes of a connection (they are numbered from 0), and for each key log inside. */
struct taker {
  void (*data)(void *context, unsigned connection, int from, const uint8_t *in, size_t n);
  void (*key_log)(void *context, const uint8_t *in, size_t n);
  void *context;
};

/* pcap and pcapng, little-endian, as written on the machines of today. 0, or -1: not such a file. */
int read_capture(const struct bytes *file, const struct taker *t);

/* One packet of a link type. Connections are remembered until tcp_forget. */
void read_packet(const struct taker *t, uint32_t link, const uint8_t *p, size_t n);
void tcp_forget(void);
#endif
