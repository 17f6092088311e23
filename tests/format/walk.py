"""Walks the format and the tables side by side: from each entry, all pairs of a position and a place that any message can come to, whatever its
bytes. At each pair both must do the same: the walk is finite because vectors are followed by where they end, not by how long they are."""
from collections import deque

import meaning
import table

LENGTH = "HF_ERROR_MESSAGE_LENGTH"


class Difference(Exception):
    pass


class Walk:
    """Of one entry. pairs: (position, place, end) -> how it was reached; end is what is known of the innermost vector: None: none is open;
    True: it is at its end; False: it is not. touching: cell of the tables -> the pairs at which it is read. kept: message -> where its
    fields are."""

    def __init__(self, form, tables, entry, is_part=False):
        self.is_part, self.cut = is_part, set()
        self.meaning, self.tables, self.entry = meaning.Meaning(form, *form.entries[entry]), tables, entry
        self.pairs, self.touching, self.kept = {}, {}, {}

    def start(self):
        return (self.meaning.start(), self.tables.start(self.entry), None)

    def run(self):
        self.pairs[self.start()] = None
        self.go_on(self.pairs, list(self.pairs))

    def go_on(self, seen, pairs):
        """From some pairs, to all that follow and are not in `seen`."""
        queue = deque(pairs)
        while queue:
            pair = queue.popleft()
            self.tables.touched = {("entries", self.entry)} if self.pairs.get(pair) is None else set()
            for (position, place), label in self.follow(*pair):
                ends = (label[1],) if label[0] == "open" else (True, False) if place[3] else (None,)
                for end in ends:
                    if (position, place, end) not in seen:
                        seen[(position, place, end)] = (pair, label)
                        queue.append((position, place, end))
            if seen is self.pairs:
                for cell in self.tables.touched:
                    self.touching.setdefault(cell, []).append(pair)

    def follow(self, position, place, end):
        return self.compare(self.meaning.advance(position, end), self.tables.advance(place, end), end)

    def compare(self, wanted, found, end):
        """The pairs that follow, each with how; or Difference."""
        kind = wanted[0]
        if end and kind in ("fixed", "match", "number", "length") and found[0] == kind:
            return []  # nothing is left of the vector: both refuse it with message_length before a byte of the field
        if kind != found[0]:
            raise Difference(f"{show(wanted)} in the format, {show(found)} in the tables")
        same(kind if kind in ("done", "leave") else "what is done", wanted[: 2 if kind == "refuse" else 1], found[: 2 if kind == "refuse" else 1])
        if kind in ("done", "refuse"):
            return []
        if kind == "leave":
            return [((wanted[1], found[1]), ("leave",))]
        same("the width of a field", wanted[1], found[1])
        if kind == "fixed":
            self.sink(wanted[2], found[2], wanted[1])
            return [((wanted[3], found[3]), ("fixed", wanted[1]))]
        if kind == "match":
            self.sink(wanted[2], found[2], wanted[1])
            same("a constant", wanted[3], found[3])
            return [((wanted[4], found[4]), ("bytes", wanted[3])), ((wanted[5], found[5]), ("bytes", bytes(wanted[1])))]
        self.use(wanted[2], found[2])
        return self.number(wanted, found) if kind == "number" else self.length(wanted, found, found[-1][3])

    def number(self, wanted, found):
        most = 256 ** wanted[1]
        chosen = self.meaning.at[-1].rpartition(".")[2]
        if self.is_part and chosen in ("msg_type", "extension_type"):  # a profile leaves out whole messages and extensions
            left_out = [v for v in wanted[3] if v not in found[3]]
            self.cut |= {(chosen, v) for v in left_out}
            wanted = wanted[:3] + ({v: way for v, way in wanted[3].items() if v not in left_out},) + wanted[4:]
        values = sorted(v for v in {**wanted[3], **found[3]} if v < most)
        pairs = [((wanted[3].get(v, wanted[4]), found[3].get(v, found[4])), ("value", wanted[1], v)) for v in values]
        other = next((v for v in range(most) if v not in set(values)), None)
        if other is not None:  # any of the other values
            pairs.append(((wanted[4], found[4]), ("value", wanted[1], other)))
        return pairs

    def length(self, wanted, found, stack):
        lengths = allowed(wanted[3], wanted[1])
        same("the lengths that may be", lengths, allowed(found[3], found[1]))
        label = ("length", wanted[1], lengths)
        pairs = []
        if wanted[4] is None:  # a vector
            same("what a length is of", None, found[4])
            if len(stack) + 1 >= table.DEPTH:
                raise Difference("more vectors are open than the parser has room for")
            way = (wanted[5], found[5])
            return [(way, ("open", end) + label[1:]) for end in (True, False) if (0 in lengths if end else lengths[-1] > 0)]
        if found[4] is None:
            raise Difference("bytes in the format, a vector in the tables")
        if lengths[-1] > 0:
            self.sink(wanted[4], found[4], lengths[-1])
            pairs.append(((wanted[6], found[5]), label + (1,)))
        if 0 in lengths:
            pairs.append(((wanted[6], found[6]), label + (0,)))
        return pairs

    def use(self, wanted, found):
        if wanted is None or found is None or wanted[0] != found[0] or wanted[0] == "call":
            same("what is done with a number", wanted, found)
            return
        self.keep("NUMBER", wanted[1], found[1], 1)

    def sink(self, wanted, found, size):
        if wanted[0] != found[0] or wanted[0] != "keep":
            same("what is done with bytes", wanted, found)
            return
        same("how much is kept", size, self.tables.name("kept", "_".join(("SIZE",) + wanted[1]).upper()))
        self.keep("KEPT", wanted[1], found[1], size)

    def keep(self, kind, of, at, size):
        """Where it is kept is where kept.h says, within its room, and nothing else of the message is there."""
        name = "_".join((kind,) + of).upper()
        same("HF_" + name, self.tables.name("kept", name), at)
        if at + size > (table.SLOTS if kind == "NUMBER" else table.KEPT):
            raise Difference(f"HF_{name} is beyond its room")
        fields = self.kept.setdefault((kind, of[0]), {})
        fields[name] = (at, size)
        for other, (b, m) in fields.items():
            if other != name and at < b + m and b < at + size:
                raise Difference(f"HF_{name} and HF_{other} are kept in one place")


