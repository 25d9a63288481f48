#!/usr/bin/env python3
"""Record linkage as CONTRACT-ROOMS section 2, Match, words it: the slow way, for comparing with core/match.

    reference_match.py LEFT.csv RIGHT.csv --on name:company,domain,city [--threshold T] [--many]
    reference_match.py TABLE.csv TABLE.csv --on ...                      duplicates within it

Nothing is shared with the program: pairs are enumerated one by one, EM goes over pairs and not over patterns, the
one-to-one set is found by trying all, clusters by joining the two of the highest mean. So it is for a few hundred
records. Its normalisation knows ASCII and a few legal forms, which is what its data use. The first column is the id.
With --misspelt records that found nobody are looked at once more, as docs/identity.md has it.
"""
import argparse
import csv
import datetime
import itertools
import json
import math
import re

FORMS = {"inc", "llc", "ltd", "gmbh", "ag", "corp", "co", "sa", "plc"}
PUBLIC = {"gmail.com", "yahoo.com", "outlook.com"}
KINDS = {"name": "company", "company": "company", "domain": "domain", "website": "domain", "phone": "phone",
         "street": "street", "address": "street", "city": "city", "postcode": "postcode", "postal_code": "postcode",
         "zip": "postcode", "id": "exact"}
NAMES = ("company", "person")


def words(text):
    return re.sub(r"[^a-z0-9]+", " ", text.lower().replace("&", " and ").replace("'", "")).split()


def normal(kind, text):
    """The value as it is compared, or None where it is missing."""
    text = text.strip()
    if not text:
        return None
    if kind == "company":
        parts = words(text)
        while len(parts) > 1 and parts[-1] in FORMS:
            parts.pop()
        if len(parts) > 1 and parts[0] == "the":
            parts = parts[1:]
        return " ".join(parts)
    if kind == "domain":
        host = re.sub(r"^https?://", "", text.lower()).split("/")[0].split("@")[-1]
        host = host[4:] if host.startswith("www.") else host
        return None if host in PUBLIC or "." not in host else host
    if kind == "phone":
        return re.sub(r"\D", "", text) or None
    if kind == "postcode":
        return "".join(words(text))
    if kind == "number":
        return float(text)
    if kind == "date":
        return datetime.date.fromisoformat(text)
    if kind == "exact":
        return text
    return " ".join(words(text))


