#!/bin/sh
# bench_match.sh QDECK [RECORDS]: two lists of RECORDS (100,000) invented companies matched by `qdeck match` and by DuckDB,
# three times in turn, each from its own copy of the lists (a workspace, CSV files) to the pairs; then both against the
# truth. DuckDB: npm install @duckdb/node-api in some folder, DUCKDB_FROM=that folder/x.js; without it qdeck runs alone.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
qdeck=$(realpath "$1")
records=${2:-100000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$here/two_lists.py" "$work" "$records"
cd "$work"
"$qdeck" init w.qdeck > init.log
for side in left right; do
    "$qdeck" import w.qdeck $side.csv --table $side --as-of 2026-10-31 > import.log
done
run_qdeck() { # COLUMNS NAME
    begun=$(date +%s.%N)
    "$qdeck" match w.qdeck --left left --right right --on "$1" --json > "$2.json"
    echo "qdeck --on $1: $(echo "$(date +%s.%N) - $begun" | bc | cut -c1-5) s"
}
for round in 1 2 3; do
    run_qdeck name name
    run_qdeck name,domain,city all
    if [ -n "${DUCKDB_FROM:-}" ]; then
        echo "duckdb: $(node "$here/match_duckdb.mjs") s"
    fi
done
for found in name.json all.json duckdb.csv; do
    if [ -e $found ]; then
        echo "$found: $(python3 "$here/match_score.py" truth.csv $found)"
    fi
done
