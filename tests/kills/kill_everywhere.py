#!/usr/bin/env python3
"""Kills qdeck at the system calls that write, and asks what is left.

    kill_everywhere.py QDECK [--kills N] [--sample N] [--copies N]

A writer is ended by SIGKILL (strace -e inject) at its n-th call of one kind. What it leaves must be what stood before or
what stands after, to every reader and to `check`; done once more it must end as if nothing had happened, with no file
beside the workspace. --kills bounds the small commands (0: every call), --sample the kills spread over the import of the
sample (the last calls, where the log is folded back, come first), --copies the copies of the file with what lies beside
it, taken while an import is held still at random moments.
"""
import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CALLS = ["pwrite64", "write", "fdatasync", "fsync", "ftruncate", "unlink", "rename"]
SIDE_FILES = ["-wal", "-journal", "-shm"]
STATE = (
    "SELECT (SELECT count(*) FROM accounts), (SELECT count(*) FROM subscriptions), (SELECT count(*) FROM account),"
    " (SELECT count(*) FROM account_link WHERE method <> 'own'), (SELECT max(batch_id) FROM import_batch),"
    " (SELECT sum(annual_minor) FROM subscriptions), (SELECT count(*) FROM quarantine),"
    " (SELECT value FROM setting WHERE key = 'company'), (SELECT count(*) FROM import_batch WHERE state = 'undone'),"
    " (SELECT count(*) FROM row_image), (SELECT count(*) FROM record_history),"
    " (SELECT count(*) || coalesce(group_concat(ruling, ' '), '') FROM identity_decision)"
)
ACCOUNTS = "account_id,name,domain,segment,owner,arr\n" + "".join(
    f"A{i},Customer {i} Ltd,customer{i}.example,SMB,Ann,{1000 + i}.00\n" for i in range(10)
)
BILLING = "subscription_id,account_id,start_date,end_date,mrr\n" + "".join(
    f"s{i},B{i},2026-01-01,2026-12-31,{100 + i}.00\n" for i in range(10)
)
BILLED = "account_id,name,domain\n" + "".join(f"B{i},Customer {i},customer{i}.example\n" for i in range(10))

DECISIONS = "left_source,left_id,right_source,right_id,decision\n" + "".join(
    f"crm,A{i},billing,B{i},{'never' if i < 5 else 'link'}\n" for i in range(10)
)


class Failed(Exception):
    pass


def run(command, **options):
    return subprocess.run(command, capture_output=True, text=True, **options)


def need(result, what):
    if result.returncode != 0:
        raise Failed(f"{what}: status {result.returncode}: {result.stdout[-300:]}{result.stderr[-600:]}")
    return result.stdout


class Place:
    """A folder with a workspace that is put back as it was before each kill."""

    def __init__(self, qdeck, folder):
        self.qdeck = qdeck
        self.folder = Path(folder)
        self.work = self.folder / "w.qdeck"
        self.kept = self.folder / "kept.qdeck"

    def call(self, *arguments):
        return [self.qdeck, *map(str, arguments)]

    def keep(self):
        shutil.copy2(self.work, self.kept)

    def reset(self):
        for name in self.folder.glob("w.qdeck*"):
            name.unlink()
        for name in self.folder.glob("backup*"):
            name.unlink()
        shutil.copy2(self.kept, self.work)

    def state(self, file):
        return need(run(self.call("query", file, STATE)), f"reading {file.name}")


def copy_as_left(work, target):
    target.mkdir(exist_ok=True)
    for old in target.iterdir():
        old.unlink()
    for ending in ["", *SIDE_FILES]:
        if Path(str(work) + ending).exists():
            shutil.copy2(str(work) + ending, str(target / work.name) + ending)
    return target / work.name


def check_left(place, before, after, where):
    """A reader on what is left, a reader that may not write, and `check`."""
    left = copy_as_left(place.work, place.folder / "left")
    found = place.state(left)
    if found not in (before, after):
        raise Failed(f"{where}: neither before nor after: {found}")
    locked = copy_as_left(place.work, place.folder / "locked")
    for name in locked.parent.iterdir():
        name.chmod(0o444)
    bytes_before = locked.read_bytes()
    if place.state(locked) != found:
        raise Failed(f"{where}: a file that may only be read says something else")
    if locked.read_bytes() != bytes_before:
        raise Failed(f"{where}: a file that may only be read was changed")
    need(run(place.call("check", left)), f"{where}: check")
    return found


def count_calls(place, command):
    place.reset()
    log = place.folder / "calls"
    need(
        run(["strace", "-f", "-qq", "-o", str(log), "-e", "trace=" + ",".join(CALLS), *command]),
        "counting the calls of " + " ".join(command),
    )
    counts = dict.fromkeys(CALLS, 0)
    for line in log.read_text().splitlines():
        name = line.split(None, 1)[1].split("(")[0]
        if name in counts and "resumed" not in line:
            counts[name] += 1
    return counts


def kill_at(command, call, number):
    """Whether it came to the kill: runs differ by a call or two, so that the last numbers may not be reached."""
    ended = run(["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
         "-e", f"inject={call}:signal=KILL:when={number}", *command])
    return ended.returncode in (137, -signal.SIGKILL)


def kill_and_look(place, command, call, number, before, after, done):
    place.reset()
    killed = kill_at(command, call, number)
    where = f"{' '.join(command[1:3])}, killed at {call} {number}"
    check_left(place, before, after, where)
    for name in place.folder.glob("backup*"):
        if name.name == "backup.qdeck":
            need(run(place.call("check", name)), f"{where}: the backup")
        name.unlink()
    done(where)
    return killed


