#!/usr/bin/env bash
# bench_analyses.sh BIN_DIR: whole-process times of the analyses on large books, and of the first window.
# Movements: a sample of 10,000 accounts x 36 months. Reconcile: 100,000 accounts in two systems, against a Python dict
# comparison of the same CSVs. First window: the workbench's start page against an empty Qt window, offscreen.
set -euo pipefail
bin=$(readlink -f "${1:?usage: bench_analyses.sh BIN_DIR}")
here=$(dirname "$(readlink -f "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=$work HOME=$work

timed() { # label command...
    local label=$1 best=999999 start end
    shift
    for _ in 1 2 3; do
        start=$(date +%s%N)
        "$@" >/dev/null 2>&1
        end=$(date +%s%N)
        (((end - start) / 1000000 < best)) && best=$(((end - start) / 1000000))
    done
    printf '%-58s %6d ms (best of 3)\n' "$label" "$best"
}

"$bin/qdeck" demo "$work/demo" --accounts 10000 >/dev/null 2>&1
rm "$work"/demo/pendo_usage.csv "$work"/demo/zendesk_tickets.csv # not read by movements
"$bin/qdeck" init "$work/m.qdeck" 2>/dev/null
"$bin/qdeck" import "$work/m.qdeck" "$work/demo" --as-of 2026-10-31 2>/dev/null
"$bin/qdeck" identity "$work/m.qdeck" --auto >/dev/null
timed "movements, 10,000 accounts x 36 months" "$bin/qdeck" movements "$work/m.qdeck" --from 2023-11 --to 2026-10
timed "  the same by segment" "$bin/qdeck" movements "$work/m.qdeck" --from 2023-11 --to 2026-10 --by segment

python3 "$here/two_systems.py" write "$work/two" 100000
"$bin/qdeck" init "$work/r.qdeck" 2>/dev/null
"$bin/qdeck" import "$work/r.qdeck" "$work/two" --as-of 2026-10-31 2>/dev/null
timed "reconcile, 100,000 accounts in two systems" "$bin/qdeck" reconcile "$work/r.qdeck" --left crm --right billing
timed "  Python: read both CSVs, join, compare" python3 "$here/two_systems.py" compare "$work/two"

timed "first window: workbench, to the first picture" "$bin/quarterdeck" --screenshots "$work/shots" --size 1440x900
[ -x "$bin/empty_window" ] && timed "  an empty Qt window, to the first picture" "$bin/empty_window" "$work/empty.png"
exit 0
