"""The encoders, held against the format. Each is executed on symbols (source.py); what is written under a condition is a part of its own. The
format's machine (meaning.py) then reads what it writes as it would bytes. Where it wants a number a number of that width must stand, with the
value that the format has there or one of the caller's; where it wants a length, what is written as one must be, as a sum, the size of all that
is written until the vector ends. So it holds for all values and lengths, within bounds that `limits` collects."""
import re
from collections import Counter
from pathlib import Path

import meaning
import notation as n
from source import Source, Wrong, add, frozen, size_of


class Reading:
    """The format's machine, reading what an encoder writes. limits: member -> the lengths or values that the format lets it have."""

    def __init__(self, form, struct, constant, contexts):
        self.form, self.constant = form, constant
        messages = form.types["Handshake"].fields[-1].type.select.cases
        self.message = next((label for label, fields in messages if fields[0].type is form.types[struct]), None)
        self.meaning = meaning.Meaning(form, form.types["Handshake" if self.message else struct], contexts)
        self.plans = form.plans
        self.limits, self.members, self.widths = {}, {}, {}
        self.inside, self.plans_used = {}, []

    def all(self, writes):
        opened = []
        end = self.some(self.meaning.start(), writes, opened)
        if opened:
            raise Wrong("a vector is not what its length says")
        if self.meaning.advance(end, None)[0] != "done":
            raise Wrong(f"the format wants more: {self.meaning.advance(end, None)[:2]}")

    def some(self, position, writes, opened):
        """Reads writes; opened: for each open vector (its size, what was written inside). The position behind them, out of all that ended there."""
        for write in writes:
            position = self.leave(position, opened)
            if write[0] in ("if", "unless empty"):
                position = self.part(position, write, opened)
            else:
                position = self.one(position, write, opened)
        return over(self.leave(position, opened))

    def leave(self, position, opened):
        while opened and opened[-1][0] == opened[-1][1]:
            answer = self.meaning.advance(position, True)
            if answer[0] != "leave":
                break
            (size, _), position = opened.pop(), answer[1]
            if opened:
                opened[-1][1] = add(opened[-1][1], size)
        return position

    def part(self, position, write, opened):
        """What may be left out: a whole element, or an optional field; behind it is where one is without it."""
        if not opened:
            raise Wrong(f"{write[1]}: what may be left out stands where nothing says where it ends")
        if write[0] == "if":
            inner = [[frozen_off(opened[-1][0]), Counter()]]
            label = self.element_label(write)
            if "has_" + label != write[1]:
                raise Wrong(f"{write[1]} sends {label}")
            if position[0][0] != "elements" or self.some(position, write[2], inner) != position:
                raise Wrong(f"{write[1]}: what may be left out is no element")
        else:
            inner = [[frozen_off(opened[-1][0]), Counter()]]
            without = self.meaning.advance(position, True)
            behind = self.some(position, write[2], inner)
            if without[0] != "leave" or self.meaning.advance(behind, True) != without:
                raise Wrong("what is left out when it is empty may not be")
        opened[-1][1] = add(opened[-1][1], size_of(write))
        return position if write[0] == "if" else behind

    def element_label(self, write):
        code = write[2][0][2]
        return next((k for k, v in self.form.types["ExtensionType"].codes.items() if v == code), "?")

    def one(self, position, write, opened):
        answer = self.meaning.advance(position, False if opened else None)
        kind, at = answer[0], self.meaning.at
        if kind in ("done", "refuse", "leave"):
            raise Wrong(f"{write} is written where the format has {answer[:2]}")
        if kind == "length" and write[0] != "number":
            return self.length(answer, at, write, opened)
        if kind == "number" and write[0] == "number" and write[1] == answer[1]:
            behind = self.number(answer, at, write[2])
        elif kind == "fixed" and write[0] == "number" and write[1] == answer[1] and answer[2] == ("skip",):
            behind = answer[3]
            if not isinstance(write[2], int):
                self.name(write[2], at, write[1])
        elif kind in ("fixed", "match") and write[0] == "bytes" and write[2] == answer[1]:
            self.name(write[1], at, write[2])
            behind = answer[3] if kind == "fixed" else answer[4] if self.constant else answer[5]
        else:
            raise Wrong(f"{write} is written where the format has {answer[:2]} of {at[-1]}")
        if opened:
            opened[-1][1] = add(opened[-1][1], size_of(write))
        return behind

    def number(self, answer, at, value):
        if isinstance(value, int):
            behind = answer[3].get(value, answer[4])
            if behind[0] == ("refuse", meaning.VALUE):
                raise Wrong(f"{value} may not be {at[-1]}")
            wanted = self.wanted_case(at)
            if wanted is not None and self.meaning.codes[wanted] != value:
                raise Wrong(f"{value} is not {wanted}")
            return behind
        self.name(value, at, answer[1])
        ways = set(answer[3].values())
        if not answer[3]:
            return answer[4]
        if len(ways) != 1:
            raise Wrong(f"{at[-1]} decides what follows, and is not known")
        self.limits[value] = sorted(answer[3])
        return ways.pop()

    def wanted_case(self, at):
        """The value that a row says a select has: that of the message, or of `one CASE'."""
        if at == ("Handshake.msg_type",):
            return self.message
        plan = next((self.plans[p.rpartition(".")[0]] for p in at if p.rpartition(".")[0] in self.plans), ("", []))
        return plan[1][0] if plan[0] == "one" and plan[1] else None

    def length(self, answer, at, write, opened):
        _, width, _, lengths, sink, inside, behind = answer
        if write[0] == "bytes" or width != write[1]:
            raise Wrong(f"{write} is written where a length of {width} bytes belongs, {at[-1]}")
        if write[0] == "length":
            self.limits["size of " + at[-1]] = lengths
            plan = self.plans.get(next((n.join(p, "[]") for p in at if n.join(p, "[]") in self.plans), None))
            if opened:
                opened[-1][1] = add(opened[-1][1], Counter({1: width}))
            self.plans_used += [plan] if plan else []
            if plan and plan[0] == "apart":  # the elements are written behind it, each by its own encoder
                if opened:
                    opened[-1][1] = add(opened[-1][1], write[2])
                return behind
            if sink is not None and frozen(write[2]):
                raise Wrong(f"a length of {dict(write[2])} bytes that are not written: {at[-1]}")
            if sink is None:
                opened.append([write[2], Counter()])
            return behind if sink is not None else inside
        self.name(write[-1], at)
        self.limits[write[-1]] = lengths
        if sink is None:
            self.elements(inside[0], write, at)
        elif write[0] == "gathered" or (write[0] == "numbers" and lengths[2] != 2) or (write[0] == "vector" and lengths[2] != 1):
            raise Wrong(f"{write} is written where bytes belong, {at[-1]}")
        if opened:
            opened[-1][1] = add(opened[-1][1], size_of(write))
        return behind

    def elements(self, task, write, at):
        """Elements that the caller gives in one piece: numbers; vectors of bytes; or bytes that are encoded already, which encode.h says."""
        element = task[2]
        self.inside[write[-1]] = element
        width = element.width if isinstance(element, (n.Number, n.Enum, n.Vector)) else None
        if write[0] == "numbers" and isinstance(element, (n.Number, n.Enum)) and width == 2:
            return
        if write[0] == "vector" and isinstance(element, (n.Number, n.Enum)) and width == 1:
            return
        if write[0] == "gathered" and isinstance(element, n.Vector) and isinstance(element.element, n.Opaque) and width == write[2]:
            return
        if write[0] == "vector" and width is None or isinstance(element, n.Vector):
            self.limits[write[-1]] += ("each with its length before it" if width else "each as it is encoded",)
            return
        raise Wrong(f"{write} is no vector of what {at[-1]} has")

    def name(self, name, at, width=None):
        """A member is written once, and is called as the field, or as a part that encloses it, is."""
        parts = [n.snake(p) for p in re.split(r"\.|\[\]", at[0]) if p]
        if name in self.members or (name != "value" and n.snake(name) not in parts):
            raise Wrong(f"m->{name} is written as {at[0]}")
        self.members[name] = next((p for p in at if p in self.form.bindings), at[0])
        self.widths[name] = width


