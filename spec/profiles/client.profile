# A client alone, of all else what full.profile has.

machine            client

sheet              hello
sheet              tls12
sheet              tls13
sheet              closing

wire               record
wire               handshake
wire               hello
wire               extensions
wire               tls12
wire               tls13

cipher_suite       TLS_AES_128_GCM_SHA256
cipher_suite       TLS_CHACHA20_POLY1305_SHA256
cipher_suite       TLS_AES_256_GCM_SHA384
cipher_suite       TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
cipher_suite       TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
cipher_suite       TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
cipher_suite       TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
cipher_suite       TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
cipher_suite       TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
cipher_suite       TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA
cipher_suite       TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA
cipher_suite       TLS_RSA_WITH_AES_128_GCM_SHA256
cipher_suite       TLS_RSA_WITH_AES_256_GCM_SHA384
cipher_suite       TLS_RSA_WITH_AES_128_CBC_SHA256
cipher_suite       TLS_RSA_WITH_AES_256_CBC_SHA256
cipher_suite       TLS_RSA_WITH_AES_128_CBC_SHA
cipher_suite       TLS_RSA_WITH_AES_256_CBC_SHA

group              x25519
group              secp256r1
group              secp384r1

signature_scheme   ecdsa_secp256r1_sha256
signature_scheme   rsa_pss_rsae_sha256
signature_scheme   rsa_pss_pss_sha256
signature_scheme   rsa_pkcs1_sha256
signature_scheme   ecdsa_secp384r1_sha384
signature_scheme   rsa_pss_rsae_sha384
signature_scheme   rsa_pss_pss_sha384
signature_scheme   rsa_pkcs1_sha384
signature_scheme   ecdsa_secp521r1_sha512
signature_scheme   rsa_pss_rsae_sha512
signature_scheme   rsa_pss_pss_sha512
signature_scheme   rsa_pkcs1_sha512

part               x509
part               revocation
part               certificate_policies
part               client_identities
part               rsa_keys
part               hello_retry
part               server_name
part               application_protocols
part               max_fragment_length
part               record_size_limit
part               names
