#!/usr/bin/env python3
"""Changes one operator or constant of a source file, builds and runs the tests of its room, and lists what survives.

    tests/mutation/mutate.py build/ci base identity --mutants 6 --seed 1

A mutant is killed when a test of tests/<room>/ fails, crashes or runs too long; one that does not compile is drawn anew.
The sources are changed in place and put back, also on Ctrl-C; so the tree must be clean. What survives is a missing test,
or changes nothing that can be seen: then it stands, with the reason, in equivalent.txt. Exit status 1 when more than
--allowed of a hundred survive.
"""
import argparse
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
EQUIVALENT = pathlib.Path(__file__).with_name("equivalent.txt")
SWAPS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&", "+": "-", "-": "+",
         "*": "/", "/": "*", "%": "*", "+=": "-=", "-=": "+="}
# clang-format puts a space on either side of a binary operator, and none into <...> of a template.
OPERATOR = re.compile(r"(?<= )(<=|>=|==|!=|&&|\|\||\+=|-=|<|>|\+|-|\*|/|%)(?= )")
WORD = re.compile(r"\b(true|false)\b")
NUMBER = re.compile(r"(?<![\w.'])(\d+)(?![\w.'])")
SECONDS = 300  # of a test that was not measured yet; later ten times what it took: a mutant may have made a loop endless


class Mutant:
    def __init__(self, path, start, end, text, source):
        self.path, self.start, self.end, self.text = path, start, end, text
        self.line = source.count("\n", 0, start) + 1
        begin = source.rfind("\n", 0, start) + 1
        stop = source.find("\n", end)
        self.before = source[begin:stop].strip()
        self.after = (source[begin:start] + text + source[end:stop]).strip()

    def key(self):
        return f"{self.path} | {self.before} | {self.after}"

    def __str__(self):
        return f"{self.path}:{self.line}\n    - {self.before}\n    + {self.after}"


def blanked(source):
    """The source with comments, literals and preprocessor lines as blanks, at the same places."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])\'(?:\\.|[^\'\\\n])+\'|^[ \t]*#[^\n]*',
                         re.S | re.M)
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), source)


def mutants(path, source):
    """Every mutant of a file."""
    code = blanked(source)
    found = []
    for match in OPERATOR.finditer(code):
        found.append(Mutant(path, match.start(), match.end(), SWAPS[match.group()], source))
    for match in WORD.finditer(code):
        found.append(Mutant(path, match.start(), match.end(), "false" if match.group() == "true" else "true", source))
    for match in NUMBER.finditer(code):
        found.append(Mutant(path, match.start(), match.end(), str(int(match.group()) + 1), source))
    return found


def run(command, seconds=None, **place):
    """Exit status; None when it ran too long."""
    try:
        return subprocess.run(command, cwd=place.get("cwd", ROOT), env=place.get("env"), stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, timeout=seconds, check=False).returncode
    except subprocess.TimeoutExpired:
        return None


class Room:
    """The library of a room and its tests, quickest first: most mutants die of one of those."""

    def __init__(self, build, name, jobs):
        self.build, self.library, self.jobs = build, f"qd_{name}", str(jobs)
        if not self.make(f"tests/{name}/all"):
            sys.exit(f"The tests of {name} do not build.")
        listed = subprocess.run(["ctest", "--test-dir", f"{build}/tests/{name}", "-LE", "locale", "--show-only=json-v1"],
                                cwd=ROOT, capture_output=True, check=True).stdout
        programs = [Program(test) for test in json.loads(listed)["tests"]]
        for program in programs:
            program.measure()
        self.programs = sorted(programs, key=lambda program: program.seconds)

    def make(self, target):
        return run(["ninja", "-C", self.build, "-j", self.jobs, target]) == 0

    def verdict(self, mutant, source):
        """killed, survived or invalid."""
        file = ROOT / mutant.path
        file.write_text(source[:mutant.start] + mutant.text + source[mutant.end:], encoding="utf-8")
        try:
            if not self.make(self.library):
                return "invalid"
            for program in self.programs:
                if not self.make(program.target) or not program.passes():
                    return "killed"
            return "survived"
        finally:
            file.write_text(source, encoding="utf-8")


class Program:
    """A test as ctest runs it."""

    def __init__(self, test):
        self.name, self.command = test["name"], test["command"]
        self.target = pathlib.Path(self.command[0]).name
        properties = {each["name"]: each["value"] for each in test["properties"]}
        self.place = {"cwd": properties["WORKING_DIRECTORY"],
                      "env": os.environ | dict(each.split("=", 1) for each in properties.get("ENVIRONMENT", []))}
        self.seconds = 0.0

    def measure(self):
        begin = time.monotonic()
        if not self.passes():
            sys.exit(f"{self.name} fails without a mutant.")
        self.seconds = time.monotonic() - begin

    def passes(self):
        return run(self.command, max(30, 10 * self.seconds) if self.seconds else SECONDS, **self.place) == 0


def known_equivalents():
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines() if EQUIVALENT.exists() else []
    return {line.rsplit(" | ", 1)[0] for line in lines if line and not line.startswith("#")}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", help="a configured build folder with the tests, for example build/ci")
    parser.add_argument("rooms", nargs="+", help="folders of core/, or single files of them")
    parser.add_argument("--mutants", type=int, default=6, help="drawn from each file (default 6)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="at once, of the build and of the tests (default 2)")
    parser.add_argument("--allowed", type=float, default=5, help="survivors of a hundred (default 5)")
    options = parser.parse_args()
    if subprocess.run(["git", "diff", "--quiet"], cwd=ROOT, check=False).returncode != 0:
        sys.exit("There are changes that are not committed; mutants are made in the sources themselves.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that `finally` puts the source back
    known = known_equivalents()
    survivors, killed, rooms = [], 0, {}
    for name in options.rooms:
        given = ROOT / "core" / name
        files = [given] if given.suffix == ".cpp" else sorted(given.glob("*.cpp"))
        for file in files:
            path, room = str(file.relative_to(ROOT)), file.parent.name
            if room not in rooms:
                rooms[room] = Room(options.build, room, options.jobs)
            source = file.read_text(encoding="utf-8")
            drawn = [m for m in mutants(path, source) if m.key() not in known]
            random.Random(f"{options.seed} {path}").shuffle(drawn)
            wanted = options.mutants
            for mutant in drawn:
                if wanted == 0:
                    break
                became = rooms[room].verdict(mutant, source)
                if became == "invalid":
                    continue
                wanted -= 1
                killed += became == "killed"
                if became == "survived":
                    survivors.append(mutant)
                    print(mutant, flush=True)
    total = killed + len(survivors)
    share = 100 * len(survivors) / total if total else 0
    print(f"{total} mutants, {killed} killed, {len(survivors)} survived ({share:.1f} %).")
    return 1 if share > options.allowed else 0


if __name__ == "__main__":
    sys.exit(main())
