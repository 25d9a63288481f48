#!/usr/bin/env python3
"""Holds the tree against docs/architecture.md: includes follow arrows.txt and are linked, ui/ has no SQL, core/ no widgets,
nobody pumps the event loop. Prints each offence with file and line; exit status 1 if there is one."""
import fnmatch
import html
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#\s*include\s+"((?:core|ui|app|tests)/[^"]+)"')
LOCALE_BOUND = re.compile(
    r"\b(?<!sqlite3_)(?:strto(?:d|f|ld|ll?|ull?)|sto(?:d|f|ld|i|ll?|ull?)|ato(?:f|i|ll?)|v?s?n?printf|f?printf|s?scanf"
    r"|is(?:alpha|alnum|digit|space|punct|upper|lower)|to(?:upper|lower)|setlocale|localeconv|strcoll|strftime)\s*\(")
SQL = re.compile(r"sqlite3|SQLiteCpp|SQLite::|\b(?:SELECT\s.+\sFROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b")
# SQL stands in core/store and in one *_store.cpp a room.
STORE = re.compile(r"_store\.(?:cpp|h)$")
# The class of a member function that is defined on this line, as clang-format leaves it: at the left edge.
MEMBER = re.compile(r"(?![\s#/}])(?:[^()=;\"]*?[\s&*>])?((?:\w+(?:<[^()]*>)?::)+)(?:~?\w+|operator[^\w\s]{1,3})\(")
NAMESPACE = re.compile(r"namespace ([\w:]+) \{")
# A file that a page of the docs names, from the root.
NAMED_FILE = re.compile(r"`((?:core|ui|app|tests|resources|docs|packaging|cmake)/[\w./-]+\.(?:h|cpp|py|sh|txt|json|md|cmake|qss))`")
BANNED = [
    ("ui/", SQL, "SQL in ui/"),
    ("ui/", re.compile(r'\btr\("[^"]*%n'), "a count without the groups of the locale (%n for %Ln) in ui/"),
    ("core/", re.compile(r"#\s*include\s*<Q(?:Widget|Painter|Pixmap|Image|Gui|Application|Chart|Icon|Color|Font|Svg)"), "widgets or painting in core/"),
    ("core/", LOCALE_BOUND, "a C library function that follows the machine's locale in core/"),
    ("app/cli/", LOCALE_BOUND, "a C library function that follows the machine's locale in app/cli/"),
    ("", re.compile(r"\bprocessEvents\s*\(|QThread::m?sleep|QTest::q(?:Sleep)"), "pumping or sleeping"),
    ("", re.compile(r"\b(?:TODO|FIXME|XXX)\b"), "unfinished word"),
]


def arrows():
    allowed = {}
    for line in (ROOT / "tests/architecture/arrows.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            room, targets = line.split(":")
            allowed[room] = targets.split()
    return allowed


def room_of(path):
    return "/".join(path.split("/")[:2])


def may_hold_sql(name):
    return not name.startswith(("core/", "app/")) or name.startswith("core/store/") or STORE.search(name)


def offences(files, allowed):
    stores = {}
    for name in files:
        room = room_of(name)
        if name.startswith("core/") and name.endswith("_store.cpp") and stores.setdefault(room, name) != name:
            yield f"{name}: {room} has a store already, {stores[room]}"
        product = name.startswith(("core/", "ui/", "app/"))
        if product and room not in allowed:
            yield f"{name}: room {room} is not in arrows.txt"
            continue
        for number, line in enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), 1):
            found = INCLUDE.match(line)
            if product and found:
                target = room_of(found.group(1))
                if target != room and not any(fnmatch.fnmatch(target, pattern) for pattern in allowed[room]):
                    yield f"{name}:{number}: {room} may not include {target}"
            if not may_hold_sql(name) and SQL.search(line):
                yield f"{name}:{number}: SQL outside core/store and *_store.cpp: {line.strip()}"
            for prefix, pattern, what in BANNED:
                if name.startswith(prefix) and pattern.search(line):
                    yield f"{name}:{number}: {what}: {line.strip()}"


