"""What becomes of a mutant: it is caught by something, or it survives."""
import fnmatch
import os
import re
import subprocess

from programs import PLAIN, SANITIZED, Bench, chooser
from units import text_of

SANITIZED_SECONDS = 6  # of the tests that run a line, the fast ones: the others flip each byte of something
SLOWER = 4


class Judge:
    """The first of the stages is asked of each mutant alone. What it lets pass is put into one program, several mutants at a time, for
    the others: nearly all survive those as well, and when something fails, halves are asked, down to the one that is caught."""

    def __init__(self, units, number, stages):
        self.units = units
        self.first, *self.others = [getattr(self, stage) for stage in stages]
        self.bench = Bench(number)
        self.originals = {}
        for kind in (PLAIN, SANITIZED):  # as the sources are now
            kind.linker("tests/unit")
        PLAIN.linker("handfast")

    def original(self, mutant):
        if mutant.path not in self.originals:
            self.originals[mutant.path] = self.bench.code(mutant.path, mutant.before, "original.o")
        return self.originals[mutant.path]

    def code(self, mutant):
        """Its object code, or why it is none: `no program` or `the same`."""
        made = self.bench.code(mutant.path, mutant.after, "changed.o")
        if made is None:
            return "no program"
        return "the same" if made == self.original(mutant) else made

    def alone(self, mutant, only=None):
        """What of the first stage catches it (`unit SUITE/TEST`), or None; only: of these unit tests."""
        return self.first([mutant], only)

    def together(self, mutants, stages=None):
        """What of the other stages catches each of these, no two of which are of one file: a verdict, or None."""
        stages = self.others if stages is None else stages
        for n, stage in enumerate(stages):
            caught = stage(mutants)
            if caught and len(mutants) == 1:
                return {mutants[0]: caught}
            if caught:
                half = len(mutants) // 2
                return {**self.together(mutants[:half], stages[n:]), **self.together(mutants[half:], stages[n:])}
        return dict.fromkeys(mutants)

    def objects(self, kind, mutants):
        """The objects of all, or None when the build refuses one."""
        made = [self.bench.compiled(kind, mutant.path, mutant.after, f"changed{n}.o") for n, mutant in enumerate(mutants)]
        return None if None in made else made

    def tests(self, mutant, only=None):
        if only:
            return [test for test in only if test in self.units.seconds]
        found = self.units.of_line(mutant.path, mutant.line)
        return found if found or mutant.is_function else self.units.of_file(mutant.path)

    def unit(self, mutants, only=None):
        program = PLAIN.link("tests/unit", [chooser(), *self.objects(PLAIN, mutants)], self.bench.path("unit"))
        tests = dict.fromkeys(test for mutant in mutants for test in self.tests(mutant, only))
        failed = self.units.fails(program, list(tests), self.bench.place)
        return failed and f"unit {failed}"

    def fast_tests(self, mutant):
        tests, seconds = [], 0.0
        for test in sorted(self.tests(mutant), key=lambda t: self.units.seconds[t]):
            seconds += self.units.seconds[test]
            if seconds > SANITIZED_SECONDS:
                break
            tests.append(test)
        return tests

    def sanitized(self, mutants):
        tests = list(dict.fromkeys(test for mutant in mutants for test in self.fast_tests(mutant)))
        if not tests:
            return None
        changed = self.objects(SANITIZED, mutants)
        if changed is None:
            return "sanitized: make SANITIZE=1 refuses it"
        program = SANITIZED.link("tests/unit", [chooser(), *changed], self.bench.path("unit-san"))
        failed = self.units.fails(program, tests, self.bench.place, SLOWER)
        return failed and f"sanitized {failed}"

    def suite(self, name, environment):
        """The names of the cases of a suite that fail with the command as it is now."""
        settings = {**os.environ, "HANDFAST": self.bench.path("handfast"), "SUITES_WORK": self.bench.path("suites"), **environment}
        done = subprocess.run([f"tests/{name}/run.sh"], env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              stdin=subprocess.DEVNULL, encoding="utf-8", errors="replace")
        failed = set(re.findall(r"^FAILED: ([^:\n]+(?:: [^:\n]+)?)", done.stdout, re.MULTILINE))
        return failed if failed or done.returncode == 0 else {"it ends badly"}

    def chains(self, mutants):
        PLAIN.link("handfast", self.objects(PLAIN, mutants), self.bench.path("handfast"))
        failed = self.suite("chains", {"ALONE": "1"})
        return f"chains: {min(failed)}" if failed else None

    def interop(self, mutants):
        """A case of this suite depends on other programs and on time: what fails once has to fail again."""
        PLAIN.link("handfast", self.objects(PLAIN, mutants), self.bench.path("handfast"))
        failed = self.suite("interop", {})
        failed = failed and failed & self.suite("interop", {})
        return f"interop: {min(failed)}" if failed else None


def proof_patch(mutant, module):
    """A patch for tests/sabotage/run.sh, which knows how to ask the proof of a function."""
    return f"# caught-by: prove {module} {mutant.path} {mutant.function} 3\n{mutant.diff()}"


def module_of(path):
    """The module of proofs/modules that has this file."""
    for line in text_of("proofs/modules").splitlines():
        words = line.split()
        if not line.startswith("#") and any(fnmatch.fnmatchcase(path, word) for word in words[1:]):
            return words[0]
    return None


def proved(survivors, folder):
    """Those that the proof of the mutant's function catches, of all that only survived: name -> what sabotage says."""
    os.makedirs(folder, exist_ok=True)
    patches = {}
    for n, mutant in enumerate(survivors):
        module = module_of(mutant.path)
        if module and mutant.is_function:
            path = f"{folder}/{n}.patch"
            with open(path, "w", encoding="latin-1") as file:
                file.write(proof_patch(mutant, module))
            patches[str(n)] = mutant.name
    if not patches:
        return {}
    words = ["tests/sabotage/run.sh", *(f"{folder}/{n}.patch" for n in patches)]
    settings = {**os.environ, "WORK": os.path.abspath(f"{folder}/work")}
    said = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=settings).stdout
    found = re.findall(r"^(\d+) +(caught by proof.*?) \(\d+ s\)$", said, re.MULTILINE)
    return {patches[n]: words for n, words in found}
