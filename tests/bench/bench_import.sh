#!/bin/sh
# Loads usage rows with qdeck and with `sqlite3 .import` of the same file, in turn, three times, and prints times and
# peak memory. qdeck types and validates every row and keeps its line; .import stores text.
# Usage: bench_import.sh QDECK [ROWS]       (needs sqlite3, python3 and GNU time)
set -eu
qdeck=$1
rows=${2:-5000000}
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
file=$work/bench.usage.csv
python3 "$here/usage_rows.py" "$rows" > "$file"
echo "$rows rows, $(du -m "$file" | cut -f1) MB"
for run in 1 2 3; do
    rm -f "$work/w.qdeck" "$work/plain.db"
    "$qdeck" init "$work/w.qdeck" > /dev/null 2>&1
    /usr/bin/time -f "run $run: qdeck import     %e s, %M kB" "$qdeck" import "$work/w.qdeck" "$file" > /dev/null 2> "$work/log"
    tail -n 1 "$work/log"
    /usr/bin/time -f "run $run: sqlite3 .import  %e s, %M kB" sqlite3 "$work/plain.db" -cmd ".mode csv" ".import $file usage"
done
stored=$("$qdeck" query "$work/w.qdeck" "SELECT count(*), sum(events), sum(minutes) FROM usage" --csv | tail -n 1)
plain=$(sqlite3 -csv "$work/plain.db" "SELECT count(*), sum(events), sum(minutes) FROM usage")
[ "$stored" = "$plain" ] || { echo "totals differ: $stored, $plain" >&2; exit 1; }
echo "totals agree: $stored; workspace $(du -m "$work/w.qdeck" | cut -f1) MB, table $(du -m "$work/plain.db" | cut -f1) MB"
