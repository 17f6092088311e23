# shellcheck shell=bash
# handfast verify: what is valid, what is not and where, and how it is used.
verifies() { # STATUS PATTERN CHAIN ARGS...
  local status=$1 pattern=$2 chain=$3
  shift 3
  says "$status" "$pattern" verify "$certs/$chain.pem" --ca "$certs/anchors.pem" "$@"
}
check "verify --help" says 0 '^Usage: handfast verify' verify --help
check "verify: no file" says 2 'CHAIN.pem is missing' verify
check "verify: two files" says 2 'one file at a time' verify a b
check "verify: unknown option" says 2 "unrecognized option" verify --frobnicate
check "verify: --purpose" says 2 "neither server nor client" verify --purpose spy "$certs/server-rsa.pem"
check "verify: --time" says 2 'not a whole number' verify --time yesterday "$certs/server-rsa.pem"
check "verify: a file that is not there" says 2 'cannot read the chain' verify "$work/none.pem"
for chain in server-rsa server-ec server-ec384; do
  check "verify: $chain" verifies 0 'valid: the path has 2 of 2 certificates' $chain --name localhost
done
check "verify: P-521 under RSA of 8192 bits" verifies 0 'valid: the path has 2 of 2 certificates' server-ec521 --name localhost \
  --ca "$certs/root-rsa8192.pem"
check "verify: RSA of 8192 bits" verifies 0 'valid' server-rsa8192 --ca "$certs/root-rsa8192.pem"
check "verify: client-rsa as a client" verifies 0 'valid' client-rsa --purpose client
check "verify: client-rsa as a server" verifies 1 'client-rsa.pem:1: not valid: certificate_purpose_wrong' client-rsa
check "verify: --usage, no such" says 2 "'signing' is no key usage" verify --usage signing "$certs/server-rsa.pem"
for usage in digitalSignature keyEncipherment; do
  check "verify: server-rsa for $usage" verifies 0 'valid' server-rsa --usage $usage
done
check "verify: two usages" verifies 0 'valid' server-rsa --usage digitalSignature --usage keyEncipherment
check "verify: one of two usages" verifies 1 'asked for digitalSignature, keyEncipherment; its key is for digitalSignature$' server-ec \
  --usage digitalSignature --usage keyEncipherment
check "verify: server-ec for keyAgreement" verifies 1 'certificate_usage_wrong' server-ec --usage keyAgreement
check "verify: any usage" verifies 0 'valid' usage
check "verify: another name" verifies 1 'certificate_name_wrong' server-rsa --name other.example
check "verify: expired" verifies 1 'expired.pem:1: not valid: certificate_expired' expired
check "verify: not yet valid, in its time" verifies 0 "valid" future --time 2340000000
check "verify: not yet valid" verifies 1 'certificate_not_yet_valid' future
check "verify: untrusted" verifies 1 'certificate_unknown_issuer' untrusted
check "verify: issued by what is no authority" verifies 1 'certificate_not_ca' not-ca
check "verify: SHA-1" verifies 1 'certificate_algorithm_weak' sha1
check "verify: RSA of 1024 bits" verifies 1 'certificate_key_weak' short-key

check "verify: --purpose any" verifies 0 'valid' client-rsa --purpose any
check "verify: --depth 1" verifies 0 'valid' server-ec --depth 1
check "verify: --depth 0" verifies 1 'certificate_path_too_long' server-ec --depth 0
check "verify: --depth 16" says 2 '--depth: .16. is not a whole number from 0 to 15' verify --depth 16 "$certs/server-ec.pem"
check "verify: --policy, no such" says 2 "'1.2.' is no object identifier" verify --policy 1.2. "$certs/server-ec.pem"
check "verify: --policy, too far" says 2 "'1.40' is no object identifier" verify --policy 1.40 "$certs/server-ec.pem"
check "verify: --policy that need not be" verifies 0 'valid' server-ec --policy 1.2.3.4 --policy any
check "verify: --explicit-policy" verifies 1 'certificate_policy_required.*RFC 5280, section 6.1.5' server-ec --explicit-policy

# A folder of authorities, and too many certificates.
mkdir -p "$work/folder/inside"
cp "$certs/root.pem" "$work/folder/a.pem"
cp "$certs/root-ec.pem" "$work/folder/b.crt"
echo "no certificate" >"$work/folder/README"
check "verify: --ca FOLDER" says 0 valid verify "$certs/server-ec.pem" --ca "$work/folder"
check "verify: --ca FOLDER without one" says 2 'there is no certificate in it' verify "$certs/server-ec.pem" --ca "$work/folder/inside"
{ sed '/END/q' "$certs/server-ec.pem"; for _ in $(seq 200); do cat "$certs/root.pem"; done; sed '1,/END/d' "$certs/server-ec.pem"; } >"$work/many.pem"
check "verify: 200 certificates of no use between" says 0 valid verify "$work/many.pem" --ca "$certs/anchors.pem"

fails() { ! "$@"; }
# Debian's authorities: each is an anchor.
bundle=/etc/ssl/certs/ca-certificates.crt
if [ -f "$bundle" ]; then
  check "verify: each root of Debian is an anchor" says 1 unknown_issuer verify "$certs/server-ec.pem" --ca "$bundle"
  check "verify: none is left out" fails grep -q 'left out' "$work/out"
