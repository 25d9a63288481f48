-- Opportunities of Salesforce, as Fivetran loads them: salesforce.opportunity, salesforce.user
-- entity: opportunities
-- source: crm
-- kind: crm
SELECT
    o.id AS opportunity_id,
    o.account_id,
    o.name,
    CASE WHEN o.type ILIKE '%renewal%' THEN 'renewal' WHEN o.type ILIKE '%existing%' THEN 'expansion' ELSE 'new' END AS type,
    o.stage_name AS stage,
    o.amount,
    CAST(o.created_date AS date) AS created_date,
    CAST(o.close_date AS date) AS close_date,
    o.probability,
    o.is_closed,
    o.is_won,
    u.name AS owner
FROM salesforce.opportunity AS o
LEFT JOIN salesforce.user AS u ON u.id = o.owner_id
WHERE NOT o.is_deleted AND o.account_id IS NOT NULL AND o.system_modstamp >= :since AND CAST(o.created_date AS date) <= :as_of
ORDER BY o.id
