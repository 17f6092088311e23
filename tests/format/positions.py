"""The parser's own loop at each pair of the walk: a shortest beginning of a message that comes there is fed to engine/parse/parse.c (loop.c), then
each of the 256 bytes that may follow; a number of several bytes with each beginning that tells its values apart. What the loop does must be what
the format says: where it stands, how many bytes it waits for, why it refuses, which functions it called with what, and what it keeps where."""
import subprocess

import meaning

MOST = 16777219  # HF_MESSAGE_MOST
LENGTH, RANGE = "HF_ERROR_MESSAGE_LENGTH", "HF_ERROR_MESSAGE_RANGE"
ROOMS = (300, 90, 20, 5, 1)  # bytes that the vectors which are left open have behind the beginning, at least: as many as they may


class State:
    """A message that was read so far. field: what is being read, as meaning.advance said it, or ("run", sink, position behind)."""

    def __init__(self, position):
        self.position, self.ends, self.pos, self.field, self.need = position, (), 0, None, 0
        self.read, self.error = b"", None


class Reader:
    """What the format says of the bytes of a message, one by one."""

    def __init__(self, form, tables, entry):
        self.meaning, self.kept = meaning.Meaning(form, *form.entries[entry]), tables.kept

    def start(self):
        return self.settle(State(self.meaning.start()))

    def settle(self, s):
        """On to the next field, or to the end."""
        while True:
            at_end = s.pos == s.ends[-1] if s.ends else None
            answer = self.meaning.advance(s.position, at_end)
            if answer[0] == "leave":
                s.ends, s.position = s.ends[:-1], answer[1]
                continue
            if answer[0] in ("done", "refuse"):
                s.error = "HF_OK" if answer[0] == "done" else answer[1]
            elif answer[1] > self.room(s):
                s.error = LENGTH
            else:
                s.field, s.need, s.read = answer, answer[1], b""
            return s

    @staticmethod
    def room(s):
        return (s.ends[-1] if s.ends else MOST) - s.pos

    def feed(self, before, byte):
        """The state behind one more byte, and what was done: functions called, and what was kept."""
        s, calls, kept = State(None), [], []
        s.__dict__.update(before.__dict__)
        if s.error is not None:
            return s, calls, kept
        kind = s.field[0]
        if kind in ("fixed", "match", "run"):
            self.bytes(s.field[1] if kind == "run" else s.field[2], len(s.read), byte, calls, kept)
        s.read, s.pos, s.need = s.read + bytes([byte]), s.pos + 1, s.need - 1
        if s.need == 0:
            getattr(self, "end_" + kind)(s, calls, kept)
        return s, calls, kept

    def after(self, state, some):
        for byte in some:
            state, _, _ = self.feed(state, byte)
        return state

    def bytes(self, sink, at, byte, calls, kept):
        if sink[0] == "call":
            calls.append(f"{sink[1]}:{byte:02x};")
        elif sink[0] == "keep":
            kept.append(("K", self.kept["_".join(("KEPT",) + sink[1]).upper()] + at, byte))

    def use(self, use, value, calls, kept):
        if use is not None and use[0] == "call":
            calls.append(f"{use[1]}={value};")
        elif use is not None:
            kept.append(("N", self.kept["_".join(("NUMBER",) + use[1]).upper()], value))

    def end_fixed(self, s, _calls, _kept):
        s.position = s.field[3]
        self.settle(s)

    def end_match(self, s, _calls, _kept):
        s.position = s.field[4] if s.read == s.field[3] else s.field[5]
        self.settle(s)

    def end_run(self, s, _calls, _kept):
        s.position = s.field[2]
        self.settle(s)

    def end_number(self, s, calls, kept):
        value = int.from_bytes(s.read, "big")
        self.use(s.field[2], value, calls, kept)
        s.position = s.field[3].get(value, s.field[4])
        self.settle(s)

    def end_length(self, s, calls, kept):
        _, _, use, (lo, hi, multiple), sink, inside, behind = s.field
        value = int.from_bytes(s.read, "big")
        if not lo <= value <= hi or value % multiple:
            s.error = RANGE
        elif value > self.room(s):
            s.error = LENGTH
        else:
            self.use(use, value, calls, kept)
            if sink is None:
                s.position, s.ends = inside, s.ends + (s.pos + value,)
            elif value == 0:
                s.position = behind
            else:
                s.field, s.need, s.read = ("run", sink, behind), value, b""
                return
            self.settle(s)


class Anywhere(dict):
    """Where fields are kept, when nobody asks."""

    def __missing__(self, _):
        return 0


