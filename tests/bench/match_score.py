#!/usr/bin/env python3
"""match_score.py TRUTH.csv PAIRS.csv|PAIRS.json: precision, recall and F1 of pairs against what is true."""
import csv
import json
import sys


def pairs_of(path):
    with open(path, encoding="utf-8") as file:
        rows = json.load(file)["pairs"] if path.endswith(".json") else csv.DictReader(file)
        return {(row["left"], row["right"]) for row in rows}


truth, found = pairs_of(sys.argv[1]), pairs_of(sys.argv[2])
right = len(truth & found)
precision, recall = right / max(1, len(found)), right / max(1, len(truth))
print("%d pairs, precision %.4f, recall %.4f, F1 %.4f"
      % (len(found), precision, recall, 2 * precision * recall / max(1e-9, precision + recall)))
