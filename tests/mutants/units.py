"""Running unit tests with a mutant: those that run its line, in the order that finds it soonest."""
import concurrent.futures
import math
import os
import re
import resource
import signal
import subprocess

HUNG = 300  # seconds that a program may stand still
SANITIZER = re.compile("ERROR: (Leak|Address)Sanitizer|runtime error:")


def run_limited(words, seconds, environment=None, output=os.devnull, hung=HUNG):
    """Runs it, each of its processes with that much of the processor; its status, and the processor's seconds it took."""
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with open(output, "wb") as said:
        child = subprocess.Popen(words, stdout=said, stderr=said, stdin=subprocess.DEVNULL, preexec_fn=limit,
                                 start_new_session=True, env={**os.environ, **(environment or {})})
    watch = concurrent.futures.ThreadPoolExecutor(1)
    waiting = watch.submit(os.wait4, child.pid, 0)
    try:
        _, status, used = waiting.result(hung)
    except concurrent.futures.TimeoutError:
        os.killpg(child.pid, signal.SIGKILL)
        _, status, used = waiting.result()
    child.returncode = os.waitstatus_to_exitcode(status)
    watch.shutdown()
    try:
        os.killpg(child.pid, signal.SIGKILL)  # what it left behind
    except ProcessLookupError:
        pass
    return child.returncode, used.ru_utime + used.ru_stime


def text_of(path):
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def chosen(tests):
    """The setting by which a program runs only these (chosen.c)."""
    return {"MUTANTS_TESTS": " " + " ".join(tests) + " "}


class Units:
    def __init__(self):
        self.seconds, self.lines, self.caught, self.tried = {}, {}, {}, {}

    def take(self, tests):
        """What is measured of the tests (measured.py)."""
        self.seconds = {test: found["seconds"] for test, found in tests.items()}
        self.lines = {test: {path: int(bits, 16) for path, bits in found["lines"].items()} for test, found in tests.items()}
        self.caught = dict.fromkeys(tests, 0)
        self.tried = dict.fromkeys(tests, 0)

    def of_line(self, path, line):
        """The tests that run this line, most is caught in the least time first; of a line that is no code: those of the file."""
        runs = [test for test in self.lines if self.lines[test].get(path, 0) >> line & 1]
        return sorted(runs, key=lambda t: (self.seconds[t] + 0.03) * (self.tried[t] + 2) / (self.caught[t] + 1))

    def of_file(self, path):
        return sorted((test for test in self.lines if path in self.lines[test]), key=lambda t: self.seconds[t])

    def fails(self, program, tests, place, slowness=1):
        """The first of these tests that fails, or None. The first few alone, then more at once."""
        size = 1
        while tests:
            some, tests = tests[:size], tests[size:]
            failed = self.batch(program, some, place, slowness)
            for test in some if failed is None else [failed]:
                self.tried[test] += 1
            if failed is not None:
                self.caught[failed] += 1
                return failed
            size = min(size * 2, 32)
        return None

    def batch(self, program, tests, place, slowness):
        """Which of them fails first: twice, since what a machine does under load is not the mutant's doing."""
        failed = self.run(program, tests, place, slowness)
        if failed is None:
            return None
        for test in failed or tests:
            if self.run(program, [test], place, slowness) is not None:
                return test
        print("fails once, and not again: " + " ".join(failed or tests), flush=True)
        return None

    def run(self, program, tests, place, slowness):
        """None: all is well. Else those that failed, as far as that is known."""
        report = f"{place}/tap"
        if os.path.exists(report):
            os.remove(report)
        times = [self.seconds[test] for test in tests]
        # For each process: one is Criterion itself, which has something to do for each of the tests.
        limit = 3 + math.ceil(slowness * (10 * max(times) + 3 * sum(times)))
        status, _ = run_limited([program, "-j1", "--fail-fast", f"--tap={report}"], limit,
                                {"ASAN_OPTIONS": "detect_leaks=1:abort_on_error=1", **chosen(tests)}, f"{place}/said")
        # Criterion does not look at how the process of a test ends: what a sanitizer says there counts.
        if status == 0 and not SANITIZER.search(text_of(f"{place}/said")):
            return None
        return [f"{suite}/{test}" for suite, test in re.findall(r"^not ok - (\w+)::(\w+)", text_of(report), re.MULTILINE)]
