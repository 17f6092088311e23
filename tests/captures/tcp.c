/* Ethernet, loopback or bare IP; IPv4 and IPv6 without extension headers or fragments; TCP in order, where what comes twice
   is dropped. That is what the captures hold; bytes that are missing show as records that do not fit. */
#include "capture.h"
#include <string.h>

#define CONNECTIONS 4096u

struct end {
  uint8_t address[16];
  uint16_t port;
};

static struct connection {
  struct end end[2];
  uint32_t next[2]; /* sequence number */
  uint8_t begun[2];
} connections[CONNECTIONS];
static unsigned count;

void tcp_forget(void) {
  memset(connections, 0, sizeof connections);
  count = 0;
}

static int same(const struct end *a, const struct end *b) {
  return a->port == b->port && memcmp(a->address, b->address, 16) == 0;
}

/* Who speaks first is the client. */
static unsigned find(const struct end *from, const struct end *to, int opens, int *side) {
  for (unsigned i = count; i-- > 0 && !opens;)
    for (*side = 0; *side < 2; ++*side)
      if (same(&connections[i].end[*side], from) && same(&connections[i].end[1 - *side], to))
        return i;
  *side = CLIENT;
  if (count == CONNECTIONS)
    return 0;
  connections[count].end[CLIENT] = *from;
  connections[count].end[SERVER] = *to;
  return count++;
}

static void read_tcp(const struct taker *t, struct end *from, struct end *to, const uint8_t *p, size_t n) {
  int side = 0;
  if (n < 20 || (size_t)(p[12] / 16) * 4 > n)
    return;
  from->port = (uint16_t)big(p, 2);
  to->port = (uint16_t)big(p + 2, 2);
  uint32_t sequence = big(p + 4, 4);
  unsigned i = find(from, to, (p[13] & 0x12) == 0x02, &side);
  struct connection *c = &connections[i];
  size_t header = (size_t)(p[12] / 16) * 4;
  int opens = (p[13] & 0x02) != 0;
  p += header;
  n -= header;
  if (!c->begun[side])
    c->next[side] = sequence;
  if (opens)
    c->next[side] = ++sequence;
  c->begun[side] = 1;
  uint32_t old = c->next[side] - sequence;
  if (old >= n)
    return;
  c->next[side] += (uint32_t)n - old;
  t->data(t->context, i, side, p + old, n - old);
}

static void read_ip(const struct taker *t, const uint8_t *p, size_t n) {
  struct end from = {{0}, 0}, to = {{0}, 0};
  if (n >= 20 && p[0] / 16 == 4 && p[9] == 6) {
    size_t header = (size_t)(p[0] % 16) * 4, whole = big(p + 2, 2);
    if (whole > n || whole < header)
      return;
    memcpy(from.address, p + 12, 4);
    memcpy(to.address, p + 16, 4);
    read_tcp(t, &from, &to, p + header, whole - header);
  } else if (n >= 40 && p[0] / 16 == 6 && p[6] == 6 && big(p + 4, 2) <= n - 40) {
    memcpy(from.address, p + 8, 16);
    memcpy(to.address, p + 24, 16);
    read_tcp(t, &from, &to, p + 40, big(p + 4, 2));
  }
}

void read_packet(const struct taker *t, uint32_t link, const uint8_t *p, size_t n) {
  size_t before = link == 1 ? 14 : link == 0 ? 4 : 0; /* Ethernet, loopback, bare IP */
  if (n > before)
    read_ip(t, p + before, n - before);
}
