#!/usr/bin/env python3
"""Signals of a workspace on some days, worked out anew and slowly from its tables: a second opinion on core/signals.

    reference_signals.py WORKSPACE HEALTH.json...

compares every value that `qdeck health --json` printed with its own, and says how many there were. Usage is read with
`qdeck query` into USAGE.json by the caller where the workspace has any (the table is virtual):

    reference_signals.py --usage USAGE.json WORKSPACE HEALTH.json...
"""
import datetime
import json
import sqlite3
import sys


def day(text):
    return datetime.date.fromisoformat(text[:10]) if text else None


def back(d, days):
    return d - datetime.timedelta(days=days)


class Book:
    def __init__(self, path, usage):
        db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        db.row_factory = sqlite3.Row
        self.account = {(r["source"], r["record_id"]): r["account"]
                        for r in db.execute("SELECT * FROM account_link WHERE status = 'accepted'")}
        self.rows = {}
        for table in ("activities", "tickets", "surveys", "invoices", "milestones", "escalations", "contacts",
                      "health_scores", "subscriptions"):
            self.rows[table] = {}
            for r in db.execute(f"SELECT * FROM {table}"):
                self.rows[table].setdefault(self.account.get((r["source"], r["account_id"])), []).append(dict(r))
        self.days = {}  # account -> source -> day -> feature -> (active, licensed, events)
        self.source_days = {}
        self.features = {}  # source -> feature -> first day
        for source, account_id, date, feature, active, licensed, events in usage:
            account, date = self.account.get((source, account_id)), day(date)
            self.source_days.setdefault(source, set()).add(date)
            if feature:
                first = self.features.setdefault(source, {})
                first[feature] = min(first.get(feature, date), date)
            self.days.setdefault(account, {}).setdefault(source, {}).setdefault(date, {})[feature or ""] = (
                active, licensed, events)

    def any_by(self, table, column, d):
        return any(day(r[column]) <= d for rows in self.rows[table].values() for r in rows)

    def of(self, table, account):
        return self.rows[table].get(account, [])

    # usage

    @staticmethod
    def measure(features, which, many):
        plain = features.get("", (None, None, None))[which]
        if plain is not None:
            return plain
        values = [v[which] for f, v in features.items() if f and v[which] is not None]
        return many(values) if values else None

    def per_day(self, account, which, many, after, through):
        found = {}
        for days in self.days.get(account, {}).values():
            for d, features in days.items():
                if (after is None or d > after) and d <= through:
                    value = self.measure(features, which, many)
                    if value is not None:
                        found[d] = found.get(d, 0) + value
        return found

    def usage_trend(self, a, d):
        before = sum(self.per_day(a, 2, sum, back(d, 56), back(d, 28)).values())
        if before <= 0:
            return None
        rows = [x for days in self.days[a].values() for x in days if back(d, 28) < x <= d]
        sources = [s for s, days in self.days[a].items() if any(back(d, 56) < x <= back(d, 28) for x in days)]
        if not rows and not any(back(d, 28) < x <= d for s in sources for x in self.source_days[s]):
            return None
        return sum(self.per_day(a, 2, sum, back(d, 28), d).values()) / before - 1

    def active_users(self, a, d):
        found = self.per_day(a, 0, max, back(d, 28), d)
        return sum(found.values()) / len(found) if found else None

    def licence_use(self, a, d):
        licensed = self.per_day(a, 1, max, None, d)
        last = licensed[max(licensed)] if licensed else 0
        active = self.active_users(a, d)
        return active / last if last > 0 and active is not None else None

    def breadth(self, a, d):
        sources = self.days.get(a, {})
        if not any(back(d, 28) < x <= d for days in sources.values() for x in days):
            return None
        used = {(s, f) for s, days in sources.items() for x, features in days.items() if back(d, 28) < x <= d
                for f, v in features.items() if f and (v[2] or 0) > 0}
        known = sum(sum(first <= d for first in self.features.get(s, {}).values())
                    for s, days in sources.items() if min(days) <= d)
        return len(used) / known if known else None

    def days_since_usage(self, a, d):
        days = [x for days in self.days.get(a, {}).values() for x in days if x <= d]
        return (d - max(days)).days if days else None

    # everything else

    def tickets_90(self, a, d, urgent=False):
        if not self.any_by("tickets", "created_at", d):
            return None
        return sum(back(d, 90) < day(r["created_at"]) <= d and (not urgent or r["priority"] in ("high", "urgent"))
                   for r in self.of("tickets", a))

    def urgent_90(self, a, d):
        return self.tickets_90(a, d, True)

    def escalations_open(self, a, d):
        if not self.any_by("escalations", "opened_at", d):
            return None
        return sum(day(r["opened_at"]) <= d and (not r["resolved_at"] or day(r["resolved_at"]) > d)
                   for r in self.of("escalations", a))

    def csat_90(self, a, d):
        marks = [r["csat"] for r in self.of("tickets", a) if r["csat"] is not None and r["solved_at"]
                 and back(d, 90) < day(r["solved_at"]) <= d and day(r["created_at"]) <= d]
        return sum(4 <= m <= 5 for m in marks) / len(marks) if marks else None

    def days_since_contact(self, a, d):
        days = [day(r["date"]) for r in self.of("activities", a) if day(r["date"]) <= d]
        return (d - max(days)).days if days else None

    def days_since_exec(self, a, d):
        days = [day(r["date"]) for r in self.of("activities", a) if r["type"] == "exec_touch"]
        days += [day(r["last_contacted"]) for r in self.of("contacts", a) if r["is_exec_sponsor"] == 1
                 and r["last_contacted"]]
        days = [x for x in days if x <= d]
        return (d - max(days)).days if days else None

    def nps(self, a, d):
        rows = [r for r in self.of("surveys", a) if r["kind"] == "nps" and back(d, 365) < day(r["date"]) <= d]
        latest = {}
        for r in sorted(rows, key=lambda r: (r["date"], r["response_id"].encode())):
            latest[r["respondent"] or ("alone", r["response_id"])] = r["score"]
        return sum(latest.values()) / len(latest) if latest else None

    def nps_trend(self, a, d):
        now, then = self.nps(a, d), self.nps(a, back(d, 180))
        return None if now is None or then is None else now - then

    def overdue_days(self, a, d):
        rows = [r for r in self.of("invoices", a) if day(r["issued_date"]) <= d]
        late = [(d - day(r["due_date"])).days for r in rows if r["due_date"] and r["amount_minor"] > 0
                and (not r["paid_date"] or day(r["paid_date"]) > d)]
        return max([0] + late) if rows else None

    def milestones_late(self, a, d):
        if not self.rows["milestones"]:
            return None
        return sum(bool(r["due_date"]) and day(r["due_date"]) < d
                   and (not r["completed_date"] or day(r["completed_date"]) > d) for r in self.of("milestones", a))

    def vendor(self, model, a, d):
        rows = [r for r in self.of("health_scores", a) if r["model"] == model and day(r["date"]) <= d]
        return max(rows, key=lambda r: r["date"])["score"] if rows else None

    # contracts of the one source that has any, whose dates no later file changed

    def contracts(self, a, d):
        """Start, end and first day no longer in force, as known on d."""
        found = []
        for r in self.of("subscriptions", a):
            start, seen = day(r["start_date"]), day(r["first_as_of"] or r["as_of"])
            if r["annual_minor"] is None or (day(r["created_date"]) or min(start, seen)) > d:
                continue
            cancelled = day(r["cancelled_date"])
            if cancelled and min(day(r["notice_date"]) or cancelled, seen) > d:
                cancelled = None
            end = day(r["end_date"])
            until = min([x for x in (cancelled, end and end + datetime.timedelta(days=1)) if x] or [datetime.date.max])
            if until > start:
                found.append((start, end, until, r["annual_minor"]))
        return found

    def tenure_months(self, a, d):
        starts = [start for start, _, _, _ in self.contracts(a, d) if start <= d]
        if not starts:
            return None
        first = min(starts)
        months = (d.year - first.year) * 12 + d.month - first.month
        last_of_month = (d + datetime.timedelta(days=1)).day == 1
        return months - (1 if d.day < first.day and not last_of_month else 0)

    def due_in_days(self, a, d):
        ends = [end for start, end, until, annual in self.contracts(a, d)
                if start <= d < until and end and end >= d and annual > 0]
        return (min(ends) - d).days if ends else None

    def value(self, signal, a, d):
        if signal.startswith("vendor:"):
            return self.vendor(signal[7:], a, d)
        return getattr(self, signal)(a, d)


def main(arguments):
    usage = []
    if arguments[0] == "--usage":
        with open(arguments[1], encoding="utf-8") as file:
            usage = json.load(file)["rows"]
        arguments = arguments[2:]
    book = Book(arguments[0], usage)
    compared = wrong = 0
    for path in arguments[1:]:
        with open(path, encoding="utf-8") as file:
            health = json.load(file)
        for score in health["scores"]:
            for signal in score["signals"]:
                name = signal["signal"]
                if signal["state"] == "last" or not (name.startswith("vendor:") or hasattr(book, name)):
                    continue
                compared += 1
                ours = signal["value"]
                theirs = book.value(name, score["account"], day(health["as_of"]))
                if (ours is None) != (theirs is None) or (ours is not None and abs(ours - theirs) > 1e-9):
                    wrong += 1
                    if wrong <= 10:
                        print(f"{score['account']} {health['as_of']} {name}: {ours}, not {theirs}")
    print(f"{compared} values compared, {wrong} differ")
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