def over(position):
    """Out of the structs that are over."""
    while position is not None and position[0][0] == "struct" and position[0][3] == len(position[0][2]):
        position = position[1]
    return position


def frozen_off(_):
    """The size of a part that is read by itself: it is not known where the vector around it ends."""
    return Counter({"?": 1})


def structs(engine):
    """encode.h: name -> {member: what its comment says}."""
    text = Path(engine, "encode.h").read_text(encoding="utf-8")
    out = {}
    for m in re.finditer(r"^struct hf_out_(\w+) \{\n(.*?)^\};", text, re.M | re.S):
        fields = re.findall(r"^  [\w *]*?(\w+);(?: /\* (.*) \*/)?$", m[2], re.M)
        out[m[1]] = dict(fields)
    return out


def files(form, engine):
    """name -> (row `encode', file)"""
    paths = {p.stem.removeprefix("encode_"): p for p in Path(engine).glob("encode_*.c")}
    names = {"_".join(n.snake(s) for s in spec): spec for spec in form.encoded}
    if set(names) != set(paths):
        raise Wrong(f"encoders and rows `encode' differ: {set(names) ^ set(paths)}")
    return {name: (spec, paths[name]) for name, spec in names.items()}


def check(form, engine):
    """All encoders: name -> Reading; Wrong when one does not write what the format says."""
    given = structs(engine)
    return {
        name: check_one(form, name, spec, path.read_text(encoding="utf-8"), given.get(name, {}))
        for name, (spec, path) in files(form, engine).items()
    }


