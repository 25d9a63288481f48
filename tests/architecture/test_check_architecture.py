#!/usr/bin/env python3
"""The architecture check itself: each planted offence is found, and clean lines are not."""
import pathlib
import sys
import tempfile

import check_architecture as check

CASES = [
    ("core/base/a.h", '#include "core/store/workspace.h"', "may not include core/store"),
    ("core/revenue/a.h", '#include "core/reconcile/side.h"', "may not include core/reconcile"),
    ("ui/home/a.cpp", '#include "ui/revenue/page.h"', "may not include ui/revenue"),
    ("ui/home/a.cpp", 'run("SELECT a FROM b");', "SQL in ui/"),
    ("ui/home/a.cpp", "#include <sqlite3.h>", "SQL in ui/"),
    ("core/pack/a.cpp", "SQLite::Statement row(workspace.db(), text);", "SQL outside core/store"),
    ("core/revenue/a.cpp", 'run("DELETE FROM account");', "SQL outside core/store"),
    ("core/sources/import.cpp", "} catch (const SQLite::Exception &failure) {", "SQL outside core/store"),
    ("core/scenario/scenario_store.cpp", "SQLite::Statement row(workspace.db(), text);", None),
    ("core/store/a.cpp", "#include <QWidget>", "widgets or painting in core/"),
    ("ui/home/a.cpp", "QApplication::processEvents();", "pumping"),
    ("core/pack/a.cpp", "target = std::strtod(text, nullptr);", "follows the machine's locale"),
    ("app/cli/a.cpp", 'std::snprintf(text, 8, "%.2f", value);', "follows the machine's locale"),
    ("core/base/a.cpp", "if (std::isalpha(c))", "follows the machine's locale"),
    ("core/store/a.cpp", "info->idxStr = sqlite3_mprintf(letters);", None),
    ("core/base/a.cpp", "if (isAsciiLetter(c) && history(x))", None),
    ("core/attic/a.cpp", "int x;", "not in arrows.txt"),
    ("core/revenue/a.h", '#include "core/store/workspace.h"', None),
    ("ui/home/a.cpp", '#include "core/portfolio/arr_book.h"', None),
    ("ui/home/a.cpp", 'tr("%n customers", nullptr, count)', "a count without the groups"),
    ("ui/home/a.cpp", 'tr("%Ln customers", nullptr, count)', None),
    ("ui/home/a.cpp", 'tr("Select a row from the table")', None),
]


def main():
    allowed = check.arrows()
    failures = 0
    for name, line, expected in CASES:
        with tempfile.TemporaryDirectory() as folder:
            check.ROOT = pathlib.Path(folder)
            path = check.ROOT / name
            path.parent.mkdir(parents=True)
            path.write_text(line + "\n", encoding="utf-8")
            found = list(check.offences([name], allowed))
        good = (not found) if expected is None else any(expected in offence for offence in found)
        if not good:
            failures += 1
            print(f"{name}: {line!r} gave {found}, wanted {expected!r}")
    twice = list(check.offences(["core/attic/a_store.cpp", "core/attic/b_store.cpp"], allowed))
    if "core/attic/b_store.cpp: core/attic has a store already, core/attic/a_store.cpp" not in twice:
        failures += 1
        print(f"two stores in a room gave {twice}")
    plurals = '<message numerus="yes">\n<source>%Ln files &amp; more</source>'
    words = [("ui/a.cpp", 'tr("%Ln files & more", nullptr, n); tr("%1 files").arg(n); tr(\n  "%Ln files "\n  "lost", nullptr, n)')]
    if list(check.missing_plurals(words, plurals)) != ["ui/a.cpp: no plural in translations/quarterdeck_en.ts: %Ln files lost"]:
        failures += 1
        print(f"plurals gave {list(check.missing_plurals(words, plurals))}")
    part = "namespace qd::ui {\nstruct Texts {\n    int x;\n};\nvoid Texts::say()\n{\n    Other::run();\n}\nconst QString &%s::%s(int a) const\n{\n}\n}\n"
    pages = [("ui/a.cpp", part % ("Page", "open")), ("ui/b.cpp", part % ("Page", "operator==")),
             ("ui/c.cpp", part % ("Other", "~Other")), ("ui/d.cpp", "namespace qd::core {\nOther::Other()\n{\n}\n}\n")]
    if list(check.spread_classes(pages)) != ["qd::ui::Page: one class in 2 files: ui/a.cpp, ui/b.cpp"]:
        failures += 1
        print(f"a class in two files gave {list(check.spread_classes(pages))}")
    check.ROOT = pathlib.Path(__file__).resolve().parents[2]
    page = "| `core/base` | a |\n| `core/base` | b |\nSee `tests/architecture/arrows.txt`, `core/base/attic.h`, `base/attic.h`."
    told = list(check.false_documents([("docs/architecture.md", page)], {"core/base": [], "core/store": [], "ui/home": []}))
    if told != ["docs/architecture.md: 2 rows for core/base", "docs/architecture.md: 0 rows for core/store",
                "docs/architecture.md: there is no core/base/attic.h"]:
        failures += 1
        print(f"a page of the docs gave {told}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
