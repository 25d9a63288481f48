-- Schema 10. Rules that open actions; every version is kept, the last one is in force. What they open are rows of
-- actions with the source quarterdeck. The region of an account is kept from now on: the view says its first value too.

CREATE TABLE action_rules (
    version INTEGER PRIMARY KEY,
    body TEXT NOT NULL CHECK (json_valid(body)),
    saved_at TEXT NOT NULL,
    saved_by TEXT NOT NULL
) STRICT;

DROP VIEW record_history_full;
CREATE VIEW record_history_full AS
SELECT source, entity, record_id, field, old_value, new_value, as_of, coalesce(known_batch, batch_id) AS batch_id, history_id
    FROM record_history
UNION ALL SELECT source, 'accounts', account_id, 'parent_account_id', NULL, parent_account_id,
    coalesce(first_as_of, (SELECT b.as_of FROM import_batch b WHERE b.batch_id = t.batch_id)), coalesce(first_batch, batch_id), NULL
    FROM accounts t WHERE parent_account_id IS NOT NULL AND bare = 0 AND NOT EXISTS (SELECT 1 FROM record_history h
        WHERE h.entity = 'accounts' AND h.field = 'parent_account_id' AND h.source = t.source AND h.record_id = t.account_id)
UNION ALL SELECT source, 'opportunities', opportunity_id, 'stage', NULL, stage,
    coalesce(first_as_of, (SELECT b.as_of FROM import_batch b WHERE b.batch_id = t.batch_id)), coalesce(first_batch, batch_id), NULL
    FROM opportunities t WHERE stage IS NOT NULL AND NOT EXISTS (SELECT 1 FROM record_history h
        WHERE h.entity = 'opportunities' AND h.field = 'stage' AND h.source = t.source AND h.record_id = t.opportunity_id)
UNION ALL SELECT source, 'opportunities', opportunity_id, 'close_date', NULL, close_date,
    coalesce(first_as_of, (SELECT b.as_of FROM import_batch b WHERE b.batch_id = t.batch_id)), coalesce(first_batch, batch_id), NULL
    FROM opportunities t WHERE close_date IS NOT NULL AND NOT EXISTS (SELECT 1 FROM record_history h
        WHERE h.entity = 'opportunities' AND h.field = 'close_date' AND h.source = t.source AND h.record_id = t.opportunity_id)
UNION ALL SELECT source, 'opportunities', opportunity_id, 'forecast_category', NULL, forecast_category,
    coalesce(first_as_of, (SELECT b.as_of FROM import_batch b WHERE b.batch_id = t.batch_id)), coalesce(first_batch, batch_id), NULL
    FROM opportunities t WHERE forecast_category IS NOT NULL AND NOT EXISTS (SELECT 1 FROM record_history h
        WHERE h.entity = 'opportunities' AND h.field = 'forecast_category' AND h.source = t.source AND h.record_id = t.opportunity_id)
UNION ALL SELECT source, 'opportunities', opportunity_id, 'is_closed', NULL, CAST(is_closed AS TEXT),
    coalesce(first_as_of, (SELECT b.as_of FROM import_batch b WHERE b.batch_id = t.batch_id)), coalesce(first_batch, batch_id), NULL
    FROM opportunities t WHERE is_closed IS NOT NULL AND NOT EXISTS (SELECT 1 FROM record_history h
        WHERE h.entity = 'opportunities' AND h.field = 'is_closed' AND h.source = t.source AND h.record_id = t.opportunity_id)
UNION ALL SELECT source, 'opportunities', opportunity_id, 'is_won', NULL, CAST(is_won AS TEXT),
    coalesce(first_as_of, (SELECT b.as_of FROM import_batch b WHERE b.batch_id = t.batch_id)), coalesce(first_batch, batch_id), NULL
    FROM opportunities t WHERE is_won IS NOT NULL AND NOT EXISTS (SELECT 1 FROM record_history h
        WHERE h.entity = 'opportunities' AND h.field = 'is_won' AND h.source = t.source AND h.record_id = t.opportunity_id)
UNION ALL SELECT source, 'opportunities', opportunity_id, 'amount', NULL, CASE WHEN currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN CAST(amount_minor AS TEXT)
        WHEN currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN CASE WHEN amount_minor < 0 AND amount_minor > -1000 THEN '-' ELSE '' END || (amount_minor / 1000) || printf('.%03d', abs(amount_minor % 1000))
        WHEN currency IN ('CLF','UYW') THEN CASE WHEN amount_minor < 0 AND amount_minor > -10000 THEN '-' ELSE '' END || (amount_minor / 10000) || printf('.%04d', abs(amount_minor % 10000))
        ELSE CASE WHEN amount_minor < 0 AND amount_minor > -100 THEN '-' ELSE '' END || (amount_minor / 100) || printf('.%02d', abs(amount_minor % 100)) END || ' ' || currency,
    coalesce(first_as_of, (SELECT b.as_of FROM import_batch b WHERE b.batch_id = t.batch_id)), coalesce(first_batch, batch_id), NULL
    FROM opportunities t WHERE amount_minor IS NOT NULL AND NOT EXISTS (SELECT 1 FROM record_history h
        WHERE h.entity = 'opportunities' AND h.field = 'amount' AND h.source = t.source AND h.record_id = t.opportunity_id)
