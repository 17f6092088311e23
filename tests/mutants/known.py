"""tests/mutants/survivors: what is known of mutants that no test caught once."""
import collections
import re

PATH = "tests/mutants/survivors"
KINDS = ("equivalent", "proved", "caught")
Entry = collections.namedtuple("Entry", "line kind why")


def read(path=PATH):
    """Name -> what is said of it, and what is wrong with the list itself."""
    known, wrong = {}, []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.startswith("#") or not line.strip():
                continue
            words = line.split(None, 2)
            if len(words) < 3 or words[1] not in KINDS:
                wrong.append(f"{path}:{number}: not `MUTANT {'|'.join(KINDS)} WHY`")
            elif words[0] in known:
                wrong.append(f"{path}:{number}: {words[0]} stands in line {known[words[0]].line} already")
            else:
                known[words[0]] = Entry(number, words[1], words[2].strip())
    return known, wrong


def stale(known, names):
    return [f"{PATH}:{entry.line}: there is no mutant {name} (any more)" for name, entry in known.items() if name not in names]


def tests_of(entry):
    """The unit tests that an entry says catch its mutant."""
    return re.findall(r"\b\w+/\w+\b", entry.why) if entry.kind == "caught" else []
