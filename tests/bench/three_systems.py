#!/usr/bin/env python3
"""three_systems.py write DIR N: a CRM, a billing system and a CS platform of N accounts each, with six fields, that mostly
agree; as canonical CSVs. three_systems.py compare DIR [ROUNDS]: the same compared with pandas (python3-pandas), the CRM with
each other one: reads, merges and compares on frames; the peer of `qdeck reconcile --systems`. Prints the seconds from the
files, those of merging and comparing frames in memory (best of ROUNDS each), and how many values differ."""
import csv
import pathlib
import random
import sys
import time

FIELDS = ["arr", "renewal_date", "owner", "segment", "lifecycle_stage", "status"]
SYSTEMS = ["crm", "billing", "cs"]
OWNERS = ["Owner %02d" % i for i in range(40)]
SEGMENTS = ["SMB", "Mid-Market", "Enterprise"]
STAGES = ["Onboarding", "Adoption", "Growth", "Renewal"]


def write(folder, count):
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(1)
    files = [open(folder / (system + ".accounts.csv"), "w", newline="") for system in SYSTEMS]
    rows = [csv.writer(file) for file in files]
    for row in rows:
        row.writerow(["account_id", "name", "crm_account_id"] + FIELDS)
    for i in range(count):
        cents = draw.randrange(100000, 20000000)
        told = ["%d.%02d" % divmod(cents, 100), "2027-%02d-28" % draw.randrange(1, 13), draw.choice(OWNERS),
                draw.choice(SEGMENTS), draw.choice(STAGES), "active"]
        for number, row in enumerate(rows):
            own = list(told)
            if number and draw.random() < 0.02:
                own[0] = "%d.%02d" % divmod(cents // 12, 100)
            if number and draw.random() < 0.02:
                field = draw.randrange(1, 5)
                own[field] = ["", "2027-01-01", "Owner 99", "Partner", "Stuck"][field]
            identity = ["A%d" % i, "Company %d" % i, ""] if number == 0 else \
                [SYSTEMS[number][0].upper() + str(i), "Company %d" % i, "A%d" % i]
            row.writerow(identity + own)
    for file in files:
        file.close()


def differences(frames):
    found = 0
    reference = frames["crm"]
    for system in SYSTEMS[1:]:
        both = reference.merge(frames[system], left_on="account_id", right_on="crm_account_id", how="outer",
                               suffixes=("_a", "_b"), indicator=True)
        found += int((both["_merge"] != "both").sum())
        both = both[both["_merge"] == "both"]
        found += int(((both["arr_a"] - both["arr_b"]).abs() > 1.0 + 1e-9).sum())
        for field in FIELDS[1:]:
            a, b = both[field + "_a"], both[field + "_b"]
            if field == "renewal_date":
                found += int((a.notna() & b.notna() & (a != b)).sum())
            else:
                found += int((a.notna() & b.notna() & (a.str.strip().str.lower() != b.str.strip().str.lower())).sum())
    return found


def compare(folder, rounds):
    import pandas
    best = [float("inf"), float("inf")]
    for _ in range(rounds):
        begun = time.perf_counter()
        frames = {system: pandas.read_csv(folder / (system + ".accounts.csv"), parse_dates=["renewal_date"])
                  for system in SYSTEMS}
        read = time.perf_counter()
        found = differences(frames)
        done = time.perf_counter()
        best = [min(best[0], done - begun), min(best[1], done - read)]
    print("pandas: %.3f s from the files, %.3f s in memory, %d differences" % (*best, found))


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[2])
    if sys.argv[1] == "write":
        write(folder, int(sys.argv[3]))
    else:
        compare(folder, int(sys.argv[3]) if len(sys.argv) > 3 else 3)
