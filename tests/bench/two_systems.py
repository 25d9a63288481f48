#!/usr/bin/env python3
"""two_systems.py write DIR N: a CRM and a billing system of N accounts that mostly agree, as canonical CSVs.
two_systems.py compare DIR: reads both again, joins them and counts the differences; the peer of `qdeck reconcile`."""
import csv
import pathlib
import random
import sys


def write(folder, count):
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(1)
    with open(folder / "crm.accounts.csv", "w", newline="") as crm, open(folder / "billing.subscriptions.csv", "w", newline="") as billing:
        accounts, subscriptions = csv.writer(crm), csv.writer(billing)
        accounts.writerow(["account_id", "name", "arr", "renewal_date"])
        subscriptions.writerow(["subscription_id", "account_id", "start_date", "end_date", "arr", "currency"])
        for i in range(count):
            arr = draw.randrange(100000, 20000000)
            told = arr // 12 if draw.random() < 0.01 else arr
            accounts.writerow([f"A{i}", f"Company {i}", f"{told // 100}.{told % 100:02d}", "2026-12-31"])
            if draw.random() < 0.99:
                subscriptions.writerow([f"s{i}", f"A{i}", "2025-01-01", "2026-12-31", f"{arr // 100}.{arr % 100:02d}", "USD"])


def compare(folder):
    with open(folder / "crm.accounts.csv", newline="") as file:
        crm = {row["account_id"]: row for row in csv.DictReader(file)}
    billing = {}
    with open(folder / "billing.subscriptions.csv", newline="") as file:
        for row in csv.DictReader(file):
            if row["start_date"] <= "2026-10-31" <= row["end_date"]:
                cents = int(row["arr"].replace(".", ""))
                billing[row["account_id"]] = billing.get(row["account_id"], 0) + cents
    breaks = sum(1 for key, row in crm.items() if abs(int(row["arr"].replace(".", "")) - billing.get(key, 0)) > 100)
    print(breaks)


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(pathlib.Path(sys.argv[2]), int(sys.argv[3]))
    else:
        compare(pathlib.Path(sys.argv[2]))