def all_contexts(form, spec):
    """The contexts that a row `encode' says; those that it does not say may have any value, and what is written must be right for each."""
    out = [{}]
    for name, type_ in form.types.items():
        if isinstance(type_, n.Enum) and type_.width == 0:
            values = [v for v in type_.codes if v in spec] or list(type_.codes)
            out = [{**contexts, name: v} for contexts in out for v in values]
    return out


def check_one(form, name, spec, text, given, forms=None):
    try:
        source = Source(text)
        writes = source.writes("hf_encode_" + name)
        constant = next((v for v in spec if v in form.constants), None)
        for contexts in all_contexts(form, spec)[:forms]:
            reading = Reading(form, spec[0], constant, contexts)
            reading.all(writes)
        size = "hf_size_of_" + name
        if size in source.bodies and source.size(size) != add(*(size_of(w) for w in writes)):
            raise Wrong("hf_size_of_ is not the size of what is written")
        check_members(form, reading, given, text)
        return reading
    except Wrong as wrong:
        raise Wrong(f"{name}: {wrong}") from None


def check_members(form, reading, given, text):
    """All that is given is written, and encode.h says of each what the format says."""
    flags = set(re.findall(r"m->(has_\w+) == 0u", text))
    written = set(reading.members) | flags
    unknown = {g for g in given if not re.search(r"_n$|_sizes$", g)} ^ written
    if unknown:
        raise Wrong(f"members that are given and not written, or the other way: {sorted(unknown)}")
    for name, width in reading.widths.items():
        if width is not None and not re.fullmatch(f"{width} bytes?", given[name]):
            raise Wrong(f"encode.h says of {name}: {given[name]}; it has {width} bytes")
        limit = reading.limits.get(name)
        if width is not None or limit is None:
            continue
        if isinstance(limit[-1], str) and given[name] != limit[-1]:
            raise Wrong(f"encode.h does not say of {name}: {limit[-1]}")
        most = re.fullmatch(r"(?:bytes|numbers), at most (\d+)", given[name + "_n"])
        is_kept = reading.members[name] in form.bindings and form.bindings[reading.members[name]][0] == "keep"
        if most and int(most[1]) != limit[1] // limit[2] and not is_kept:
            raise Wrong(f"encode.h says of {name} at most {most[1]}; the format says {limit[1] // limit[2]}")
