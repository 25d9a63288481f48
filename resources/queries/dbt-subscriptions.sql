-- Subscriptions of a dbt project: fct_subscriptions
-- entity: subscriptions
-- source: billing
-- kind: billing
SELECT
    subscription_id,
    customer_id AS account_id,
    plan_name AS product,
    CAST(started_at AS date) AS start_date,
    CAST(ended_at AS date) AS end_date,
    mrr,
    currency
FROM fct_subscriptions
WHERE updated_at >= :since AND CAST(started_at AS date) <= :as_of
ORDER BY subscription_id
