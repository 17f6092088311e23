"""Reads spec/wire/*.tls and *.bind: the notation of spec/README.md, and nothing of hfgen. What is not in that notation is an error."""
import csv
import re
from pathlib import Path


class Number:  # uint8 .. uint32
    def __init__(self, width):
        self.width = width


class Enum:  # codes: name -> number; width 0: a context
    def __init__(self, codes, width, is_open):
        self.codes, self.width, self.is_open = codes, width, is_open


class Opaque:
    pass


class Fixed:  # opaque x[size]
    def __init__(self, size):
        self.size = size


class Vector:  # a length, then elements
    def __init__(self, element, lo, hi):
        self.element, self.lo, self.hi = element, lo, hi
        self.width = bytes_for(hi)


class Struct:
    def __init__(self, name, fields):
        self.name, self.fields = name, fields


class Select:  # cases: (label or None, fields)
    def __init__(self, on, cases):
        self.on, self.cases = on, cases


class Sized:  # a select with a length before it; `length`: its name, when it has one
    def __init__(self, select, lo, hi, width, length):
        self.select, self.lo, self.hi, self.width, self.length = select, lo, hi, width, length


class Field:
    def __init__(self, name, type_, is_optional=False):
        self.name, self.type, self.is_optional = name, type_, is_optional


