/* Which field is why a connection is not begun: one error may be about several of a configuration. For who writes or reads one; not part of
   what a connection needs. */
#ifndef HANDFAST_FAULT_H
#define HANDFAST_FAULT_H
#include "connection.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The first field that is why neither hf_client_start nor hf_server_start begins a connection with this configuration and these buffers, as
   it is written: "client_authentication"; "buffers.in_size"; "identities[].public_key", where it is one of several; "config" or "buffers",
   where that itself is NULL. Its error is what those two answer. NULL: with these there is nothing wrong, whatever a role asks for besides:
   a client its server_name, a server its identities. Text without an end of its life; empty where the profile has no names. */
const char *hf_config_fault(const struct hf_config *config, const struct hf_buffers *buffers);

#ifdef __cplusplus
}
#endif
#endif
