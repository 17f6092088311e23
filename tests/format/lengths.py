"""The encoders and the writer, run: each length of each message at the least and the most that the format lets it have, each flag alone and all of
them, each number at its ends. lengths.c writes what the C wrote and what the loop made of it. The bytes must be those of the symbols of source.py
with these values in them, and each entry that knows the message must take it as complete; what is no message of its own, a reader of the format.
"""
import subprocess

import encoders
import meaning
import notation as n
import positions

MOST = 16777215 - 100  # of a vector with a length of three bytes, which with what stands around it still is a message; where it is not alone:
LONG = 70000
PATTERN = bytes((7 * i + 3) % 256 for i in range(251)) * 66900


def value_of(size, values):
    """A sum, with lengths for its members."""
    total = 0
    for key, times in size.items():
        if key == 1:
            total += times
        elif isinstance(key, str):
            total += times * len(values[key.removesuffix("_n")])
        elif key[0] == "gathered":
            total += sum(key[2] + len(part) for part in values[key[1]])
        elif key[0] == "if":
            total += value_of(dict(key[2]), values) if values[key[1]] else 0
        else:
            inner = value_of(dict(key[1]), values)
            total += inner + key[2] if inner else 0
    return total


def written(writes, values):
    """The bytes of writes."""
    out = bytearray()
    for kind, *about in writes:
        if kind == "number":
            out += (about[1] if isinstance(about[1], int) else values[about[1]]).to_bytes(about[0], "big")
        elif kind == "bytes":
            out += values[about[0]]
        elif kind == "vector":
            out += len(values[about[1]]).to_bytes(about[0], "big") + values[about[1]]
        elif kind == "numbers":
            out += (2 * len(values[about[1]])).to_bytes(about[0], "big") + b"".join(v.to_bytes(2, "big") for v in values[about[1]])
        elif kind == "gathered":
            parts = b"".join(len(p).to_bytes(about[1], "big") + p for p in values[about[2]])
            out += len(parts).to_bytes(about[0], "big") + parts
        elif kind == "length":
            out += value_of(about[1], values).to_bytes(about[0], "big")
        elif values[about[0]] if kind == "if" else value_of(dict(about[0]), values):
            out += written(about[1], values)
    return bytes(out)


def pattern(size):
    return PATTERN[:size]


def fill(element, size):
    """Elements of a vector, so many bytes of them; None: there are none of that size."""
    if size == 0 or isinstance(element, (n.Number, n.Enum, n.Opaque)):
        return pattern(size)
    if isinstance(element, n.Struct):  # one, whose last field takes what is left
        head = sum(f.type.width for f in element.fields[:-1])
        last = fill(element.fields[-1].type, size - head) if size > head else None
        return None if last is None else pattern(head) + last
    out = b""
    while size > 0:
        k = min(size - element.width, element.hi)
        left = size - element.width - k
        k -= element.width + element.lo - left if 0 < left < element.width + element.lo else 0
        if k < element.lo:
            return None
        out += k.to_bytes(element.width, "big") + pattern(k)
        size -= element.width + k
    return out


