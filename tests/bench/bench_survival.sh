#!/bin/sh
# bench_survival.sh BUILD: survival here and in R (r-cran-survival), three times in turn: Kaplan-Meier of 1,000,000
# lives in 10 groups from memory, the same by `qdeck survival --sql` over a custom table against R reading the CSV, and
# Cox's model of 100,000 lives by 8 inputs. Without Rscript Quarterdeck runs alone and says so.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
bin=$(realpath "$1")/bin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$bin/bench_survival" "$work/lives.csv"
"$bin/qdeck" init "$work/w.qdeck" > "$work/log"
"$bin/qdeck" import "$work/w.qdeck" "$work/lives.csv" --table lives --as-of 2026-10-31 > "$work/log"
r=$(command -v Rscript || true)
[ -n "$r" ] || echo "No Rscript here: install r-base-core and r-cran-survival to have the other side." >&2
timed() { # LABEL COMMAND...
    label=$1
    shift
    begun=$(date +%s%N)
    "$@" > "$work/out"
    echo "$label $((($(date +%s%N) - begun) / 1000000)) ms"
}
for round in 1 2 3; do
    echo "quarterdeck: $("$bin/bench_survival" | tr '\n' ' ')"
    [ -z "$r" ] || echo "R:           $("$r" "$here/survival_bench.R" | tr '\n' ' ')"
    timed "qdeck survival --sql, whole process:" "$bin/qdeck" survival "$work/w.qdeck" \
        --sql "SELECT duration, event, grp FROM lives" --json
    [ -z "$r" ] || timed "R, from the CSV, whole process:     " "$r" -e "suppressMessages(library(survival));
        d <- read.csv('$work/lives.csv'); print(quantile(survfit(Surv(duration, event) ~ grp, d), 0.5))"
done
