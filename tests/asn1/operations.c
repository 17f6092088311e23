/* Included by the grammar, behind its levels[], chosen[], items[] and entries[]; not compiled on its own. */
#include <string.h>

static void take(struct g2 *g, uint8_t octet);

struct reading {
  const uint8_t *in;
  struct verdict *v;
};

static int read_level(struct reading *r, int level, size_t at, size_t end, uint8_t error);

/* What comes of an octet in this level. */
static struct g2 after(struct g2 g, uint8_t octet) {
  g.item = -1;
  take(&g, octet);
  return g;
}

/* The error where a level may not go on or end: of the field that must come, when all that may come agree. */
static uint8_t level_error(struct g2 g, uint8_t error) {
  int own = -1;
  if (g.cs >= asn1_first_final)
    return error;
  for (unsigned octet = 0; octet < 256; octet++) {
    struct g2 next = after(g, (uint8_t)octet);
    if (next.item < 0)
      continue;
    if (own >= 0 && own != items[next.item].error)
      return error;
    own = items[next.item].error;
  }
  return own > 0 ? (uint8_t)own : error;
}

static int refuse(struct reading *r, uint8_t error) {
  r->v->error = error;
  return 0;
}

/* The octets of identifier and length, and those of the contents; 0: not both are there. */
static size_t read_header(const uint8_t *p, size_t left, size_t *contents) {
  if (left < 2 || (p[0] & 0x1f) == 0x1f)
    return 0;
  size_t octets = p[1] < 0x80 ? 0 : p[1] - 0x80u;
  if (p[1] == 0x80 || octets > 3 || left < 2 + octets)
    return 0;
  *contents = octets == 0 ? p[1] : 0;
  for (size_t i = 0; i < octets; i++)
    *contents = *contents << 8 | p[2 + i];
  if ((octets == 1 && *contents < 0x80) || (octets > 1 && p[2] == 0) || *contents > left - 2 - octets)
    return 0;
  return 2 + octets;
}

static int is_minimal(const uint8_t *p, size_t n) {
  return n == 1 || (n > 1 && !(p[0] == 0 && (p[1] & 0x80) == 0) && !(p[0] == 0xff && (p[1] & 0x80) != 0));
}

static int is_identifier(const uint8_t *p, size_t n) {
  int begins = 1;
  for (size_t i = 0; i < n; i++) {
    if (begins && p[i] == 0x80)
      return 0;
    begins = (p[i] & 0x80) == 0;
  }
  return n > 0 && begins;
}

static int are_bits(const uint8_t *p, size_t n) {
  return n >= 1 && p[0] < 8 && (n > 1 || p[0] == 0) && (n == 1 || (p[n - 1] & ((1u << p[0]) - 1)) == 0);
}

static int fits(const struct item *m, const uint8_t *p, size_t n) {
  if (n < m->least || (m->most != 0xffff && n > m->most))
    return 0;
  switch (m->form) {
  case F_BOOLEAN:
    return n == 1 && (p[0] == 0 || p[0] == 255);
  case F_UNSIGNED:
  case F_INTEGER:
    if (!is_minimal(p, n) || (m->form == F_UNSIGNED && p[0] > 127))
      return 0;
    return !m->has_number || (n == 1 && p[0] < 128) || (n == 2 && p[0] == 0);
  case F_BITS:
  case F_NAMED_BITS:
    return are_bits(p, n);
  case F_NULL:
    return n == 0;
  case F_IDENTIFIER:
    return is_identifier(p, n);
  case F_ENUMERATED:
    return n == 1 && p[0] < 16 && (m->mask >> p[0] & 1) != 0;
  default:
    return 1;
  }
}

/* The number of an identifier in its set, 0 when it is not there; *level: of what follows. */
static unsigned choose(int item, const uint8_t *p, size_t n, int *level) {
  unsigned number = 0;
  *level = items[item].other;
  for (size_t i = 0; i < sizeof chosen / sizeof *chosen; i++) {
    if (chosen[i].item != item)
      continue;
    number++;
    if (chosen[i].n == n && memcmp(chosen[i].octets, p, n) == 0) {
      *level = chosen[i].level;
      return number;
    }
  }
  return 0;
}

/* Whether it is an identifier that must be one of its set. */
static int is_closed(int item) {
  for (size_t i = 0; i < sizeof chosen / sizeof *chosen; i++) {
    if (chosen[i].item == item)
      return !items[item].is_open;
  }
  return 0;
}

static uint32_t number_of(const struct item *m, const uint8_t *p, size_t n) {
  switch (m->form) {
  case F_BOOLEAN:
    return p[0] != 0;
  case F_BITS:
    return p[0];
  case F_NAMED_BITS:
    return n > 1 ? p[1] : 0;
  default:
    return n > 0 ? p[n - 1] : 0;
  }
}

static int note(struct reading *r, const struct item *m, size_t at, size_t size, size_t n, unsigned choice,
                uint8_t error) {
  const uint8_t *p = r->in + at + size;
  struct verdict *v = r->v;
  int is_default = m->has_default && n == 1 && p[0] == m->default_value;
  int is_long = m->form == F_NAMED_BITS && n > 1 && (p[n - 1] >> p[0] & 1) == 0;
  if (is_default || (is_long && !m->has_default))
    v->odd = m->error != 0 ? m->error : error;
  if (m->kept != 0) {
    int skipped = m->kept == 1 && (m->form == F_BITS || m->form == F_NAMED_BITS);
    v->at[m->slot] = m->kept == 2 ? at : at + size + (size_t)skipped;
    v->n[m->slot] = m->kept == 2 ? size + n : n - (size_t)skipped;
  }
  if (m->has_number)
    v->numbers[m->number] = m->form == F_IDENTIFIER ? choice : number_of(m, p, n);
  if (!m->has_mark || is_default || (m->form == F_BOOLEAN && p[0] == 0))
    return 1;
  if (v->marks[m->mark + choice] && choice != 0 && m->twice != 0)
    return refuse(r, m->twice);
  v->marks[m->mark + choice] = 1;
  return 1;
}

