"""The parser's tables, read as text, and what the loop of engine/parse does by them. The second half is parse.c and vectors.h said once
more: tests/format/loop.c holds the loop itself against the same positions.

A place is ("go", row, may_end, open vectors): where go_on() of vectors.h goes on. `advance` answers as meaning.py does."""
import re
from pathlib import Path

DEPTH = 8  # HF_PARSER_DEPTH, with the message itself
KEPT = 648  # HF_KEPT_BYTES
SLOTS = 8  # HF_PARSER_NUMBERS


class Tables:
    def __init__(self, engine):
        self.text = Path(engine, "tables.c").read_text(encoding="utf-8")
        header = Path(engine, "tables.h").read_text(encoding="utf-8")
        self.sizes = {m[1]: int(m[2]) for m in re.finditer(r"#define (HF_(?:ROWS|VECTORS|CHOICES|CONSTANTS)) (\d+)u", header)}
        self.entries = {m[1]: int(m[2]) for m in re.finditer(r"#define HF_ENTRY_(\w+) (\d+)u", header)}
        self.rows = self.array("hf_rows", 7)
        self.vectors = self.array("hf_vectors", 7)
        self.choices = self.array("hf_choices", 2)
        constants = re.search(r"hf_constants\[\w+\] = \{(.*?)\};", self.text, re.S)[1]
        self.constants = [int(w) for w in re.findall(r"\d+", constants)]
        self.constants += [0] * (self.sizes["HF_CONSTANTS"] - len(self.constants))
        events = Path(engine, "events.c").read_text(encoding="utf-8")
        parts = events.split("hf_on_bytes(")
        calls = [re.findall(r"case (\d+)u:\s*return (hf_\w+)\(c, ([\w, ]+)\);", part) for part in parts]
        self.numbers = {int(k): f for k, f, arguments in calls[0] if arguments == "value"}
        self.bytes = {int(k): f for k, f, arguments in calls[1] if arguments == "in, n"}
        kept = Path(engine, "kept.h").read_text(encoding="utf-8")
        self.kept = {m[1]: int(m[2]) for m in re.finditer(r"#define HF_((?:NUMBER|KEPT|SIZE)_\w+) (\d+)u", kept)}
        self.touched = set()  # which cells were read: (array, index)

    def array(self, name, columns):
        body = re.search(name + r"\[(\w+)\] = \{\n(.*?)\n\};", self.text, re.S)
        rows = re.findall(r"^\s*/\*\s*(\d+) \*/ \{([^}]*)\},", body[2], re.M)
        out = []
        for i, (number, row) in enumerate(rows):
            cells = [int(c) if c.strip().isdigit() else c.strip() for c in row.split(",")]
            if int(number) != i or len(cells) != columns:
                raise SyntaxError(f"{name}: row {i}")
            out.append(cells)
        if len(re.findall(r"\{", re.sub(r"/\*.*?\*/", "", body[2]))) != len(out):
            raise SyntaxError(f"{name}: more rows than could be read")
        empty = [0, "HF_ROW_STOP", "HF_FLOW_NEXT", 0, 0, 0, 0] if name == "hf_rows" else [0] * columns
        return out + [empty] * (self.sizes[body[1]] - len(out))

    def pick(self, kind, number):
        number %= self.sizes["HF_" + kind.upper()]
        self.touched.add((kind, number))
        return getattr(self, kind)[number]

    def name(self, kind, name):
        self.touched.add((kind, name))
        return getattr(self, kind).get(name)

    def start(self, entry):
        return ("go", self.name("entries", entry), 0, ())

    def advance(self, place, at_end):
        _, number, may_end, stack = place
        if may_end and stack and at_end:  # go_on
            vector = self.pick("vectors", stack[-1])
            return ("leave", ("go", vector[3], vector[6], stack[:-1]))
        number %= self.sizes["HF_ROWS"]  # enter
        width, kind, flow, cases, arg, after, flow_arg = self.pick("rows", number)
        if number == 0:
            return ("done",) if not stack else ("refuse", "HF_ERROR_MESSAGE_TABLE")
        if width == 0:
            is_error = isinstance(arg, str) and arg.startswith("HF_ERROR_")
            return ("refuse", arg if is_error else "HF_ERROR_MESSAGE_TABLE")
        behind = ("go", after, int(flow == "HF_FLOW_END"), stack)
        if kind == "HF_ROW_MATCH":
            choice = self.pick("choices", flow_arg)
            constant = bytes(self.pick("constants", choice[0] + i) for i in range(width))
            equal = ("go", choice[1], behind[2], stack)
            return ("match", width, ("keep", arg, width), constant, equal, behind)
        if kind in ("HF_ROW_SKIP", "HF_ROW_KEEP", "HF_ROW_STREAM"):
            return ("fixed", width, self.sink(kind, arg, width), behind)
        return self.number(width, kind, flow, cases, arg, behind, flow_arg)

    def sink(self, kind, arg, most):
        if kind == "HF_ROW_STREAM":
            return ("call", self.name("bytes", arg))
        return ("skip",) if kind == "HF_ROW_SKIP" else ("keep", arg, most)

    def number(self, width, kind, flow, cases, arg, behind, flow_arg):
        use, stack = None, behind[3]
        if kind == "HF_ROW_STORE":
            use = ("keep", arg % SLOTS, None)
        elif kind != "HF_ROW_NUMBER":
            use = ("call", self.name("numbers", arg))
        if flow in ("HF_FLOW_NEXT", "HF_FLOW_END"):
            return ("number", width, use, {}, behind) if use else ("fixed", width, ("skip",), behind)
        if flow == "HF_FLOW_SELECT":
            ways = {}
            for i in range(cases):
                value, row = self.pick("choices", flow_arg + i)
                ways.setdefault(value, ("go", row, 0, stack))
            return ("number", width, use, ways, ("go", behind[1], 0, stack))
        lo, hi, first, after, mask, first_may_end, after_may_end = self.pick("vectors", flow_arg)
        lengths = (lo, hi, mask + 1)
        past = ("go", after, after_may_end, stack)
        if flow == "HF_FLOW_VECTOR":
            inside = ("go", first, first_may_end, stack + (flow_arg,))
            return ("length", width, use, lengths, None, inside, past)
        if hi == 0:
            return ("length", width, use, lengths, ("skip",), None, past)
        field, kind, flow, _, arg, after, _ = self.pick("rows", first)
        sinks = ("HF_ROW_SKIP", "HF_ROW_KEEP", "HF_ROW_STREAM")
        if kind not in sinks or not 1 <= field <= max(1, lo):
            return ("length", width, use, lengths, ("row", first), None, past)
        read = ("go", after, int(flow == "HF_FLOW_END"), stack)
        return ("length", width, use, lengths, self.sink(kind, arg, hi), read, past)
