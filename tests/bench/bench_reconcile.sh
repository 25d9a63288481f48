#!/bin/sh
# bench_reconcile.sh BIN_DIR [ACCOUNTS]: 100,000 accounts in three systems with six fields compared by Quarterdeck, from the
# workspace (`qdeck reconcile`) and with the portfolio in memory (`bench_reconcile`), and by pandas, from the CSV files and
# on frames in memory; in turn, three times. The first python3 that has pandas is taken; PYTHON=... names another.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
bin=$(realpath "$1")
accounts=${2:-100000}
python=
for candidate in "${PYTHON:-}" python3 /usr/bin/python3; do
    if [ -n "$candidate" ] && "$candidate" -c 'import pandas' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "No python3 here has pandas. Install python3-pandas, or name one that has it: PYTHON=/path/to/python3." >&2
    exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$here/three_systems.py" write "$work/three" "$accounts"
"$bin/qdeck" init "$work/w.qdeck" > "$work/log" 2>&1
"$bin/qdeck" import "$work/w.qdeck" "$work/three" --as-of 2026-10-31 > "$work/log" 2>&1
"$bin/qdeck" identity "$work/w.qdeck" --auto > "$work/log" 2>&1
for round in 1 2 3; do
    begun=$(date +%s.%N)
    "$bin/qdeck" reconcile "$work/w.qdeck" --systems crm,billing,cs > "$work/found.json" 2> "$work/log"
    echo "qdeck:  $(echo "$(date +%s.%N) - $begun" | bc | sed 's/^\./0./' | cut -c1-5) s from the workspace, $(
        "$bin/bench_reconcile" "$work/w.qdeck" crm,billing,cs 3)"
    "$python" "$here/three_systems.py" compare "$work/three" 3
done
