#!/usr/bin/env python3
"""Holds tests/ against the tree: a test of tests/<room>/ includes something of core/<room>/, every room of core has
tests, and every public function of core that gives a value back stands by name in some test, but for what unnamed.txt
lists with a reason. Prints each offence; exit status 1 if there is one."""
import fnmatch
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Folders of tests/ that are no room of core.
OTHERS = {"app", "architecture", "bench", "conformance", "data", "fuzz", "kills", "mutation", "support", "ui"}
# What is no test: it names everything, or nothing of core.
NO_TESTS = {"architecture", "bench", "mutation"}
WORD = re.compile(r"[A-Za-z_]\w*")
NO_NAMES = {"if", "for", "while", "switch", "return", "sizeof", "decltype", "noexcept", "static_assert", "operator",
            "alignas", "requires", "explicit", "QT_TRANSLATE_NOOP", "Q_DECLARE_METATYPE"}


# What gives nothing back, or words: it computes no figure, and whoever calls it shows what it did.
NO_VALUE = re.compile(r"\s*(?:(?:static|virtual|inline|explicit|constexpr)\s+)*(?:void|Result<void>|Error|Message|Word|"
                      r"std::vector<Message>|const char \*)\s*\w+\s*\(")


def without_remarks(text):
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    text = re.sub(r"//[^\n]*", "", text)
    text = re.sub(r'"(?:\\.|[^"\\\n])*"', '""', text)
    return re.sub(r"^\s*#[^\n]*(?:\\\n[^\n]*)*", "", text, flags=re.M)


def declared(head, scopes):
    """The name that a declaration gives a public function, with its classes; nothing for anything else."""
    if any(kind == "body" or access != "public" for kind, access, _ in scopes):
        return None
    head = re.sub(r"\[\[[^\]]*\]\]", "", head).strip()
    if NO_VALUE.match(re.sub(r"^template\s*<[^{]*?>\s*", "", head)):
        return None
    while head != (plain := re.sub(r"<[^<>]*>", "", head)):  # std::function<int(int)> declares none
        head = plain
    found = re.search(r"([A-Za-z_]\w*)\s*\(", head)
    if not found or head.startswith(("using", "typedef", "friend")) or found.group(1) in NO_NAMES:
        return None
    before = head[:found.start()]
    classes = [name for kind, _, name in scopes if kind == "type"]
    if "=" in before or before.endswith("~") or "operator" in before or found.group(1) in classes[-1:]:
        return None
    return "::".join(classes + [found.group(1)]) if classes or before.strip() else None


def public_functions(text):
    """The names of the public functions that a header declares and that give a value, members with their class."""
    names, scopes, head, depth = [], [], "", 0
    for c in without_remarks(text):
        depth += (c in "([") - (c in ")]")
        if depth > 0 or c not in "{};:":
            head += c
            continue
        inside = scopes and scopes[-1][0] == "body"
        if c in "{;" and not inside and (name := declared(head, scopes)):
            names.append(name)
        if c == "{":
            kind = re.search(r"\b(class|struct|union)\s+(\w+)[^()]*$", re.sub(r"template\s*<[^{]*?>", "", head))
            if inside or re.search(r"\benum\b", head):
                scopes.append(("body", "public", ""))
            elif re.search(r"\bnamespace\b", head):
                scopes.append(("space", "public", ""))
            elif kind:
                scopes.append(("type", "private" if kind.group(1) == "class" else "public", kind.group(2)))
            else:
                scopes.append(("body", "public", ""))
        elif c == "}" and scopes:
            scopes.pop()
        elif c == ":" and scopes and scopes[-1][0] == "type" and (
                access := re.search(r"\b(public|private|protected)\s*$", head)):
            scopes[-1] = ("type", access.group(1), scopes[-1][2])
        elif c == ":":
            head += c
            continue
        head = ""
    return names


def unnamed(headers, words, listed):
    """Public functions of `headers` (path and text) whose name is none of `words` and that no pattern of `listed` has."""
    for path, text in headers:
        for name in public_functions(text):
            known = f"{path} {name}"
            if name.split("::")[-1] not in words and not any(fnmatch.fnmatchcase(known, one) for one in listed):
                yield f"{path}: no test names {name}: write one, or list it in tests/architecture/unnamed.txt"


def astray(programs, rooms):
    """Tests (path and text) of a room of core that include nothing of it, and folders that are of no room."""
    for path, text in programs:
        folder = path.split("/")[1]
        if folder in rooms:
            if not re.search(rf'#include "(?:core|tests)/{folder}/', text):
                yield f"{path}: includes nothing of core/{folder}"
        elif folder not in OTHERS:
            yield f"{path}: there is no core/{folder}"
    tested = {path.split("/")[1] for path, _ in programs}
    for room in sorted(rooms - tested):
        yield f"core/{room}: no test in tests/{room}"


def main():
    def read(path):
        return path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8", errors="replace")

    headers = [read(path) for path in sorted((ROOT / "core").rglob("*.h"))]
    tests = [read(path) for path in sorted((ROOT / "tests").rglob("*")) if path.suffix in {".cpp", ".h", ".py", ".sh"}]
    words = set(WORD.findall("\n".join(text for path, text in tests if path.split("/")[1] not in NO_TESTS)))
    lines = (ROOT / "tests/architecture/unnamed.txt").read_text(encoding="utf-8").splitlines()
    listed = [line.split(":  ")[0] for line in lines if line and not line.startswith("#")]
    rooms = {path.name for path in (ROOT / "core").iterdir() if path.is_dir()}
    programs = [(path, text) for path, text in tests if path.split("/")[-1].startswith("tst_")]
    found = [*unnamed(headers, words, listed), *astray(programs, rooms)]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
