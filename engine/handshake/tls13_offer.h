/* What a ClientHello offers of TLS 1.3 (RFC 8446 4.1.2). */
#ifndef HF_HANDSHAKE_TLS13_OFFER_H
#define HF_HANDSHAKE_TLS13_OFFER_H
#include "generated/encode.h"
#include "handshake/sound.h"

/* The lists that it is made of, while it is written. */
#define HF_SHARES_SIZE (8u + HF_POINT_MAX + HF_SECOND_SHARE_MAX)
struct hf_tls13_lists {
  uint16_t versions[2];
  uint8_t shares[HF_SHARES_SIZE]; /* KeyShareEntry, one or two */
  uint32_t shares_n;
};

/* The extensions of TLS 1.3 in the hello; none of them where it is not spoken. */
/*@ requires \valid_read(c) && \valid(l) && \valid(m) && \separated(c, l) && \separated(c, m) && \separated(l, m);
  @ HF_TOTAL; assigns *l, *m; */
void hf_offer_tls13(const struct hf_connection *c, struct hf_tls13_lists *l, struct hf_out_client_hello *m);
#endif
