#!/bin/sh
# bench_cohort.sh QDECK [ROWS]: `qdeck cohort --measure usage` by month over ROWS (5,000,000) rows of usage against
# DuckDB's SQL (cohort_duckdb.sql) from a table of its own file, three times in turn; both must give the same shares.
# DuckDB: npm install @duckdb/node-api in some folder, DUCKDB_FROM=that folder/x.js; without it qdeck runs alone.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
qdeck=$(realpath "$1")
rows=${2:-5000000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir data
python3 "$here/usage_rows.py" "$rows" > data/billing.usage.csv
python3 - <<'PYTHON'
# A contract for each of the 1,000 accounts, begun in one of 24 months; a tenth ended after a year.
import datetime
with open("data/billing.subscriptions.csv", "w") as out, open("data/billing.accounts.csv", "w") as accounts:
    out.write("subscription_id,account_id,start_date,end_date,arr\n")
    accounts.write("account_id,name\n")
    for i in range(1000):
        month = i % 24
        begin = datetime.date(2024 + month // 12, month % 12 + 1, 1)
        end = "" if i % 10 else begin.replace(year=begin.year + 1).isoformat()
        accounts.write(f"ACC-{i:06d},Account {i}\n")
        out.write(f"S{i},ACC-{i:06d},{begin},{end},100.00\n")
PYTHON
"$qdeck" init w.qdeck > log
"$qdeck" import w.qdeck data --as-of 2026-10-31 > log
"$qdeck" identity w.qdeck --auto > log
if [ -n "${DUCKDB_FROM:-}" ]; then
    node "$here/duckdb_script.mjs" own.duckdb "$here/cohort_duckdb_load.sql" > log
fi
for round in 1 2 3; do
    begun=$(date +%s%N)
    "$qdeck" cohort w.qdeck --measure usage --csv > qdeck.csv
    echo "qdeck cohort --measure usage: $((($(date +%s%N) - begun) / 1000000)) ms"
    if [ -n "${DUCKDB_FROM:-}" ]; then
        echo "duckdb: $(node "$here/duckdb_script.mjs" own.duckdb "$here/cohort_duckdb.sql") ms"
    fi
done
if [ -e duckdb.csv ]; then
    python3 - <<'PYTHON'
import csv
ours = {(r["cohort"], int(r["period"])): float(r["value"] or 0) for r in csv.DictReader(open("qdeck.csv"))}
theirs = {(r["cohort"], int(r["k"])): float(r["used"]) for r in csv.DictReader(open("duckdb.csv"))}
shared = ours.keys() & theirs.keys()
print("cells", len(ours), "in both", len(shared), "largest difference", max(abs(ours[c] - theirs[c]) for c in shared))
PYTHON
fi
