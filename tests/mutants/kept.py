"""Verdicts that are kept, so that a long run can be interrupted and go on: a line for each, NAME KEY CODE VERDICT."""
import collections
import hashlib
import os

NO_PROGRAM = ("no program", "the same")
OPEN = "not judged"
SURVIVED = "survived"
Verdict = collections.namedtuple("Verdict", "code verdict")


def digest(mutant, code):
    """What tells programs apart: of the object code, which is none sometimes."""
    return code if code in NO_PROGRAM else hashlib.sha256(mutant.path.encode() + code).hexdigest()[:16]


class Kept:
    def __init__(self, path, resume, stages):
        self.stages = " ".join(stages)
        self.known = {}
        if resume and os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                for line in file:
                    self.read(*line.rstrip("\n").split("\t"))
        self.file = open(path, "a" if resume else "w", encoding="utf-8")

    def read(self, name, key, code, verdict):
        self.known[name, key] = Verdict(code, None if verdict == SURVIVED else verdict)

    def key(self, mutant):
        """Of the mutant's whole file, and of what was asked."""
        return hashlib.sha256((mutant.after + self.stages).encode("latin-1")).hexdigest()[:16]

    def of(self, mutant):
        return self.known.get((mutant.name, self.key(mutant)))

    def add(self, mutant, code, verdict):
        """code: None when it is known already."""
        name, key = mutant.name, self.key(mutant)
        code = code or self.known[name, key].code
        if self.known.get((name, key)) != Verdict(code, verdict):
            self.known[name, key] = Verdict(code, verdict)
            print(name, key, code, verdict or SURVIVED, sep="\t", file=self.file, flush=True)
