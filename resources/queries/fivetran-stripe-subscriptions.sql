-- Subscriptions of Stripe, as Fivetran loads them: stripe.subscription_history, subscription_item, price, product
-- One row an item: amounts of Stripe are in the smallest unit of a currency, here taken for hundredths.
-- entity: subscriptions
-- source: stripe
-- kind: billing
SELECT
    i.id AS subscription_id,
    s.customer_id AS account_id,
    d.name AS product,
    CAST(s.start_date AS date) AS start_date,
    CAST(s.ended_at AS date) AS end_date,
    CAST(s.canceled_at AS date) AS cancelled_date,
    CAST(p.unit_amount * i.quantity / 100.0 AS numeric(18, 2)) AS amount,
    p.recurring_interval_count * CASE p.recurring_interval WHEN 'year' THEN 12 ELSE 1 END AS billing_period_months,
    UPPER(p.currency) AS currency,
    i.quantity,
    s.status
FROM stripe.subscription_history AS s
JOIN stripe.subscription_item AS i ON i.subscription_id = s.id
JOIN stripe.price AS p ON p.id = i.plan_id
LEFT JOIN stripe.product AS d ON d.id = p.product_id
WHERE s._fivetran_active AND p.recurring_interval IN ('month', 'year')
    AND s._fivetran_synced >= :since AND CAST(s.start_date AS date) <= :as_of
ORDER BY i.id
