"""Which unit test runs which line of the engine, and how long each takes: measured, and kept while no source changes."""
import concurrent.futures
import glob
import hashlib
import json
import os
import re
import shutil
import subprocess

from programs import PLAIN, WORK, chooser
from units import chosen, run_limited, text_of

CACHE = f"{WORK}/measured.json"
COVERED = f"{WORK}/covered"
PROFILES = f"{WORK}/profiles"
PROGRAM = f"{COVERED}/unit"
STATE = ("engine", "tests/unit", "tests/support", "tests/generated")
CLANG = ["clang", "-fprofile-instr-generate"]
HOOK = "-Wl,--wrap=criterion_internal_test_main"  # profile.c
SECONDS = 600  # of the processor


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


def object_of(path):
    """The object of a file that counts what is run."""
    made = f"{COVERED}/{path[:-2]}.o"
    os.makedirs(os.path.dirname(made), exist_ok=True)
    flags = ["-O1" if word == "-O2" else word for word in PLAIN.compiler[1:] if not word.startswith("-W")]
    subprocess.run([*CLANG, "-fcoverage-mapping", *flags, "-c", path, "-o", made], check=True)
    return made


def build(paths, pool):
    """The unit tests, in which only these files of the engine count what is run: the others are as they are."""
    objects = [*pool.map(object_of, paths)]
    hook = f"{COVERED}/profile.o"
    subprocess.run(["clang", "-O1", "-c", "tests/mutants/profile.c", "-o", hook], check=True)
    PLAIN.link("tests/unit", [hook, chooser(), *objects], PROGRAM, [*CLANG, HOOK])


def lines_run(profile):
    """Of each file: the lines that were run, as a number's bits."""
    command = ["llvm-cov", "export", "-format=lcov", f"--instr-profile={profile}", PROGRAM]
    exported = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    run, path = {}, None
    for line in exported.splitlines():
        if line.startswith("SF:"):
            path = os.path.relpath(line[3:])
            run[path] = 0
        elif line.startswith("DA:") and not line.endswith(",0"):
            run[path] |= 1 << int(line[3:line.index(",")])
    return {path: hex(bits) for path, bits in run.items() if bits}


def read_profiles(profiles):
    """Of one test, whose process and the children of it wrote these: its seconds, and the lines that it runs."""
    merged = profiles[0] + ".merged"
    subprocess.run(["llvm-profdata", "merge", "-sparse", *profiles, "-o", merged], check=True)
    milliseconds = max(int(profile.split(".")[-3]) for profile in profiles)
    return {"seconds": milliseconds / 1000, "lines": lines_run(merged)}


def run_all(tests, jobs):
    """Runs these by one start of the program; the profiles of each."""
    shutil.rmtree(PROFILES, ignore_errors=True)
    os.makedirs(PROFILES)
    settings = {"MUTANTS_PROFILES": os.path.abspath(PROFILES), "LLVM_PROFILE_FILE": f"{PROFILES}/criterion", **chosen(tests)}
    status, _ = run_limited([PROGRAM, f"-j{jobs}"], SECONDS, settings, f"{COVERED}/said", 10 * SECONDS)
    if status != 0:
        raise RuntimeError(f"a unit test fails as it is: {COVERED}/said")
    profiles = {test: [] for test in tests}
    for path in glob.glob(f"{PROFILES}/*.profraw"):
        suite, test = os.path.basename(path).split(".")[:2]
        profiles[f"{suite}/{test}"].append(path)
    return profiles


def measured(paths, jobs):
    """All tests with the lines of these files that they run, measured now or when what they are made of was last the same."""
    known = json.loads(text_of(CACHE) or "{}")
    now = keys(list(names("build/tests/unit")))
    same = {test: found for test, found in known.get("tests", {}).items() if found["key"] == now.get(test)}
    if not set(paths) <= set(known.get("paths", [])):
        same = {}
    missing = [test for test in now if test not in same]
    if missing:
        paths = sorted(set(paths) | set(known.get("paths", []) if same else []))
        print(f"measuring which line of {len(paths)} files is run by which of {len(missing)} unit tests ...", flush=True)
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            build(paths, pool)
            profiles = run_all(missing, jobs)
            found = pool.map(lambda test: read_profiles(profiles[test]) if profiles[test] else {"seconds": 0, "lines": {}}, missing)
            same.update({test: {"key": now[test], **of_test} for test, of_test in zip(missing, found)})
        shutil.rmtree(PROFILES)
        with open(CACHE, "w", encoding="ascii") as file:
            json.dump({"paths": paths, "tests": same}, file)
    return same
