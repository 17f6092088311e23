"""The unit tests: which of them runs which line, how long each takes, and running some of them with a mutant."""
import concurrent.futures
import functools
import glob
import hashlib
import json
import math
import os
import re
import resource
import shutil
import signal
import subprocess

from programs import WORK

COVERED = f"{WORK}/covered"
PROGRAM = f"{COVERED}/tests/unit"
HUNG = 300  # seconds that a program may stand still
SANITIZER = re.compile("ERROR: (Leak|Address)Sanitizer|runtime error:")
STATE = ("engine", "tests/unit", "tests/support", "tests/generated")


def run_limited(words, seconds, environment=None, output=os.devnull):
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
        _, status, used = waiting.result(HUNG)
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


@functools.lru_cache(maxsize=None)
def lines_of(path):
    return text_of(path).split("\n")


def text_of(path):
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def names(program):
    listed = subprocess.run([program, "--list"], stdout=subprocess.PIPE, check=True, text=True).stdout
    suite = None
    for line in listed.splitlines():
        head = re.match(r"(\w+): \d+ tests?", line)
        if head:
            suite = head[1]
        else:
            yield suite + "/" + re.search(r"(\w+)(?: .*)?$", line)[1]


def key(paths):
    digest = hashlib.sha256(str(os.path.isdir(os.environ.get("HANDFAST_VECTORS", "../shared/vectors"))).encode())
    for path in sorted(paths):
        if os.path.isfile(path) and "/cli/" not in path:
            with open(path, "rb") as file:
                digest.update(path.encode() + b"\0" + file.read())
    return digest.hexdigest()


def keys(tests):
    """Of each test: a digest of all that it is made of. The suite NAME stands in tests/unit/NAME.c."""
    own = glob.glob("tests/unit/*.c")
    common = {path for folder in STATE for path in glob.glob(f"{folder}/**/*", recursive=True)} - set(own)
    whole, of_suite = key(common), {}
    for suite in {test.split("/")[0] for test in tests}:
        path = f"tests/unit/{suite}.c"
        of_suite[suite] = whole + key([path] if path in own else own)
    return {test: of_suite[test.split("/")[0]] for test in tests}


def lines_run(profile):
    """Of each file of the engine: the lines that were run, as a number's bits."""
    command = ["llvm-cov", "export", "--skip-functions", "--skip-expansions", "--ignore-filename-regex=/tests/",
               f"--instr-profile={profile}", PROGRAM]
    exported = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    here = os.getcwd() + "/"
    run = {}
    for file in exported["data"][0]["files"]:
        if not file["filename"].startswith(here):
            raise RuntimeError(f"{file['filename']}: {PROGRAM} was built in another tree; remove {COVERED}")
        path = file["filename"].removeprefix(here)
        bits = 0
        for (line, _, count, has_count, *_), (end, column, *_) in zip(file["segments"], file["segments"][1:]):
            if has_count and count > 0:
                in_last = lines_of(path)[end - 1][:column - 1].strip() != ""
                bits |= ((1 << max(end - line + in_last, 1)) - 1) << line
        run[path] = bits
    return run


def measure_one(test, place, digest):
    """One test: its seconds, and the lines that it runs."""
    shutil.rmtree(place, ignore_errors=True)
    os.makedirs(place)
    status, seconds = run_limited([PROGRAM, "--filter", test, "-j1"], 600, {"LLVM_PROFILE_FILE": f"{place}/%p.profraw"})
    if status != 0:
        raise RuntimeError(f"{test} fails as it is")
    subprocess.run(["llvm-profdata", "merge", "-sparse", *glob.glob(f"{place}/*.profraw"), "-o", f"{place}/profile"], check=True)
    run = lines_run(f"{place}/profile")
    shutil.rmtree(place)
    return {"key": digest, "seconds": seconds, "lines": {path: hex(bits) for path, bits in run.items() if bits}}


def measured(jobs):
    """All tests, measured now or when what they are made of was last the same."""
    cache = f"{WORK}/measured.json"
    known = json.loads(text_of(cache) or "{}")
    now = keys(list(names("build/tests/unit")))
    tests = {test: known[test] for test in now if test in known and known[test]["key"] == now[test]}
    missing = [test for test in now if test not in tests]
    if missing:
        print(f"measuring which line is run by which of {len(missing)} unit tests ...", flush=True)
        flags = "-O1 -fprofile-instr-generate -fcoverage-mapping"
        subprocess.run(["make", "-s", f"-j{jobs}", f"B={COVERED}", "CC=clang", f"CFLAGS={flags}", PROGRAM],
                       check=True, stdout=subprocess.DEVNULL)
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            started = [(test, pool.submit(measure_one, test, f"{WORK}/profiles/{n}", now[test])) for n, test in enumerate(missing)]
            tests.update({test: result.result() for test, result in started})
        with open(cache, "w", encoding="ascii") as file:
            json.dump(tests, file)
    return tests


class Units:
    def __init__(self, tests):
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
        status, _ = run_limited([program, "-j1", "--fail-fast", f"--tap={report}", "--filter", "@(" + "|".join(tests) + ")"], limit,
                                {"ASAN_OPTIONS": "detect_leaks=1:abort_on_error=1"}, f"{place}/said")
        # Criterion does not look at how the process of a test ends: what a sanitizer says there counts.
        if status == 0 and not SANITIZER.search(text_of(f"{place}/said")):
            return None
        return [f"{suite}/{test}" for suite, test in re.findall(r"^not ok - (\w+)::(\w+)", text_of(report), re.MULTILINE)]