static int read_level(struct reading *r, int level, size_t at, size_t end, uint8_t error) {
  struct g2 g = {levels[level], -1};
  while (at < end) {
    struct g2 next = after(g, r->in[at]);
    size_t n = 0, size;
    if (next.item < 0)
      return refuse(r, level_error(g, error));
    const struct item *m = &items[next.item];
    uint8_t own = m->error != 0 ? m->error : error;
    int to = 0;
    size = read_header(r->in + at, end - at, &n);
    if (size == 0 || !fits(m, r->in + at + size, n))
      return refuse(r, own);
    unsigned choice = m->form == F_IDENTIFIER ? choose(next.item, r->in + at + size, n, &to) : 0;
    if (choice == 0 && is_closed(next.item))
      return refuse(r, own);
    if (!note(r, m, at, size, n, choice, error))
      return 0;
    if (m->child != 0 && !read_level(r, m->child, at + size, at + size + n, own))
      return 0;
    g = next;
    if (m->has_levels)
      g.cs = levels[to];
    at += size + n;
  }
  return g.cs >= asn1_first_final ? 1 : refuse(r, level_error(g, error));
}

static const struct entry *find(uint32_t read) {
  for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
    if (entries[i].read == read)
      return &entries[i];
  return NULL;
}

void ragel_read(uint32_t entry, const uint8_t *in, size_t n, struct verdict *v) {
  const struct entry *e = find(entry);
  struct reading r = {in, v};
  memset(v, 0, sizeof *v);
  read_level(&r, e->level, 0, n, e->error);
}

/* Inputs: a way through the levels, drawn at random. */
struct making {
  uint8_t *out;
  size_t n, room;
};

static void put(struct making *k, unsigned octet) {
  if (k->n < k->room)
    k->out[k->n++] = (uint8_t)octet;
}

static size_t make_value(const struct item *m, int item, uint8_t *p) {
  static const unsigned char any[][4] = {{0x55, 4, 3}, {0x2b, 6, 1}};
  size_t n = 1 + random_below(3);
  for (size_t i = 0; i < 4; i++)
    p[i] = (uint8_t)random_below(256);
  switch (m->form) {
  case F_BOOLEAN:
    p[0] = random_below(4) == 0 ? 0 : 255;
    return 1;
  case F_UNSIGNED:
  case F_INTEGER:
    p[0] = (uint8_t)(1 + random_below(100));
    return m->has_number ? (p[0] %= 3, 1) : n;
  case F_BITS:
  case F_NAMED_BITS:
    p[0] = m->form == F_BITS ? 0 : 7;
    p[1] = m->form == F_BITS ? p[1] : 0x80;
    return 2;
  case F_NULL:
    return 0;
  case F_ENUMERATED:
    do
      p[0] = (uint8_t)random_below(16);
    while ((m->mask >> p[0] & 1) == 0);
    return 1;
  case F_IDENTIFIER:
    for (size_t i = 0, drawn = random_below(sizeof chosen / sizeof *chosen); i < sizeof chosen / sizeof *chosen; i++) {
      const struct chosen *c = &chosen[(i + drawn) % (sizeof chosen / sizeof *chosen)];
      if (c->item != item || (random_below(8) == 0 && m->is_open))
        continue;
      memcpy(p, c->octets, c->n);
      return c->n;
    }
    memcpy(p, any[random_below(2)], 3);
    return 3;
  default:
    if (m->most != 0xffff && n > m->most)
      n = m->most;
    n = n < m->least ? m->least : n;
    memset(p, '1', n);
    return n;
  }
}

static void make_level(struct making *k, int level, unsigned depth) {
  struct g2 g = {levels[level], -1};
  while (k->n < k->room) {
    uint8_t octets[256];
    unsigned octets_n = 0;
    for (unsigned octet = 0; octet < 256; octet++) {
      if ((octet & 0x1f) != 0x1f && after(g, (uint8_t)octet).item >= 0)
        octets[octets_n++] = (uint8_t)octet;
    }
    if (octets_n == 0 || (g.cs >= asn1_first_final && random_below(3) == 0))
      return;
    uint8_t octet = octets_n > 60 ? 0x04 : octets[random_below(octets_n)];
    struct g2 next = after(g, octet);
    const struct item *m = &items[next.item];
    static uint8_t inner[30][2048];
    struct making c = {inner[depth], 0, k->room / 2 < 2048 ? k->room / 2 : 2048};
    int to = 0;
    if (m->child != 0)
      make_level(&c, m->child, depth + 1);
    else
      c.n = make_value(m, next.item, c.out);
    if (m->form == F_IDENTIFIER)
      choose(next.item, c.out, c.n, &to);
    put(k, octet);
    if (c.n > 255)
      put(k, 0x82), put(k, (unsigned)(c.n >> 8));
    else if (c.n > 127)
      put(k, 0x81);
    put(k, (unsigned)(c.n & 255));
    for (size_t i = 0; i < c.n; i++)
      put(k, c.out[i]);
    g = next;
    if (m->has_levels)
      g.cs = levels[to];
  }
}

size_t ragel_make(uint32_t entry, uint8_t *out, size_t room) {
  struct making k = {out, 0, room};
  make_level(&k, find(entry)->level, 0);
  return k.n;
}
