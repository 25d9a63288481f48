#!/usr/bin/env python3
"""Two lists of N invented companies, as two systems write them, and which belong together.

    two_lists.py DIR N [SEED]     left.csv, right.csv (id, name, domain, city) and truth.csv (left, right)

First words are as frequent as Zipf's law has it, so that a few are borne by hundreds of companies (other members of a
family, and plain coincidence) and most by one. Three of five companies are in both lists; there a quarter of the names
is misspelt, a tenth lacks or exchanges a word, legal forms and "&" are written as anybody likes, and half of the domains
are missing or a public mailbox. The same N and SEED give the same bytes.
"""
import bisect
import csv
import itertools
import pathlib
import random
import sys

ONSETS = "b c d f g h k l m n p r s t v w br cr dr fr gr tr pl cl st sp th ch sh".split()
VOWELS = "a e i o u ai ea io ou".split()
CODAS = "n r l s x m t nd rt ck".split()
TRADES = """logistics systems foods energy partners capital media networks software labs motors textiles chemicals
robotics analytics consulting trading shipping airlines pharma dental farms brewing furniture insurance mining steel
paper plastics glass optics printing security telecom water waste wellness travel design studio works group services
solutions technologies international""".split()
FORMS = [" Inc.", ", Inc", " LLC", " Ltd", " Limited", " GmbH", " AG", " Corp.", " Corporation", " plc", " S.A.", ""]


def pseudo_words(source, count):
    words = {}
    while len(words) < count:
        parts = source.choice((2, 2, 3))
        words["".join(source.choice(ONSETS) + source.choice(VOWELS) for _ in range(parts)) + source.choice(CODAS)] = True
    return list(words)


def misspelt(source, text):
    i = source.randrange(1, len(text) - 2)
    kind = source.random()
    if kind < 0.35:
        return text[:i] + text[i + 1:]
    if kind < 0.7:
        return text[:i] + text[i + 1] + text[i] + text[i + 2:]
    return text[:i] + source.choice("aeiorst") + text[i:]


def variant(source, words):
    words = list(words)
    chance = source.random()
    if chance < 0.05:
        words.reverse()
    elif chance < 0.10 and len(words) > 2:
        words.pop()
    name = " ".join(words)
    if source.random() < 0.25:
        name = misspelt(source, name)
    return name.upper() if source.random() < 0.3 else name


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    source = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    first = pseudo_words(source, max(200, count // 2))
    cities = [word.capitalize() for word in pseudo_words(source, 400)]
    weights = list(itertools.accumulate(1 / (rank + 20) ** 0.9 for rank in range(len(first))))
    left, right, truth, taken = [], [], [], set()
    shared = count * 3 // 5
    while len(taken) < 2 * count - shared:
        word = first[bisect.bisect(weights, source.random() * weights[-1])]
        words = [word] + source.choice(([], ["and", source.choice(first)])) + [source.choice(TRADES)]
        name = " ".join(words)
        if name in taken:
            continue
        number = len(taken)
        taken.add(name)
        shown = " ".join("&" if w == "and" else w.capitalize() for w in words) + source.choice(FORMS)
        domain = "".join(words) + source.choice([".com", ".com", ".io", ".de", ".co.uk"])
        city = source.choice(cities)
        if number < count:
            left.append(["L%07d" % number, shown, domain if source.random() < 0.8 else "", city])
        if number < shared:
            truth.append(["L%07d" % number, "R%07d" % number])
        if number < shared or number >= count:
            known = source.choice([domain, domain, "", "gmail.com"])
            right.append(["R%07d" % number, variant(source, words) + source.choice(FORMS), known,
                          city if source.random() < 0.9 else source.choice(cities)])
    source.shuffle(right)
    folder.mkdir(parents=True, exist_ok=True)
    for file, rows in (("left.csv", [["id", "name", "domain", "city"]] + left),
                       ("right.csv", [["id", "name", "domain", "city"]] + right),
                       ("truth.csv", [["left", "right"]] + truth)):
        with open(folder / file, "w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows(rows)


if __name__ == "__main__":
    main()
