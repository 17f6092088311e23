#!/bin/sh
# tests/support/make_certs.sh DIR: makes the test certificates. One command, openssl, and about five seconds.
#
#   root.pem                    the trust anchor (RSA); root-ec.pem another (P-256); anchors.pem: both
#   intermediate.pem intermediate-ec.pem  what issued the others, alone
#   NAME.pem                    a chain, leaf first, without its root;  NAME.key: its private key, PKCS#8
#   NAME.0.der NAME.1.der ...   the same certificates as DER;           NAME.key.der: PKCS#1 or SEC1
#   NAME.spki.der  NAME.pin     the public key, SubjectPublicKeyInfo, and its SHA-256: also of root, intermediate...
#   server-rsa server-ec server-ec384     good for localhost, server.example, *.wild.example, 127.0.0.1
#   server-ec521  client-ec521            P-521, signed with SHA-512 by intermediate-ec521, and that by root-rsa8192, no anchor of anchors.pem
#   server-rsa8192                        by the same, RSA of 8192 bits, which no handshake works with
#   server-pss  client-pss  server-pss384 keys of RSASSA-PSS: signed by such a key of intermediate-pss's, and the last, for SHA-384 alone,
#                                         by one of rsaEncryption
#   client-rsa client-ec                  good for client authentication
#   client-revoked                        the same, revoked by its issuer's list
#   NAME.ocsp  root.crl intermediate.crl intermediate-ec.crl   what says that server-rsa was revoked, or was not yet
#   expired  future                       not valid now
#   wrong-name                            for other.example only
#   untrusted  untrusted-client           by an authority that is no anchor (untrusted-root.pem)
#   not-ca                                issued by a leaf
#   sha1                                  signed with SHA-1
#   short-key                             RSA of 1024 bits
#   loose-anchor  loose                   by an anchor, and by an intermediate, whose key usage has zero bits at its end
#   must-staple                           as server-rsa, and demands a stapled OCSP response (RFC 7633)
#   NAME.ocsp                             an OCSP response, good from now on for ten years, of server-rsa, server-ec, must-staple;
#   server-rsa-revoked.ocsp               one that says server-rsa was revoked
#   too-long                              below an authority that its issuer's path length does not allow
#   outside                               a name that the issuer's name constraints do not permit
#   outside-self-issued                   the same, and its subject is its issuer's name: a leaf is constrained all the same
#   critical                              with a critical extension that nobody knows
#   signs-only  enciphers-only            RSA, of a server, for ECDHE and for RSA key exchange alone
#   usage                                 a key that may only certify;  purpose: a client's used as a server's
set -eu
large=$(cd "$(dirname "$0")" && pwd)/rsa8192.key # one that was made before: that takes half a minute
out=$1
mkdir -p "$out"
cd "$out"
rm -f ./*
work=work.d
rm -rf "$work" && mkdir "$work"
: >"$work/index"
echo 01 >"$work/serial"
echo 01 >"$work/crlnumber"
cat >"$work/cnf" <<'CNF'
[ca]
default_ca = one
[one]
database = work.d/index
serial = work.d/serial
new_certs_dir = work.d
default_md = sha256
policy = any
crlnumber = work.d/crlnumber
crl_extensions = crl
unique_subject = no
email_in_dn = no
rand_serial = yes
[any]
commonName = supplied
[crl]
authorityKeyIdentifier = keyid
[req]
distinguished_name = dn
prompt = no
[dn]
CN = x
[authority]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[intermediate]
basicConstraints = critical, CA:true, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[constrained]
basicConstraints = critical, CA:true, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
nameConstraints = critical, permitted;DNS:other.example
[loose_authority]
basicConstraints = critical, CA:true
keyUsage = critical, DER:03:03:07:06:00
subjectKeyIdentifier = hash
[server]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = DNS:localhost, DNS:server.example, DNS:*.wild.example, IP:127.0.0.1
[must_staple]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = DNS:localhost, DNS:server.example, DNS:*.wild.example, IP:127.0.0.1
tlsfeature = status_request
[server_ec]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = DNS:localhost, DNS:server.example, DNS:*.wild.example, IP:127.0.0.1
[enciphers]
basicConstraints = critical, CA:false
keyUsage = critical, keyEncipherment
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = DNS:localhost, DNS:server.example
[critical]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = DNS:localhost, DNS:server.example
1.3.6.1.4.1.99999.1 = critical, ASN1:NULL
[other_name]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth
subjectAltName = DNS:other.example
[client]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = DNS:client.example
[client_as_server]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = clientAuth
subjectAltName = DNS:localhost, DNS:server.example
[certify_only]
basicConstraints = critical, CA:false
keyUsage = critical, cRLSign
subjectAltName = DNS:localhost, DNS:server.example
CNF

# shellcheck disable=SC2086 # words: parameters of a key of RSASSA-PSS
key() { # NAME KIND
  case $2 in
  rsa8192) cp "$large" "$1.key" ;;
  pss*) openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 ${2#pss} -out "$1.key" 2>/dev/null ;;
  rsa*) openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:"${2#rsa}" -out "$1.key" 2>/dev/null ;;
  *) openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:"$2" -out "$1.key" ;;
  esac
  openssl pkey -in "$1.key" -traditional -outform DER -out "$1.key.der" 2>/dev/null
  openssl pkey -in "$1.key" -pubout -outform DER -out "$1.spki.der"
  openssl dgst -sha256 -binary "$1.spki.der" >"$1.pin"
}

certificate() { # NAME KIND ISSUER EXTENSIONS [START END [HASH [SUBJECT]]]; the issuer of itself: a root
  key "$1" "$2"
  openssl req -new -key "$1.key" -subj "/CN=${8:-$1}" -config "$work/cnf" -out "$work/$1.csr"
  if [ "$3" = "$1" ]; then signer="-selfsign -keyfile $1.key"; else signer="-cert $3.leaf -keyfile $3.key"; fi
  if [ "$3" = intermediate-pss ]; then signer="$signer -sigopt rsa_pss_saltlen:digest"; fi
  # shellcheck disable=SC2086 # words
  openssl ca -batch -notext -config "$work/cnf" $signer -in "$work/$1.csr" -out "$1.leaf" -extensions "$4" \
    -startdate "${5:-20250101000000Z}" -enddate "${6:-20451231235959Z}" -md "${7:-sha256}" 2>"$work/log" ||
    { cat "$work/log" >&2; exit 1; }
}

chain() { # NAME [ISSUER...]: NAME.pem and NAME.N.der
  name=$1
  n=0
  : >"$name.pem"
  for part; do
    cat "$part.leaf" >>"$name.pem"
    openssl x509 -in "$part.leaf" -outform DER -out "$name.$n.der"
    n=$((n + 1))
  done
}

status() { # NAME ISSUER [RESPONSE]: what the issuer's own responder says by the index
  openssl ocsp -index "$work/index" -CA "$2.leaf" -rsigner "$2.leaf" -rkey "$2.key" -issuer "$2.leaf" -cert "$1.leaf" \
    -resp_no_certs -no_nonce -ndays 3650 -noverify -respout "${3:-$1}.ocsp" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
}

certificate root rsa2048 root authority
certificate root-ec P-256 root-ec authority
certificate untrusted-root P-256 untrusted-root authority
certificate loose-root P-256 loose-root loose_authority
certificate loose-intermediate P-256 root-ec loose_authority
certificate intermediate rsa2048 root intermediate
certificate intermediate-ec P-256 root-ec intermediate
certificate below P-256 intermediate-ec intermediate
certificate constrained P-256 root-ec constrained
for name in root root-ec untrusted-root loose-root intermediate intermediate-ec; do chain $name; done
cat root.pem root-ec.pem >anchors.pem

certificate server-rsa rsa2048 intermediate server
certificate server-ec P-256 intermediate-ec server_ec
certificate server-ec384 P-384 intermediate-ec server_ec
certificate root-rsa8192 rsa8192 root-rsa8192 authority "" "" sha512
certificate intermediate-ec521 P-521 root-rsa8192 intermediate "" "" sha512
certificate server-ec521 P-521 intermediate-ec521 server_ec "" "" sha512
certificate client-ec521 P-521 intermediate-ec521 client "" "" sha512
certificate server-rsa8192 rsa8192 intermediate-ec521 server "" "" sha512
certificate intermediate-pss pss root intermediate
certificate server-pss pss intermediate-pss server_ec
certificate client-pss pss intermediate-pss client
certificate server-pss384 "pss -pkeyopt rsa_pss_keygen_md:sha384 -pkeyopt rsa_pss_keygen_mgf1_md:sha384" intermediate server
certificate client-rsa rsa2048 intermediate client
certificate client-ec P-256 intermediate-ec client
certificate client-revoked P-256 intermediate-ec client
certificate must-staple rsa2048 intermediate must_staple
certificate expired rsa2048 intermediate server 20200101000000Z 20210101000000Z
certificate future P-256 intermediate-ec server_ec 20440101000000Z 20450101000000Z
certificate wrong-name rsa2048 intermediate other_name
certificate untrusted P-256 untrusted-root server_ec
certificate untrusted-client P-256 untrusted-root client
certificate not-ca P-256 server-ec server_ec
certificate sha1 rsa2048 intermediate server 20250101000000Z 20451231235959Z sha1
certificate short-key rsa1024 intermediate server
certificate too-long P-256 below server_ec
certificate outside P-256 constrained server_ec
certificate outside-self-issued P-256 constrained server_ec "" "" "" constrained
certificate critical P-256 intermediate-ec critical
certificate usage P-256 intermediate-ec certify_only
certificate loose-anchor P-256 loose-root server_ec
certificate loose P-256 loose-intermediate server_ec
certificate purpose rsa2048 intermediate client_as_server
certificate signs-only rsa2048 intermediate server_ec
certificate enciphers-only rsa2048 intermediate enciphers

for name in server-rsa server-pss384 must-staple client-rsa expired wrong-name sha1 short-key purpose signs-only enciphers-only; do chain $name intermediate; done
for name in server-pss client-pss; do chain $name intermediate-pss; done
for name in server-ec server-ec384 client-ec client-revoked future usage critical; do chain $name intermediate-ec; done
for name in server-ec521 client-ec521 server-rsa8192; do chain $name intermediate-ec521; done
chain root-rsa8192
chain untrusted
chain loose-anchor
chain loose loose-intermediate
chain untrusted-client
chain too-long below intermediate-ec
chain outside constrained
chain outside-self-issued constrained
chain not-ca server-ec intermediate-ec

status server-rsa intermediate
status server-ec intermediate-ec
status must-staple intermediate
openssl ca -config "$work/cnf" -revoke server-rsa.leaf -cert intermediate.leaf -keyfile intermediate.key 2>"$work/log"
status server-rsa intermediate server-rsa-revoked
openssl ca -config "$work/cnf" -revoke client-revoked.leaf -cert intermediate-ec.leaf -keyfile intermediate-ec.key 2>"$work/log"
for name in root intermediate intermediate-ec; do
  openssl ca -gencrl -config "$work/cnf" -cert $name.leaf -keyfile $name.key -crl_lastupdate 20250101000000Z \
    -crl_nextupdate 20441231235959Z -out $name.crl 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
  openssl crl -in $name.crl -outform DER -out $name.crl.der
done
rm -rf "$work" ./*.leaf
