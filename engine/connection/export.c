/* What an application derives from a connection for itself (RFC 5705, RFC 5929). */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/profile.h"
#include "handfast.h"
#include "handshake/suite.h"
#include "handshake/version.h"
#include "keys/exporter.h"
#include "keys/hkdf.h"
#include "keys/master.h"

/* Why nothing may be exported, or HF_OK. */
/*@ requires c != \null ==> \valid_read(c); HF_TOTAL; assigns \nothing;
  @ ensures P28: \result == HF_OK ==> c != \null && c->machine.failed == 0 && c->machine.opened != 0 &&
  @   c->parameters.extended_master_secret != 0 && c->exports >= least; */
static enum hf_error refusal(const struct hf_connection *c, uint32_t least) {
  if (c == NULL)
    return HF_ERROR_ARGUMENT_MISSING;
  if (c->machine.failed != 0u)
    return c->machine.error != HF_OK ? (enum hf_error)c->machine.error : HF_ERROR_EXPORT_NOT_KEPT;
  if (c->machine.opened == 0u)
    return HF_ERROR_HANDSHAKE_NOT_COMPLETE;
  if (hf_is_tls13(c))
    return c->exports == HF_EXPORTS_ALL && least == HF_EXPORTS_ALL ? HF_OK : HF_ERROR_EXPORT_NOT_KEPT;
  if (c->parameters.extended_master_secret == 0u)
    return HF_ERROR_EXTENDED_MASTER_SECRET_DROPPED;
  return c->exports >= least ? HF_OK : HF_ERROR_EXPORT_NOT_KEPT;
}

/*@ requires c != \null ==> \valid_read(c);
  @ requires out != \null ==> \valid(out + (0 .. HF_TLS_UNIQUE - 1));
  @ requires c != \null && out != \null ==> \separated(c, out + (0 .. HF_TLS_UNIQUE - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. HF_TLS_UNIQUE - 1];
  @ ensures P28: \result == HF_OK ==> c != \null && out != \null && c->machine.failed == 0 && c->machine.opened != 0 &&
  @   c->parameters.extended_master_secret != 0;
  @ ensures \result == HF_OK ==> bytes_of(out, HF_TLS_UNIQUE) == \old(bytes_of(&c->exchange.first_finished[0], 12)); */
enum hf_error hf_tls_unique(const struct hf_connection *c, uint8_t out[HF_TLS_UNIQUE]) {
  enum hf_error error = out == NULL ? HF_ERROR_ARGUMENT_MISSING : refusal(c, HF_EXPORTS_UNIQUE);
  if (error == HF_OK)
    hf_copy(out, c->exchange.first_finished, HF_TLS_UNIQUE);
  return error;
}

/* Why nothing can be made of these arguments, or HF_OK. */
/*@ requires label != \null ==> \valid_read(label + (0 .. label_n - 1));
  @ HF_TOTAL; assigns \nothing;
  @ ensures \result == HF_OK ==> label != \null && out != \null && context_n <= 0xffff && out_n <= HF_PRF_MAX; */
static enum hf_error misasked(const uint8_t *label, size_t label_n, size_t context_n, const uint8_t *out,
                              size_t out_n) {
  if (label == NULL || out == NULL)
    return HF_ERROR_ARGUMENT_MISSING;
  if (hf_exporter_label_wrong(label, label_n))
    return HF_ERROR_EXPORT_LABEL_WRONG;
  return context_n > 0xffffu || out_n > HF_PRF_MAX ? HF_ERROR_EXPORT_TOO_LONG : HF_OK;
}

/* What is derived from: the hash is that of the suite's PRF (hf_prf_hash). */
#define HF_EXPORTED(h, c, label, label_n, seed, n)                                                                     \
  prf(h, bytes_of(&(c)->session.master_secret[0], 48), bytes_of(label, label_n), seed, n)
#define HF_RANDOMS(c, behind) bytes_cat(bytes_of(&(c)->exchange.client_random[0], 32), behind)

