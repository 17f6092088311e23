# shellcheck shell=bash
# Files that cannot be used, exit status 3; and all the forms of keys and chains that can.
serve() { # CERT KEY [PATTERN]: cannot be used, and why
  says 3 "$3" server --listen 127.0.0.1:0 --cert "$1" --key "$2"
}
serves() { # CERT KEY [CA]: a client agrees
  handfast_server --echo --cert "$1" --key "$2" || return 1
  echo hello | timeout 20 "$HANDFAST" client "127.0.0.1:$port" --name localhost --ca "${3:-$certs/anchors.pem}" >"$work/out" 2>"$work/err" ||
    { cat "$work/err"; return 1; }
  stop "$pid"
  has "$work/out" '^hello$'
}
rsa=$certs/server-rsa ec=$certs/server-ec
f=$work

check "a file that is not there" serve "$f/none.pem" $rsa.key 'none.pem: cannot read the certificate: No such file'
check "a key that is not there" serve $rsa.pem "$f/none.key" 'none.key: cannot read the private key: No such file'
check "a folder" serve "$f" $rsa.key 'it is a directory'
: >"$f/empty"
check "an empty file" serve "$f/empty" $rsa.key 'it is empty'
echo text >"$f/text"
check "a file without a certificate" serve "$f/text" $rsa.key 'there is no certificate in it'
check "a DER file" serve "$certs/server-rsa.0.der" $rsa.key 'no certificate in it.*openssl x509 -inform der'
check "a file without a key" serve $rsa.pem $rsa.pem 'there is no private key in it'
check "an authority's file without a certificate" says 3 'there is no certificate in it' client localhost:1 --ca $rsa.key

sed '3s/^..../!!!!/' $rsa.pem >"$f/bad.pem"
check "a character that is not base64" serve "$f/bad.pem" $rsa.key 'bad.pem:3: broken PEM: a character that is not base64'
sed '3s/^.//' $rsa.pem >"$f/bad.pem"
check "a character too few" serve "$f/bad.pem" $rsa.key 'bad.pem:1: broken PEM: .*multiple of 4'
sed '3s/^/=/; 3s/.$//' $rsa.pem >"$f/bad.pem"
check "padding in the middle" serve "$f/bad.pem" $rsa.key 'bad.pem:1: broken PEM: a character that is not base64'
head -n 5 $rsa.pem >"$f/bad.pem"
check "no END line" serve "$f/bad.pem" $rsa.key 'bad.pem:1: .*no END line'
sed '3s/^/-----BEGIN CERTIFICATE-----\n/' $rsa.pem >"$f/bad.pem"
check "BEGIN inside a block" serve "$f/bad.pem" $rsa.key 'bad.pem:3: .*not the END line'
sed '1s/-----$/---/' $rsa.pem >"$f/bad.pem"
check "a BEGIN line that is cut" serve "$f/bad.pem" $rsa.key 'bad.pem:1: .*five dashes'
sed '2s/^..../AAAA/' $rsa.pem >"$f/bad.pem"
check "base64 of something else" serve "$f/bad.pem" $rsa.key 'bad.pem:1: cannot use the certificate: certificate_malformed'
sed '2s/^..../AAAA/' $rsa.key >"$f/bad.key"
check "a key of something else" serve $rsa.pem "$f/bad.key" 'bad.key:1: cannot use the private key: it is not well-formed DER'

check "the key of another certificate, RSA" serve $rsa.pem "$certs/client-rsa.key" 'do not belong together: the key is not the one'
check "the key of another certificate, EC" serve $ec.pem "$certs/client-ec.key" 'do not belong together: the key is not the one'
check "an EC key for an RSA certificate" serve $rsa.pem $ec.key "the key is an EC key, the certificate's is not"
check "an RSA key for an EC certificate" serve $ec.pem $rsa.key "the key is an RSA key, the certificate's is not"
check "a key of another curve" serve $ec.pem "$certs/server-ec384.key" 'do not belong together'

