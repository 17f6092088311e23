/* RSA's public operation: RFC 8017 5.2.2. */
#include "kit.h"

static void judge(const struct kit_line *v) {
  for (enum kit_place place = 0; place < KIT_PLACES; place++) {
    struct kit_area n = kit_input(v->bytes[1], v->n[1], place), e = kit_input(v->bytes[2], v->n[2], place);
    struct kit_area in = kit_input(v->bytes[3], v->n[3], place), out = kit_room(v->n[1], place);
    struct kit_area same = kit_changed(v->bytes[3], v->n[3], place);
    const int want = v->number == 0 ? 0 : -1;
    KIT_CHECK(hf_rsa_public(n.bytes, n.n, e.bytes, e.n, in.bytes, out.bytes) == want, "line %zu", v->line);
    KIT_CHECK(hf_rsa_public(n.bytes, n.n, e.bytes, e.n, same.bytes, same.bytes) == want, "line %zu, in place", v->line);
    if (want == 0) {
      KIT_CHECK(memcmp(out.bytes, v->bytes[4], out.n) == 0, "line %zu: another number", v->line);
      KIT_CHECK(memcmp(same.bytes, v->bytes[4], out.n) == 0, "line %zu: another number, in place", v->line);
    }
    kit_end(&n, "the modulus");
    kit_end(&e, "the exponent");
    kit_end(&in, "the input");
    kit_end(&out, "the output");
    kit_end(&same, "input and output");
  }
}

static void known(uint32_t answer) {
  kit_each("power", true, answer, answer == 0 ? 40 : 40, judge);
}

const struct kit_test kit_rsa[] = {{"rsa", "known", known, 0}, {"rsa", "refused", known, 1}, {0}};
