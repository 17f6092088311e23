# proofs/lists.awk: the lists of what is assumed and defined, of what proofs/view.ml saw in every file; made by proofs/lists.sh.
#   awk -v to=DIRECTORY -v defines="MODULE..." -f proofs/lists.awk VIEW...
# defines: the modules that are proved with a definition of their own (HF_PROVE_...). Writes to/axioms, definitions, lemmas, outside,
# otherwise, ghosts and matter, unsorted; prints what may not be at all, a line each.
function module_of(path,    part, n) { n = split(path, part, "/"); return part[n - 1] }
BEGIN {
  FS = OFS = "\t"
  n = split(defines, d, " ")
  for (i = 1; i <= n; i++) own[d[i]] = 1
}
/^#/ { next }
{ module = module_of(FILENAME); text = $4; gsub(/ restrict /, "", text); is_new = !(($1, $2, $3, text) in seen); seen[$1, $2, $3, text] = 1 }
$1 == "bodyless" || $1 == "defined" {
  if ($1 == "defined" && text !~ /^[^(]*static /) { proved[$2, $6] = 1; is_proved[$2] = 1; if (module in own) in_own[$2] = 1 }
  if ($1 == "bodyless" && !(($2, text, module) in asked)) {
    asked[$2, text, module] = 1
    need[++needs] = $2; need_text[needs] = text; need_digest[needs] = $6; need_in[needs] = module; need_where[needs] = $3
  }
  if ($1 == "defined" && is_new) print "function", $2, text, $5 > (to "/matter")
  next
}
!is_new { next }
$1 == "axiom" || $1 == "abstract" { print $1, $2, $3, text > (to "/axioms"); next }
$1 == "definition" { print $2, $3, text > (to "/definitions"); print "definition", $2, text, $5 > (to "/matter"); next }
$1 == "lemma" { print $2, $3, text > (to "/lemmas"); lemma[text] = 1; next }
$1 == "ghost" { print $2, $3, text > (to "/ghosts"); next }
$1 == "recursive" { recursive[$2] = $3; if (text != "-") ends[$2, ++endings[$2]] = text; next }
$1 == "admit" { print $1, $2, $3, text > (to "/axioms"); next }
{ print $3 ": " $2 ": an annotation that no list knows: " text }
END {
  for (f in recursive) {
    shown = 0
    for (i = 1; i <= endings[f]; i++) if (ends[f, i] in lemma) shown = 1
    if (shown) continue
    print recursive[f] ": " f ": a definition that comes back to itself, and no lemma shows that it ends"
    for (i = 1; i <= endings[f]; i++) print "  this one would: " ends[f, i]
  }
  for (i = 1; i <= needs; i++) {
    f = need[i]
    if ((f, need_digest[i]) in proved) continue
    if (f in is_proved) {
      if ((need_in[i] in own) || (f in in_own)) print f, need_in[i], need_text[i] > (to "/otherwise.texts")
      else print need_where[i] ": " f ": " need_in[i] " calls it by another contract than the one it is proved to have"
      continue
    }
    if (need_where[i] !~ /^engine\/(include\/handfast\/provider|ports\/[a-z_]*)\.h$/)
      print need_where[i] ": " f ": a contract on a function that no proof covers, not in provider.h or ports/"
    if ((f in outside) && outside[f] != need_text[i]) print need_where[i] ": " f ": two contracts on a function that no proof covers"
    if (!(f in outside)) print f, need_where[i], need_text[i] > (to "/outside")
    outside[f] = need_text[i]
  }
}
