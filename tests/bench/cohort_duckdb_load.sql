-- The same exports as tables of DuckDB's own.
CREATE TABLE usage AS SELECT account_id, CAST(date AS DATE) AS day, events FROM read_csv_auto('data/billing.usage.csv');
CREATE TABLE contracts AS SELECT account_id, CAST(start_date AS DATE) AS start FROM read_csv_auto('data/billing.subscriptions.csv');
