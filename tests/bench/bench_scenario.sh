#!/bin/sh
# bench_scenario.sh BUILD: 10,000 runs x 36 months x 6 segments, here and in NumPy (python3-numpy), three times in turn.
set -eu
here=$(dirname "$0")
for round in 1 2 3; do
    echo "quarterdeck, all threads: $("$1/bin/bench_scenario")"
    echo "quarterdeck, one thread:  $("$1/bin/bench_scenario" 1)"
    echo "numpy:                    $(python3 "$here/scenario_numpy.py")"
done