/*@ requires \valid_read(c) && \valid_read(label + (0 .. label_n - 1)) && \valid(out + (0 .. out_n - 1)) && out_n <= HF_PRF_MAX;
  @ requires context != \null ==> \valid_read(context + (0 .. context_n - 1));
  @ requires \separated(c, out + (0 .. out_n - 1));
  @ requires \separated(out + (0 .. out_n - 1), label + (0 .. label_n - 1));
  @ requires context != \null ==> \separated(out + (0 .. out_n - 1), context + (0 .. context_n - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. out_n - 1];
  @ ensures context == \null ==> (\exists integer h; hash_known(h) && bytes_of(out, out_n) ==
  @   \old(HF_EXPORTED(h, c, label, label_n, HF_RANDOMS(c, bytes_of(&c->exchange.server_random[0], 32)), out_n)));
  @ ensures context != \null ==> (\exists integer h, bytes l; hash_known(h) && is_context_length(l, context_n) &&
  @   bytes_of(out, out_n) == \old(HF_EXPORTED(h, c, label, label_n, bytes_cat(HF_RANDOMS(c, bytes_cat(bytes_of(&c->exchange.server_random[0], 32), l)),
  @   bytes_of(context, context_n)), out_n))); */
static void derive(const struct hf_connection *c, const uint8_t *label, size_t label_n, const uint8_t *context,
                   uint16_t context_n, uint8_t *out, size_t out_n) {
  uint32_t hash = hf_prf_hash(c);
  if (hf_is_tls13(c))
    hf_tls13_export(hash, c->exchange.traffic.exporter, label, (uint32_t)label_n, context,
                    context == NULL ? 0u : context_n, out, out_n);
  else if (HF_HAS_TLS12 == 0u)
    hf_wipe(out, out_n); /* of no connection: each speaks TLS 1.3 */
  else if (context == NULL)
    hf_exporter(hash, c->session.master_secret, label, label_n, c->exchange.client_random, c->exchange.server_random,
                out, out_n);
  else
    hf_exporter_with(hash, c->session.master_secret, label, label_n, c->exchange.client_random,
                     c->exchange.server_random, context, context_n, out, out_n);
}

/*@ requires c != \null ==> \valid_read(c);
  @ requires label != \null ==> \valid_read(label + (0 .. label_n - 1));
  @ requires context != \null ==> \valid_read(context + (0 .. context_n - 1));
  @ requires out != \null ==> \valid(out + (0 .. out_n - 1));
  @ requires c != \null && out != \null ==> \separated(c, out + (0 .. out_n - 1));
  @ requires label != \null && out != \null ==> \separated(out + (0 .. out_n - 1), label + (0 .. label_n - 1));
  @ requires context != \null && out != \null ==> \separated(out + (0 .. out_n - 1), context + (0 .. context_n - 1));
  @ HF_TOTAL;
  @ assigns out[0 .. out_n - 1];
  @ ensures P28: \result == HF_OK ==> c != \null && label != \null && out != \null && c->machine.failed == 0 && c->machine.opened != 0 &&
  @   c->parameters.extended_master_secret != 0 && c->exports >= HF_EXPORTS_ALL;
  @ ensures \result == HF_OK && context == \null ==> (\exists integer h; hash_known(h) && bytes_of(out, out_n) ==
  @   \old(HF_EXPORTED(h, c, label, label_n, HF_RANDOMS(c, bytes_of(&c->exchange.server_random[0], 32)), out_n)));
  @ ensures \result == HF_OK && context != \null ==> (\exists integer h, bytes l; hash_known(h) && is_context_length(l, context_n) &&
  @   bytes_of(out, out_n) == \old(HF_EXPORTED(h, c, label, label_n, bytes_cat(HF_RANDOMS(c, bytes_cat(bytes_of(&c->exchange.server_random[0], 32), l)),
  @   bytes_of(context, context_n)), out_n))); */
enum hf_error hf_export(const struct hf_connection *c, const uint8_t *label, size_t label_n, const uint8_t *context,
                        size_t context_n, uint8_t *out, size_t out_n) {
  enum hf_error error = misasked(label, label_n, context == NULL ? 0u : context_n, out, out_n);
  if (error == HF_OK)
    error = refusal(c, HF_EXPORTS_ALL);
  if (error == HF_OK && hf_is_tls13(c) && (label_n > HF_HKDF_LABEL_MAX || out_n > 255u * hf_hash_size(hf_prf_hash(c))))
    error = HF_ERROR_EXPORT_TOO_LONG;
  if (error == HF_OK)
    derive(c, label, label_n, context, context == NULL ? (uint16_t)0u : (uint16_t)(context_n % 0x10000u), out, out_n);
  return error;
}