openssl pkey -in $rsa.key -aes128 -passout pass:x -out "$f/encrypted.key"
check "an encrypted key, PKCS#8" serve $rsa.pem "$f/encrypted.key" 'encrypted.key:1: .*is encrypted.*openssl pkey'
openssl rsa -in $rsa.key -aes128 -passout pass:x -traditional -out "$f/encrypted.key" 2>/dev/null
check "an encrypted key, PKCS#1" serve $rsa.pem "$f/encrypted.key" 'encrypted.key:1: .*is encrypted'
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1 -out "$f/k1.key" 2>/dev/null
check "a key on secp256k1" serve $ec.pem "$f/k1.key" 'its curve is none of P-256'
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit -out "$f/explicit.key" 2>/dev/null
check "a key on an unnamed curve" serve $ec.pem "$f/explicit.key" 'its curve has no name'
openssl genpkey -algorithm ED25519 -out "$f/ed25519.key" 2>/dev/null
check "an Ed25519 key" serve $ec.pem "$f/ed25519.key" 'neither an RSA nor an EC key'
openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out "$f/pss.key" 2>/dev/null
check "an RSASSA-PSS key beside a certificate of another" serve $rsa.pem "$f/pss.key" 'RSASSA-PSS'
check "an RSA key of 1024 bits" serve $rsa.pem "$certs/short-key.key" '2048 to 4096 bits'

check "PKCS#8, RSA" serves $rsa.pem $rsa.key
check "PKCS#8, EC" serves $ec.pem $ec.key
check "PKCS#8, RSASSA-PSS" serves "$certs/server-pss384.pem" "$certs/server-pss384.key"
openssl pkey -in $rsa.key -traditional -out "$f/pkcs1.key"
check "PKCS#1" serves $rsa.pem "$f/pkcs1.key"
openssl pkey -in $ec.key -traditional -out "$f/sec1.key"
check "SEC1" serves $ec.pem "$f/sec1.key"
(openssl ecparam -name P-256; cat "$f/sec1.key") >"$f/parameters.key"
check "SEC1 behind its parameters" serves $ec.pem "$f/parameters.key"
cat $rsa.pem $rsa.key >"$f/all.pem"
check "certificates and key in one file" serves "$f/all.pem" "$f/all.pem"
sed 's/$/\r/' "$f/all.pem" >"$f/crlf.pem"
check "lines that end with CR LF" serves "$f/crlf.pem" "$f/crlf.pem"
(echo "subject=somebody"; cat $rsa.pem; echo "and so on") >"$f/prose.pem"
check "text around the blocks" serves "$f/prose.pem" $rsa.key
check "P-384" serves "$certs/server-ec384.pem" "$certs/server-ec384.key"
check "P-521" serves "$certs/server-ec521.pem" "$certs/server-ec521.key" "$certs/root-rsa8192.pem"
check "an RSA key of 8192 bits" serve "$certs/server-rsa8192.pem" "$certs/server-rsa8192.key" '2048 to 4096 bits'

echo nonsense >"$f/session"
check "a file that is no session" says 3 'not a session that handfast wrote' client localhost:1 --insecure --session-in "$f/session"
check "a session file that is not there" says 3 'cannot read the session' client localhost:1 --insecure --session-in "$f/none"
check "a key log that cannot be written" says 3 'cannot write the key log' client localhost:1 --insecure --keylog "$f/none/keys"
no_demo() {
  (cd "$f" && timeout 20 "$HANDFAST" demo >out 2>&1)
  [ $? -eq 3 ] && has "$f/out" 'make_certs.sh'
}
check "demo: without certificates it says how to make them" no_demo
demo() {
  "$HANDFAST" demo --cert $rsa.pem --key $rsa.key --ca "$certs/root.pem" >"$f/out" 2>&1 || { tail "$f/out"; return 1; }
  [ "$(grep -cE '^  [1-9]\. ' "$f/out")" -eq 36 ] && has "$f/out" '^  9\. ' && has "$f/out" 'both sides agree in every step'
}
check "demo: eight steps and six of TLS 1.3; nine, nine, and four" demo
check "demo: a wrong name" says 1 'certificate_name_wrong' demo --cert $rsa.pem --key $rsa.key --ca "$certs/root.pem" --name x.example
