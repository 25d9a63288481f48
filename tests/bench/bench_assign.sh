#!/usr/bin/env bash
# bench_assign.sh BIN_DIR [ACCOUNTS CSMS]: book assignment to a gap of 1 %, and plain cbc on the plain model of the same
# problem, in turn, on three sample teams. cbc gives up after 300 s.
set -euo pipefail
bin=$(readlink -f "${1:?usage: bench_assign.sh BIN_DIR [ACCOUNTS CSMS]}")
accounts=${2:-2000} csms=${3:-40}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for seed in 1 2 3; do
    echo "team $seed: $accounts accounts, $csms CSMs"
    echo "  Quarterdeck: $("$bin/assign_team" "$accounts" "$csms" "$seed" "$work/plain.mps")"
    (cd "$work" && cbc plain.mps -sec 300 -timeMode elapsed -ratioGap 0.01 -solve >log.txt)
    echo "  plain cbc:  $(grep -E '^(Result|Objective value|Lower bound|Time \(Wall)' "$work/log.txt" |
        sed -E 's/^Result - //; s/ +/ /g; s/Time \(Wallclock seconds\)/seconds/' | paste -sd ' ')"
done
