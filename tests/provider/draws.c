/* Key pairs, and the random source that they are drawn from: it may fail at any draw. */
#include "kit.h"

static int fill(void *context, uint8_t *out, size_t n) {
  struct kit_draws *d = context;
  const uint32_t number = d->drawn++;
  if (number == d->fails) {
    kit_fill(out, n / 2, d->seed); /* some came, then it failed */
    return d->answer;
  }
  if (number < d->first)
    memset(out, d->byte, n);
  else
    kit_fill(out, n, d->seed + number);
  return 0;
}

struct hf_random kit_source(struct kit_draws *d) {
  return (struct hf_random){fill, d};
}

static int generate(uint32_t group, struct kit_draws *d, struct kit_area *scalar, struct kit_area *point,
                    enum kit_place place) {
  const struct hf_random random = kit_source(d);
  *scalar = kit_room(kit_scalar(group), place);
  *point = kit_room(kit_share(group), place);
  return hf_ecdh_generate(group, &random, scalar->bytes, point->bytes);
}

/* Two pairs agree: each with the other's point. So the points are of the scalars. */
static void pairs(uint32_t group) {
  for (uint32_t i = 0; i < 20; i++) {
    const enum kit_place place = (enum kit_place)(i % KIT_PLACES);
    struct kit_draws d[2] = {{.seed = 100 + i, .fails = KIT_ANY}, {.seed = 200 + i, .fails = KIT_ANY}};
    struct kit_area scalar[2], point[2];
    uint8_t x[2][HF_SCALAR_MAX];
    for (int j = 0; j < 2; j++) {
      KIT_CHECK(generate(group, &d[j], &scalar[j], &point[j], place) == 0, "a key pair");
      KIT_CHECK(d[j].drawn > 0, "nothing was drawn for it");
    }
    KIT_CHECK(memcmp(scalar[0].bytes, scalar[1].bytes, scalar[0].n) != 0, "two draws, and one scalar");
    for (int j = 0; j < 2; j++)
      KIT_CHECK(hf_ecdh_agree(group, scalar[j].bytes, point[1 - j].bytes, point[0].n, x[j]) == 0, "they agree");
    KIT_CHECK(memcmp(x[0], x[1], scalar[0].n) == 0, "they agree on two things");
    for (int j = 0; j < 2; j++) {
      kit_end(&scalar[j], "the scalar");
      kit_end(&point[j], "the point");
    }
  }
}

static void wiped(uint32_t group, struct kit_draws d, const char *what) {
  for (enum kit_place place = 0; place < KIT_PLACES; place++) {
    static const uint8_t zeroes[HF_POINT_MAX];
    struct kit_area scalar, point;
    d.drawn = 0;
    KIT_CHECK(generate(group, &d, &scalar, &point, place) == -1, "%s: there is a key pair all the same", what);
    kit_holds(&scalar, zeroes, "the scalar behind a failure");
    kit_holds(&point, zeroes, "the point behind a failure");
  }
}

/* Whether a source that begins with so many draws of a byte is asked for another one behind them. */
static bool comes_to(uint32_t group, uint32_t k, uint8_t byte) {
  struct kit_draws d = {.seed = k, .first = k, .byte = byte, .fails = KIT_ANY};
  struct kit_area scalar, point;
  const bool made = generate(group, &d, &scalar, &point, KIT_LAST) == 0;
  kit_end(&scalar, "the scalar");
  kit_end(&point, "the point");
  return made && d.drawn > k;
}

/* Fails at draw number k, for each k that is reached: behind draws that can be no scalar too, all zeroes or all ones. Whatever it is but
   0, it is a failure. */
static void failing(uint32_t group) {
  static const uint8_t bytes[] = {0x00, 0xff};
  static const int answers[] = {-1, 1, 5};
  for (size_t i = 0; i < sizeof bytes; i++) {
    for (uint32_t k = 0; k < 40 && comes_to(group, k, bytes[i]); k++) {
      for (size_t j = 0; j < sizeof answers / sizeof answers[0]; j++) {
        struct kit_draws d = {.seed = k, .first = k, .byte = bytes[i], .fails = k, .answer = answers[j]};
        wiped(group, d, "a source that fails");
      }
    }
  }
}

static uint32_t of;

static void fails_at_once(void *context) {
  struct kit_draws *d = context;
  const struct hf_random random = kit_source(d);
  uint8_t scalar[HF_SCALAR_MAX], point[HF_POINT_MAX];
  KIT_CHECK(hf_ecdh_generate(of, &random, scalar, point) == -1, "there is a key pair all the same");
}

/* Of what a source gave before it failed nothing is left on the stack either. */
static void nothing_left(uint32_t group) {
  struct kit_draws d = {.seed = 77, .answer = -1};
  uint8_t drawn[16];
  bool left = true;
  of = group;
  kit_fill(drawn, sizeof drawn, d.seed);
  (void)kit_stack(fails_at_once, &d, drawn, sizeof drawn, &left);
  KIT_CHECK(d.drawn == 1 && !left, "what was drawn is on the stack");
}

/* A source that is broken for ever does not keep it for ever, and no scalar is 0. */
static void constant(uint32_t group) {
  static const uint8_t bytes[] = {0x00, 0xff};
  for (size_t i = 0; i < sizeof bytes; i++) {
    struct kit_draws d = {.first = KIT_ANY, .byte = bytes[i], .fails = KIT_ANY};
    struct kit_area scalar, point;
    const bool made = generate(group, &d, &scalar, &point, KIT_LAST) == 0;
    if (group != HF_GROUP_X25519) /* its scalars have a bit set when they are used (RFC 7748 5) */
      KIT_CHECK(made != kit_is_zero(scalar.bytes, scalar.n), "a scalar of zeroes, or one left behind a failure");
    KIT_CHECK(made != kit_is_zero(point.bytes, point.n), "a point of zeroes, or one left behind a failure");
    kit_end(&scalar, "the scalar");
    kit_end(&point, "the point");
  }
}

#define OF(of, id)                                                                                                     \
  {of, "pairs", pairs, id}, {of, "failing", failing, id}, {of, "nothing_left", nothing_left, id}, {                    \
    of, "constant", constant, id                                                                                       \
  }
const struct kit_test kit_draw[] = {OF("secp256r1", HF_GROUP_SECP256R1),
                                    OF("secp384r1", HF_GROUP_SECP384R1),
                                    OF("secp521r1", HF_GROUP_SECP521R1),
                                    OF("x25519", HF_GROUP_X25519),
                                    {0}};