def allowed(lengths, width):
    """(least, most, multiple) -> the range of lengths that may be, which a number of so many bytes can say."""
    lo, hi, multiple = lengths
    if multiple & (multiple - 1):
        raise Difference(f"multiples of {multiple}: the parser has powers of two alone")
    hi = min(hi, 256**width - 1)
    return range(-(-lo // multiple) * multiple, hi + 1, multiple)


def same(what, wanted, found):
    if wanted != found:
        raise Difference(f"{what}: {show(wanted)} in the format, {show(found)} in the tables")


def show(thing):
    return str(thing)[:120]


def compare(form, tables, is_part=False):
    """The walks of all entries; raises Difference where format and tables are not the same. is_part: the tables are those of a profile, which
    leaves out entries, and messages and extensions, which are then refused or skipped as any that the format does not know."""
    same("the entries", sorted(e for e in form.entries if e in tables.entries or not is_part), sorted(tables.entries))
    walks = [Walk(form, tables, entry, is_part) for entry in tables.entries]
    for walk in walks:
        try:
            walk.run()
        except Difference as difference:
            raise Difference(f"{walk.entry}: {difference}") from None
    if is_part:
        return walks
    touched = set().union(*(walk.touching for walk in walks))
    unknown = {name for name in tables.kept if ("kept", name) not in touched}
    if unknown:
        raise Difference(f"kept.h has what no field is kept as: {sorted(unknown)}")
    if set(form.bindings) - form.used:
        raise Difference(f"bindings that no entry comes by: {sorted(set(form.bindings) - form.used)}")
    return walks
