-- Schema 4. Whatever an import brings is remembered: when a record was first seen, what it was before a batch changed
-- it, since when it is gone. Tables and nullable columns only; nothing that is there changes. Rows of before have no
-- first sight: the oldest that is known of them is the batch of their row.

CREATE TABLE requests (
    source TEXT NOT NULL REFERENCES source (name),
    request_id TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    due_at TEXT,
    responded_at TEXT,
    resolved_at TEXT,
    reopened_at TEXT,
    occurred_at TEXT,
    category TEXT,
    priority TEXT,
    requester TEXT,
    owner TEXT,
    team TEXT,
    status TEXT,
    outcome TEXT,
    title TEXT,
    rating REAL,
    rating_max REAL,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    first_as_of TEXT,
    first_batch INTEGER,
    closed_on TEXT,
    PRIMARY KEY (source, request_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE deliverables (
    source TEXT NOT NULL REFERENCES source (name),
    deliverable_id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT,
    due_at TEXT NOT NULL,
    started_at TEXT,
    published_at TEXT,
    corrected_at TEXT,
    owner TEXT,
    hours REAL,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    first_as_of TEXT,
    first_batch INTEGER,
    closed_on TEXT,
    PRIMARY KEY (source, deliverable_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
    source TEXT NOT NULL REFERENCES source (name),
    run_id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    run_source TEXT,
    due_at TEXT NOT NULL,
    finished_at TEXT,
    status TEXT,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    first_as_of TEXT,
    first_batch INTEGER,
    closed_on TEXT,
    PRIMARY KEY (source, run_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE changes (
    source TEXT NOT NULL REFERENCES source (name),
    change_id TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT,
    opened_at TEXT NOT NULL,
    tested_at TEXT,
    approved_at TEXT,
    approved_by TEXT,
    deployed_at TEXT,
    announced_at TEXT,
    reviewed_at TEXT,
    outcome TEXT,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    first_as_of TEXT,
    first_batch INTEGER,
    closed_on TEXT,
    PRIMARY KEY (source, change_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE measures (
    source TEXT NOT NULL REFERENCES source (name),
    period TEXT NOT NULL,
    metric TEXT NOT NULL,
    "group" TEXT NOT NULL,
    value REAL,
    numerator REAL,
    denominator REAL,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    first_as_of TEXT,
    first_batch INTEGER,
    closed_on TEXT,
    PRIMARY KEY (source, period, metric, "group")
) STRICT, WITHOUT ROWID;

CREATE TABLE risks (
    source TEXT NOT NULL REFERENCES source (name),
    account_id TEXT NOT NULL,
    date TEXT NOT NULL,
    author TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    next_action TEXT,
    next_action_date TEXT,
    call TEXT,
    note TEXT,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    first_as_of TEXT,
    first_batch INTEGER,
    closed_on TEXT,
    PRIMARY KEY (source, account_id, date, author)
) STRICT, WITHOUT ROWID;

CREATE TABLE escalations (
    source TEXT NOT NULL REFERENCES source (name),
    escalation_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    tier INTEGER,
    criterion TEXT,
    responded_at TEXT,
    resolved_at TEXT,
    owner TEXT,
    status TEXT,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    first_as_of TEXT,
    first_batch INTEGER,
    closed_on TEXT,
    PRIMARY KEY (source, escalation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX escalations_by_account ON escalations (source, account_id);

CREATE TABLE engagements (
    source TEXT NOT NULL REFERENCES source (name),
    engagement_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    date TEXT NOT NULL,
    program TEXT NOT NULL,
    event TEXT NOT NULL,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    first_as_of TEXT,
    first_batch INTEGER,
    closed_on TEXT,
    PRIMARY KEY (source, engagement_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX engagements_by_account ON engagements (source, account_id);

CREATE TABLE plans (
    source TEXT NOT NULL REFERENCES source (name),
    plan_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    objective TEXT NOT NULL,
    kind TEXT,
    owner TEXT,
    created_date TEXT,
    due_date TEXT,
    closed_date TEXT,
    status TEXT,
    value_minor INTEGER,
    value REAL GENERATED ALWAYS AS (value_minor / CASE WHEN currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN 1.0
        WHEN currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN 1000.0 WHEN currency IN ('CLF','UYW') THEN 10000.0 ELSE 100.0 END) VIRTUAL,
    currency TEXT,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    first_as_of TEXT,
    first_batch INTEGER,
    closed_on TEXT,
    PRIMARY KEY (source, plan_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX plans_by_account ON plans (source, account_id);

ALTER TABLE accounts ADD COLUMN phone TEXT;
ALTER TABLE accounts ADD COLUMN street TEXT;
ALTER TABLE accounts ADD COLUMN postal_code TEXT;
ALTER TABLE accounts ADD COLUMN onboarding_path TEXT;
ALTER TABLE accounts ADD COLUMN churn_reason TEXT;
ALTER TABLE subscriptions ADD COLUMN trial_start TEXT;
ALTER TABLE subscriptions ADD COLUMN trial_end TEXT;
ALTER TABLE subscriptions ADD COLUMN discount_amount_minor INTEGER;
ALTER TABLE subscriptions ADD COLUMN discount_amount REAL GENERATED ALWAYS AS (discount_amount_minor / CASE WHEN currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN 1.0
        WHEN currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN 1000.0 WHEN currency IN ('CLF','UYW') THEN 10000.0 ELSE 100.0 END) VIRTUAL;
ALTER TABLE subscriptions ADD COLUMN discount_percent REAL;
ALTER TABLE subscriptions ADD COLUMN discount_start TEXT;
ALTER TABLE subscriptions ADD COLUMN discount_end TEXT;
ALTER TABLE opportunities ADD COLUMN name TEXT;
ALTER TABLE opportunities ADD COLUMN product TEXT;
ALTER TABLE opportunities ADD COLUMN next_step TEXT;
ALTER TABLE opportunities ADD COLUMN next_step_date TEXT;
ALTER TABLE opportunities ADD COLUMN loss_reason TEXT;
ALTER TABLE opportunities ADD COLUMN lead_source TEXT;
ALTER TABLE contacts ADD COLUMN phone TEXT;
ALTER TABLE contacts ADD COLUMN left_date TEXT;

-- First sight of a record (the earliest day and the batch that said it), and since when it is gone (import --full).
ALTER TABLE accounts ADD COLUMN first_as_of TEXT;
ALTER TABLE accounts ADD COLUMN first_batch INTEGER;
ALTER TABLE accounts ADD COLUMN closed_on TEXT;
ALTER TABLE subscriptions ADD COLUMN first_as_of TEXT;
ALTER TABLE subscriptions ADD COLUMN first_batch INTEGER;
ALTER TABLE subscriptions ADD COLUMN closed_on TEXT;
ALTER TABLE arr_history ADD COLUMN first_as_of TEXT;
ALTER TABLE arr_history ADD COLUMN first_batch INTEGER;
ALTER TABLE arr_history ADD COLUMN closed_on TEXT;
ALTER TABLE opportunities ADD COLUMN first_as_of TEXT;
ALTER TABLE opportunities ADD COLUMN first_batch INTEGER;
ALTER TABLE opportunities ADD COLUMN closed_on TEXT;
ALTER TABLE forecasts ADD COLUMN first_as_of TEXT;
ALTER TABLE forecasts ADD COLUMN first_batch INTEGER;
ALTER TABLE forecasts ADD COLUMN closed_on TEXT;
ALTER TABLE contacts ADD COLUMN first_as_of TEXT;
ALTER TABLE contacts ADD COLUMN first_batch INTEGER;
ALTER TABLE contacts ADD COLUMN closed_on TEXT;
ALTER TABLE activities ADD COLUMN first_as_of TEXT;
ALTER TABLE activities ADD COLUMN first_batch INTEGER;
ALTER TABLE activities ADD COLUMN closed_on TEXT;
ALTER TABLE tickets ADD COLUMN first_as_of TEXT;
ALTER TABLE tickets ADD COLUMN first_batch INTEGER;
ALTER TABLE tickets ADD COLUMN closed_on TEXT;
ALTER TABLE surveys ADD COLUMN first_as_of TEXT;
ALTER TABLE surveys ADD COLUMN first_batch INTEGER;
ALTER TABLE surveys ADD COLUMN closed_on TEXT;
ALTER TABLE health_scores ADD COLUMN first_as_of TEXT;
ALTER TABLE health_scores ADD COLUMN first_batch INTEGER;
ALTER TABLE health_scores ADD COLUMN closed_on TEXT;
ALTER TABLE milestones ADD COLUMN first_as_of TEXT;
ALTER TABLE milestones ADD COLUMN first_batch INTEGER;
ALTER TABLE milestones ADD COLUMN closed_on TEXT;
ALTER TABLE lifecycle ADD COLUMN first_as_of TEXT;
ALTER TABLE lifecycle ADD COLUMN first_batch INTEGER;
ALTER TABLE lifecycle ADD COLUMN closed_on TEXT;
ALTER TABLE actions ADD COLUMN first_as_of TEXT;
ALTER TABLE actions ADD COLUMN first_batch INTEGER;
ALTER TABLE actions ADD COLUMN closed_on TEXT;
ALTER TABLE invoices ADD COLUMN first_as_of TEXT;
ALTER TABLE invoices ADD COLUMN first_batch INTEGER;
ALTER TABLE invoices ADD COLUMN closed_on TEXT;
ALTER TABLE csms ADD COLUMN first_as_of TEXT;
ALTER TABLE csms ADD COLUMN first_batch INTEGER;
ALTER TABLE csms ADD COLUMN closed_on TEXT;
ALTER TABLE assignments ADD COLUMN first_as_of TEXT;
ALTER TABLE assignments ADD COLUMN first_batch INTEGER;
ALTER TABLE assignments ADD COLUMN closed_on TEXT;
ALTER TABLE leave ADD COLUMN first_as_of TEXT;
ALTER TABLE leave ADD COLUMN first_batch INTEGER;
ALTER TABLE leave ADD COLUMN closed_on TEXT;
ALTER TABLE targets ADD COLUMN first_as_of TEXT;
ALTER TABLE targets ADD COLUMN first_batch INTEGER;
ALTER TABLE targets ADD COLUMN closed_on TEXT;
ALTER TABLE fx_rates ADD COLUMN first_as_of TEXT;
ALTER TABLE fx_rates ADD COLUMN first_batch INTEGER;
ALTER TABLE fx_rates ADD COLUMN closed_on TEXT;

-- Several files that one import took; NULL for a batch of an earlier schema, which kept no images. A batch that was
-- taken back has the state 'undone'.
ALTER TABLE import_batch ADD COLUMN import_id INTEGER;
ALTER TABLE import_batch ADD COLUMN state TEXT CHECK (state = 'undone');
ALTER TABLE usage_feature ADD COLUMN batch_id INTEGER;

-- The batch that knew a value already, where a later one wrote the entry: the first value of a field kept once it changes.
ALTER TABLE record_history ADD COLUMN known_batch INTEGER;

-- What a row was before a batch: record is the JSON array of its key without the source, image a JSON object of the columns
-- that were changed, with their former values ({}: the batch gave the row as it stood; NULL: there was no such row). A row
-- of an entity that a batch made has no image; its first_batch tells. account_link and break_register keep theirs under
-- the first batch of the import.
CREATE TABLE row_image (
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    table_name TEXT NOT NULL,
    record TEXT NOT NULL,
    image TEXT,
    PRIMARY KEY (batch_id, table_name, record)
) STRICT, WITHOUT ROWID;

-- Usage rows of another batch that gave way to a batch, as a segment holds them; data is NULL where the batch only gave
-- rows of the other that were there.
CREATE TABLE usage_image (
    image_id INTEGER PRIMARY KEY,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    of_batch INTEGER NOT NULL REFERENCES import_batch (batch_id),
    segment_id INTEGER,
    data BLOB
) STRICT;

-- A custom table that a batch replaced, kept under another name.
CREATE TABLE custom_table_image (
    name TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    kept_as TEXT NOT NULL UNIQUE,
    former_batch INTEGER NOT NULL REFERENCES import_batch (batch_id),
    columns TEXT NOT NULL,
    PRIMARY KEY (name, batch_id)
) STRICT, WITHOUT ROWID;

-- record_history, and of fields that are kept once they change the first value of the records that never did.
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
        WHERE h.entity = 'contacts' AND h.field = 'left_date' AND h.source = t.source AND h.record_id = t.contact_id);
