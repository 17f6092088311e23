"""All mutants that can be made of the engine, each with a name that stays when lines move."""
import collections
import concurrent.futures
import difflib
import glob
import hashlib
import os
import pickle
import re

import operators
import syntax

SHARE = {"condition": 3, "constant": 2}  # the others one
FLAGS = ["-std=c11", "-Iengine/include", "-Iengine"]


def sources():
    """Hand-written C of the engine: what is generated follows from spec/, and the command is no part of the engine; the bare provider is
    in none of the programs that mutants are judged by."""
    found = glob.glob("engine/*/*.c") + glob.glob("engine/provider/*/*.c")
    return sorted(path for path in found if not path.startswith(("engine/cli/", "engine/generated/", "engine/provider/bare/")))


class Mutant:
    def __init__(self, source, name, definition, operator, start, end, text):
        self.path = source.path
        self.function = name
        self.is_function = definition.kind == "FunctionDecl"
        self.operator = operator
        self.line = source.line_of(start)
        self.before = source.text
        self.change = (start, end, text)
        self.name = None

    @property
    def after(self):
        start, end, text = self.change
        return self.before[:start] + text + self.before[end:]

    def diff(self):
        lines = difflib.unified_diff(self.before.splitlines(True), self.after.splitlines(True), "a/" + self.path, "b/" + self.path, n=2)
        return "".join(lines)

    def title(self):
        return f"{self.path}:{self.line}: {self.operator} in {self.function}"


def short_hash(text):
    return hashlib.sha256(re.sub(r"\s+", " ", text).encode("latin-1")).hexdigest()[:8]


def of_file(path):
    source = syntax.Source(path, FLAGS)
    operator = operators.Operators(source)
    found = []
    for name, definition in source.definitions:
        if not operators.worth_it(definition):
            continue
        seen = {}
        changes = set()
        for kind, start, end, text, context in operator.all(definition):
            if (start, end, text) in changes:
                continue
            changes.add((start, end, text))
            mutant = Mutant(source, name, definition, kind, start, end, text)
            # The same change of the same words more than once in a function: the second is that with .2.
            key = f"{path}:{name}:{kind}:{short_hash(context + chr(0) + source.text[start:end] + chr(0) + text)}"
            seen[key] = seen.get(key, 0) + 1
            mutant.name = key if seen[key] == 1 else f"{key}.{seen[key]}"
            found.append(mutant)
    return found


def state():
    """Of what the mutants depend on: the engine, and how they are made."""
    digest = hashlib.sha256()
    made_by = [f"tests/mutants/{part}.py" for part in ("candidates", "operators", "syntax")]
    for path in sorted(glob.glob("engine/**/*.[ch]", recursive=True) + made_by):
        with open(path, "rb") as file:
            digest.update(path.encode() + b"\0" + file.read())
    return digest.digest()


def everything(jobs, cache):
    """All of them, from the cache when the engine is what it was."""
    now = state()
    if os.path.exists(cache):
        with open(cache, "rb") as file:
            then, found = pickle.load(file)
        if then == now:
            return found
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        found = [mutant for mutants in pool.map(of_file, sources()) for mutant in mutants]
    with open(cache, "wb") as file:
        pickle.dump((now, found), file)
    return found


def sample(mutants, seed):
    """In an order that the seed decides and that a mutant more or less hardly changes: each operator has its turn."""
    turns = collections.Counter()
    order = []
    for mutant in sorted(mutants, key=lambda m: hashlib.sha256(f"{seed} {m.name}".encode()).digest()):
        turns[mutant.operator] += 1
        order.append((turns[mutant.operator] / SHARE.get(mutant.operator, 1), mutant.operator, mutant.name, mutant))
    return [mutant for *_, mutant in sorted(order, key=lambda o: o[:3])]
