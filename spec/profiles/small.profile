# A client that checks certificates, with one suite a version, one group and ECDSA: no revocation, no policies, no certificate of its own.

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
cipher_suite       TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256

group              secp256r1

signature_scheme   ecdsa_secp256r1_sha256

part               x509
part               server_name
part               names