def bytes_for(value):
    return max(1, (value.bit_length() + 7) // 8)


TOKEN = re.compile(r"\s+|/\*.*?\*/|(?P<word>[A-Za-z_][A-Za-z_0-9]*|\d+|\.\.|[][{}()<>;,:=^-])|(?P<bad>.)", re.S)


def tokens(text):
    out = []
    for m in TOKEN.finditer(text):
        if m["bad"]:
            raise SyntaxError("no token: " + text[m.start() : m.start() + 20])
        if m["word"]:
            out.append(m["word"])
    return out


class Reader:
    def __init__(self, registries):
        self.registries, self.types, self.constants, self.words = registries, {}, {}, []

    def peek(self):
        return self.words[0]

    def take(self, wanted=None):
        word = self.words.pop(0)
        if wanted is not None and word != wanted:
            raise SyntaxError(f"`{word}' where `{wanted}' belongs, before {self.words[:6]}")
        return word

    def has(self, word):
        if self.words and self.words[0] == word:
            self.words.pop(0)
            return True
        return False

    def number(self):  # 255, 2^16, 2^16-1
        value = int(self.take())
        if self.has("^"):
            value = value ** int(self.take())
        return value - int(self.take()) if self.has("-") else value

    def read(self, text):
        self.words = tokens(text)
        while self.words:
            if self.has("constant"):
                name = self.take()
                self.take("=")
                self.constants[name] = bytes.fromhex(self.take()[1:])
                self.take(";")
                continue
            field = self.field(is_definition=True)
            if isinstance(field.type, Struct):
                field.type.name = field.name
            if field.name in self.types:
                raise SyntaxError(f"`{field.name}' is there twice")
            self.types[field.name] = field.type

    def enum(self):
        self.take("{")
        codes, registry, most = {}, None, None
        while not self.has("}"):
            if self.has("registry"):
                registry = self.registries[self.take()]
            elif self.has("("):
                most = self.number()
                self.take(")")
            else:
                name = self.take()
                codes[name] = None
                if self.has("("):
                    codes[name] = self.number()
                    self.take(")")
            self.has(",")
        if registry is not None:
            if any(registry.get(name) != code for name, code in codes.items()):
                raise SyntaxError(f"an enum and its registry differ in one of {codes}")
            codes = codes or registry
        if None in codes.values():
            return Enum(codes, 0, False)
        return Enum(codes, bytes_for(max(codes.values()) if most is None else most), most is not None)

    def type(self):
        word = self.take()
        if word == "struct":
            self.take("{")
            return Struct(None, self.fields("}"))
        if word == "enum":
            return self.enum()
        if word == "select":
            self.take("(")
            on = self.take()
            self.take(")")
            self.take("{")
            cases = []
            while not self.has("}"):
                label = None if self.has("default") else (self.take("case"), self.take())[1]
                self.take(":")
                fields = []
                while self.peek() not in ("case", "default", "}"):
                    fields.append(self.field())
                cases.append((label, fields))
            return Select(on, cases)
        if word == "opaque":
            return Opaque()
        if word in ("uint8", "uint16", "uint24", "uint32"):
            return Number(int(word[4:]) // 8)
        return word  # a name, resolved later: a type may be used before it is said

    def field(self, is_definition=False):
        is_optional = self.has("optional")
        type_ = self.type()
        name = self.take() if self.peek() not in (";", "<", "[") else None
        if self.has("<"):
            lo = self.number()
            self.take("..")
            hi = self.number()
            self.take(">")
            select = isinstance(type_, Select)
            type_ = Sized(type_, lo, hi, bytes_for(hi), None) if select else Vector(type_, lo, hi)
        elif self.has("["):
            if isinstance(type_, Select):
                type_ = Sized(type_, 0, None, None, self.take())
            else:
                type_ = Fixed(self.number())
            self.take("]")
        self.take(";")
        if is_definition and name is None:
            raise SyntaxError("a definition without a name")
        return Field(name, type_, is_optional)

    def fields(self, end):
        out = []
        while not self.has(end):
            out.append(self.field())
            sized = out[-1].type
            if isinstance(sized, Sized) and sized.length is not None:  # `uint24 length; select ... body[length]': that field is its length
                length = out.pop(-2)
                if length.name != sized.length:
                    raise SyntaxError(f"`{sized.length}' does not stand before what it is the length of")
                sized.width, sized.hi = length.type.width, 256**length.type.width - 1
        return out

    def resolve(self, type_):
        """Names in it become types."""
        if isinstance(type_, str):
            return self.types[type_]
        if isinstance(type_, Vector):
            type_.element = self.resolve(type_.element)
        elif isinstance(type_, Struct):
            for field in type_.fields:
                field.type = self.resolve(field.type)
        elif isinstance(type_, Select):
            for _, fields in type_.cases:
                for field in fields:
                    field.type = self.resolve(field.type)
        elif isinstance(type_, Sized):
            self.resolve(type_.select)
        return type_


class Format:
    """All that spec/wire says: types, constants; entries: name -> (type, contexts, unread); bindings: (type, path) -> rows."""

    def __init__(self, spec):
        registries = {}
        for path in Path(spec, "registry").glob("*.csv"):
            with open(path, newline="", encoding="utf-8") as file:
                rows = [r for r in csv.reader(file) if len(r) > 1 and r[0].isdigit()]
            registries[path.stem] = {r[1]: int(r[0]) for r in rows}
        reader = Reader(registries)
        for path in sorted(Path(spec, "wire").glob("*.tls")):
            reader.read(path.read_text(encoding="utf-8"))
        for type_ in list(reader.types.values()):
            reader.resolve(type_)
        self.types, self.constants = reader.types, reader.constants
        self.entries, self.bindings, self.encoded, self.plans = {}, {}, [], {}
        self.used, self.found = set(), {}
        for path in sorted(Path(spec, "wire").glob("*.bind")):
            for line in path.read_text(encoding="utf-8").splitlines():
                words = line.split("#")[0].split()
                if words:
                    self.bind(words)

    def bind(self, words):
        if words[0] == "entry":
            rest = words[3:]
            unread = rest.pop() if "unread" in rest else None
            self.entries[words[1]] = (self.types[words[2]], dict(w.split("=") for w in rest if w != "unread"), unread)
        elif words[0] == "encode":
            self.encoded.append(words[1].split(":"))
        elif words[0] != "extensions":
            path, verb, arguments = words[0], words[1], words[2:]
            if verb in ("keep", "each", "stream"):
                self.bindings[path] = (verb, arguments)
            elif verb in ("gather", "one", "apart"):
                self.plans[path] = (verb, arguments)
            else:
                raise SyntaxError(f"no verb `{verb}'")

    def binding(self, paths, verbs, part=None):
        """The row for a field, which any struct around it may have named it from."""
        key = (paths, verbs, part)
        if key not in self.found:
            self.found[key] = self.look(paths, verbs, part)
        return self.found[key]

    def look(self, paths, verbs, part):
        for path in paths:
            path = path if part is None else join(path, part)
            if path in self.bindings and self.bindings[path][0] in verbs:
                self.used.add(path)
                return self.bindings[path]
        return None


def join(path, part):
    return path + "[]" if part == "[]" else f"{path}.{part}"


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