class Cases:
    """Of one encoder. members: member -> the write that it is in; where: member -> the flag that it is sent with."""

    def __init__(self, name, writes, reading):
        self.name, self.writes, self.reading = name, writes, reading
        self.members, self.where, self.flags = {}, {}, []
        self.apart = []  # members of which only the size is written
        self.find(writes, None)

    def find(self, writes, flag):
        for write in writes:
            if write[0] == "if":
                self.flags.append(write[1])
            if write[0] in ("if", "unless empty"):
                self.find(write[2], write[1] if write[0] == "if" else flag)
            elif write[0] == "length":
                names = [k.removesuffix("_n") for k in write[2] if isinstance(k, str)]
                self.apart = [k for k in names if k + "_n" in write[2] and self.reading.plans_used and write[2] == {k + "_n": 1}]
            elif isinstance(write[1 if write[0] == "bytes" else -1], str):
                member = write[1 if write[0] == "bytes" else -1]
                self.members[member], self.where[member] = write, flag

    def content(self, member, size):
        """What a member is when it has so many bytes, or a few more when there are no elements of that size."""
        kind, limit = self.members[member][0], self.reading.limits.get(member)
        if kind == "bytes":
            return self.reading.form.constants.get(self.reading.constant) if self.reading.constant else pattern(self.members[member][2])
        if kind == "numbers":
            return [(257 * i + 1) % 65536 for i in range(size // 2)]
        if kind == "gathered":
            return [pattern(1), pattern(size)] if size else []
        element = self.reading.inside.get(member)
        sizes = range(size, size + 9) if size + 9 < limit[1] else range(size, limit[0], -1)
        return next(c for c in (fill(element, s) if element else pattern(s) for s in sizes) if c is not None)

    def number(self, member, end):
        limit = self.reading.limits.get(member) or [0, 256 ** self.members[member][1] - 1]
        return limit[end]

    def base(self, flags, end=0):
        values = {flag: int(flag in flags) for flag in self.flags}
        values.update({member: bytes(1000 * abs(end)) for member in self.apart})
        for member, write in self.members.items():
            is_number = write[0] == "number"
            values[member] = self.number(member, end) if is_number else self.content(member, self.reading.limits.get(member, (0,))[0])
        return values

    def all(self):
        """Each: values of all members."""
        for flags in [[]] + [[f] for f in self.flags] + [self.flags]:
            yield self.base(flags)
            yield self.base(flags, -1)
        for member, write in self.members.items():
            if write[0] in ("number", "bytes"):
                continue
            lo, hi, multiple = self.reading.limits[member][:3]
            for size in {lo, lo + multiple, min(hi, MOST if len(self.members) == 1 else LONG)}:
                values = self.base([self.where[member]])
                values[member] = self.content(member, size)
                over = max([0] + self.over(self.writes, values))
                if over:
                    values[member] = self.content(member, (size - over) // multiple * multiple)
                yield values

    def over(self, writes, values):
        """By how much lengths are more than their width can say."""
        out = []
        for kind, *about in writes:
            if kind == "length":
                out.append(value_of(about[1], values) - 256 ** about[0] + 1)
            elif kind in ("if", "unless empty"):
                out += self.over(about[1], values)
        return out


def entries(form, reading):
    """Those that know the message: each must take it."""
    root = reading.meaning.root
    for entry, (type_, contexts, unread) in form.entries.items():
        if type_ is not root or unread:
            continue
        known = meaning.Meaning(form, type_, contexts)
        case = [fields for label, fields in form.types["Handshake"].fields[-1].type.select.cases if label == reading.message]
        if all(reading.meaning.contexts.get(k) == v for k, v in contexts.items()) and all(known.is_known(f.type) for f in sum(case, [])):
            yield entry


def program(form, tables, engine):
    """The C of all cases; and of each (name, bytes, whether the loop is to take them)."""
    text, wanted = [], []
    for name, (spec, path) in encoders.files(form, engine).items():
        source = encoders.Source(path.read_text(encoding="utf-8"))
        writes = source.writes("hf_encode_" + name)
        takers = {}
        for contexts in encoders.all_contexts(form, spec):
            reading = encoders.Reading(form, spec[0], next((v for v in spec if v in form.constants), None), contexts)
            reading.all(writes)
            takers.update(dict.fromkeys(() if ("apart", []) in reading.plans_used else entries(form, reading)))
        for values in Cases(name, writes, reading).all():
            some = written(writes, values)
            if not takers and len(some) < 1000 and ("apart", []) not in reading.plans_used:
                by_format(reading, some, name)
            text.append(case_text(name, Cases(name, writes, reading), values, [f"HF_ENTRY_{entry}" for entry in takers] or ["0"]))
            wanted += [(name, some, entry) for entry in takers or [None]]
    return "\n".join(text), wanted


def by_format(reading, some, name):
    reader = positions.Reader.__new__(positions.Reader)
    reader.meaning, reader.kept = reading.meaning, positions.Anywhere()
    end = reader.after(reader.start(), some)
    if end.error != "HF_OK" or end.pos != len(some):
        raise encoders.Wrong(f"{name}: the format does not take {some.hex()[:80]}: {end.error}")


def case_text(name, cases, values, entries_):
    ends = " ".join(f"end({entry});" for entry in entries_)
    lines = []
    for member, value in values.items():
        write = cases.members.get(member)
        if member in cases.apart:
            lines.append(f"m.{member}_n = {len(value)};")
        elif write is None or write[0] == "number":
            lines.append(f"m.{member} = {value}u;")
        elif write[0] == "numbers":
            lines.append(f"m.{member} = numbers; m.{member}_n = {len(value)};")
        elif write[0] == "gathered":
            parts = "".join(f"pieces[{i}] = pattern; sizes[{i}] = {len(p)};" for i, p in enumerate(value))
            lines.append(f"{parts} m.{member} = pieces; m.{member}_sizes = sizes; m.{member}_n = {len(value)};")
        else:
            is_pattern = value == pattern(len(value))
            where = "pattern" if is_pattern else f"given({place(value)})"
            lines.append(f"m.{member} = {where};" + ("" if write[0] == "bytes" else f" m.{member}_n = {len(value)};"))
    if not values:
        return f"  begin(); hf_encode_{name}(&w); {ends}"
    lines = [f"struct hf_out_{name} m;", "memset(&m, 0, sizeof m);"] + lines + [f"begin(); hf_encode_{name}(&w, &m); {ends}"]
    return "  {\n    " + "\n    ".join(lines) + "\n  }"


BLOB = bytearray()
PLACES = {}


def place(value):
    if value not in PLACES:
        PLACES[value] = len(BLOB)
        BLOB.extend(value)
    return PLACES[value]


def compare(command, wanted):
    out = subprocess.run([command], input=bytes(BLOB), capture_output=True, check=True).stdout
    at = taken = 0
    for name, some, entry in wanted:
        size, is_taken = int.from_bytes(out[at : at + 4], "big"), out[at + 4]
        if out[at + 5 : at + 5 + size] != some:
            raise encoders.Wrong(f"{name}: {out[at + 5 : at + 45].hex()}.. is written where {some[:40].hex()}.. belongs")
        if not is_taken and entry is not None and not (name == "certificate_request_tls13" and some[-2:] == bytes(2)):
            raise encoders.Wrong(f"{name}: entry {entry} does not take {some[:90].hex()}.., {size} bytes")
        taken += is_taken
        at += 5 + size
    if at != len(out) or not taken:
        raise encoders.Wrong("more was written than was asked for")
    return f"{len(wanted)} messages of {len({w[0] for w in wanted})} encoders, of up to {max(len(w[1]) for w in wanted)} bytes; {taken} read back"
