/* What a client of TLS 1.3 decides about the server's answers (RFC 8446 4.1.3, 4.3.1). */
#include "crypto/bytes.h"
#include "generated/errors.h"
#include "generated/kept.h"
#include "generated/machine.h"
#include "generated/steps.h"
#include "handshake/certificate_type.h"
#include "handshake/hello_parts.h"
#include "handshake/offers.h"
#include "handshake/psk.h"
#include "handshake/record_size.h"
#include "handshake/retry.h"
#include "handshake/suite.h"
#include "handshake/transcript.h"
#include "handshake/version.h"

/* What the server says of the key exchange: a share of the group that it chose (RFC 8446 4.2.8). */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static enum hf_error share_refusal(const struct hf_connection *c) {
  if (!hf_offered(c, HF_SEEN_KEY_SHARE))
    return HF_ERROR_EXTENSION_MISSING;
  return c->offers.share_n == hf_share_size(c->parameters.group) ? HF_OK : HF_ERROR_KEY_SHARE_WRONG;
}

/* What is wrong with a ServerHello of TLS 1.3, or HF_OK. */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static enum hf_error hello_refusal(const struct hf_connection *c) {
  uint32_t bit = hf_suite13_chosen(c);
  if (!hf_session_id_echoed(c))
    return HF_ERROR_SESSION_ID_NOT_ECHOED;
  if (bit == 0u || (c->parameters.retried != 0u && hf_suite_row(bit) != c->parameters.suite))
    return HF_ERROR_CIPHER_SUITE_NOT_OFFERED;
  if (c->parser.numbers[HF_NUMBER_SERVER_HELLO_COMPRESSION_METHOD] != 0u)
    return HF_ERROR_COMPRESSION_NOT_OFFERED;
  if ((c->offers.extensions & ~HF_CARRIED_TLS13_SH & HF_SEEN_ALL) != 0u)
    return HF_ERROR_EXTENSION_MISPLACED;
  if (hf_offered(c, HF_SEEN_PRE_SHARED_KEY) && !hf_psk_chosen(c, hf_cipher_suites[hf_suite_row(bit)].prf_hash))
    return HF_ERROR_PRE_SHARED_KEY_WRONG;
  return share_refusal(c);
}

/*@ requires hf_sound(c); HF_TOTAL;
  @ assigns c->parameters, c->exchange, c->transcript, c->session, HF_PEER_CHANGES(c); HF_STAYS_SOUND(c); */
static void take_hello(struct hf_connection *c) {
  c->parameters.suite = hf_suite_row(hf_suite13_chosen(c));
  c->parameters.cipher_suite = c->parser.numbers[HF_NUMBER_SERVER_HELLO_CIPHER_SUITE] % 65536u;
  hf_copy(c->exchange.server_random, &c->kept.bytes[HF_KEPT_SERVER_HELLO_RANDOM], 32u);
  c->exchange.peer_share_n = c->offers.share_n;
  c->parameters.resumed = hf_offered(c, HF_SEEN_PRE_SHARED_KEY) ? 1u : 0u;
  hf_transcript_keep(&c->transcript, hf_transcript_needed(hf_suite_bit(c->parameters.cipher_suite), 0u));
  if (c->parameters.resumed != 0u)
    hf_psk_take(c);
  else
    hf_psk_forget(c);
}

uint32_t hf_decide_check_server_hello13(struct hf_connection *c) {
  enum hf_error error = hello_refusal(c);
  c->machine.error = error;
  if (error != HF_OK)
    return HF_OUTCOME_CHECK_SERVER_HELLO13_REFUSED;
  take_hello(c);
  return c->parameters.resumed != 0u ? HF_OUTCOME_CHECK_SERVER_HELLO13_RESUMED : HF_OUTCOME_CHECK_SERVER_HELLO13_FULL;
}

/* RFC 8446 D.4: once, and by a server only for a client that wishes it. */
uint32_t hf_decide_compatibility(struct hf_connection *c) {
  bool wanted = c->parameters.disguised == 0u && c->session.session_id_n != 0u;
  c->parameters.disguised = 1u;
  return wanted ? HF_OUTCOME_COMPATIBILITY_WANTED : HF_OUTCOME_COMPATIBILITY_UNWANTED;
}

/* What is wrong with EncryptedExtensions, or HF_OK. They say how long records are that came already, with the same keys (RFC 8449 4). */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static enum hf_error extensions_refusal(const struct hf_connection *c) {
  if ((c->offers.flags & HF_OFFER_PROTOCOL_UNKNOWN) != 0u)
    return HF_ERROR_APPLICATION_PROTOCOL_NOT_OFFERED;
  if (hf_record_size_wrong(c))
    return HF_ERROR_EXTENSION_MALFORMED;
  if (hf_offered(c, HF_SEEN_RECORD_SIZE_LIMIT) && c->input.longest > hf_record_size_ours(c))
    return HF_ERROR_RECORD_TOO_LONG;
  return HF_OK;
}

/* What the extensions say by being there. */
uint32_t hf_decide_check_encrypted_extensions(struct hf_connection *c) {
  enum hf_error error = extensions_refusal(c);
  c->machine.error = error != HF_OK ? error : c->machine.error;
  if (error != HF_OK)
    return HF_OUTCOME_CHECK_ENCRYPTED_EXTENSIONS_REFUSED;
  c->parameters.protocol_at = c->offers.protocol_at;
  c->parameters.protocol_n = c->offers.protocol_n;
  hf_record_size_agree(c);
  c->parameters.server_type =
      (c->offers.flags & HF_OFFER_SERVER_RAW) != 0u ? HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY : HF_CERTIFICATE_TYPE_X509;
  c->parameters.client_type =
      (c->offers.flags & HF_OFFER_CLIENT_RAW) != 0u ? HF_CERTIFICATE_TYPE_RAW_PUBLIC_KEY : HF_CERTIFICATE_TYPE_X509;
  return HF_OUTCOME_CHECK_ENCRYPTED_EXTENSIONS_ACCEPTABLE;
}

/* RFC 8446 4.3.2: it says what may be signed with. */
uint32_t hf_decide_check_request13(struct hf_connection *c) {
  if (hf_offered(c, HF_SEEN_SIGNATURE_ALGORITHMS))
    return HF_OUTCOME_CHECK_REQUEST13_ACCEPTABLE;
  c->machine.error = HF_ERROR_EXTENSION_MISSING;
  return HF_OUTCOME_CHECK_REQUEST13_REFUSED;
}

uint32_t hf_decide_is_resumed(struct hf_connection *c) {
  return c->parameters.resumed != 0u ? HF_OUTCOME_IS_RESUMED_YES : HF_OUTCOME_IS_RESUMED_NO;
}

/* RFC 8446 4.3.2: with a certificate, and not with a pre-shared key. */
uint32_t hf_decide_is_asked(struct hf_connection *c) {
  bool asked = c->is_server != 0u ? c->config->client_authentication != HF_CLIENT_NOT_ASKED
                                  : (c->offers.flags & HF_OFFER_ASKED) != 0u;
  return asked && c->parameters.resumed == 0u ? HF_OUTCOME_IS_ASKED_YES : HF_OUTCOME_IS_ASKED_NO;
}
