/* Keeping a compiler from removing stores that nobody reads. */
#ifndef HF_LOOK_H
#define HF_LOOK_H
#include "handfast/total.h"

/* Tells the compiler that somebody looks at what p points to: what was written there must really be there. Nothing is written. */
/*@ HF_TOTAL; assigns \nothing; */
void hf_look_at(const void *p);
#endif
