#include "capture.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void append(struct bytes *b, const uint8_t *in, size_t n) {
  if (n == 0)
    return;
  b->p = realloc(b->p, b->n + n);
  if (b->p == NULL)
    abort();
  memcpy(b->p + b->n, in, n);
  b->n += n;
}

uint32_t big(const uint8_t *p, size_t n) {
  uint32_t v = 0;
  for (size_t i = 0; i < n; i++)
    v = v << 8 | p[i];
  return v;
}

static uint32_t little(const uint8_t *p, size_t n) {
  uint32_t v = 0;
  while (n-- > 0)
    v = v << 8 | p[n];
  return v;
}

struct bytes read_whole(const char *path) {
  struct bytes b = {NULL, 0};
  char command[1100];
  uint8_t part[4096];
  size_t n = strlen(path);
  int packed = n > 3 && strcmp(path + n - 3, ".gz") == 0;
  snprintf(command, sizeof command, "gzip -dc '%s'", path);
  FILE *f = packed ? popen(command, "r") : fopen(path, "rb");
  if (f == NULL)
    return b;
  while ((n = fread(part, 1, sizeof part, f)) > 0)
    append(&b, part, n);
  if (packed)
    pclose(f);
  else
    fclose(f);
  return b;
}

static int read_pcap(const struct bytes *file, const struct taker *t) {
  uint32_t link = little(file->p + 20, 4);
  size_t at = 24, n;
  for (; at + 16 <= file->n; at += 16 + n) {
    n = little(file->p + at + 8, 4);
    if (n > file->n - at - 16)
      return -1;
    read_packet(t, link, file->p + at + 16, n);
  }
  return at == file->n ? 0 : -1;
}

/* One interface is enough: the last that was described. Blocks: 1 interface, 6 packet, 10 secrets. */
static int read_pcapng(const struct bytes *file, const struct taker *t) {
  uint32_t link = 0;
  size_t at = 0, n;
  for (; at + 12 <= file->n; at += n) {
    const uint8_t *block = file->p + at;
    uint32_t type = little(block, 4);
    n = little(block + 4, 4);
    if (n < 12 || n > file->n - at)
      return -1;
    if (type == 1 && n >= 20)
      link = little(block + 8, 2);
    else if (type == 6 && n >= 32 && little(block + 20, 4) <= n - 32)
      read_packet(t, link, block + 28, little(block + 20, 4));
    else if (type == 10 && n >= 20 && memcmp(block + 8, "KSLT", 4) == 0 && little(block + 12, 4) <= n - 20)
      t->key_log(t->context, block + 16, little(block + 12, 4));
  }
  return at == file->n ? 0 : -1;
}

int read_capture(const struct bytes *file, const struct taker *t) {
  tcp_forget();
  if (file->n >= 24 && little(file->p, 4) == 0xa1b2c3d4)
    return read_pcap(file, t);
  if (file->n >= 28 && little(file->p, 4) == 0x0a0d0d0a)
    return read_pcapng(file, t);
  return -1;
}
