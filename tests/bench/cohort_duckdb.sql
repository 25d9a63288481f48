-- The share of a start month's customers with events in the month, k months after the start, up to October 2026.
COPY (
    WITH starts AS (SELECT account_id, date_trunc('month', min(start)) AS first FROM contracts GROUP BY account_id),
    used AS (SELECT DISTINCT account_id, date_trunc('month', day) AS month FROM usage WHERE events > 0),
    sizes AS (SELECT first, count(*) AS n FROM starts GROUP BY first),
    cells AS (SELECT first, n, unnest(range(0, date_diff('month', first, DATE '2026-10-01') + 1)) AS k FROM sizes),
    counted AS (SELECT s.first, date_diff('month', s.first, u.month) AS k, count(*) AS users
                FROM starts s JOIN used u USING (account_id) WHERE u.month >= s.first GROUP BY ALL)
    SELECT strftime(c.first, '%Y-%m') AS cohort, c.k, coalesce(users, 0) / n AS used
    FROM cells c LEFT JOIN counted x ON x.first = c.first AND x.k = c.k ORDER BY ALL
) TO 'duckdb.csv' (HEADER);
