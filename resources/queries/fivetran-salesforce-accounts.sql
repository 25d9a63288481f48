-- Accounts of Salesforce, as Fivetran loads them: salesforce.account, salesforce.user
-- entity: accounts
-- source: crm
-- kind: crm
SELECT
    a.id AS account_id,
    a.name,
    a.website AS domain,
    a.parent_id AS parent_account_id,
    u.name AS owner,
    u.email AS owner_email,
    a.industry,
    a.billing_country AS country,
    a.billing_city AS city,
    CAST(a.created_date AS date) AS created_date,
    a.number_of_employees AS employees
FROM salesforce.account AS a
LEFT JOIN salesforce.user AS u ON u.id = a.owner_id
WHERE NOT a.is_deleted AND a.system_modstamp >= :since AND CAST(a.created_date AS date) <= :as_of
ORDER BY a.id