def jaro_winkler(a, b):
    if a == b:
        return 1.0
    reach = max(max(len(a), len(b)) // 2 - 1, 0)
    partner = {}
    for i, letter in enumerate(a):
        for j in range(max(0, i - reach), min(len(b), i + reach + 1)):
            if b[j] == letter and j not in partner.values():
                partner[i] = j
                break
    m = len(partner)
    if m == 0:
        return 0.0
    in_a = [a[i] for i in sorted(partner)]
    in_b = [b[j] for j in sorted(partner.values())]
    t = sum(x != y for x, y in zip(in_a, in_b)) // 2
    jaro = (m / len(a) + m / len(b) + (m - t) / m) / 3
    prefix = len(list(itertools.takewhile(lambda pair: pair[0] == pair[1], zip(a[:4], b[:4]))))
    return jaro + 0.1 * prefix * (1 - jaro) if jaro > 0.7 else jaro


def level(kind, a, b):
    if a is None or b is None:
        return None
    if a == b:
        return 0
    if kind == "exact":
        return 1
    if kind == "number":
        return 1 if abs(a - b) <= 0.1 * max(abs(a), abs(b)) else 2
    if kind == "date":
        swapped = a.year == b.year and a.month == b.day and a.day == b.month
        return 1 if abs((a - b).days) <= 31 or swapped else 2
    near = jaro_winkler(a, b)
    if kind not in NAMES:
        return 1 if near >= 0.9 else 2
    in_a, in_b = set(a.split()), set(b.split())
    if near >= 0.95 or in_a == in_b:
        return 1
    if near >= 0.88:
        return 2
    return 3 if near >= 0.80 or len(in_a & in_b) / len(in_a | in_b) >= 0.5 else 4


def levels_of(kind):
    return 5 if kind in NAMES else 2 if kind == "exact" else 3


def keys_of(columns):
    keys = []
    for kind, key in (("domain", str), ("name", lambda n: n.split()[0]), ("name", lambda n: " ".join(sorted(n.split()))),
                      ("name", lambda n: n[:6]), ("postcode", str), ("phone", str)):
        for c, (_, own) in enumerate(columns):
            if own == kind or (kind == "name" and own in NAMES):
                keys.append((c, key))
    return keys


def blocked(left, right, keys, at, within, skipped):
    """Pairs of a key; what has over 5,000 of them is split by the next."""
    def value(record, key):
        return None if record[key[0]] is None else key[1](record[key[0]])

    def pairs_of(ls, rs):
        return [(i, j) for i in ls for j in rs if not within or i < j]

    def split(ls, rs, k, top):
        pairs = pairs_of(ls, rs)
        if len(pairs) <= 5000:
            return pairs
        if top:
            skipped.append((at, k))
        if k + 1 == len(keys):
            return []
        return grouped(ls, rs, k + 1, False)

    def grouped(ls, rs, k, top):
        found = []
        for v in sorted({value(left[i], keys[k]) for i in ls} - {None}):
            found += split([i for i in ls if value(left[i], keys[k]) == v],
                           [j for j in rs if value(right[j], keys[k]) == v], k, top)
        return found
    return grouped(range(len(left)), range(len(right)), at, True)


def near_words(a, b):
    """Whether the first words, of four letters or more, are equal once at most one letter is left out of each."""
    def forms(name):
        word = name.split()[0]
        return {word} | {word[:i] + word[i + 1:] for i in range(len(word))} if len(word) >= 4 else set()
    return a is not None and b is not None and bool(forms(a) & forms(b))


def em(gammas, kinds, u, taking):
    m = [[0.9] + [0.1 / (levels_of(k) - 1)] * (levels_of(k) - 1) for k in kinds]
    lam = 1e-4
    for _ in range(200):
        posterior = []
        for g in gammas:
            match, other = lam, 1 - lam
            for c in taking:
                if g[c] is not None:
                    match *= m[c][g[c]]
                    other *= u[c][g[c]]
            posterior.append(match / (match + other))
        new = sum(posterior) / len(posterior)
        change = abs(new - lam)
        lam = new
        for c in taking:
            total = sum(p for p, g in zip(posterior, gammas) if g[c] is not None)
            if total <= 0:
                continue
            for k in range(len(m[c])):
                share = max(1e-6, sum(p for p, g in zip(posterior, gammas) if g[c] == k) / total)
                change = max(change, abs(share - m[c][k]))
                m[c][k] = share
        if change <= 1e-6:
            break
    return lam, m


def best_set(pairs):
    """The one-to-one set of the largest sum, by trying all; each connected part for itself."""
    def part_of(rest):
        part, nodes = [], set()
        for p in rest:
            if not part or ("l", p[0]) in nodes or ("r", p[1]) in nodes:
                part.append(p)
                nodes |= {("l", p[0]), ("r", p[1])}
        return part, [p for p in rest if p not in part]

    def best(options):
        if not options:
            return 0, []
        first, rest = options[0], options[1:]
        without = best(rest)
        with_it = best([p for p in rest if p[0] != first[0] and p[1] != first[1]])
        with_it = (with_it[0] + first[2], [first] + with_it[1])
        return max(without, with_it, key=lambda s: s[0])
    chosen, rest = [], [p for p in pairs if p[2] > 0]
    while rest:
        part, rest = part_of(rest)
        while True:  # what belongs to the part though it came before its bridge
            more = [p for p in rest if any(p[0] == q[0] or p[1] == q[1] for q in part)]
            if not more:
                break
            part += more
            rest = [p for p in rest if p not in more]
        chosen += best(part)[1]
    return chosen


def clusters_of(count, probability, threshold):
    clusters = [[i] for i in range(count)]

    def mean(a, b):
        return sum(probability.get((min(i, j), max(i, j)), 0) for i in a for j in b) / (len(a) * len(b))
    while True:
        options = [(mean(a, b), -min(a), -min(b), a, b) for a, b in itertools.combinations(clusters, 2)]
        options = [o for o in options if o[0] >= threshold]
        if not options:
            return clusters
        _, _, _, a, b = max(options, key=lambda o: o[:3])
        clusters.remove(a)
        clusters.remove(b)
        clusters.append(a + b)


def match(left_rows, right_rows, on, threshold, many, within, misspelt=False):
    columns = []
    for part in on.split(","):
        name, _, kind = part.partition(":")
        columns.append((name, kind or KINDS.get(name, "city")))
    kinds = [kind for _, kind in columns]

    def read(rows):
        rows = sorted(rows, key=lambda r: list(r.values())[0])
        return [list(r.values())[0] for r in rows], [[normal(k, r[n]) for n, k in columns] for r in rows]
    left_ids, left = read(left_rows)
    right_ids, right = read(right_rows)

    def gamma(i, j):
        return [level(k, left[i][c], right[j][c]) for c, k in enumerate(kinds)]
    every = [(i, j) for i in range(len(left)) for j in range(len(right)) if not within or i < j]
    assert len(every) <= 1000000
    chance = [gamma(i, j) for i, j in every]
    u = []
    for c, kind in enumerate(kinds):
        present = [g[c] for g in chance if g[c] is not None]
        u.append([max(1e-6, present.count(k) / len(present)) for k in range(levels_of(kind))])
    keys = keys_of(columns)
    skipped, union, runs = [], set(), []
    for at, key in enumerate(keys):
        pairs = blocked(left, right, keys, at, within, skipped)
        union |= set(pairs)
        taking = [c for c in range(len(kinds)) if c != key[0]]
        if pairs and taking:
            runs.append((taking, em([gamma(i, j) for i, j in pairs], kinds, u, taking)))
    lam = sum(run[1][0] for run in runs) / len(runs)
    m = []
    for c, kind in enumerate(kinds):
        own = [run[1][1][c] for run in runs if c in run[0]]
        m.append([sum(x[k] for x in own) / len(own) for k in range(levels_of(kind))])
    both = left if within else left + right

    def weighed(i, j):
        g = gamma(i, j)
        weight = math.log2(lam / (1 - lam))
        evidence = {}
        for c, (name, kind) in enumerate(columns):
            part = 0.0
            if g[c] is not None:
                chance_of = u[c][g[c]]
                if g[c] == 0 and kind not in ("number", "date"):
                    values = [r[c] for r in both if r[c] is not None]
                    chance_of = max(0.001, values.count(left[i][c]) / len(values))
                part = math.log2(m[c][g[c]] / chance_of)
            weight += part
            evidence[name] = {"level": g[c], "weight": part}
        return i, j, weight, 2 ** weight / (1 + 2 ** weight), evidence

    def chosen(found):
        likely = [f for f in found if f[3] >= threshold]
        if not within:
            return best_set(likely)
        clusters = clusters_of(len(left), {(f[0], f[1]): f[3] for f in found}, threshold)
        of = {i: n for n, cluster in enumerate(clusters) for i in cluster}
        return [f for f in likely if of[f[0]] == of[f[1]]]
    found = [weighed(i, j) for i, j in sorted(union)]
    if many:
        likely = [f for f in found if f[3] >= threshold]
    else:
        likely = sorted(chosen(found))
    if misspelt:
        taken_left, taken_right = {f[0] for f in likely}, {f[1] for f in likely}
        if within:
            taken_left = taken_right = taken_left | taken_right
        again = [(i, j) for i, j in every if i not in taken_left and j not in taken_right and (i, j) not in union
                 and any(kind in NAMES and near_words(left[i][c], right[j][c]) for c, kind in enumerate(kinds))]
        likely = sorted(likely + chosen([f for f in (weighed(i, j) for i, j in again) if f[3] >= threshold]))
    return {"pairs": [{"left": left_ids[i], "right": right_ids[j], "probability": p, "weight": w, "evidence": e}
                      for i, j, w, p, e in likely],
            "lambda": lam, "compared": len(union), "blocks_skipped": len(skipped)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("left")
    parser.add_argument("right")
    parser.add_argument("--on", required=True)
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--many", action="store_true")
    parser.add_argument("--misspelt", action="store_true")
    options = parser.parse_args()
    with open(options.left, newline="") as left, open(options.right, newline="") as right:
        result = match(list(csv.DictReader(left)), list(csv.DictReader(right)), options.on, options.threshold,
                       options.many, options.left == options.right, options.misspelt)
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
