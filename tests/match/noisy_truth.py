#!/usr/bin/env python3
"""noisy_truth.py QDECK [CUSTOMERS...]: how well accounts of two systems are matched where one of them is badly kept.

For each number of customers (800, 10,000 and 100,000) `qdeck demo` invents a company. Its billing system loses the CRM's
ids and is spoilt, row by row, by a generator of fixed seed, and `qdeck match` finds out which of its records are whose, by
name, domain and city. Pairs at or above the link threshold (0.99), and all listed (0.5), are compared with truth.json. True
is a pair whose records have any evidence in common: the name, however it is written, or a company domain. What has none (a
customer under a new name and without a domain; one whose CRM name is in another language, without a domain) nobody could
find by these columns: it is counted apart, and a pair found of it is right all the same. What this prints stands in
docs/identity.md: first by the blocking keys alone, then with --misspelt."""
import csv
import json
import pathlib
import random
import subprocess
import sys
import tempfile

ABBREVIATIONS = {"Aerospace": "Aero", "Capital": "Cap.", "Chemicals": "Chem.", "Education": "Edu.", "Energy": "Enrg",
                 "Instruments": "Instr.", "Insurance": "Ins.", "Logistics": "Log.", "Materials": "Matls",
                 "Packaging": "Pkg", "Pharma": "Ph.", "Robotics": "Rob.", "Security": "Sec.", "Shipping": "Shpg",
                 "Software": "SW", "Telecom": "Tel.", "Textiles": "Tex."}
CYRILLIC = dict(zip("abcdefghijklmnopqrstuvwxyz", "абкдефгхижклмнопкрстуввхыз"))
FORMS = ["", "", " Inc", " Ltd", " GmbH", " S.A.", ", LLC"]
PUBLIC = ["gmail.com", "outlook.com", "web.de"]
ONSETS, VOWELS = "bcdfghklmnprstvwz", "aeiou"


def misspelt(draw, name):
    at = draw.randrange(1, len(name) - 2)
    kind = draw.randrange(3)
    if kind == 0:
        return name[:at] + name[at + 1:]
    if kind == 1:
        return name[:at] + name[at + 1] + name[at] + name[at + 2:]
    return name[:at] + draw.choice("aeiorst") + name[at:]


def abbreviated(draw, name):
    words = name.split()
    words[-1] = ABBREVIATIONS.get(words[-1].title(), words[-1][:4] + ".")
    return " ".join(words)


def reordered(draw, name):
    return " ".join(reversed(name.split()))


def other_script(draw, name):
    return "".join(CYRILLIC.get(letter, letter) for letter in name.lower()).title()


def rebranded(draw, name):
    word = "".join(draw.choice(ONSETS) + draw.choice(VOWELS) for _ in range(4))
    return word.title() + " " + draw.choice(list(ABBREVIATIONS))


# How often in a hundred rows, and what it does to the name.
KINDS = [("as it is", 55, None), ("misspelt", 20, misspelt), ("abbreviated", 8, abbreviated), ("word order", 7, reordered),
         ("Cyrillic", 5, other_script), ("new name", 5, rebranded)]


def spoil(path):
    """Rewrites the billing system's customers; what became of each, by id: (kind, its name without a legal form, whether it
    still has its domain)."""
    draw, fate = random.Random(1), {}
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        (kind, _, change), = draw.choices(KINDS, [share for _, share, _ in KINDS])
        row["metadata[crm_account_id]"] = ""
        domain = row["email"].partition("@")[2]
        if draw.random() < 0.3: # nobody has written it down, or somebody's private address
            row["email"] = draw.choice(["", "someone@" + draw.choice(PUBLIC)])
        if draw.random() < 0.1:
            row["address_city"] = draw.choice(rows)["address_city"]
        if change:
            row["name"] = change(draw, row["name"])
        plain = row["name"]
        if draw.random() < 0.5:
            row["name"] += draw.choice(FORMS)
        fate[row["id"]] = (kind, plain, domain and row["email"].endswith("@" + domain) and domain not in PUBLIC)
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
    return fate


def run(*arguments):
    return subprocess.run(arguments, check=True, capture_output=True, text=True).stdout


def names_of(path):
    with open(path, newline="", encoding="utf-8") as file:
        return {row["Id"]: row for row in csv.DictReader(file)}


