"""The syntax tree of a C file as clang gives it, and where each node stands in the text."""
import json
import subprocess


class Node:
    """A node whose text is in the file: source[start:end]."""

    def __init__(self, raw, parent, start, end):
        self.kind = raw["kind"]
        self.raw = raw
        self.parent = parent
        self.start = start
        self.end = end
        self.children = []

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def type(self):
        named = self.raw.get("type", {})
        return named.get("desugaredQualType", named.get("qualType", ""))

    @property
    def value(self):
        """This, or what stands in it behind conversions that are not written."""
        node = self
        while node.kind in ("ImplicitCastExpr", "ConstantExpr") and len(node.children) == 1:
            node = node.children[0]
        return node

    @property
    def outermost(self):
        """This, or the conversion of it that is not written."""
        node = self
        while node.parent is not None and node.parent.kind in ("ImplicitCastExpr", "ConstantExpr"):
            node = node.parent
        return node


class Source:
    def __init__(self, path, flags, unit=None):
        self.path = path
        with open(path, encoding="latin-1", newline="") as file:
            self.text = file.read()
        command = ["clang", *flags, "-Xclang", "-ast-dump=json", "-fsyntax-only", unit or path]
        dump = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
        self.file = None
        self.definitions = []
        self._definitions(json.loads(dump))

    def text_of(self, node):
        return self.text[node.start:node.end]

    def line_of(self, offset):
        return self.text.count("\n", 0, offset) + 1

    # clang writes the name of a file only where it is another one than last: each place has to be seen, in order.
    def _place(self, place):
        here = None
        for part in ("spellingLoc", "expansionLoc"):
            if part in place:
                here = self._place(place[part])
        if here is not None:  # of a macro: the name of it, which stands where it is used
            file, start, end = here
            return file, start, end
        if "offset" not in place:
            return None
        self.file = place.get("file", self.file)
        return self.file, place["offset"], place["offset"] + place["tokLen"]

    def _range(self, raw):
        """Where a node stands, or None: in another file, or in a macro's arguments."""
        begin = self._place(raw.get("range", {}).get("begin", {}))
        end = self._place(raw.get("range", {}).get("end", {}))
        if begin is None or end is None or begin[0] != self.path or end[0] != self.path:
            return None
        if "expansionLoc" in raw["range"]["end"] and self.text[end[2]:end[2] + 1] == "(":
            return None
        return begin[1], end[2]

    def _definitions(self, unit):
        for raw in unit["inner"]:
            self._place(raw.get("loc", {}))
            here = self._range(raw)
            inner = raw.get("inner", [])
            is_function = raw["kind"] == "FunctionDecl" and any(i.get("kind") == "CompoundStmt" for i in inner)
            is_table = raw["kind"] == "VarDecl" and any(i.get("kind") == "InitListExpr" for i in inner)
            if here is not None and (is_function or is_table):
                self.definitions.append((raw["name"], self._node(raw, None, here)))
            else:
                for child in inner:
                    self._skip(child)

    def _skip(self, raw):
        self._place(raw.get("loc", {}))
        self._range(raw)
        for child in raw.get("inner", []):
            self._skip(child)

    def _node(self, raw, parent, here):
        node = Node(raw, parent, *here)
        for child in raw.get("inner", []):
            self._place(child.get("loc", {}))
            place = self._range(child)
            if "kind" not in child or place is None:
                place = (-1, -1)
                child = {"kind": "Nothing", **child}
            node.children.append(self._node(child, node, place))
        return node
