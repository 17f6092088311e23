"""What spec/wire means, as a machine that reads a message field by field. A position is what is still to be read: a linked list of tasks, the
next one first. `advance` says what is done at a position; nothing here knows of rows or tables.

What it answers, with the positions that follow:
  ("done",)                                        the message is complete
  ("refuse", ERROR)
  ("leave", position)                              the innermost vector is over
  ("fixed", bytes, sink, position)                 so many bytes
  ("match", bytes, sink, constant, position when they are it, position else)
  ("number", bytes, use, {value: position}, position for any other value)
  ("length", bytes, use, (least, most, multiple), sink, None, position behind)           then so many bytes
  ("length", bytes, use, (least, most, multiple), None, position inside, position behind) then so many bytes, which are elements or a body
use and sink: None; ("keep", (MESSAGE, FIELD), most bytes or None), kept as HF_NUMBER_MESSAGE_FIELD or HF_KEPT_...; ("call", FUNCTION)."""
from typing import NamedTuple

import notation as n

VALUE, TRAILING = "HF_ERROR_MESSAGE_VALUE", "HF_ERROR_MESSAGE_TRAILING"


class Scope(NamedTuple):
    """Where a field stands: its path from each struct around it, the message it is of and its last name; the form chosen by bytes before it."""

    paths: tuple = ()
    message: str = ""
    last: str = ""
    is_repeated: bool = False
    chosen: tuple = None

    def part(self, part):
        paths = tuple(n.join(p, part) for p in self.paths)
        if part == "[]":
            return self._replace(paths=paths, is_repeated=True)
        return self._replace(paths=paths, last=part)

    def inside(self, name):
        return self if name is None else self._replace(paths=self.paths + (name,))