else
  echo "skipped: no $bundle"
fi

# Why.
check "verify: --explain, valid" verifies 0 '^path 1: certificate 1 <- 2 <- trust anchor [0-9]*$' server-ec --explain
check "verify: --explain, each rule with its section" verifies 0 '^    ok       signature .*[(]RFC 5280, 6.1.3 [(]a[)] [(]1[)][)]$' server-ec --explain
check "verify: --explain, what is refused" verifies 1 '^    REFUSED  validity .*certificate_expired.*[(]RFC 5280, 4.1.2.5[)]$' expired --explain
check "verify: --explain, nobody" verifies 1 '<- nobody$' untrusted --explain
check "verify: --explain and --json" says 2 'one of them' verify --explain --json "$certs/server-ec.pem"

# Field by field.
check "show --help" says 0 '^Usage: handfast show' show --help
check "show: no file" says 2 'FILE is missing' show
check "show: a certificate" says 0 '^ *- dNSName "server.example"$' show "$certs/server-ec.pem"
check "show: a certificate, DER" says 0 '^ *notAfter.utcTime "451231235959Z"$' show "$certs/server-ec.0.der"
check "show: a list" says 0 '^ *userCertificate [0-9a-f]* [(]20 octets[)]$' show "$certs/intermediate.crl"
check "show: a response" says 0 '^ *certStatus.good' show "$certs/server-ec.ocsp"
check "show: a private key keeps its secret" says 0 '^ *privateKey [(]secret, [0-9]* octets[)]$' show "$certs/server-ec.key"
head -c 300 "$certs/server-ec.0.der" >"$work/half.der"
check "show: half a certificate" says 1 '^ *! refused here, at octet' show "$work/half.der"

# Revocation.
check "verify: a list without the certificate" verifies 0 'valid' server-ec --crl "$certs/intermediate-ec.crl"
check "verify: a list with it" verifies 1 'server-rsa.pem:1: not valid: certificate_revoked' server-rsa --crl "$certs/intermediate.crl"
check "verify: lists of others" verifies 1 'crl_missing' server-rsa --crl "$certs/root.crl" --crl "$certs/intermediate-ec.crl"
check "verify: lists for all" verifies 1 'certificate_revoked' server-rsa --crl "$certs/root.crl.der" --crl "$certs/intermediate.crl"
check "verify: --crl-all" verifies 1 'server-ec.pem:[0-9]*: not valid: crl_missing' server-ec --crl-all --crl "$certs/intermediate-ec.crl"
check "verify: an old list" verifies 1 'crl_expired' server-ec --crl "$certs/intermediate-ec.crl" --time 2045-01-01T00:00:00Z
check "verify: --crl is no list" says 2 'no revocation list in it' verify "$certs/server-ec.pem" --ca "$certs/anchors.pem" \
  --crl "$certs/root.pem"
check "verify: --crl is not there" says 2 'cannot read the revocation lists' verify "$certs/server-ec.pem" --crl "$work/none"
check "verify: a response" verifies 0 'valid' server-ec --ocsp "$certs/server-ec.ocsp"
check "verify: a response that says revoked" verifies 1 'certificate_revoked' server-rsa --ocsp "$certs/server-rsa-revoked.ocsp"
check "verify: a response for another" verifies 1 'ocsp_' server-ec384 --ocsp "$certs/server-ec.ocsp"

# Times, words and JSON.
check "verify: --time as text" verifies 1 'it was valid until 2021-01-01T00:00:00Z; the time is 2021-01-01T00:00:01Z' expired \
  --time 2021-01-01T00:00:01Z
check "verify: the last second" verifies 1 'intermediate' expired --time 2021-01-01T00:00:00Z
check "verify: the section" verifies 1 'RFC 9525, section 6' server-rsa --name other.example
check "verify: what it is for" verifies 1 'asked for other.example; it is for DNS:localhost, DNS:server.example' server-rsa \
  --name other.example
json() { # STATUS EXPRESSION CHAIN ARGS...
  local status=$1 expression=$2 chain=$3
  shift 3
  "$HANDFAST" verify "$certs/$chain.pem" --ca "$certs/anchors.pem" --json "$@" >"$work/json" 2>"$work/err"
  [ $? = "$status" ] && [ ! -s "$work/err" ] && python3 -c "import json, sys; v = json.load(sys.stdin); assert ($expression), v" <"$work/json"
}
check "verify: JSON, valid" json 0 'v["valid"] is True and v["path"] == [1, 2] and v["anchor"] == 2' server-ec
check "verify: JSON, not valid" json 1 'v["valid"] is False and v["error"] == "certificate_expired" and v["certificate"] == 1
  and v["reference"] == "RFC5280 4.1.2.5" and v["subject"] == "CN=expired"' expired
check "verify: JSON, a name with quotes" json 1 '"a\"b" in v["detail"]' server-ec --name 'a"b'
check "verify: JSON, nothing to judge" says 2 'cannot read the chain' verify --json "$work/none.pem"
