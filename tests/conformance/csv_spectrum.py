#!/usr/bin/env python3
"""Reads the files of the npm package csv-spectrum with qdeck and compares each cell with what the package says it holds.

    tests/conformance/csv_spectrum.py build/ci/bin/qdeck

Fetches the package (some kilobytes) by npm. Exit status 1 when a cell differs.
"""
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile

PACKAGE = "csv-spectrum@2.0.0"
CONTRADICTS_ITSELF = {"location_coordinates"}  # another telephone number in its .json than in its .csv


def read(qdeck, file, folder):
    """The rows of a file as lists of texts, by column."""
    workspace = folder / "w.qdeck"
    workspace.unlink(missing_ok=True)
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    for command in (["init", workspace], ["import", workspace, file, "--table", "t"]):
        subprocess.run([qdeck, *command], env=environment, check=True, capture_output=True)
    shown = subprocess.run([qdeck, "query", workspace, "SELECT * FROM t", "--json"], env=environment, check=True,
                           capture_output=True, text=True).stdout
    rows = json.loads(shown)["rows"]
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def main():
    qdeck = pathlib.Path(sys.argv[1]).resolve()
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        packed = subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, capture_output=True,
                                text=True).stdout.strip()
        with tarfile.open(folder / packed) as archive:
            archive.extractall(folder)
        files = sorted((folder / "package" / "csvs").glob("*.csv"))
        files = [file for file in files if file.stem not in CONTRADICTS_ITSELF]
        for file in files:
            said = json.loads((folder / "package" / "json" / f"{file.stem}.json").read_text(encoding="utf-8"))
            rows = [said] if isinstance(said, dict) else said  # one row stands by itself
            expected = [[str(cell) for cell in row.values()] for row in rows]
            found = read(qdeck, file, folder)
            if found != expected:
                wrong += 1
                print(f"{file.name}: {found} instead of {expected}")
    print(f"{len(files) - wrong} passed, {wrong} failed")
    return 1 if wrong or not files else 0


if __name__ == "__main__":
    sys.exit(main())
