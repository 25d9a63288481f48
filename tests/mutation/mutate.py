#!/usr/bin/env python3
"""Changes one operator or constant of a source file, runs the tests of its room with it, and lists what survives.

    cmake --preset mutants
    tests/mutation/mutate.py build/mutants base identity --mutants 6 --seed 1

The preset builds the rooms of core as shared libraries. A mutant is the changed file alone, compiled into a library that
the loader lays over the room's (LD_PRELOAD): one compilation a mutant, nothing linked anew, the sources untouched. It is
killed when a test of tests/<room>/ fails, crashes or runs too long; one that does not compile is drawn anew. What survives
is a missing test, or changes nothing that can be seen: then it stands, with the reason, in equivalent.txt. Exit status 1
when more than --allowed of a hundred survive.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import random
import re
import resource
import shlex
import subprocess
import sys
import tempfile
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
MEMORY = 6 << 30
FILES = "/dev/shm" if os.path.isdir("/dev/shm") else None  # what tests write: most of their time is the disk's


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
                              stderr=subprocess.DEVNULL, timeout=seconds, check=False, preexec_fn=limited).returncode
    except subprocess.TimeoutExpired:
        return None


def limited():
    """A mutant that made a loop endless must not take the machine's memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class Program:
    """A test as ctest runs it."""

    def __init__(self, test, build):
        self.name, self.command, self.build = test["name"], test["command"], build
        properties = {each["name"]: each["value"] for each in test["properties"]}
        self.place = properties["WORKING_DIRECTORY"]
        self.environment = os.environ | dict(each.split("=", 1) for each in properties.get("ENVIRONMENT", []))
        self.seconds = 0.0

    def names(self, path):
        """Whether the test includes the header of a source: then it is the likeliest to notice a change there."""
        test = ROOT / pathlib.Path(self.place).relative_to(self.build) / f"tst_{self.name}.cpp"
        return test.exists() and f'"{path.removesuffix(".cpp")}.h"' in test.read_text(encoding="utf-8")

    def measure(self):
        begin = time.monotonic()
        if not self.passes():
            sys.exit(f"{self.name} fails without a mutant.")
        self.seconds = time.monotonic() - begin

    def passes(self, mutant=None):
        seconds = max(30, 10 * self.seconds) if self.seconds else SECONDS
        with tempfile.TemporaryDirectory(dir=FILES, ignore_cleanup_errors=True) as files:
            environment = self.environment | {"TMPDIR": files} | ({"LD_PRELOAD": str(mutant)} if mutant else {})
            return run(self.command, seconds, cwd=self.place, env=environment) == 0


class File:
    """A source of core, how the build compiles it, and the tests of its room in the order in which they are tried: those
    that include its header, then the quickest."""

    def __init__(self, path, command, programs, build):
        self.path, self.build, self.trusted = path, build, set()
        self.programs = sorted(programs, key=lambda program: not program.names(path))
        self.source = (ROOT / path).read_text(encoding="utf-8")
        words = shlex.split(command)
        while not words[0].endswith(("c++", "g++", "clang++")):  # the compiler cache and its settings
            words.pop(0)
        self.compiler = [word for before, word in zip([""] + words, words)
                         if before not in ("-o", "-MF", "-MT") and word not in ("-o", "-MF", "-MT", "-MD", "-c", str(ROOT / path))]

    def compiled(self, folder, source):
        """The library that holds this file alone, with another text; None when it does not compile."""
        text, library = folder / pathlib.Path(self.path).name, folder / "mutant.so"
        text.write_text(source, encoding="utf-8")
        made = run(self.compiler + ["-w", "-shared", "-fuse-ld=mold", str(text), "-o", str(library)], cwd=self.build)
        return library if made == 0 else None

    def verdict(self, mutant):
        """killed, survived or invalid."""
        with tempfile.TemporaryDirectory(dir=FILES) as name:
            folder = pathlib.Path(name)
            library = self.compiled(folder, self.source[:mutant.start] + mutant.text + self.source[mutant.end:])
            if library is None:
                return "invalid"
            killer = next((program for program in self.programs if not program.passes(library)), None)
            if killer is None:
                return "survived"
            if killer.name not in self.trusted:
                self.trust(killer)
            self.programs.remove(killer)
            self.programs.insert(0, killer)  # most likely kills the next one, too
            return "killed"

    def trust(self, program):
        """The same file laid over itself must let the test pass, or the way of laying it over kills, not the mutant."""
        with tempfile.TemporaryDirectory(dir=FILES) as name:
            if not program.passes(self.compiled(pathlib.Path(name), self.source)):
                sys.exit(f"{program.name} fails when {self.path} is laid over itself.")
        self.trusted.add(program.name)


