# tests/support/near.awk -v bound=PERCENT README.md MEASURED: is each line that was measured, words and then numbers, in README.md as an
# indented line of the same words and as many numbers, each within the bound of what was measured, or 16 of it? Says which is not, with the
# line as it should be.
function split_line(    i) {
  label = numbers = ""
  for (i = 1; i <= NF; i++)
    if ($i ~ /^[0-9.]+$/)
      numbers = numbers " " $i
    else if (numbers == "")
      label = label " " $i
    else
      return 0
  return numbers != ""
}
function is_near(said, measured,    a, b, n, i, d) {
  n = split(said, a, " ")
  if (n != split(measured, b, " "))
    return 0
  for (i = 1; i <= n; i++) {
    d = a[i] - b[i]
    if (d < 0)
      d = -d
    if (d > b[i] * bound / 100 && (b[i] ~ /\./ ? d > 0.15 : d > 16))
      return 0
  }
  return 1
}
FNR == NR { if (/^    / && split_line()) said[label, split(numbers, a, " ")] = numbers; next }
split_line() {
  n = split(numbers, a, " ")
  lines++
  if (!((label, n) in said) || !is_near(said[label, n], numbers)) {
    print "README.md does not say: " $0
    bad = 1
  }
}
END { exit bad || lines == 0 }