def beginning(pairs, pair, room, some):
    """Bytes of a message that come to a pair, with `room` more in the vectors that are open, and `some` in bytes with a length; None: some
    vector cannot be so short, or so long."""
    at_end, labels = pair[2], []
    while pairs[pair] is not None:
        pair, label = pairs[pair]
        labels.append(label)
    out, opened = bytearray(), []
    for kind, *about in reversed(labels):
        if kind == "fixed":
            out += bytes(about[0])
        elif kind == "bytes":
            out += about[0]
        elif kind == "value":
            out += about[1].to_bytes(about[0], "big")
        elif kind == "length":
            n = 0 if about[2] == 0 else next((n for n in about[1] if n >= some), about[1][-1])
            out += n.to_bytes(about[0], "big") + bytes(n)
        elif kind == "open":
            out += bytes(about[1])
            opened.append((len(out), about[1], about[2]))
        elif not close(out, opened, len(out)):
            return None
    if at_end and not close(out, opened, len(out)):
        return None
    end = len(out) + room
    while opened:
        start, _, lengths = opened[-1]
        end = start + next((n for n in lengths if start + n >= end), -1)
        if not close(out, opened, end):
            return None
        end += room
    return bytes(out)


def close(out, opened, end):
    """The innermost vector ends at `end`: its length is written. False: it may not be."""
    start, width, lengths = opened.pop()
    if end - start not in lengths:
        return False
    out[start - width : start] = (end - start).to_bytes(width, "big")
    return True


def begun(state):
    """Beginnings of the field that is read next, which tell its values apart."""
    if state.error is not None or state.field is None:
        return [b""]
    kind, width = state.field[0], state.field[1]
    values, out = {0, 256**width - 1}, {b""}
    if kind in ("fixed", "match"):
        return sorted({b"", bytes(width - 1), state.field[3][:-1] if kind == "match" else b""})
    if kind == "number":
        values |= set(state.field[3])
    else:
        lo, hi, multiple = state.field[3]
        room = Reader.room(state) - width
        values |= {lo - 1, lo, hi, hi + 1, hi + multiple, room, room + 1}
        for n in (1, 2, lo, lo + 1, lo + multiple):  # and into the bytes behind the length
            if n > 0 and lo <= n <= min(hi, room) and n % multiple == 0:
                out |= {n.to_bytes(width, "big"), n.to_bytes(width, "big") + bytes(n - 1)}
    for value in values:
        if 0 <= value < 256**width:
            out |= {value.to_bytes(width, "big")[:i] for i in range(width)}
    return sorted(out)


def questions(form, tables, walks):
    """(entry, reader, state, bytes that came to it), for each place of the tables and each end, once; and the pairs that no message comes to."""
    asked, out, never = set(), [], []
    for walk in walks:
        reader = Reader(form, tables, walk.entry)
        for pair in walk.pairs:
            if pair[1:] in asked:
                continue
            prefix = next((b for b in (beginning(walk.pairs, pair, room, some) for some in (1, 8) for room in ROOMS) if b is not None), None)
            if prefix is None:
                never.append((walk.entry, pair))
                continue
            asked.add(pair[1:])
            state = reader.after(reader.start(), prefix)
            for more in begun(state):
                out.append((walk.entry, reader, reader.after(state, more), prefix + more))
    return out, [n for n in never if n[1][1:] not in asked]


def ask(form, tables, walks, errors, program):
    """Runs them all: questions, pairs that no message comes to, and the first answers that differ."""
    all_questions, never = questions(form, tables, walks)
    lines = "".join(f"{tables.entries[entry]} {prefix.hex()}.\n" for entry, _, _, prefix in all_questions)
    out = subprocess.run([program], input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
    differ, at = [], 0
    for entry, reader, state, prefix in all_questions:
        for byte in range(256):
            wanted = says(reader, errors, state, byte)
            if at >= len(out) or out[at] != wanted:
                differ.append(f"{entry} {prefix.hex()} {byte:02x}: `{wanted}' in the format, `{out[at] if at < len(out) else None}' of the loop")
                if len(differ) == 5:
                    return all_questions, never, differ
            at += 1
    if at != len(out):
        differ.append(f"the loop said {len(out)} lines, not {at}")
    return all_questions, never, differ


def says(reader, errors, before, byte):
    """The line that loop.c prints."""
    s, calls, kept = reader.feed(before, byte)
    error = 0 if s.error is None else errors[s.error]
    changed = "".join(f"{k}{at}={value};" for k, at, value in kept if value != 0)  # nothing was kept there before
    return f"{s.need if s.error is None else 0} {len(s.ends)} {error} {s.pos}|{''.join(calls)}|{changed}"