def tests_of(build, room):
    """The programs of tests/<room>, quickest first: most mutants die of one of those."""
    if run(["ninja", "-C", str(build), f"tests/{room}/all"]) != 0:
        sys.exit(f"The tests of {room} do not build.")
    listed = subprocess.run(["ctest", "--test-dir", f"{build}/tests/{room}", "-LE", "locale", "--show-only=json-v1"],
                            cwd=ROOT, capture_output=True, check=True).stdout
    programs = [Program(test, build) for test in json.loads(listed)["tests"]]
    for program in programs:
        program.measure()
    return sorted(programs, key=lambda program: program.seconds)


def known_equivalents():
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines() if EQUIVALENT.exists() else []
    return {line.rsplit(" | ", 1)[0] for line in lines if line and not line.startswith("#")}


def survivors_in(output):
    """The keys of what an earlier run printed."""
    lines = pathlib.Path(output).read_text(encoding="utf-8").splitlines()
    return {f"{head.rsplit(':', 1)[0]} | {before[6:]} | {after[6:]}"
            for head, before, after in zip(lines, lines[1:], lines[2:])
            if before.startswith("    - ") and after.startswith("    + ")}


def tried(file, options, known):
    """The verdicts on the mutants drawn of a file: how many were killed, and those that survived."""
    drawn = [m for m in mutants(file.path, file.source) if m.key() not in known]
    if options.again:
        drawn = [m for m in drawn if m.key() in options.again]
    random.Random(f"{options.seed} {file.path}").shuffle(drawn)
    killed, survivors = 0, []
    for mutant in drawn:
        if killed + len(survivors) == options.mutants and not options.again:
            break
        became = file.verdict(mutant)
        killed += became == "killed"
        if became == "survived":
            survivors.append(mutant)
            print(mutant, flush=True)
    print(f"{file.path}: {killed} of {killed + len(survivors)} killed", flush=True)
    return killed, survivors


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", help="the build folder of the preset mutants")
    parser.add_argument("rooms", nargs="+", help="folders of core/, or single files of them")
    parser.add_argument("--mutants", type=int, default=6, help="drawn from each file (default 6)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", type=survivors_in, metavar="OUTPUT",
                        help="only what survived by the output of an earlier run: whether tests written since kill it")
    parser.add_argument("--jobs", type=int, default=2, help="files tried at once (default 2)")
    parser.add_argument("--allowed", type=float, default=5, help="survivors of a hundred (default 5)")
    options = parser.parse_args()
    build = pathlib.Path(options.build).resolve()
    commands = {each["file"]: each["command"] for each in json.loads((build / "compile_commands.json").read_text())}
    known, rooms, files = known_equivalents(), {}, []
    for name in options.rooms:
        given = ROOT / "core" / name
        for path in [given] if given.suffix == ".cpp" else sorted(given.glob("*.cpp")):
            room = path.parent.name
            if room not in rooms:
                rooms[room] = tests_of(build, room)
            files.append(File(str(path.relative_to(ROOT)), commands[str(path)], rooms[room], build))
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        verdicts = list(pool.map(lambda file: tried(file, options, known), files))
    killed, survived = sum(each[0] for each in verdicts), sum(len(each[1]) for each in verdicts)
    share = 100 * survived / (killed + survived) if killed + survived else 0
    print(f"{killed + survived} mutants, {killed} killed, {survived} survived ({share:.1f} %).")
    return 1 if share > options.allowed else 0


if __name__ == "__main__":
    sys.exit(main())
