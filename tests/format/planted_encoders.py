"""Plants mistakes in the encoders: each statement left out, exchanged with the one behind it, each of its numbers one more, each member another
one of its message. encoders.py must refuse each; what it takes writes the same bytes, and `why_same` says why."""
import re

import encoders


def edits(text):
    """(what was done, the text with it)"""
    lines = text.split("\n")
    members = sorted(set(re.findall(r"m->(?!has_)(\w+)", text)))
    for i, line in enumerate(lines):
        if not line.startswith("  ") or line.startswith("  @"):
            continue

        def with_line(*changed, also=0, i=i):
            return "\n".join(lines[:i] + list(changed) + lines[i + 1 + also :])

        if not re.match(r"  (uint32_t n|return n)", line):
            yield f"left out: {line.strip()}", with_line()
        if lines[i + 1].startswith("  ") and "uint32_t n" not in line:
            yield f"exchanged with what follows: {line.strip()}", with_line(lines[i + 1], line, also=1)
        for m in re.finditer(r"\b(\d+)u\b", line):
            changed = f"{line[: m.start()]}{int(m[1]) + 1}u{line[m.end() :]}"
            yield f"{m[1]} is one more: {line.strip()}", with_line(changed)
        for m in re.finditer(r"m->(?!has_)(\w+)", line):
            kind = re.search(r"_n$|_sizes$|$", m[1])[0]
            others = [o for o in members if o != m[1] and re.search(r"_n$|_sizes$|$", o)[0] == kind]
            for other in others[:2]:
                yield f"{m[1]} is {other}: {line.strip()}", with_line(line[: m.start(1)] + other + line[m.end(1) :])
        for m in re.finditer(r"m->(has_\w+)", line):
            yield f"{m[1]} is another: {line.strip()}", with_line(line[: m.start(1)] + "has_other" + line[m.end(1) :])


def why_same(what, before, after):
    if what.startswith("exchanged"):
        sizes = re.findall(r"if \(m->has_\w+ != 0u\) n = .*", before)
        if len(sizes) > 1 and sorted(sizes) == sorted(re.findall(r"if \(m->has_\w+ != 0u\) n = .*", after)) and "if (m->has_" in what:
            return "a sum in another order"
        if re.search(r"put_\w+_has_\w+\(w, m\)", what):
            return "extensions in another order"
    return None


def plant(form, engine):
    """How many mistakes were refused; and (encoder, what, why) of those that are none."""
    given, found, left = encoders.structs(engine), 0, []
    for name, (spec, path) in encoders.files(form, engine).items():
        text = path.read_text(encoding="utf-8")
        for what, changed in edits(text):
            try:
                encoders.check_one(form, name, spec, changed, given.get(name, {}), 1)
                left.append((name, what, why_same(what, text, changed)))
            except (encoders.Wrong, IndexError, TypeError, KeyError, StopIteration):
                found += 1
    return found, left
