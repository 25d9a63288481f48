#!/usr/bin/env python3
"""Writes random tables with other programs, reads them with qdeck, and compares cell by cell, letter by letter.

    tests/conformance/tables_come_back.py build/ci/bin/qdeck --tables 100 --seed 1

Writers: Python's csv in random dialects and encodings, `sqlite3 -csv`, and, where they are installed, XlsxWriter and
LibreOffice (which makes .ods and .xlsx of the CSV). Exit status 1 when a cell differs; the table that did is kept.
"""
import argparse
import csv
import gzip
import importlib.util
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

CELLS = ["", "0", "7", "-12", "007", "1.10", "1.5", ".5", "1e5", "12345678901234567890", "9007199254740993", "N/A", "-",
         "a", "two words", " kept blanks ", "comma, inside", "semi; colon", "tab\there", "pipe|", 'a "quote"', '"',
         "line\nbreak", "it's", "\u00e9t\u00e9", "\u4e2d\u6587", "\u0440\u0443\u0441\u0441\u043a\u0438\u0439", "\U0001f680",
         "=1+1", "#remark", "true", "2026-01-31", "31/01/2026", "1,234.50", "50%", "Total"]


def table(rng):
    width = rng.randint(2, 8)
    header = [f"col {i} {rng.choice('abcxyz')}" for i in range(width)]
    kinds = [rng.choice([CELLS, [str(i) for i in range(50)], ["1.5", "2.25", "-3.5"]]) for _ in range(width)]
    rows = [[f"r{n}"] + [rng.choice(kind) for kind in kinds[1:]] for n in range(rng.randint(1, 40))]
    return header, rows


def by_python(rng, path, header, rows):
    delimiter = rng.choice(",;\t|")
    encoding = rng.choice(["utf-8", "utf-8-sig", "utf-16"])
    with open(path, "w", encoding=encoding, newline="") as out:
        writer = csv.writer(out, delimiter=delimiter, lineterminator=rng.choice(["\n", "\r\n"]),
                            quoting=rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
        writer.writerows([header] + rows)
    if rng.random() < 0.2:
        packed = path.with_suffix(".csv.gz")
        packed.write_bytes(gzip.compress(path.read_bytes()))
        return packed
    return path


def by_sqlite(_rng, path, header, rows):
    columns = ", ".join('"' + name + '" TEXT' for name in header)
    text = lambda value: "'" + value.replace("'", "''") + "'"
    lines = [f"INSERT INTO t VALUES ({', '.join(text(cell) for cell in row)});" for row in rows]
    script = f"CREATE TABLE t ({columns});\n" + "\n".join(lines) + "\n.headers on\n.mode csv\nSELECT * FROM t;\n"
    path.write_bytes(subprocess.run(["sqlite3", ":memory:"], input=script.encode(), capture_output=True, check=True).stdout)
    return path


def by_xlsxwriter(_rng, path, header, rows):
    import xlsxwriter
    path = path.with_suffix(".xlsx")
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Data")
        for number, row in enumerate([header] + rows):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, column, cell)
    return path


def by_libreoffice(rng, path, header, rows):
    ending = rng.choice(["ods", "xlsx"])
    with open(path, "w", encoding="utf-8", newline="") as out:
        csv.writer(out, quoting=csv.QUOTE_ALL).writerows([header] + rows)
    as_text = "/".join(f"{column}/2" for column in range(1, len(header) + 1))
    subprocess.run(["soffice", "--headless", "--convert-to", ending, f"--infilter=CSV:44,34,76,1,{as_text}", "--outdir",
                    path.parent, path], check=True, capture_output=True, timeout=300)
    return path.with_suffix("." + ending)


def run(qdeck, *arguments):
    return subprocess.run([qdeck, *map(str, arguments)], env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, check=True,
                          capture_output=True, text=True).stdout


def same(cell, found):
    """A cell without a text is none; so is a blank one in a column of numbers."""
    if found is None:
        return not cell.strip()
    return str(found) == cell


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("qdeck")
    parser.add_argument("--tables", type=int, default=100, help="by each writer (default 100)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    writers = [by_python, by_sqlite]
    if importlib.util.find_spec("xlsxwriter"):
        writers.append(by_xlsxwriter)
    if shutil.which("soffice"):
        writers.append(by_libreoffice)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tables"))
    qdeck = str(pathlib.Path(options.qdeck).resolve())
    passed = failed = 0
    for writer in writers:
        for number in range(options.tables if writer is not by_libreoffice else max(1, options.tables // 10)):
            rng = random.Random(f"{options.seed} {writer.__name__} {number}")
            header, rows = table(rng)
            path = writer(rng, folder / f"{writer.__name__}_{number}.csv", header, rows)
            workspace = folder / "w.qdeck"
            workspace.unlink(missing_ok=True)
            run(qdeck, "init", workspace)
            run(qdeck, "import", workspace, path, "--table", "t")
            found = json.loads(run(qdeck, "query", workspace, "SELECT * FROM t", "--json"))["rows"]
            good = len(found) == len(rows) and all(
                len(a) == len(b) and all(map(same, a, b)) for a, b in zip(rows, found))
            passed += good
            failed += not good
            if good:
                path.unlink()
                continue
            print(f"{path}: {len(found)} rows of {len(rows)}")
            for line, (a, b) in enumerate(zip(rows, found)):
                if len(a) != len(b) or not all(map(same, a, b)):
                    print(f"  row {line + 1}: {a} became {b}")
                    break
    print(f"{passed} passed, {failed} failed")
    if not failed:
        shutil.rmtree(folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