UNION ALL SELECT source, 'opportunities', opportunity_id, 'probability', NULL, printf('%.15g', probability),
    coalesce(first_as_of, (SELECT b.as_of FROM import_batch b WHERE b.batch_id = t.batch_id)), coalesce(first_batch, batch_id), NULL
    FROM opportunities t WHERE probability IS NOT NULL AND NOT EXISTS (SELECT 1 FROM record_history h
        WHERE h.entity = 'opportunities' AND h.field = 'probability' AND h.source = t.source AND h.record_id = t.opportunity_id)
UNION ALL SELECT source, 'subscriptions', subscription_id, 'end_date', NULL, end_date,
    coalesce(first_as_of, (SELECT b.as_of FROM import_batch b WHERE b.batch_id = t.batch_id)), coalesce(first_batch, batch_id), NULL
    FROM subscriptions t WHERE end_date IS NOT NULL AND NOT EXISTS (SELECT 1 FROM record_history h
        WHERE h.entity = 'subscriptions' AND h.field = 'end_date' AND h.source = t.source AND h.record_id = t.subscription_id)
UNION ALL SELECT source, 'subscriptions', subscription_id, 'cancelled_date', NULL, cancelled_date,
    coalesce(first_as_of, (SELECT b.as_of FROM import_batch b WHERE b.batch_id = t.batch_id)), coalesce(first_batch, batch_id), NULL
    FROM subscriptions t WHERE cancelled_date IS NOT NULL AND NOT EXISTS (SELECT 1 FROM record_history h
        WHERE h.entity = 'subscriptions' AND h.field = 'cancelled_date' AND h.source = t.source AND h.record_id = t.subscription_id)
UNION ALL SELECT source, 'subscriptions', subscription_id, 'notice_date', NULL, notice_date,
    coalesce(first_as_of, (SELECT b.as_of FROM import_batch b WHERE b.batch_id = t.batch_id)), coalesce(first_batch, batch_id), NULL
    FROM subscriptions t WHERE notice_date IS NOT NULL AND NOT EXISTS (SELECT 1 FROM record_history h
        WHERE h.entity = 'subscriptions' AND h.field = 'notice_date' AND h.source = t.source AND h.record_id = t.subscription_id)
UNION ALL SELECT source, 'subscriptions', subscription_id, 'annual', NULL, CASE WHEN currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN CAST(annual_minor AS TEXT)
        WHEN currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN CASE WHEN annual_minor < 0 AND annual_minor > -1000 THEN '-' ELSE '' END || (annual_minor / 1000) || printf('.%03d', abs(annual_minor % 1000))
        WHEN currency IN ('CLF','UYW') THEN CASE WHEN annual_minor < 0 AND annual_minor > -10000 THEN '-' ELSE '' END || (annual_minor / 10000) || printf('.%04d', abs(annual_minor % 10000))
        ELSE CASE WHEN annual_minor < 0 AND annual_minor > -100 THEN '-' ELSE '' END || (annual_minor / 100) || printf('.%02d', abs(annual_minor % 100)) END || ' ' || currency,
    coalesce(first_as_of, (SELECT b.as_of FROM import_batch b WHERE b.batch_id = t.batch_id)), coalesce(first_batch, batch_id), NULL
    FROM subscriptions t WHERE annual_minor IS NOT NULL AND NOT EXISTS (SELECT 1 FROM record_history h
        WHERE h.entity = 'subscriptions' AND h.field = 'annual' AND h.source = t.source AND h.record_id = t.subscription_id)
UNION ALL SELECT source, 'contacts', contact_id, 'is_champion', NULL, CAST(is_champion AS TEXT),
    coalesce(first_as_of, (SELECT b.as_of FROM import_batch b WHERE b.batch_id = t.batch_id)), coalesce(first_batch, batch_id), NULL
    FROM contacts t WHERE is_champion IS NOT NULL AND NOT EXISTS (SELECT 1 FROM record_history h
        WHERE h.entity = 'contacts' AND h.field = 'is_champion' AND h.source = t.source AND h.record_id = t.contact_id)
UNION ALL SELECT source, 'contacts', contact_id, 'is_exec_sponsor', NULL, CAST(is_exec_sponsor AS TEXT),
    coalesce(first_as_of, (SELECT b.as_of FROM import_batch b WHERE b.batch_id = t.batch_id)), coalesce(first_batch, batch_id), NULL
    FROM contacts t WHERE is_exec_sponsor IS NOT NULL AND NOT EXISTS (SELECT 1 FROM record_history h
        WHERE h.entity = 'contacts' AND h.field = 'is_exec_sponsor' AND h.source = t.source AND h.record_id = t.contact_id)
UNION ALL SELECT source, 'contacts', contact_id, 'left_date', NULL, left_date,
    coalesce(first_as_of, (SELECT b.as_of FROM import_batch b WHERE b.batch_id = t.batch_id)), coalesce(first_batch, batch_id), NULL
    FROM contacts t WHERE left_date IS NOT NULL AND NOT EXISTS (SELECT 1 FROM record_history h
        WHERE h.entity = 'contacts' AND h.field = 'left_date' AND h.source = t.source AND h.record_id = t.contact_id)
UNION ALL SELECT source, 'accounts', account_id, 'region', NULL, region,
    coalesce(first_as_of, (SELECT b.as_of FROM import_batch b WHERE b.batch_id = t.batch_id)), coalesce(first_batch, batch_id), NULL
    FROM accounts t WHERE region IS NOT NULL AND bare = 0 AND NOT EXISTS (SELECT 1 FROM record_history h
        WHERE h.entity = 'accounts' AND h.field = 'region' AND h.source = t.source AND h.record_id = t.account_id);
