/* What a hello brought, noted as bits while it is read. */
#ifndef HF_HANDSHAKE_OFFERS_H
#define HF_HANDSHAKE_OFFERS_H
#include "generated/extensions.h"
#include "generated/registry.h"
#include "handshake/sound.h"
#include <stdbool.h>

/* hf_offers.flags */
#define HF_OFFER_NULL_COMPRESSION 1u
#define HF_OFFER_FALLBACK_SCSV 2u
#define HF_OFFER_SECURE_RENEGOTIATION 4u /* by extension or by signalling suite (RFC 5746) */
#define HF_OFFER_RENEGOTIATION_WRONG 8u  /* renegotiated_connection is not empty */
#define HF_OFFER_UNCOMPRESSED_POINTS 16u
#define HF_OFFER_PROTOCOL_UNKNOWN 32u /* the server answered a protocol that was not offered, or not one */
#define HF_OFFER_NAME_TAKEN 64u       /* the first host_name was read */
#define HF_OFFER_PROTOCOL_ANSWERED 128u
#define HF_OFFER_SERVER_RAW 256u /* the server answered that its certificate, */
#define HF_OFFER_CLIENT_RAW 512u /* or the client's, is to be a raw public key */
#define HF_OFFER_CURVE 1024u     /* a curve of RFC 8422 5.1.1, whether we have it or not */
#define HF_OFFER_OTHER_COMPRESSION 8192u
#define HF_OFFER_FRAGMENT_WRONG 16384u /* a max_fragment_length that is none of the four */
#define HF_OFFER_ASKED 4096u           /* TLS 1.3: a CertificateRequest came */
#define HF_OFFER_AUTHORITIES 2048u     /* the server names authorities: others' certificates are of no use to it */
#define HF_OFFER_TICKET 32768u         /* the client presents a ticket of TLS 1.2 */

/* Each is a bit of its own. */
#if HF_OFFER_NULL_COMPRESSION + HF_OFFER_FALLBACK_SCSV + HF_OFFER_SECURE_RENEGOTIATION +                               \
        HF_OFFER_RENEGOTIATION_WRONG + HF_OFFER_UNCOMPRESSED_POINTS + HF_OFFER_PROTOCOL_UNKNOWN +                      \
        HF_OFFER_NAME_TAKEN + HF_OFFER_PROTOCOL_ANSWERED + HF_OFFER_SERVER_RAW + HF_OFFER_CLIENT_RAW +                 \
        HF_OFFER_CURVE + HF_OFFER_OTHER_COMPRESSION + HF_OFFER_FRAGMENT_WRONG + HF_OFFER_ASKED +                       \
        HF_OFFER_AUTHORITIES + HF_OFFER_TICKET !=                                                                      \
    0xffff
#error "two flags of hf_offers have one bit"
#endif

/* Notes that an extension came; refuses one that came before. */
/*@ requires \valid(c) && hf_peer_chain_sound(c); HF_TOTAL;
  @ assigns c->offers.extensions, c->offers.unknown_n, c->exchange.key_block,
  @   c->chain.buffer[0 .. c->chain.size - 1]; */
enum hf_error hf_extension_once(struct hf_connection *c, uint32_t type);

/* Nothing offered yet. */
/*@ requires \valid(offers); HF_TOTAL; assigns *offers;
  @ ensures offers->server_name_n == 0 && offers->protocol_at == 0 && offers->protocol_n == 0; */
void hf_offers_clear(struct hf_offers *offers);

/*@ logic integer this_or(boolean is_this, integer a, integer b) = is_this ? a : b;
  @ // the bit of a code point among the last `left` of a list of n, the first of which has `bit`; 0 when it is not there
  @ logic integer bit_from{L}(uint16_t *list, integer n, integer left, integer code, integer bit) =
  @   left <= 0 ? 0 : this_or(list[n - left] == code, bit, bit_from(list, n, left - 1, code, bit % 0x80000000 * 2));
  @ lemma bit_from_ends: \forall integer left; !(left <= 0) ==> 0 <= left - 1 < left;
  @ // 1 << the row of a code point in its table
  @ logic integer group_bit{L}(integer code) = bit_from(&hf_groups[0], HF_GROUPS, HF_GROUPS, code, 1);
  @ logic integer scheme_bit{L}(integer code) = bit_from(&hf_signature_schemes[0], HF_SIGNATURE_SCHEMES, HF_SIGNATURE_SCHEMES, code, 1);
  @*/
/* Rows of the engine's tables, as the bit 1 << row; 0 for a code point that they do not have. */
/*@ HF_TOTAL; assigns \nothing; */
uint32_t hf_suite_bit(uint32_t code);
/*@ HF_TOTAL; assigns \nothing; ensures \result == group_bit(code); */
uint32_t hf_group_bit(uint32_t code);
/* The row of a suite's bit. */
/*@ HF_TOTAL; assigns \nothing; ensures \result < HF_CIPHER_SUITES; */
uint32_t hf_suite_row(uint32_t bit);
/*@ HF_TOTAL; assigns \nothing; ensures \result == scheme_bit(code); */
uint32_t hf_scheme_bit(uint32_t code);

/* Whether a name with its length byte first stands in a list of such, and where: its offset, or `n` when it does not. */
/*@ requires \valid_read(list + (0 .. n - 1)) && \valid_read(name + (0 .. name_n - 1)); requires n <= 65535;
  @ HF_TOTAL; assigns \nothing; ensures \result <= n;
  @ ensures \result < n ==> \result + name_n < n && list[\result] == name_n;
  @ ensures \result < n ==> \forall integer i; 0 <= i < name_n ==> list[\result + 1 + i] == name[i]; */
size_t hf_protocol_find(const uint8_t *list, size_t n, const uint8_t *name, size_t name_n);

/* True: the hello has this extension, an HF_SEEN_... */
/*@ requires \valid_read(c); HF_TOTAL; assigns \nothing; */
static inline bool hf_offered(const struct hf_connection *c, uint32_t extension) {
  return (c->offers.extensions & extension) != 0u;
}
#endif
