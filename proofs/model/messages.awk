# awk -f messages.awk rows.tsv handshake.pml TRAIL: a run of the model as a sequence of messages and steps.
FILENAME ~ /rows\.tsv$/ { split($0, f, "\t"); split(f[6], at, " "); row[f[1]] = sprintf("%-6s %s (%s), then %s", f[2], f[4], at[1], f[5]); next }
FILENAME ~ /\.pml$/ { if ($1 == "#define" && $2 ~ /^(RECV_|CLOSE$|END_OF_INPUT$)/) { sub(/^RECV_/, "", $2); event[$3] = tolower($2) } next }

# The content of a message, as proofs/model/party.pml numbers it.
function content(type, value,   name, text) {
  name = event[type]
  if (value == 255) return " (malformed)"
  if (name ~ /_hello$/ && value < 64) {
    text = (value % 2 ? " rsa" : "") (int(value / 2) % 2 ? " ecdhe" : "") (int(value / 4) % 2 ? " extended_master_secret" : "")
    text = text (int(value / 8) % 2 ? " session" : "") (int(value / 16) % 2 ? " status" : "") (int(value / 32) % 2 ? " raw_public_key" : "")
    return " (" substr(text, 2) ")"
  }
  if (name ~ /_hello$/)
    return " (" (value == 64 ? "version too low" : value == 65 ? "fallback" : value == 66 ? "compression" : value == 67 ? \
      "renegotiation_info wrong" : value == 68 ? "protocol wrong" : "suite not offered") ")"
  if (value == 60 || value == 61) return " (not offered)"
  if (name == "finished" || name == "certificate_verify")
    return value == 62 ? " (of the attacker, wrong)" : value == 63 ? " (of the attacker, fits)" : " (over " value " messages)"
  if (name ~ /^(certificate|certificate_status|server_key_exchange|client_key_exchange)$/)
    return value == 0 ? " (empty)" : value == 1 ? " (genuine)" : value == 2 ? " (forged)" : name == "certificate" ? " (the attacker's own)" : " (genuine)"
  return ""
}
function message(type, value) { return (type in event ? event[type] : "a record that does not open") content(type, value) }

$1 == "ROW" { print "  " row[$2]; next }
$1 == "FAILS" { print "  " $2 " fails: " $3; next }
$1 == "COMES" { print "comes: " message($2, $3); next }
$1 == "ATTACK" { text = ""; for (i = 2; i <= NF - 2; i++) text = text " " $i; print "attacker" text ": " message($(NF - 1), $NF); next }
/^pan:.*assertion violated/ { print $0 }
/START OF CYCLE/ { print "and from here for ever:" }
