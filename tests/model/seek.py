#!/usr/bin/env python3
"""tests/model/seek.py: seeks runs of the model that together take as many rows as can be, and prints tests/model/runs anew.

The settings are those that stand there. For each, both peers are left alone; then, behind each number of messages, the network does one
thing more: ends the transport, closes, asks for new keys, lets a message be another one. What takes a row that none before it took is kept.
Needs Spin's program: tests/model/tell.sh --build. It takes some minutes, and is to be run when the tables or the model have new rows.
"""
import os
import subprocess
import sys

RUNS = "tests/model/runs"
PAN = "build/tests/model.pan"
UNBOUND = {k: "200" for k in "DROPS INJECTIONS HOLDS CLOSES CUTS WHIMS UPDATES".split()}

# Short ones: HelloRequest, ChangeCipherSpec, alerts. And contents of messages that are on their way, as party.pml numbers them.
SHORT = [(15, 0), (29, 0), (31, 0), (32, 0), (33, 0)]
CONTENTS = {
    16: [64, 65, 66, 67, 68, 70, 71, 3, 11, 4, 72, 73, 74, 75, 76, 77, 128, 7],
    17: [64, 69, 66, 67, 68, 70, 9, 10, 13, 14, 198, 72, 78, 79],
    20: [0, 2],
    21: [2, 61, 60],
    24: [61, 62],
    27: [2],
}
WHIMS = [(26, 62), (28, 2), (18, 1), (18, 2), (24, 61)]
SIDES = ("client", "server")


class Seeker:
    def __init__(self):
        self.settings = {}
        self.kept = {}
        self.taken = set()

    def read(self):
        head = []
        for line in open(RUNS):
            name, _, text = line.rstrip("\n").partition(": ")
            if "=" in text:
                self.settings[name] = text
                self.kept[name] = []
            elif not self.settings:
                head.append(line)
        return head

    def run(self, name, script):
        env = dict(setting.split("=") for setting in self.settings[name].split())
        env.update(UNBOUND, ALONE="0", SCRIPT=script)
        out = subprocess.run(["./pan", "-E", "-m20000", "-w10"], env=env, cwd=PAN, capture_output=True, text=True)
        return out.stdout.splitlines()

    def offer(self, name, script, always=False):
        """False: the model cannot do this."""
        lines = self.run(name, script)
        if "END" not in lines:
            return False
        rows = {line.split()[1] for line in lines if line.startswith("ROW ")}
        if always or rows - self.taken:
            self.taken |= rows
            self.kept[name].append(script)
        return True

    def one_thing(self, name, before, side, comes):
        """Everything that may happen to a side when `comes`, an event, is next on its way to some side; 0: nothing is."""
        for what in ("cut", "close", "update"):
            self.offer(name, f"{before}{what} {side}, go all")
        made = [(comes, content) for content in CONTENTS.get(comes, [])]
        for event, content in SHORT + made:
            if not self.offer(name, f"{before}make {side} {event} {content}, go all") and (event, content) in SHORT:
                self.offer(name, f"{before}let {side} {event} {content}, go all")
        for event, content in WHIMS:
            if comes in (0, event):
                self.offer(name, f"{before}let {side} {event} {content}, go all")

    def seek(self):
        for name in self.settings:
            self.offer(name, "go all", always=True)
            for side in SIDES:
                self.offer(name, f"go all, close {side}, go all")
        for name in self.settings:
            comes = [int(line.split()[1]) for line in self.run(name, "go all") if line.startswith("COMES ")] + [0]
            for k, event in enumerate(comes):
                for side in SIDES:
                    self.one_thing(name, f"go {k}, " if k else "", side, event)
            print(f"{name}: {len(self.taken)} rows", file=sys.stderr)
        for name in self.settings:
            for side in SIDES:
                for then in ("", "go 1, "):
                    for other in SIDES:
                        self.one_thing(name, f"go all, close {side}, {then}", other, 0)


def main():
    os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
    seeker = Seeker()
    head = seeker.read()
    seeker.seek()
    sys.stdout.write("".join(head))
    for name, settings in seeker.settings.items():
        print(f"{name}: {settings}")
        for script in seeker.kept[name]:
            print(f"{name}: {script}")


main()
