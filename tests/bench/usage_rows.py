"""Writes N usage rows as CSV to standard output: 1,000 accounts, 5 features, day by day; the same rows every time."""
import datetime
import itertools
import random
import sys

random.seed(1)
features = ["dashboards", "reports", "automation", "api", "export"]
first = datetime.date(2024, 1, 1)


def rows():
    for day in itertools.count():
        date = (first + datetime.timedelta(day)).isoformat()
        for account in range(1000):
            for feature in features:
                yield (f"ACC-{account:06d},{date},{feature},{random.randrange(500)},500,"
                       f"{random.randrange(20000)},{random.randrange(3000)}\n")


sys.stdout.write("account_id,date,feature,active_users,licensed_users,events,minutes\n")
sys.stdout.writelines(itertools.islice(rows(), int(sys.argv[1])))
