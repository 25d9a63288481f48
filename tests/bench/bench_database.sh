#!/bin/sh
# bench_database.sh QDECK [EVENTS [ROUNDS]]: EVENTS (50,000,000) generated events in a PostgreSQL of its own, by pg_virtualenv,
# added up there to account, day and feature by one query: taken by `qdeck import --query`, and exported by the same
# query as CSV with psql and that file imported; ROUNDS (3) times in turn, each into a new workspace. Both workspaces must
# have the same usage. Time to generate the events is not counted.
set -eu
if [ -z "${QD_BENCH_INSIDE:-}" ]; then
    QD_BENCH_INSIDE=1 exec pg_virtualenv -t "$(realpath "$0")" "$(realpath "$1")" "${2:-50000000}" "${3:-3}"
fi
qdeck=$1
events=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
psql -Xq -v ON_ERROR_STOP=1 <<SQL
CREATE TABLE events (account_id text, user_id int, event_name text, occurred_at timestamp);
INSERT INTO events
SELECT 'ACC-' || lpad((hashint8(n) & 2047)::text, 6, '0'), hashint8(n + 1) & 15,
    'feature_' || (hashint8(n + 2) & 7), timestamp '2026-01-01' + (n % 300) * interval '1 day' + (n % 86400) * interval '1 second'
FROM generate_series(1, $events) AS n;
ANALYZE events;
SQL
cat > usage.sql <<'SQL'
SELECT account_id, CAST(occurred_at AS date) AS date, event_name AS feature,
    COUNT(DISTINCT user_id) AS active_users, COUNT(*) AS events
FROM events GROUP BY account_id, CAST(occurred_at AS date), event_name
SQL
export QUARTERDECK_PASSWORD="$PGPASSWORD"
for round in $(seq "$3"); do
    rm -f query.qdeck file.qdeck
    for workspace in query file; do "$qdeck" init $workspace.qdeck > log; done
    "$qdeck" connections query.qdeck --save warehouse --host "$PGHOST" --port "$PGPORT" --database "$PGDATABASE" --user "$PGUSER"
    "$qdeck" source-queries query.qdeck --save usage --connection warehouse --sql usage.sql --entity usage --source product --kind usage
    begun=$(date +%s%N)
    "$qdeck" import query.qdeck --query usage --as-of 2026-10-31 > log 2>&1
    echo "import --query: $((($(date +%s%N) - begun) / 1000000)) ms"
    begun=$(date +%s%N)
    psql -Xq -c "\\copy ($(tr '\n' ' ' < usage.sql)) TO 'product.usage.csv' CSV HEADER"
    exported=$((($(date +%s%N) - begun) / 1000000))
    "$qdeck" import file.qdeck product.usage.csv --as-of 2026-10-31 > log 2>&1
    echo "export as CSV and import: $((($(date +%s%N) - begun) / 1000000)) ms, of which the export $exported ms"
done
for workspace in query file; do
    "$qdeck" query $workspace.qdeck "SELECT count(*) AS rows, sum(events) AS events, sum(active_users) AS users FROM usage"
done