def do_again(place, command, after):
    def done(where):
        again = run(command)
        if "was undone before" not in again.stderr:  # the kill came after it was done
            need(again, f"{where}: once more")
        if place.state(place.work) != after:
            raise Failed(f"{where}: done once more it ends otherwise")
        need(run(place.call("check", place.work)), f"{where}: check at the end")
        beside = [n.name for n in place.folder.glob("w.qdeck?*")]
        if beside:
            raise Failed(f"{where}: {beside} stay beside the workspace")
    return done


def chosen(counts, bound):
    """Which calls to be killed at: all, or `bound` of them spread over each kind."""
    every = [(call, n) for call in CALLS for n in range(1, counts[call] + 1)]
    if bound == 0 or len(every) <= bound:
        return every
    return [every[i * len(every) // bound] for i in range(bound)]


def prepared(qdeck, folder):
    place = Place(qdeck, folder)
    for name, text in [("crm.accounts", ACCOUNTS), ("billing.accounts", BILLED), ("billing.subscriptions", BILLING),
                       ("decisions", DECISIONS)]:
        (place.folder / f"{name}.csv").write_text(text)
    need(run(place.call("init", place.work)), "init")
    need(run(place.call("import", place.work, place.folder / "crm.accounts.csv", "--as-of", "2026-10-31")), "import")
    need(run(place.call("import", place.work, place.folder / "billing.accounts.csv", "--as-of", "2026-10-31")), "import")
    place.keep()
    return place


def proven(kills, tried):
    if kills < 0.9 * tried:
        raise Failed(f"only {kills} of {tried} kills came to pass; nothing is proven (does strace run here?)")
    return kills


def small_commands(qdeck, bound):
    kills = tried = 0
    with tempfile.TemporaryDirectory() as folder:
        place = prepared(qdeck, folder)
        commands = [
            place.call("settings", place.work, "company", "Halyard"),
            place.call("import", place.work, place.folder / "billing.subscriptions.csv", "--as-of", "2026-10-31"),
            place.call("identity", place.work, "--auto"),
            place.call("identity", place.work, "--decisions", place.folder / "decisions.csv"),
            place.call("import", place.work, "--undo", "2"),
            place.call("backup", place.work, place.folder / "backup.qdeck"),
        ]
        for command in commands:
            place.reset()
            before = place.state(place.work)
            counts = count_calls(place, command)
            after = place.state(place.work)
            for call, number in chosen(counts, bound // len(commands) if bound else 0):
                kills += kill_and_look(place, command, call, number, before, after, do_again(place, command, after))
                tried += 1
    return proven(kills, tried)


def made_sample(qdeck, folder, accounts):
    place = Place(qdeck, folder)
    need(run(place.call("demo", place.folder / "exports", "--accounts", accounts)), "demo")
    need(run(place.call("init", place.work)), "init")
    place.keep()
    as_of = json.loads((place.folder / "exports" / "truth.json").read_text())["as_of"]
    return place, place.call("import", place.work, place.folder / "exports", "--as-of", as_of)


def sample_import(qdeck, bound, accounts):
    """Half of the kills at the very end, half spread over the whole."""
    kills = 0
    with tempfile.TemporaryDirectory() as folder:
        place, command = made_sample(qdeck, folder, accounts)
        before = place.state(place.work)
        counts = count_calls(place, command)
        after = place.state(place.work)
        total = counts["pwrite64"]
        last = list(range(max(1, total - bound // 2 + 1), total + 1))
        spread = [1 + i * total // (bound - len(last) + 1) for i in range(bound - len(last))]
        for number in last + spread:
            kills += kill_and_look(place, command, "pwrite64", number, before, after, lambda where: None)
        do_again(place, command, after)("import of the sample after a kill")
    return proven(kills, len(last + spread))


def copies_while_writing(qdeck, bound, accounts, seed):
    taken = 0
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        place, command = made_sample(qdeck, folder, accounts)
        before = place.state(place.work)
        start = time.monotonic()
        need(run(command), "import")
        lasts = time.monotonic() - start
        after = place.state(place.work)
        while taken < bound:
            place.reset()
            writer = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(dice.uniform(0.3, 1.05) * lasts)
            writer.send_signal(signal.SIGSTOP)
            # Beside its own writer, that is as it stands; in other folders, as after a power cut.
            check_left(place, before, after, f"copy {taken} of seed {seed}")
            writer.send_signal(signal.SIGCONT)
            while writer.poll() is None:
                if place.state(place.work) not in (before, after):
                    raise Failed(f"a reader beside the writer of copy {taken} saw something else")
            if writer.returncode != 0:
                raise Failed(f"the writer of copy {taken} ended with {writer.returncode}")
            taken += 1
    return taken


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("qdeck")
    options.add_argument("--kills", type=int, default=70)
    options.add_argument("--sample", type=int, default=24)
    options.add_argument("--copies", type=int, default=6)
    options.add_argument("--accounts", type=int, default=60)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    qdeck = str(Path(given.qdeck).resolve())
    try:
        kills = small_commands(qdeck, given.kills) + sample_import(qdeck, given.sample, given.accounts)
        copies = copies_while_writing(qdeck, given.copies, given.accounts, given.seed)
    except Failed as failure:
        print(failure)
        return 1
    print(f"{kills} kills and {copies} copies: nothing lost, nothing half done.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
