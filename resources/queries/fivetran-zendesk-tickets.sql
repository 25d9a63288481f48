-- Tickets of Zendesk, as Fivetran loads them: zendesk.ticket, of organizations
-- entity: tickets
-- source: zendesk
-- kind: support
SELECT
    t.id AS ticket_id,
    t.organization_id AS account_id,
    CAST(t.created_at AS timestamp) AS created_at,
    CASE WHEN t.status IN ('solved', 'closed') THEN CAST(t.updated_at AS timestamp) END AS solved_at,
    t.priority,
    t.status
FROM zendesk.ticket AS t
WHERE t.organization_id IS NOT NULL AND t.status <> 'deleted'
    AND t.updated_at >= :since AND CAST(t.created_at AS date) <= :as_of
ORDER BY t.id
