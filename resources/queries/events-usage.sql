-- Usage from a table of events, added up to account, day and feature: events
-- entity: usage
-- source: product
-- kind: usage
SELECT
    account_id,
    CAST(occurred_at AS date) AS date,
    event_name AS feature,
    COUNT(DISTINCT user_id) AS active_users,
    COUNT(*) AS events
FROM events
WHERE occurred_at >= :since AND CAST(occurred_at AS date) <= :as_of
GROUP BY account_id, CAST(occurred_at AS date), event_name
ORDER BY account_id, date, feature
