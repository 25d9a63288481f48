#!/usr/bin/env python3
"""Two lists of invented companies of which one misspells, with what belongs together: make_companies.py DIR N [SEED].

Writes left.csv, right.csv (id, name, domain, city, phone, founded, size) and truth.csv (left, right). Half of the
companies are in both; of the others every second is in one. The same N and SEED give the same bytes.
"""
import csv
import pathlib
import random
import sys

FIRST = """north south east west blue red green silver golden iron copper stone river lake ocean forest mountain valley
sun moon star cloud storm wind fire summit harbor bridge tower castle garden meadow prairie desert island canyon delta
alpha beta gamma omega nova terra luna solar polar atlas titan orion vega apex zenith prime core edge peak""".split()
SECOND = """logistics systems foods energy partners capital media networks software labs motors textiles chemicals
robotics analytics consulting trading shipping airlines pharma dental farms brewing furniture insurance mining steel
paper plastics glass optics printing security telecom water waste wellness travel design studio works group""".split()
FORMS = ["Inc.", "LLC", "Ltd", "GmbH", "AG", "Corp.", "Co.", "plc", ""]
CITIES = """Berlin Hamburg Munich Paris Lyon London Leeds Madrid Rome Vienna Zurich Oslo Boston Chicago Denver
Austin""".split()


def misspelt(random_source, name):
    kind = random_source.random()
    i = random_source.randrange(1, len(name) - 1)
    if kind < 0.3:
        return name[:i] + name[i + 1:]
    if kind < 0.6:
        return name[:i] + name[i + 1] + name[i] + name[i + 2:]
    if kind < 0.8:
        return name[:i] + random_source.choice("aeiou") + name[i:]
    return " ".join(reversed(name.split()))


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    source = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    left, right, truth, taken = [], [], [], set()
    while len(left) < count or len(right) < count:
        words = [source.choice(FIRST), source.choice(FIRST), source.choice(SECOND)]
        if count > 2000:
            words[1] += str(source.randrange(10)) if source.random() < 0.2 else source.choice(FIRST)
        name = " ".join(words)
        if name in taken:
            continue
        taken.add(name)
        domain = "".join(words) + source.choice([".com", ".io", ".de"])
        city, phone = source.choice(CITIES), "+1 " + "".join(source.choice("0123456789") for _ in range(10))
        founded = "%d-%02d-%02d" % (source.randrange(1950, 2024), source.randrange(1, 13), source.randrange(1, 29))
        size = source.randrange(10, 5000)
        place = source.random()
        if place < 0.75 and len(left) < count:
            left.append(["L%06d" % len(left), name.title() + " " + source.choice(FORMS), domain, city, phone, founded,
                         size])
        if place > 0.25 and len(right) < count:
            if 0.25 < place < 0.75 and left and left[-1][2] == domain:
                truth.append([left[-1][0], "R%06d" % len(right)])
            other = misspelt(source, name) if source.random() < 0.4 else name
            right.append(["R%06d" % len(right), other.upper() + " " + source.choice(FORMS),
                          source.choice([domain, domain, "", "gmail.com"]), source.choice([city, city, city.lower(), ""]),
                          source.choice([phone, phone.replace(" ", "-"), ""]), source.choice([founded, founded, ""]),
                          round(size * source.choice([1, 1, 1.05, 2]))])
    source.shuffle(right)
    folder.mkdir(parents=True, exist_ok=True)
    head = ["id", "name", "domain", "city", "phone", "founded", "size"]
    for file, header, rows in (("left.csv", head, left), ("right.csv", head, right),
                               ("truth.csv", ["left", "right"], truth)):
        with open(folder / file, "w", newline="") as out:
            csv.writer(out).writerows([header] + rows)


if __name__ == "__main__":
    main()
