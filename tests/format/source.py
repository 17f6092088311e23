"""Executes the functions of engine/generated/encode_*.c on symbols. What comes out is the sequence of all that one writes, and its sizes as sums
over the lengths that the caller gives: Counter({1: bytes that are always there, member: how often}). A line that is not understood is an error.

Writes: ("number", width, value or member), ("bytes", member, n), ("vector", width, member), ("numbers", width, member),
("gathered", width, inner width, member), ("length", width, sum), ("if", flag, writes), ("unless empty", sum, writes).
This is writer.c said once more; sizes that the writer would cap are larger than any message (HF_WRITER_MOST)."""
import re
from collections import Counter


class Wrong(Exception):
    pass


def add(*sums):
    out = Counter()
    for s in sums:
        out.update(s)
    return Counter({k: v for k, v in out.items() if v != 0})


def frozen(s):
    return frozenset(s.items())


class Source:
    """The functions of one file: name -> (what it returns as a sum, writes)."""

    def __init__(self, text):
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
        self.bodies = {}
        for m in re.finditer(r"^(?:static )?(?:void|uint32_t) (\w+)\(([^)]*)\) \{\n(.*?)^\}", text, re.M | re.S):
            self.bodies[m[1]] = [line.strip() for line in m[3].splitlines()]
        rest = re.sub(r"^(?:static )?(?:void|uint32_t) \w+\([^)]*\) \{\n.*?^\}|#include .*", "", text, flags=re.M | re.S)
        if rest.strip():
            raise Wrong(f"not understood: {rest.strip()[:80]}")

    def sum(self, text, n=None):
        """An expression, as a sum."""
        tree, rest = self.term(re.findall(r"\w+(?:->\w+)?|[(),]", text), n)
        if rest:
            raise Wrong(f"not understood: {text}")
        return tree

    def term(self, words, local):
        word, *rest = words
        if rest[:1] == ["("]:
            arguments, rest = [], rest[1:]
            names = []
            while True:
                names.append(rest[0])
                one, rest = self.term(rest, local)
                arguments.append(one)
                if rest[0] == ")":
                    return self.call(word, arguments, names), rest[1:]
                rest = rest[1:]
        if re.fullmatch(r"\d+u", word):
            return Counter({1: int(word[:-1])} if word != "0u" else {}), rest
        if word.startswith("m->"):
            return Counter({word[3:]: 1}), rest
        if word == "m":
            return None, rest
        if word == "n" and local is not None:
            return local, rest
        raise Wrong(f"not understood: {word}")

    def call(self, name, arguments, names):
        if name == "hf_size_add":
            return add(arguments[0], arguments[1])
        if name == "hf_size_add_numbers":
            return add(arguments[0], arguments[1], arguments[1])
        if name == "hf_size_add_gathered":
            return add(arguments[0], Counter({("gathered", names[2][3:].removesuffix("_sizes"), arguments[1][1]): 1}))
        if name == "hf_size_optional":
            return Counter({("unless empty", frozen(arguments[0]), arguments[1][1]): 1})
        if name in self.bodies and arguments == [None]:
            return self.size(name)
        raise Wrong(f"not understood: {name}")

    def size(self, name):
        """What a function returns."""
        total = Counter()
        for line in self.bodies[name]:
            if m := re.fullmatch(r"return (.*);", line):
                return self.sum(m[1], total)
            if line == "uint32_t n = 0u;":
                continue
            if m := re.fullmatch(r"if \(m->(has_\w+) != 0u\) n = (.*);", line):
                total = add(total, Counter({("if", m[1], frozen(self.sum(m[2], Counter()))): 1}))
            elif m := re.fullmatch(r"n = (.*);", line):
                total = self.sum(m[1], total)
            else:
                raise Wrong(f"not understood: {line}")
        raise Wrong(f"{name} returns nothing")

    def writes(self, name):
        out, local, wrap = [], None, None
        for i, line in enumerate(self.bodies[name]):
            if m := re.fullmatch(r"uint32_t n = (\w+)\(m\);", line):
                local = self.size(m[1])
            elif line == "if (n == 0u) return;" and i == 1:
                wrap = ("unless empty", frozen(local))
            elif (m := re.fullmatch(r"if \(m->(has_\w+) == 0u\) return;", line)) and i == 0:
                wrap = ("if", m[1])
            elif m := re.fullmatch(r"(\w+)\(w(?:, (.*))?\);", line):
                out += self.write(m[1], m[2], local)
            else:
                raise Wrong(f"not understood: {line}")
        return out if wrap is None else [wrap + (out,)]

    def write(self, function, arguments, local):
        if function in self.bodies:
            return self.writes(function)
        first, _, rest = arguments.partition(", ")
        if m := re.fullmatch(r"hf_put(8|16|24|32)", function):
            value = int(arguments[:-1]) if arguments.endswith("u") else member(arguments)
            return [("number", int(m[1]) // 8, value)]
        if function == "hf_put_length":
            return [("length", int(first[:-1]), self.sum(rest, local))]
        words = arguments.split(", ")
        if function == "hf_put_bytes" and words[1].endswith("u"):
            return [("bytes", member(words[0]), int(words[1][:-1]))]
        if function in ("hf_put_vector", "hf_put_numbers") and words[2] == words[1] + "_n":
            return [(function[7:], int(words[0][:-1]), member(words[1]))]
        if function == "hf_put_gathered" and words[3:] == [words[2] + "_sizes", words[2] + "_n"]:
            return [("gathered", int(words[0][:-1]), int(words[1][:-1]), member(words[2]))]
        raise Wrong(f"not understood: {function}({arguments})")


def member(word):
    if not word.startswith("m->"):
        raise Wrong(f"not understood: {word}")
    return word[3:]


def size_of(write):
    """The size of what is written, as a sum."""
    kind = write[0]
    if kind in ("number", "length"):
        return Counter({1: write[1]})
    if kind == "bytes":
        return Counter({1: write[2]})
    if kind == "vector":
        return Counter({1: write[1], write[2] + "_n": 1})
    if kind == "numbers":
        return Counter({1: write[1], write[2] + "_n": 2})
    if kind == "gathered":
        return Counter({1: write[1], ("gathered", write[3], write[2]): 1})
    inner = add(*(size_of(w) for w in write[2]))
    if kind == "if":
        return Counter({("if", write[1], frozen(inner)): 1})
    length = write[2][0]
    if length[0] != "length" or frozen(length[2]) != write[1] or frozen(inner) != frozen(add(Counter({1: length[1]}), length[2])):
        raise Wrong("what is left out when it is empty does not begin with its length")
    return Counter({("unless empty", write[1], length[1]): 1})
