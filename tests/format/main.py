"""tests/format/main.py SPEC ENGINE BUILD [PROFILE]...: is what hfgen made of SPEC/wire what is written there? ENGINE: a tree with generated/, parse/ and include/.
PROFILE: what gen/regen.sh made of another profile; of its tables, that they are the format but for whole messages and extensions.

 walk.py       the tables: from each entry, format and tables do the same at each pair of places, for all bytes
 positions.py  the loop that reads by them: run at each of these pairs with each of 256 bytes
 encoders.py   the encoders: what each writes is what the format reads, for all values and lengths
 lengths.py    the encoders and the writer, run with lengths at their bounds, and read again by the loop
 planted*.py   each cell of the tables and each statement of the encoders changed: is it seen?

What is taken for granted: that spec/wire is the RFC (spec/wire/deviations and the tests against other implementations are about that); the readers
here of that notation and of the C that hfgen writes; that the loop does by a row what table.py says, of which positions.py is the test."""
import os
import re
import subprocess
import sys
import traceback

import encoders
import lengths
import notation
import planted
import planted_encoders
import positions
import table
import walk

passed = failed = 0


def check(what, test):
    """Counts a test: it says what it saw, or raises."""
    global passed, failed
    try:
        print(f"{what}: {test()}", flush=True)
        passed += 1
    except (walk.Difference, encoders.Wrong) as wrong:
        failed += 1
        print(f"FAILED: {what}: {wrong}", flush=True)
    except Exception:  # a format or a table that is not understood is a failure, too
        failed += 1
        traceback.print_exc(file=sys.stdout)
        print(f"FAILED: {what}", flush=True)


class Suite:
    def __init__(self, spec, engine, build):
        self.form, self.engine, self.build = notation.Format(spec), engine, build
        self.generated = os.path.join(engine, "generated")
        self.tables = table.Tables(self.generated)
        self.walks = []

    def walk(self):
        self.walks = walk.compare(self.form, self.tables)
        rows = sum(1 for w in self.tables.rows if w[0])
        unread = rows - len({c for w in self.walks for c in w.touching if c[0] == "rows" and self.tables.rows[c[1]][0]})
        if unread:
            raise walk.Difference(f"{unread} rows that no message comes to")
        return f"{len(self.walks)} entries, {sum(len(w.pairs) for w in self.walks)} pairs of places, all of {rows} rows"

    def planted(self):
        found, left = planted.plant(self.walks, self.tables)
        return self.all_explained(found, left)

    def planted_encoders(self):
        found, left = planted_encoders.plant(self.form, self.generated)
        return self.all_explained(found, left)

    @staticmethod
    def all_explained(found, left):
        open_ = [x for x in left if x[-1] is None]
        if open_ or not found:
            raise walk.Difference(f"{len(open_)} mistakes are not seen: {open_[:5]}")
        reasons = {}
        for x in left:
            reasons[x[-1]] = reasons.get(x[-1], 0) + 1
        by_number = sorted(reasons.items(), key=lambda reason: -reason[1])
        return f"{found} mistakes seen; {len(left)} changes are none" + "".join(f"\n  {k:5d} {r}" for r, k in by_number)

    def program(self, name, sources, text=""):
        """Builds tests/format/NAME.c with what is written for it: the engine's functions, and cases."""
        functions = "".join(f"NUMBER({f})\n" for f in dict.fromkeys(self.tables.numbers.values()))
        functions += "".join(f"BYTES({f})\n" for f in dict.fromkeys(self.tables.bytes.values()))
        os.makedirs(self.build, exist_ok=True)
        for inc, what in (("functions.inc", functions), ("cases.inc", text)):
            with open(os.path.join(self.build, inc), "w", encoding="utf-8") as file:
                file.write(what)
        here = os.path.dirname(os.path.abspath(__file__))
        out = os.path.join(self.build, name)
        command = [os.environ.get("CC", "gcc"), "-std=gnu11", "-O0" if name == "lengths" else "-O1", "-Wall", "-Wextra", "-Wshadow", "-Werror"]
        command += [f"-I{self.engine}/include", f"-I{self.engine}", f"-I{self.build}", "-o", out, os.path.join(here, name + ".c")]
        subprocess.run(command + [os.path.join(self.engine, s) for s in sources], check=True)
        return out

    def errors(self):
        with open(os.path.join(self.engine, "include/generated/errors.h"), encoding="utf-8") as file:
            return {"HF_OK": 0, **{m[1]: int(m[2]) for m in re.finditer(r"(HF_ERROR_\w+) = (\d+)", file.read())}}

    def loop(self):
        program = self.program("loop", ["parse/parse.c", "generated/tables.c", "generated/events.c"])
        asked, never, differ = positions.ask(self.form, self.tables, self.walks, self.errors(), program)
        if differ or never:
            raise walk.Difference("\n  ".join(differ + [f"no message comes to {n}" for n in never[:5]]))
        return f"{len(asked)} beginnings of messages, each with 256 bytes behind it"

    def encoders(self):
        readings = encoders.check(self.form, self.generated)
        return f"{len(readings)} encoders, {sum(len(r.members) for r in readings.values())} members"

    def lengths(self):
        text, wanted = lengths.program(self.form, self.tables, self.generated)
        sources = ["parse/parse.c", "parse/writer.c", "generated/tables.c", "generated/events.c"]
        names = sorted(encoders.files(self.form, self.generated))
        program = self.program("lengths", sources + [f"generated/encode_{n}.c" for n in names], text)
        return lengths.compare(program, wanted)


def profile(form, made):
    """The tables of a profile."""
    tables = table.Tables(os.path.join(made, "engine/generated"))
    walks = walk.compare(form, tables, is_part=True)
    cut = set().union(*(w.cut for w in walks))
    rows = sum(1 for row in tables.rows if row[0])
    read = {c for w in walks for c in w.touching if c[0] == "rows" and tables.rows[c[1]][0]}
    if len(read) != rows:
        raise walk.Difference(f"{rows - len(read)} rows that no message comes to")
    kinds = {kind: sum(1 for k, _ in cut if k == kind) for kind in ("msg_type", "extension_type")}
    return f"{len(walks)} entries, all of {rows} rows; left out: {kinds['msg_type']} messages, {kinds['extension_type']} extensions"


def main():
    suite = Suite(*sys.argv[1:4])
    check("the tables are the format", suite.walk)
    check("mistakes in the tables", suite.planted)
    check("the loop reads by them what the format says", suite.loop)
    check("the encoders write the format", suite.encoders)
    check("mistakes in the encoders", suite.planted_encoders)
    check("the encoders and the loop at the bounds of lengths", suite.lengths)
    for made in sys.argv[4:]:
        check(f"the tables of profile {os.path.basename(made)}", lambda made=made: profile(suite.form, made))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
