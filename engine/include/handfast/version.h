/* Which release of Handfast this is: MAJOR changes when a program must be changed for it, MINOR when there is something new. The
   Makefile, the pkg-config file and the manual take it from here. */
#ifndef HANDFAST_VERSION_H
#define HANDFAST_VERSION_H

#ifdef __cplusplus
extern "C" {
#endif

#define HF_VERSION_MAJOR 0
#define HF_VERSION_MINOR 1
#define HF_VERSION_PATCH 0
#define HF_VERSION_STRING "0.1.0" /* the three */

/* HF_VERSION_STRING of the library that the program runs with, which may be another one than it was compiled with. Never NULL; the
   library's, for as long as the program runs. */
const char *hf_library_version(void);

#ifdef __cplusplus
}
#endif
#endif