def measure(qdeck, customers, folder):
    sample, workspace = folder / "sample", str(folder / "w.qdeck")
    run(qdeck, "demo", str(sample), "--accounts", str(customers), "--months", "3")
    fate = spoil(sample / "stripe_customers.csv")
    crm = names_of(sample / "salesforce_accounts.csv")
    run(qdeck, "init", workspace)
    for file in ("salesforce_accounts.csv", "stripe_customers.csv"):
        run(qdeck, "import", workspace, str(sample / file), "--as-of", "2026-10-31")
    known = json.loads((sample / "truth.json").read_text())
    truth = known["customers"]
    owner = {c[system]: number for number, c in enumerate(truth) for system in ("salesforce", "stripe") if c[system]}
    for fault in known["faults"]:
        if fault["kind"] == "duplicate": # a second record of the first one's customer
            owner.update((record, owner[fault["records"][0]]) for record in fault["records"])
    true, keyed, apart = {}, set(), 0 # by customer: what became of the name; those that share a key of comparison
    for number, c in enumerate(truth):
        if not c["salesforce"] or not c["stripe"]:
            continue
        row, (kind, name, has_domain) = crm[c["salesforce"]], fate[c["stripe"]]
        same_language = c["name"].split()[0].casefold() in row["Name"].casefold()
        shares_domain = has_domain and row["Website"] != ""
        if not shares_domain and (kind == "new name" or not same_language):
            apart += 1
            continue
        true[number] = kind if same_language else "other language"
        if shares_domain or same_language and share_key(c["name"], name, kind):
            keyed.add(number)
    for more in ([], ["--misspelt"]):
        pairs = json.loads(run(qdeck, "match", workspace, "--left", "accounts@salesforce", "--right", "accounts@stripe",
                               "--on", "name,domain,city", "--json", *more))["pairs"]
        print("\nqdeck match " + " ".join(more))
        report(customers, truth, pairs, owner, true, keyed, apart)


def share_key(name, written, kind):
    """Whether a first word, all words in any order or six letters at the beginning are the same (docs/identity.md)."""
    a, b = name.casefold(), written.casefold()
    return (kind == "Cyrillic" or a.split()[0] == b.split()[0] or sorted(a.split()) == sorted(b.split())
            or a[:6] == b[:6])


def report(customers, truth, pairs, owner, true, keyed, apart):
    total = sum(c["arr_salesforce"] or 0 for c in truth)
    print("\n%d customers: %d with a true pair of some evidence in common, %d without; of the former %d share no key"
          % (customers, len(true), apart, len(true) - len(keyed)))
    print("\n| pairs | number | wrong | precision | recall | F1 | largest ARR linked wrongly |\n"
          "| --- | --- | --- | --- | --- | --- | --- |")
    hits = []
    for name, least in (("0.99 and above", 0.99), ("0.5 and above", 0.5)):
        found = [(p["left"], p["right"]) for p in pairs if p["probability"] >= least]
        right = {owner[a] for a, b in found if a in owner and owner[a] == owner.get(b)}
        wrong = [(a, b) for a, b in found if a not in owner or owner[a] != owner.get(b)]
        precision, recall = 1 - len(wrong) / len(found), len(right & true.keys()) / len(true)
        largest = max((truth[owner[a]]["arr_salesforce"] or 0 for a, _ in wrong if a in owner), default=0)
        print("| %s | %d | %d | %.4f | %.4f | %.4f | %.3f %% |" % (
            name, len(found), len(wrong), precision, recall, 2 * precision * recall / (precision + recall),
            100 * largest / total))
        hits.append(right)
    print("\n| what became of the name | customers | share a key | found at 0.99 | at 0.5 |\n"
          "| --- | --- | --- | --- | --- |")
    for kind in [kind for kind, _, _ in KINDS] + ["other language"]:
        of = {number for number, its in true.items() if its == kind}
        if of:
            print("| %s | %d | %.1f %% | %.1f %% | %.1f %% |" % (
                (kind, len(of)) + tuple(100 * len(of & part) / len(of) for part in (keyed, *hits))))


def main():
    for customers in [int(n) for n in sys.argv[2:]] or [800, 10000, 100000]:
        with tempfile.TemporaryDirectory() as folder:
            measure(sys.argv[1], customers, pathlib.Path(folder))


if __name__ == "__main__":
    main()
