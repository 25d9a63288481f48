#!/bin/sh
# bench_health.sh BUILD: 10,000 customers x 36 days scored by six signals, here and in NumPy, three times in turn.
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
    echo "quarterdeck: $("$1/bin/bench_health" made)"
    echo "numpy:       $("$python" "$here/health_numpy.py")"
done
