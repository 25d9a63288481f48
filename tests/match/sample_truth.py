#!/usr/bin/env python3
"""sample_truth.py QDECK: the sample's accounts of two systems matched with each other, against truth.json of `qdeck demo`.
What it prints stands in docs/identity.md."""
import json
import pathlib
import subprocess
import sys
import tempfile


def run(*arguments):
    return subprocess.run(arguments, check=True, capture_output=True, text=True).stdout


def main():
    qdeck = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        sample, workspace = pathlib.Path(folder) / "sample", str(pathlib.Path(folder) / "w.qdeck")
        run(qdeck, "demo", str(sample))
        run(qdeck, "init", workspace)
        run(qdeck, "import", workspace, str(sample), "--as-of", "2026-10-31")
        customers = json.loads((sample / "truth.json").read_text())["customers"]
        for left, right, on in (("salesforce", "stripe", "name,domain"), ("salesforce", "stripe", "name"),
                                ("salesforce", "gainsight", "name,domain"), ("gainsight", "zendesk", "name,domain"),
                                ("stripe", "zendesk", "name,domain")):
            found = {(pair["left"], pair["right"]) for pair in json.loads(
                run(qdeck, "match", workspace, "--left", "accounts@" + left, "--right", "accounts@" + right, "--on", on,
                    "--json"))["pairs"]}
            true = {(c[left], c[right]) for c in customers if c[left] and c[right]}
            print("| %s, %s | `%s` | %d | %d | %.3f | %.3f |" % (left, right, on, len(true), len(found),
                                                              len(found & true) / len(found), len(found & true) / len(true)))


if __name__ == "__main__":
    main()
