"""Makes N mutants of the engine, and says which of them nothing catches. tests/mutants/README.md has the whole of it."""
import collections
import os
import sys
import threading
import time

import candidates
import judge
import kept
import known
import measured
import programs
import units

N = int(os.environ.get("N") or 300)
SEED = os.environ.get("SEED") or "1"
JOBS = int(os.environ.get("JOBS") or 2)
PROVE = os.environ.get("PROVE") == "1"
LISTED = os.environ.get("LISTED") == "1"
STAGES = (os.environ.get("STAGES") or "unit sanitized chains interop").split()
ONLY = os.environ.get("ONLY")  # names or parts of them
RESUME = os.environ.get("RESUME") == "1"
VERDICTS = f"{programs.WORK}/verdicts" + ("" if LISTED or ONLY else f"-{SEED}")
TOGETHER = 8  # mutants in one program, once the first stage let them pass


class Run:
    def __init__(self, listed):
        self.listed = listed
        self.lock = threading.Lock()
        self.dropped = collections.Counter()
        self.verdicts = {}  # of a mutant's name
        self.mutants = {}
        self.queue = []
        self.passed = []  # the first stage, and wait for the others
        self.busy = 0
        self.broken = None
        self.kept = kept.Kept(VERDICTS, RESUME, STAGES)

    def choose(self, order, worker):
        """The first N that are programs of their own; those that are not judged yet are queued."""
        codes = set()
        for mutant in order:
            if len(self.queue) + len(self.verdicts) == N + self.gone():
                break
            before = self.kept.of(mutant)
            code = before.code if before else kept.digest(mutant, worker.code(mutant))
            code = "the same" if code in codes else code
            if code in kept.NO_PROGRAM:
                self.drop(mutant, code)
                continue
            codes.add(code)
            self.mutants[mutant.name] = mutant
            if before and before.verdict != kept.OPEN and mutant.name not in self.listed:
                self.verdicts[mutant.name] = before.verdict
                if before.verdict is None:
                    self.report(mutant)
            else:
                self.kept.add(mutant, code, kept.OPEN)
                self.queue.append(mutant)

    def gone(self):
        return sum(1 for verdict in self.verdicts.values() if verdict and verdict.startswith("gone"))

    def drop(self, mutant, code):
        self.kept.add(mutant, code, kept.OPEN)
        self.dropped[code] += 1
        if mutant.name in self.listed:
            self.verdicts[mutant.name] = f"gone: {code}"
            self.mutants[mutant.name] = mutant

    def group(self):
        """Mutants for the other stages: as many as fit in one program, or fewer when no more will come. One of a file: it is linked."""
        of_file = {mutant.path: mutant for mutant in reversed(self.passed)}
        if len(of_file) < TOGETHER and (self.queue or self.busy):
            return []
        return list(of_file.values())[:TOGETHER]

    def next(self):
        """What is to be done next: judge one alone, or some together; None when no work is left for this worker."""
        with self.lock:
            if self.broken is not None:
                return None
            some = self.group()
            self.passed = [mutant for mutant in self.passed if mutant not in some]
            if not some and self.queue:
                self.busy += 1
                return [self.queue.pop(0)], False
            return (some, True) if some else None

    def work(self, worker):
        try:
            while todo := self.next():
                mutants, passed = todo
                if passed:
                    self.done(worker.together(mutants))
                else:
                    self.alone(worker, *mutants)
        except Exception as error:
            self.broken = error
            raise

    def alone(self, worker, mutant):
        """A listed one is not tried in full without need: that it is still caught costs one test, and the rest much."""
        entry = self.listed.get(mutant.name)
        caught = worker.alone(mutant, known.tests_of(entry)) if entry and entry.kind == "caught" else None
        in_full = LISTED or not entry or entry.kind == "caught"
        caught = caught or (worker.alone(mutant) if in_full else None)
        with self.lock:
            self.busy -= 1
            if in_full and not caught:
                self.passed.append(mutant)
        if caught or not in_full:
            self.done({mutant: caught})

    def done(self, verdicts):
        with self.lock:
            for mutant, verdict in verdicts.items():
                self.verdicts[mutant.name] = verdict
                self.kept.add(mutant, None, verdict)
                if verdict is None and mutant.name not in self.listed:
                    self.report(mutant)

    def report(self, mutant):
        print(f"survives: {mutant.title()}\n  {mutant.name}")
        print("".join("  " + line for line in mutant.diff().splitlines(True)[2:]), flush=True)

    def all(self, order):
        found = units.Units()
        judges = [judge.Judge(found, n, STAGES) for n in range(JOBS)]
        self.choose(order, judges[0])
        found.take(measured.measured({mutant.path for mutant in self.queue}, JOBS))
        print(f"{len(self.queue)} to be judged, {len(self.verdicts)} are", flush=True)
        workers = [threading.Thread(target=self.work, args=[worker]) for worker in judges]
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


def counted(run):
    return len(run.verdicts) - run.gone()


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
    print(f"{counted(run)} mutants in {seconds:.0f} s with seed {SEED}; not counted: {dropped or 'none'}")


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
    run = Run(listed)
    run.all(order)
    if PROVE:
        left = [run.mutants[name] for name, verdict in run.verdicts.items() if verdict is None and (LISTED or name not in listed)]
        for name, words in judge.proved(left, f"{programs.WORK}/proofs").items():
            print(f"{name}: {words}")
            run.verdicts[name] = "proof: " + words
    wrong += run.wrong()
    summary(run, time.monotonic() - started)
    for line in wrong:
        print("FAILED: " + line)
    print(f"{counted(run) - len([w for w in wrong if w.startswith('survives')])} passed, {len(wrong)} failed")
    return 1 if wrong else 0


sys.exit(main())
