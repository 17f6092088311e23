# A client of TLS 1.3 with one suite and one group, which trusts raw public keys and pre-shared keys: no certificates, none of its own,
# no RSA, no texts. Of the parts it has hello_retry: it has one group and offers its share, but a server may still ask it for a cookie
# (RFC 8446 4.1.4), and that costs 1.1 KB on a Cortex-M4.

machine            client

sheet              hello
sheet              tls13
sheet              closing

wire               record
wire               handshake
wire               hello
wire               extensions
wire               tls12
wire               tls13

cipher_suite       TLS_AES_128_GCM_SHA256

group              x25519

signature_scheme   ecdsa_secp256r1_sha256

part               hello_retry
