"""Makes N mutants of the engine, and says which of them nothing catches. tests/mutants/README.md has the whole of it."""
import collections
import hashlib
import os
import sys
import threading
import time

import candidates
import judge
import known
import programs
import units

N = int(os.environ.get("N") or 300)
SEED = os.environ.get("SEED") or "1"
JOBS = int(os.environ.get("JOBS") or 2)
PROVE = os.environ.get("PROVE") == "1"
LISTED = os.environ.get("LISTED") == "1"
STAGES = (os.environ.get("STAGES") or "unit sanitized chains interop").split()
ONLY = os.environ.get("ONLY")  # names or parts of them


class Run:
    def __init__(self, mutants, listed, measured):
        self.queue = iter(mutants)
        self.listed = listed
        self.units = units.Units(measured)
        self.lock = threading.Lock()
        self.codes = set()
        self.counted = 0
        self.dropped = collections.Counter()
        self.verdicts = {}  # of a mutant's name
        self.mutants = {}
        self.broken = None
        self.log = open(f"{programs.WORK}/verdicts", "w", encoding="utf-8")

    def next(self, worker):
        """The next mutant that is a program of its own, compiled for this worker."""
        with self.lock:
            while self.counted < N and self.broken is None:
                mutant = next(self.queue, None)
                if mutant is None:
                    return None
                code = worker.code(mutant)
                if isinstance(code, bytes):
                    digest = hashlib.sha256(mutant.path.encode() + code).digest()
                    code = "the same" if digest in self.codes else code
                    self.codes.add(digest)
                if isinstance(code, bytes):
                    self.counted += 1
                    self.mutants[mutant.name] = mutant
                    return mutant
                self.dropped[code] += 1
                if mutant.name in self.listed:
                    self.verdicts[mutant.name] = f"gone: {code}"
                    self.mutants[mutant.name] = mutant
            return None

    def work(self, number):
        worker = judge.Judge(self.units, number, STAGES)
        try:
            while mutant := self.next(worker):
                entry = self.listed.get(mutant.name)
                verdict = self.verdict(worker, mutant, entry)
                with self.lock:
                    self.verdicts[mutant.name] = verdict
                    print(f"{mutant.name} {verdict or 'survived'}", file=self.log, flush=True)
                    if verdict is None and entry is None:
                        self.report(mutant)
        except Exception as error:
            self.broken = error
            raise

    def verdict(self, worker, mutant, entry):
        """A listed one is not tried in full without need: that it is still caught costs one test, and the rest much."""
        if entry and entry.kind == "caught":
            caught = worker.verdict(mutant, known.tests_of(entry))
            return caught if caught or LISTED else worker.verdict(mutant)
        return worker.verdict(mutant) if LISTED or not entry else None

    def report(self, mutant):
        print(f"survives: {mutant.title()}\n  {mutant.name}")
        print("".join("  " + line for line in mutant.diff().splitlines(True)[2:]), flush=True)

    def all(self):
        workers = [threading.Thread(target=self.work, args=[n]) for n in range(JOBS)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        if self.broken is not None:
            raise SystemExit(f"mutants: {self.broken}\n0 passed, 1 failed")

    def wrong(self):
        """What is not as the list says, a line for each."""
        for name, verdict in self.verdicts.items():
            entry = self.listed.get(name)
            where = f"{known.PATH}:{entry.line}: {name}" if entry else name
            if verdict is None and entry is None:
                yield f"survives, and is not listed: {self.mutants[name].title()}  {name}"
            elif verdict is None and entry.kind == "caught":
                yield f"{where} is caught no longer: {entry.why}"
            elif verdict is None and entry.kind == "proved" and PROVE and LISTED:
                yield f"{where} is caught by no proof"
            elif entry and verdict and verdict.startswith("gone"):
                yield f"{where} is no mutant any more: {verdict}"
            elif entry and entry.kind == "equivalent" and verdict:
                yield f"{where} is not equivalent: {verdict} catches it"


def summary(run, seconds):
    table = collections.defaultdict(collections.Counter)
    for name, verdict in run.verdicts.items():
        if verdict is None or not verdict.startswith("gone"):
            table[run.mutants[name].operator][verdict.split()[0].rstrip(":") if verdict else "survived"] += 1
    columns = ["unit", "sanitized", "chains", "interop", "proof", "survived"]
    print(f"{'caught by':12}" + "".join(f"{c:>11}" for c in columns))
    for operator in sorted(table):
        print(f"{operator:12}" + "".join(f"{table[operator][c]:11}" for c in columns))
    print(f"{'all':12}" + "".join(f"{sum(t[c] for t in table.values()):11}" for c in columns))
    dropped = ", ".join(f"{n} {'are no C that the build takes' if why == 'no program' else 'make the same code'}"
                        for why, n in run.dropped.items())
    print(f"{run.counted} mutants in {seconds:.0f} s with seed {SEED}; not counted: {dropped or 'none'}")


def main():
    os.makedirs(programs.WORK, exist_ok=True)
    started = time.monotonic()
    listed, wrong = known.read()
    everything = candidates.everything(JOBS, f"{programs.WORK}/candidates")
    wrong += known.stale(listed, {mutant.name for mutant in everything})
    print(f"{len(everything)} mutants can be made", flush=True)
    order = candidates.sample(everything, SEED)
    if LISTED:
        order = [mutant for mutant in order if mutant.name in listed]
    if ONLY:
        order = [mutant for mutant in order if any(part in mutant.name for part in ONLY.split())]
    run = Run(order, listed, units.measured(JOBS))
    run.all()
    if PROVE:
        left = [run.mutants[name] for name, verdict in run.verdicts.items() if verdict is None and (LISTED or name not in listed)]
        for name, words in judge.proved(left, f"{programs.WORK}/proofs").items():
            print(f"{name}: {words}")
            run.verdicts[name] = "proof: " + words
    wrong += run.wrong()
    summary(run, time.monotonic() - started)
    for line in wrong:
        print("FAILED: " + line)
    print(f"{run.counted - len([w for w in wrong if w.startswith('survives')])} passed, {len(wrong)} failed")
    return 1 if wrong else 0


sys.exit(main())
