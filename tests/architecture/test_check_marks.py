#!/usr/bin/env python3
"""The check of marks itself: what lupdate would miss is found, and what it finds is not."""
import pathlib
import sys
import tempfile

import check_marks as check

SOURCE = """
const MessageWords a = QD_WORDS("Test", "Half \\"one\\", "
                                        "half two of %1");
const MessageWords b = QD_WORDS_N("Test", "%1 rows", "one row of %2");
const char *c = QT_TRANSLATE_NOOP("Words", "caf\u00e9");
// QD_WORDS(context, text) in a comment
const MessageWords d = QD_WORDS(Context, "not to be read");
"""
MARKS = {("Test", 'Half "one", half two of %1', None), ("Test", "%1 rows", "one row of %2"), ("Words", "caf\u00e9", None)}

OWN_TRANSLATORS = ("QString tr(const char *text)", "const auto tr = [](const char *text) {", 'x = tr("text");')


def main():
    failures = 0

    def expect(what, wanted, actual):
        nonlocal failures
        if wanted != actual:
            print(f"{what}: {actual} instead of {wanted}")
            failures += 1

    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "core" / "base").mkdir(parents=True)
        (root / "core" / "base" / "a.cpp").write_text(SOURCE, encoding="utf-8")
        marks, unread = check.marks_of(root)
        (root / "ui").mkdir()
        for number, line in enumerate(OWN_TRANSLATORS):
            (root / "ui" / f"{number}.cpp").write_text(line, encoding="utf-8")
        expect("own translators", 2, len(check.own_translators(root)))
    expect("marks", MARKS, set(marks))
    expect("marks without literals", 1, len(unread))
    expect("all found", 1, len(check.faults_of(marks, MARKS)))  # the singular has a place of its own
    expect("one missed", 2, len(check.faults_of(marks, MARKS - {("Words", "caf\u00e9", None)})))
    expect("no plural", 2, len(check.faults_of(marks, (MARKS - {("Test", "%1 rows", "one row of %2")})
                                              | {("Test", "%1 rows", None)})))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
