/* What stops being secret, and where. Each ct program is linked with these in the place of the functions they wrap. */
#ifndef CT_SUPPORT_VERDICT_H
#define CT_SUPPORT_VERDICT_H

/* 1: the peer learns whether a MAC, tag, verify_data or the padding behind a good MAC was right, because a record or a
   handshake is then refused. So hf_ct_equal's answer and hf_cbc_padding's are revealed when they are given; how they came
   about is not. 0, as at the start: they stay secret too. */
extern int verdicts_are_public;
#endif
