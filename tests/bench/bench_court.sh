#!/bin/sh
# bench_court.sh BUILD: six models at four leads judged on 10,000 renewals, here and in NumPy, three times in turn.
# The first python3 that has NumPy is taken; PYTHON=... names another.
set -eu
here=$(dirname "$0")
python=
for candidate in "${PYTHON:-}" python3 /usr/bin/python3; do
    if [ -n "$candidate" ] && "$candidate" -c 'import numpy' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "No python3 here has NumPy. Install python3-numpy, or name one that has it: PYTHON=/path/to/python3." >&2
    exit 1
fi
for round in 1 2 3; do
    echo "quarterdeck: $("$1/bin/bench_court")"
    echo "numpy:       $("$python" "$here/court_numpy.py")"
done
