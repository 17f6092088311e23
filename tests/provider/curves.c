/* Key agreement (RFC 8422 5.10, RFC 7748), points (SEC 1 3.2.2.1) and ECDSA (FIPS 186-4 6.4). */
#include "kit.h"

size_t kit_scalar(uint32_t group) {
  return group == HF_GROUP_SECP384R1 ? 48 : group == HF_GROUP_SECP521R1 ? 66 : 32;
}

size_t kit_share(uint32_t group) {
  return group == HF_GROUP_X25519 ? 32 : 2 * kit_scalar(group) + 1;
}

static uint32_t group_of(const uint8_t *field, size_t n) {
  return field[n - 1];
}

static uint32_t of; /* the group that is tested */

static void judge_agree(const struct kit_line *v) {
  for (enum kit_place place = 0; place < KIT_PLACES; place++) {
    struct kit_area scalar = kit_input(v->bytes[1], v->n[1], place), point = kit_input(v->bytes[2], v->n[2], place);
    struct kit_area x = kit_room(kit_scalar(of), place);
    KIT_CHECK(hf_ecdh_agree(of, scalar.bytes, point.bytes, point.n, x.bytes) == 0, "line %zu", v->line);
    kit_holds(&x, v->bytes[3], "what was agreed on");
    kit_end(&scalar, "the scalar");
    kit_end(&point, "the point");
  }
}

static void agree(uint32_t group) {
  of = group;
  kit_each("agree", true, group, 40, judge_agree);
}

static void agree_openssl(uint32_t group) {
  of = group;
  kit_each("ecdh", true, group, 3, judge_agree);
}

/* What is no point of the group is refused, and the answer is wiped. */
static void judge_refused(const struct kit_line *v) {
  uint8_t bytes[HF_SCALAR_MAX];
  static const uint8_t zeroes[HF_SCALAR_MAX];
  if (group_of(v->bytes[1], v->n[1]) != of)
    return;
  kit_fill(bytes, sizeof bytes, 1);
  bytes[0] = 0; /* below each order */
  for (enum kit_place place = 0; place < KIT_PLACES; place++) {
    struct kit_area scalar = kit_input(bytes, kit_scalar(of), place), point = kit_input(v->bytes[2], v->n[2], place);
    struct kit_area x = kit_room(kit_scalar(of), place);
    KIT_CHECK(hf_ecdh_agree(of, scalar.bytes, point.bytes, point.n, x.bytes) == -1, "line %zu: it is taken", v->line);
    kit_holds(&x, zeroes, "what is left of a refusal");
    kit_end(&scalar, "the scalar");
    kit_end(&point, "the point");
  }
}

static void refused(uint32_t group) {
  of = group;
  kit_each("check", true, 1, 40, judge_refused);
}

static void judge_point(const struct kit_line *v) {
  if (group_of(v->bytes[1], v->n[1]) != of)
    return;
  for (enum kit_place place = 0; place < KIT_PLACES; place++) {
    struct kit_area point = kit_input(v->bytes[2], v->n[2], place);
    KIT_CHECK(hf_point_check(of, point.bytes, point.n) == (v->number == 0 ? 0 : -1), "line %zu", v->line);
    kit_end(&point, "the point");
  }
}

static void points(uint32_t group) {
  of = group;
  kit_each("check", true, KIT_ANY, 50, judge_point);
}

static int verify(const uint8_t *const *f, const size_t *n) {
  int answer = 0;
  for (enum kit_place place = 0; place < KIT_PLACES; place++) {
    struct kit_area a[4];
    for (size_t i = 0; i < 4; i++)
      a[i] = kit_input(f[i], n[i], place);
    const int one = hf_ecdsa_verify(of, a[0].bytes, a[0].n, a[1].bytes, a[1].n, a[2].bytes, a[3].bytes);
    KIT_CHECK(place == 0 || one == answer, "it hangs on where the bytes stand");
    answer = one;
    for (size_t i = 0; i < 4; i++)
      kit_end(&a[i], "what was read");
  }
  return answer;
}

static void judge_signature(const struct kit_line *v) {
  const uint8_t *const f[] = {v->bytes[2], v->bytes[3], v->bytes[4], v->bytes[5]};
  if (group_of(v->bytes[1], v->n[1]) == of)
    KIT_CHECK(verify(f, v->n + 2) == (v->number == 0 ? 0 : -1), "line %zu", v->line);
}

static void signatures(uint32_t group) {
  of = group;
  kit_each("signature", true, 0, 40, judge_signature);
}

static void forged(uint32_t group) {
  of = group;
  kit_each("signature", true, 1, 70, judge_signature);
}

static void judge_openssl(const struct kit_line *v) {
  const uint8_t *const f[] = {v->bytes[1], v->bytes[2], v->bytes[3], v->bytes[4]};
  KIT_CHECK(verify(f, v->n + 1) == 0, "line %zu", v->line);
}

static void signatures_openssl(uint32_t group) {
  of = group;
  kit_each("ecdsa", true, group, 9, judge_openssl);
}

/* A key that is no point verifies nothing. */
static void judge_key(const struct kit_line *v) {
  static const uint8_t one[HF_SCALAR_MAX] = {[31] = 1, [47] = 1, [65] = 1};
  const uint8_t *const f[] = {v->bytes[2], one, one, one};
  const size_t n[] = {v->n[2], 32, kit_scalar(of), kit_scalar(of)};
  if (group_of(v->bytes[1], v->n[1]) == of)
    KIT_CHECK(verify(f, n) == -1, "line %zu: it verifies", v->line);
}

static void keys(uint32_t group) {
  of = group;
  kit_each("check", true, 1, 40, judge_key);
}

#define NIST(of, id)                                                                                                   \
  {of, "agree", agree, id}, {of, "agree_openssl", agree_openssl, id}, {of, "refused", refused, id},                    \
      {of, "points", points, id}, {of, "signatures", signatures, id}, {of, "forged", forged, id},                      \
      {of, "signatures_openssl", signatures_openssl, id}, {                                                            \
    of, "keys", keys, id                                                                                               \
  }
const struct kit_test kit_curves[] = {
    NIST("secp256r1", HF_GROUP_SECP256R1),           NIST("secp384r1", HF_GROUP_SECP384R1),
    NIST("secp521r1", HF_GROUP_SECP521R1),           {"x25519", "agree", agree, HF_GROUP_X25519},
    {"x25519", "refused", refused, HF_GROUP_X25519}, {0}};