class Meaning:
    """Of one struct, in one form. at: the paths of the field that the last answer was about; codes: of the last select, its values."""

    def __init__(self, form, root, contexts, unread=None):
        self.form, self.root, self.contexts, self.unread = form, root, contexts, unread
        self.at, self.codes, self.known = (), {}, {}

    def start(self):
        return (("type", Scope(message=n.snake(self.root.name)), self.root), None)

    def advance(self, position, at_end):
        """at_end: whether the innermost open vector is at its end; None when none is open."""
        while position is not None:
            task, rest = position
            if task[0] == "refuse":
                return task
            if task[0] == "body":
                return ("leave", rest) if at_end else ("refuse", TRAILING)
            if task[0] == "elements":
                if at_end:
                    return ("leave", rest)
                position = (("type", task[1].part("[]"), task[2]), position)
                continue
            if task[0] == "struct":
                answer = self.struct(task, rest, at_end)
            elif task[0] == "sized":
                answer = self.sized(task, rest)
            else:
                answer = self.type(task[1], task[2], rest)
            if answer[0] != "go":
                return answer
            position = answer[1]
        return ("done",)

    def struct(self, task, rest, at_end):
        _, scope, fields, i = task
        if i == len(fields):
            return ("go", rest)
        field, after = fields[i], (("struct", scope, fields, i + 1), rest)
        if field.is_optional and at_end is None:
            raise ValueError(f"`{field.name}' is optional where nothing says where it ends")
        if field.is_optional and at_end:
            return ("go", after)
        here = scope if field.name is None or isinstance(field.type, n.Select) else scope.part(field.name)
        if isinstance(field.type, n.Fixed) and scope.chosen is None:
            for later in fields[i + 1 :]:
                if isinstance(later.type, n.Select) and later.type.on == field.name:
                    return self.match(here, task, later.type, rest)
        if i + 1 < len(fields) and isinstance(field.type, n.Enum) and selects(fields[i + 1].type, field.name):
            return self.select(scope, here, field.type, fields[i + 1], (("struct", scope, fields, i + 2), rest))
        return ("go", (("type", here, field.type), after))

    def match(self, here, task, select, rest):
        _, scope, fields, i = task
        self.at, ways = here.paths, {}
        for label, case in select.cases:
            ways[label] = (("struct", scope._replace(chosen=(select.on, label)), fields, i + 1), rest)
        constants = [label for label in ways if label is not None]
        if len(constants) != 1 or None not in ways:
            raise ValueError("a choice on bytes is between one constant and all else")
        constant = self.form.constants[constants[0]]
        return ("match", fields[i].type.size, self.sink(here), constant, ways[constants[0]], ways[None])

    def select(self, scope, here, enum, field, rest):
        self.at, self.codes = here.paths, enum.codes
        ways, other = {}, (("refuse", VALUE), None)
        sized = isinstance(field.type, n.Sized)
        for label, case in (field.type.select if sized else field.type).cases:
            if not self.is_case_known(case):
                continue
            if sized:
                way = (("sized", scope, field, label, tuple(case)), rest)
            else:
                way = self.case(scope, label, case, rest)
            if label is not None:
                ways[enum.codes[label]] = way
            elif enum.is_open:
                other = way
            else:
                ways.update({code: way for code in enum.codes.values() if code not in ways})
        if sized and self.unread is not None and field.name == self.unread:
            way = (("sized", scope, field, "skipped", None), rest)
            ways = {code: way for code in enum.codes.values()}
        return ("number", enum.width, self.use(here), ways, other)

    def is_case_known(self, case):
        if id(case) not in self.known:
            self.known[id(case)] = all(self.is_known(f.type) for f in case)
        return self.known[id(case)]

    def is_known(self, type_):
        """Whether all contexts that decide its form are those of this entry."""
        if isinstance(type_, n.Select):
            is_context = isinstance(self.form.types.get(type_.on), n.Enum) and self.form.types[type_.on].width == 0
            cases = type_.cases
            if is_context:
                cases = [c for c in cases if c[0] == self.contexts.get(type_.on)]
            return bool(cases) and all(self.is_known(f.type) for _, fields in cases for f in fields)
        if isinstance(type_, n.Struct):
            return all(self.is_known(f.type) for f in type_.fields)
        if isinstance(type_, n.Vector):
            return self.is_known(type_.element)
        return self.is_known(type_.select) if isinstance(type_, n.Sized) else True

    def case(self, scope, label, fields, rest):
        """A part without a name has that of its case."""
        return (("struct", scope, named(label, fields), 0), rest)

    def sized(self, task, rest):
        _, scope, field, label, case = task
        sized, inner, use = field.type, scope.part(label or "other"), None
        if sized.length is not None:
            row = self.form.binding(scope.paths, ("each",), sized.length)
            use = ("call", row[1][0]) if row else None
            inner = inner._replace(message=label)
        lengths, self.at = (sized.lo, sized.hi, 1), inner.paths
        if case is None or (len(case) == 1 and isinstance(case[0].type, n.Opaque)):
            row = self.form.binding(inner.paths, ("stream",)) if case else None
            if row:
                return ("length", sized.width, ("call", row[1][0]), lengths, ("call", row[1][1]), None, rest)
            return ("length", sized.width, use, lengths, ("skip",), None, rest)
        body = (("body",), rest)
        if len(case) == 1 and case[0].name is None:
            body = (("type", inner, case[0].type), body)
        else:
            body = (("struct", inner, case, 0), body)
        is_empty = self.advance(body, False) == ("refuse", TRAILING)
        self.at = inner.paths
        if is_empty:  # a body of nothing: no other length may be
            return ("length", sized.width, use, (0, 0, 1), ("skip",), None, rest)
        return ("length", sized.width, use, lengths, None, body, rest)

    def type(self, scope, type_, rest):
        if isinstance(type_, n.Struct):
            return ("go", (("struct", scope.inside(type_.name), tuple(type_.fields), 0), rest))
        if isinstance(type_, n.Select):
            on = scope.chosen[0] if scope.chosen else None
            chosen = scope.chosen[1] if on == type_.on else self.contexts[type_.on]
            fields = next(fields for label, fields in type_.cases if label == chosen)
            return ("go", self.case(scope, chosen, fields, rest))
        self.at = scope.paths
        if isinstance(type_, n.Fixed):
            return ("fixed", type_.size, self.sink(scope), rest)
        if isinstance(type_, n.Vector):
            return self.vector(scope, type_, rest)
        use = self.use(scope)
        if isinstance(type_, n.Enum) and not type_.is_open:
            return ("number", type_.width, use, {code: rest for code in type_.codes.values()}, (("refuse", VALUE), None))
        if use is None:  # any number, and nobody wants it: bytes
            return ("fixed", type_.width, ("skip",), rest)
        return ("number", type_.width, use, {}, rest)

    def vector(self, scope, vector, rest):
        element, use, sink, hi = vector.element, None, ("skip",), vector.hi
        if isinstance(element, n.Opaque) or self.is_bulk(scope, element):
            row = self.form.binding(scope.paths, ("keep", "stream"))
            if row and row[0] == "stream":
                use, sink = ("call", row[1][0]), ("call", row[1][1])
            elif row:
                hi = min([hi] + [int(a) for a in row[1]])
                use, sink = ("keep", kept(scope), None), ("keep", kept(scope), hi)
        row = self.form.binding(scope.paths, ("each",), "length")
        if row and use:
            raise ValueError(f"the length of {scope.paths} is wanted twice")
        use = ("call", row[1][0]) if row else use
        lengths = (vector.lo, hi, element.width if isinstance(element, (n.Number, n.Enum)) else 1)
        if isinstance(element, n.Opaque) or self.is_bulk(scope, element):
            return ("length", vector.width, use, lengths, sink, None, rest)
        return ("length", vector.width, use, lengths, None, (("elements", scope, element), rest), rest)

    def is_bulk(self, scope, element):
        """Numbers that may be any, and that nobody wants, are skipped in bulk: their length says all that must hold of them."""
        is_any = isinstance(element, n.Number) or (isinstance(element, n.Enum) and element.is_open)
        return is_any and self.form.binding(scope.part("[]").paths, ("keep", "each")) is None

    def use(self, scope):
        row = self.form.binding(scope.paths, ("keep", "each"))
        if row is None:
            return None
        return ("call", row[1][0]) if row[0] == "each" else ("keep", kept(scope), None)

    def sink(self, scope):
        return ("keep", kept(scope), None) if self.form.binding(scope.paths, ("keep",)) else ("skip",)


def selects(type_, name):
    select = type_.select if isinstance(type_, n.Sized) else type_
    return isinstance(select, n.Select) and select.on == name


NAMED = {}


def named(label, fields):
    key = (label, tuple(fields))
    if key not in NAMED:
        NAMED[key] = tuple(n.Field(f.name or label or "other", f.type, f.is_optional) for f in fields)
    return NAMED[key]


def kept(scope):
    if scope.is_repeated:
        raise ValueError(f"{scope.paths} may come more than once and cannot be kept")
    return (n.snake(scope.message), n.snake(scope.last))
