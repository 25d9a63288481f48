#!/usr/bin/env bash
# Runs every fuzzer for so many seconds: run.sh BUILD_DIR QDECK [SECONDS]. What it found worth keeping stays in
# BUILD_DIR/corpus for the next run; an input that breaks something is left there as crash-*, and the exit status is 1.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
build=$(readlink -f "${1:?usage: run.sh BUILD_DIR QDECK [SECONDS]}")
qdeck=$(readlink -f "${2:?usage: run.sh BUILD_DIR QDECK [SECONDS]}")
seconds=${3:-60}
export QT_QPA_PLATFORM=offscreen
python3 "$here/seeds.py" "$build/seeds" "$qdeck"
failed=0
for target in table import json workspace; do
    mkdir -p "$build/corpus/$target"
    echo "== $target, $seconds s"
    "$build/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -max_len=16384 -timeout=20 -rss_limit_mb=2048 -verbosity=0 \
        -print_final_stats=1 -artifact_prefix="$build/corpus/$target-" "$build/corpus/$target" "$build/seeds/$target" || failed=1
done
exit $failed
