"""Compiling one file of the engine anew, and linking it with everything else as it is."""
import functools
import os
import shlex
import subprocess

WORK = "build/mutants"


def command_of(target, source, *settings):
    """What make would do to make a target anew when this source had changed: the last of its commands, as words."""
    words = ["make", "-n", "--no-print-directory", "V=1", *settings, "-W", source, target]
    dry = subprocess.run(words, stdout=subprocess.PIPE, check=True, text=True)
    return shlex.split(dry.stdout.strip().splitlines()[-1])


class Kind:
    """A build: the usual one, or that with sanitizers."""

    def __init__(self, build, *settings):
        self.build = build
        self.settings = settings

    def object_of(self, path):
        return f"{self.build}/obj/{path[:-2]}.o"

    @functools.cached_property
    def compiler(self):
        path = "engine/crypto/wipe.c"
        words = command_of(self.object_of(path), path, *self.settings)
        unwanted = ("-g", "-c", "-o", "-MMD", "-MP", "-fstack-usage", path, self.object_of(path))
        return [word for word in words if word not in unwanted]

    @functools.lru_cache(maxsize=None)
    def linker(self, program):
        return command_of(f"{self.build}/{program}", "engine/crypto/wipe.c", *self.settings)

    def compile(self, source, result):
        """False: the compiler does not take it, with all the warnings that the project has."""
        done = subprocess.run([*self.compiler, "-c", source, "-o", result], stderr=subprocess.DEVNULL)
        return done.returncode == 0

    def link(self, program, changed, result, compiler=None):
        """The program with these objects: what stands before the archive is taken instead of what is in it."""
        words = list(self.linker(program))
        target = words.index("-o")
        words[target + 1:target + 2] = [result, *changed]
        words[:1] = [*(compiler or words[:1]), "-fuse-ld=gold", "-Wl,--strip-debug"]  # the fastest of binutils
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{result} does not link: {done.stdout[-2000:]}")
        return result


@functools.lru_cache(maxsize=None)
def chooser():
    """The object that lets a program of unit tests run some of them."""
    made = f"{WORK}/chosen.o"
    subprocess.run(["gcc", "-O2", "-c", "tests/mutants/chosen.c", "-o", made], check=True)
    return made


PLAIN = Kind("build")
SANITIZED = Kind("build/san", "SANITIZE=1")


class Bench:
    """A place to work at, for one worker: the mutant's file, its object, the programs made with it."""

    def __init__(self, number):
        self.place = f"{WORK}/bench{number}"
        os.makedirs(self.place, exist_ok=True)

    def path(self, name):
        return f"{self.place}/{name}"

    def compiled(self, kind, path, text, name):
        """The object of a file with this text, or None."""
        source = self.path(path)  # its own name, since that stands in the object
        os.makedirs(os.path.dirname(source), exist_ok=True)
        with open(source, "w", encoding="latin-1", newline="") as file:
            file.write(text)
        return self.path(name) if kind.compile(source, self.path(name)) else None

    def code(self, path, text, name):
        """What the compiler makes of it: two mutants with the same code are the same."""
        made = self.compiled(PLAIN, path, text, name)
        if made is None:
            return None
        with open(made, "rb") as file:
            return file.read()