def spread_classes(sources):
    """Classes whose member functions are defined in more than one .cpp file: parts of it want to be classes of their
    own. What a file declares itself, such as a struct Texts for tr(), is another class in every file."""
    homes = {}
    for name, text in sources:
        space = ""
        for line in text.splitlines():
            opened = NAMESPACE.match(line)
            space = opened.group(1) if opened else space
            found = MEMBER.match(line)
            if not found:
                continue
            owner = found.group(1).removesuffix("::")
            if not re.search(rf"^\s*(?:class|struct) {owner.split('::')[-1]}\b[^;]*\{{", text, re.M):
                homes.setdefault((space, owner), set()).add(name)
    for (space, owner), names in sorted(homes.items()):
        if len(names) > 1:
            yield f"{space}::{owner}: one class in {len(names)} files: {', '.join(sorted(names))}"


def unlinked_rooms(files):
    """Rooms of core that include another, and neither link it nor a room that does: a program of theirs alone would not
    start, which static libraries hide as long as somebody links the other one too."""
    links, includes = {}, {}
    for path in sorted((ROOT / "core").glob("*/CMakeLists.txt")):
        listed = re.findall(r"(?:LINKS|PUBLIC|PRIVATE)([^A-Z)]*)", path.read_text(encoding="utf-8"))
        links[path.parent.name] = set(" ".join(listed).split())
    for name in files:
        if name.startswith("core/"):
            used = re.findall(r'#include "core/(\w+)/', (ROOT / name).read_text(encoding="utf-8"))
            includes.setdefault(name.split("/")[1], set()).update(used)
    for room, used in sorted(includes.items()):
        reached, ahead = {room}, [room]
        while ahead:
            ahead += links.get(ahead.pop(), set()) - reached & links.keys()
            reached.update(ahead)
        for other in sorted(used - reached):
            yield f"core/{room}/CMakeLists.txt: core/{other} is included, but not linked"


def missing_plurals(sources, translations):
    """Texts with a count that have no plural forms: without an entry "1 files" is read."""
    known = set(re.findall(r'<message numerus="yes">\s*<source>(.*?)</source>', translations, re.S))
    for name, text in sources:
        for call in re.finditer(r'\btr\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)', text):
            words = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', call.group(1)))
            if "%Ln" in words and html.escape(words, quote=False) not in known:
                yield f"{name}: no plural in translations/quarterdeck_en.ts: {words}"


def false_documents(pages, allowed):
    """Rooms of core that docs/architecture.md has no row for, or two, and files that a page names and nobody has."""
    for name, text in pages:
        if name.endswith("architecture.md"):
            rows = re.findall(r"^\| `(core/\w+)`", text, re.M)
            for room in sorted(room for room in allowed if room.startswith("core/") and rows.count(room) != 1):
                yield f"{name}: {rows.count(room)} rows for {room}"
        for named in NAMED_FILE.findall(text):
            if not (ROOT / named).exists():
                yield f"{name}: there is no {named}"


def main():
    files = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.h", "*.cpp"],
                           cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    files = [name for name in files if (ROOT / name).exists()]
    found = list(offences(files, arrows()))
    sources = [(n, (ROOT / n).read_text(encoding="utf-8")) for n in files
               if n.startswith(("core/", "ui/", "app/")) and n.endswith(".cpp")]
    found += spread_classes(sources)
    found += unlinked_rooms(files)
    shown = [(name, text) for name, text in sources if name.startswith("ui/")]
    found += missing_plurals(shown, (ROOT / "translations/quarterdeck_en.ts").read_text(encoding="utf-8"))
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
    found += false_documents([(p.relative_to(ROOT).as_posix(), p.read_text(encoding="utf-8")) for p in pages], arrows())
    print("\n".join(found))
    sizes = sorted(((len((ROOT / n).read_text(encoding="utf-8").splitlines()), n) for n in files if not n.startswith("tests/")), reverse=True)
    print("Largest files:", *(f"\n  {lines:4d} {name}" for lines, name in sizes[:10]))
    over = [n for lines, n in sizes if lines > 400]
    for name in over:
        print(f"{name}: over 400 lines")
    return 1 if found or over else 0


if __name__ == "__main__":
    sys.exit(main())
