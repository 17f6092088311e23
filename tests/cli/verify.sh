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
check "verify: a file that is not there" says 3 'cannot read the chain' verify "$work/none.pem"
for chain in server-rsa server-ec server-ec384; do
  check "verify: $chain" verifies 0 'valid: the path has 2 of 2 certificates' $chain --name localhost
done
check "verify: client-rsa as a client" verifies 0 'valid' client-rsa --purpose client
check "verify: client-rsa as a server" verifies 1 'client-rsa.pem:1: not valid: certificate_purpose_wrong' client-rsa
check "verify: another name" verifies 1 'certificate_name_wrong' server-rsa --name other.example
check "verify: expired" verifies 1 'expired.pem:1: not valid: certificate_expired' expired
check "verify: not yet valid, in its time" verifies 0 "valid" future --time 2340000000
check "verify: not yet valid" verifies 1 'certificate_not_yet_valid' future
check "verify: untrusted" verifies 1 'certificate_unknown_issuer' untrusted
check "verify: issued by what is no authority" verifies 1 'certificate_not_ca' not-ca
check "verify: SHA-1" verifies 1 'certificate_algorithm_weak' sha1
check "verify: RSA of 1024 bits" verifies 1 'certificate_key_weak' short-key
