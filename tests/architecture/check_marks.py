#!/usr/bin/env python3
"""Checks that lupdate finds every mark of core: what it misses can never be translated.

Usage: check_marks.py ROOT LUPDATE OPTION...      (the options of the target update_translations)
The marks are read out of the sources once more, by other means, and compared with what lupdate writes. The singular of a
template has the places of its plural, or fewer; and lupdate meets no tr() in ui whose class it cannot tell."""
import ast
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

LITERALS = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
MARKS = {
    "QD_WORDS": re.compile(r'\bQD_WORDS\(\s*' + LITERALS + r',\s*' + LITERALS + r'\)'),
    "QD_WORDS_N": re.compile(r'\bQD_WORDS_N\(\s*' + LITERALS + r',\s*' + LITERALS + r',\s*' + LITERALS + r'\)'),
    "QT_TRANSLATE_NOOP": re.compile(r'\bQT_TRANSLATE_NOOP\(\s*' + LITERALS + r',\s*' + LITERALS + r'\)'),
}


def text_of(literals):
    return "".join(ast.literal_eval(part) for part in re.findall(r'"(?:[^"\\]|\\.)*"', literals))


def marks_of(root):
    """(context, text, singular or None) with the file that marks it, and marks that cannot be read."""
    marks, unread = {}, []
    for path in sorted(root.glob("core/**/*")):
        if path.suffix not in (".cpp", ".h"):
            continue
        source = path.read_text(encoding="utf-8")
        if path.name == "message.h":  # defines them
            continue
        read = 0
        for mark, pattern in MARKS.items():
            for match in pattern.finditer(source):
                texts = [text_of(group) for group in match.groups()]
                marks[(texts[0], texts[1], texts[2] if mark == "QD_WORDS_N" else None)] = path
                read += 1
        code = re.sub(r"//.*", "", source)
        if len(re.findall(r"\b(?:QD_WORDS|QD_WORDS_N|QT_TRANSLATE_NOOP)\(", code)) != read:
            unread.append(f"{path.relative_to(root)}: a mark whose context or words are no literals")
    return marks, unread


def own_translators(root):
    """A tr() written by hand hides the context of its texts from lupdate; Q_DECLARE_TR_FUNCTIONS does not."""
    return [f"{path.relative_to(root)}: a tr() of its own; use Q_DECLARE_TR_FUNCTIONS"
            for path in sorted(root.glob("ui/**/*"))
            if path.suffix in (".cpp", ".h")
            and re.search(r"\btr(?:\(const char|\s*=\s*\[)", path.read_text(encoding="utf-8"))]


def found_by(root, lupdate, options):
    with tempfile.TemporaryDirectory() as folder:
        ts = pathlib.Path(folder) / "all.ts"
        run = subprocess.run([lupdate, *options, "-ts", str(ts)], cwd=root, check=True, capture_output=True, text=True)
        homeless = [line for line in run.stderr.splitlines() if "lacks Q_OBJECT macro" in line]
        found = set()
        for context in xml.etree.ElementTree.parse(ts).getroot().iter("context"):
            for message in context.iter("message"):
                comment = message.findtext("comment")
                found.add((context.findtext("name"), message.findtext("source"),
                           comment if message.get("numerus") == "yes" else None))
        return found, homeless


def places(text):
    return set(re.findall(r"%[1-9]", text))


def faults_of(marks, found):
    faults = []
    for (context, text, singular), path in sorted(marks.items(), key=str):
        if (context, text, singular) not in found:
            faults.append(f'{path}: lupdate does not find "{text}" of {context}')
        if singular is not None and not places(singular) <= places(text):
            faults.append(f'{path}: "{singular}" has places that its plural lacks')
    return faults


def main():
    root, lupdate, options = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    marks, faults = marks_of(root)
    found, homeless = found_by(root, lupdate, options)
    faults += faults_of(marks, found) + homeless + own_translators(root)
    for fault in faults:
        print(fault)
    print(f"{len(marks)} marks of core, {len(faults)} faults")
    return 1 if faults or len(marks) < 300 else 0


if __name__ == "__main__":
    sys.exit(main())
