-- Schema 1. Money is INTEGER minor units in <name>_minor; <name> beside it is the same in major units of the row's
-- currency, for people who write SQL (minor digits by ISO 4217). Dates are ISO text, so that they sort and read.

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A system that data comes from.
CREATE TABLE source (
    name TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    warn_after_days INTEGER
) STRICT, WITHOUT ROWID;

-- One file taken in by one import. rows_read = accepted + unchanged + quarantined + skipped.
CREATE TABLE import_batch (
    batch_id INTEGER PRIMARY KEY,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    source TEXT NOT NULL REFERENCES source (name),
    entity TEXT NOT NULL,
    profile TEXT NOT NULL,
    mapping TEXT NOT NULL,
    as_of TEXT NOT NULL,
    rows_read INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    quarantined INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    imported_at TEXT NOT NULL,
    imported_by TEXT NOT NULL,
    CHECK (rows_read = accepted + unchanged + quarantined + skipped)
) STRICT;
CREATE INDEX import_batch_by_hash ON import_batch (sha256, source, entity);

CREATE TABLE quarantine (
    quarantine_id INTEGER PRIMARY KEY,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    "column" TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX quarantine_by_batch ON quarantine (batch_id, line);

-- What imports changed in key fields: true at as_of, known since the batch. old_value is NULL at first sight.
CREATE TABLE record_history (
    history_id INTEGER PRIMARY KEY,
    source TEXT NOT NULL REFERENCES source (name),
    entity TEXT NOT NULL,
    record_id TEXT NOT NULL,
    field TEXT NOT NULL,
    old_value TEXT,
    new_value TEXT,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id)
) STRICT;
CREATE INDEX record_history_by_record ON record_history (entity, field, source, record_id, as_of);

-- The customer. Golden fields are chosen from the linked records by precedence and refreshed with every import.
CREATE TABLE account (
    account TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    domain TEXT,
    parent TEXT,
    ultimate_parent TEXT NOT NULL,
    owner TEXT,
    owner_email TEXT,
    segment TEXT,
    region TEXT,
    country TEXT,
    city TEXT,
    industry TEXT,
    language TEXT,
    lifecycle_stage TEXT,
    status TEXT,
    contract_start_date TEXT,
    renewal_date TEXT,
    created_date TEXT,
    employees INTEGER,
    health TEXT,
    health_score REAL
) STRICT, WITHOUT ROWID;

-- Which record of accounts belongs to which customer. Each record has exactly one row with status 'accepted'.
CREATE TABLE account_link (
    source TEXT NOT NULL,
    record_id TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (account) DEFERRABLE INITIALLY DEFERRED,
    method TEXT NOT NULL CHECK (method IN ('own', 'id', 'domain', 'name', 'probable', 'manual')),
    score REAL NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('proposed', 'accepted', 'rejected')),
    evidence TEXT NOT NULL DEFAULT '',
    decided_by TEXT NOT NULL,
    PRIMARY KEY (source, record_id, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_link_by_account ON account_link (account);
CREATE UNIQUE INDEX account_link_accepted ON account_link (source, record_id) WHERE status = 'accepted';

-- Breaks of a reconciliation keep their identity over imports: same customer, field and pair.
CREATE TABLE break_register (
    break_key TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    left_source TEXT NOT NULL,
    right_source TEXT NOT NULL,
    account TEXT NOT NULL,
    field TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    closed TEXT,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'explained', 'to_fix', 'accepted', 'fixed')),
    note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE metric_definition (
    metric TEXT NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    formula TEXT NOT NULL,
    edge_cases TEXT NOT NULL,
    owner TEXT NOT NULL,
    sources TEXT NOT NULL,
    in_force_from TEXT NOT NULL,
    PRIMARY KEY (metric, version)
) STRICT, WITHOUT ROWID;

-- Every change a person makes. Each entry holds the hash of the one before, so that a cut or a change shows.
CREATE TABLE audit_log (
    audit_id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT,
    after TEXT,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE TABLE custom_table (
    name TEXT PRIMARY KEY,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    columns TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Keys of the usage segments, with the row that brought each account first.
CREATE TABLE usage_account (
    account_key INTEGER PRIMARY KEY,
    source TEXT NOT NULL REFERENCES source (name),
    account_id TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    UNIQUE (source, account_id)
) STRICT;
CREATE TABLE usage_feature (
    feature_key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- Up to 65,536 usage rows in columns, sorted by account, day and feature; read through the virtual table `usage`.
CREATE TABLE usage_segment (
    segment_id INTEGER PRIMARY KEY,
    source TEXT NOT NULL REFERENCES source (name),
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    rows INTEGER NOT NULL,
    first_account INTEGER NOT NULL,
    last_account INTEGER NOT NULL,
    first_date TEXT NOT NULL,
    last_date TEXT NOT NULL,
    data BLOB NOT NULL
) STRICT;

CREATE TABLE accounts (
    source TEXT NOT NULL REFERENCES source (name),
    account_id TEXT NOT NULL,
    name TEXT NOT NULL,
    domain TEXT,
    parent_account_id TEXT,
    crm_account_id TEXT,
    owner TEXT,
    owner_email TEXT,
    segment TEXT,
    region TEXT,
    country TEXT,
    city TEXT,
    industry TEXT,
    language TEXT,
    lifecycle_stage TEXT,
    status TEXT,
    arr_minor INTEGER,
    arr REAL GENERATED ALWAYS AS (arr_minor / CASE WHEN currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN 1.0
        WHEN currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN 1000.0 WHEN currency IN ('CLF','UYW') THEN 10000.0 ELSE 100.0 END) VIRTUAL,
    currency TEXT,
    contract_start_date TEXT,
    renewal_date TEXT,
    created_date TEXT,
    employees INTEGER,
    health TEXT,
    health_score REAL,
    bare INTEGER NOT NULL DEFAULT 0,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, account_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscriptions (
    source TEXT NOT NULL REFERENCES source (name),
    subscription_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    product TEXT,
    start_date TEXT NOT NULL,
    end_date TEXT,
    cancelled_date TEXT,
    notice_date TEXT,
    created_date TEXT,
    arr REAL,
    mrr REAL,
    amount REAL,
    billing_period_months INTEGER,
    currency TEXT NOT NULL,
    annual_minor INTEGER,
    annual REAL GENERATED ALWAYS AS (annual_minor / CASE WHEN currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN 1.0
        WHEN currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN 1000.0 WHEN currency IN ('CLF','UYW') THEN 10000.0 ELSE 100.0 END) VIRTUAL,
    quantity REAL,
    auto_renew INTEGER,
    status TEXT,
    parent_subscription_id TEXT,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, subscription_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX subscriptions_by_account ON subscriptions (source, account_id);

CREATE TABLE arr_history (
    source TEXT NOT NULL REFERENCES source (name),
    account_id TEXT NOT NULL,
    month TEXT NOT NULL,
    arr_minor INTEGER,
    arr REAL GENERATED ALWAYS AS (arr_minor / CASE WHEN currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN 1.0
        WHEN currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN 1000.0 WHEN currency IN ('CLF','UYW') THEN 10000.0 ELSE 100.0 END) VIRTUAL,
    currency TEXT NOT NULL,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, account_id, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE opportunities (
    source TEXT NOT NULL REFERENCES source (name),
    opportunity_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    subscription_id TEXT,
    type TEXT,
    stage TEXT,
    amount_minor INTEGER,
    amount REAL GENERATED ALWAYS AS (amount_minor / CASE WHEN currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN 1.0
        WHEN currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN 1000.0 WHEN currency IN ('CLF','UYW') THEN 10000.0 ELSE 100.0 END) VIRTUAL,
    currency TEXT,
    created_date TEXT,
    close_date TEXT,
    renewal_date TEXT,
    forecast_category TEXT,
    probability REAL,
    is_closed INTEGER,
    is_won INTEGER,
    owner TEXT,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, opportunity_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX opportunities_by_account ON opportunities (source, account_id);

CREATE TABLE forecasts (
    source TEXT NOT NULL REFERENCES source (name),
    period TEXT NOT NULL,
    account_id TEXT NOT NULL,
    date TEXT NOT NULL,
    author TEXT NOT NULL,
    amount_minor INTEGER,
    amount REAL GENERATED ALWAYS AS (amount_minor / CASE WHEN currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN 1.0
        WHEN currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN 1000.0 WHEN currency IN ('CLF','UYW') THEN 10000.0 ELSE 100.0 END) VIRTUAL,
    currency TEXT,
    category TEXT,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, period, account_id, date, author)
) STRICT, WITHOUT ROWID;
CREATE INDEX forecasts_by_account ON forecasts (source, account_id);

CREATE TABLE contacts (
    source TEXT NOT NULL REFERENCES source (name),
    contact_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    name TEXT,
    email TEXT,
    title TEXT,
    role TEXT,
    is_champion INTEGER,
    is_exec_sponsor INTEGER,
    last_contacted TEXT,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contacts_by_account ON contacts (source, account_id);

CREATE TABLE activities (
    source TEXT NOT NULL REFERENCES source (name),
    activity_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    date TEXT NOT NULL,
    type TEXT,
    owner TEXT,
    outcome TEXT,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, activity_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX activities_by_account ON activities (source, account_id);

CREATE TABLE tickets (
    source TEXT NOT NULL REFERENCES source (name),
    ticket_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    solved_at TEXT,
    priority TEXT,
    status TEXT,
    is_escalated INTEGER,
    csat REAL,
    first_reply_minutes REAL,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, ticket_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tickets_by_account ON tickets (source, account_id);

CREATE TABLE surveys (
    source TEXT NOT NULL REFERENCES source (name),
    response_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    date TEXT NOT NULL,
    kind TEXT NOT NULL,
    score REAL NOT NULL,
    respondent TEXT,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, response_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX surveys_by_account ON surveys (source, account_id);

CREATE TABLE health_scores (
    source TEXT NOT NULL REFERENCES source (name),
    account_id TEXT NOT NULL,
    date TEXT NOT NULL,
    model TEXT NOT NULL,
    score REAL NOT NULL,
    colour TEXT,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, account_id, date, model)
) STRICT, WITHOUT ROWID;

CREATE TABLE milestones (
    source TEXT NOT NULL REFERENCES source (name),
    account_id TEXT NOT NULL,
    milestone TEXT NOT NULL,
    due_date TEXT,
    completed_date TEXT,
    owner TEXT,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, account_id, milestone)
) STRICT, WITHOUT ROWID;

CREATE TABLE lifecycle (
    source TEXT NOT NULL REFERENCES source (name),
    account_id TEXT NOT NULL,
    stage TEXT NOT NULL,
    entered_date TEXT NOT NULL,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, account_id, stage, entered_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE actions (
    source TEXT NOT NULL REFERENCES source (name),
    action_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    "trigger" TEXT,
    title TEXT,
    owner TEXT,
    opened_date TEXT NOT NULL,
    due_date TEXT,
    closed_date TEXT,
    status TEXT,
    outcome TEXT,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, action_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX actions_by_account ON actions (source, account_id);

CREATE TABLE invoices (
    source TEXT NOT NULL REFERENCES source (name),
    invoice_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    issued_date TEXT NOT NULL,
    due_date TEXT,
    paid_date TEXT,
    amount_minor INTEGER,
    amount REAL GENERATED ALWAYS AS (amount_minor / CASE WHEN currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN 1.0
        WHEN currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN 1000.0 WHEN currency IN ('CLF','UYW') THEN 10000.0 ELSE 100.0 END) VIRTUAL,
    currency TEXT,
    status TEXT,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, invoice_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX invoices_by_account ON invoices (source, account_id);

CREATE TABLE csms (
    source TEXT NOT NULL REFERENCES source (name),
    csm_id TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    team TEXT,
    region TEXT,
    languages TEXT,
    segments TEXT,
    start_date TEXT,
    end_date TEXT,
    fte REAL,
    annual_cost_minor INTEGER,
    annual_cost REAL GENERATED ALWAYS AS (annual_cost_minor / CASE WHEN currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') THEN 1.0
        WHEN currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN 1000.0 WHEN currency IN ('CLF','UYW') THEN 10000.0 ELSE 100.0 END) VIRTUAL,
    currency TEXT,
    manager TEXT,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, csm_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE assignments (
    source TEXT NOT NULL REFERENCES source (name),
    account_id TEXT NOT NULL,
    csm_id TEXT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT,
    role TEXT,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, account_id, csm_id, start_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE leave (
    source TEXT NOT NULL REFERENCES source (name),
    csm_id TEXT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT NOT NULL,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, csm_id, start_date, end_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE targets (
    source TEXT NOT NULL REFERENCES source (name),
    period TEXT NOT NULL,
    metric TEXT NOT NULL,
    "group" TEXT NOT NULL,
    value REAL NOT NULL,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, period, metric, "group")
) STRICT, WITHOUT ROWID;

CREATE TABLE fx_rates (
    source TEXT NOT NULL REFERENCES source (name),
    currency TEXT NOT NULL,
    date TEXT NOT NULL,
    rate TEXT NOT NULL,
    extra TEXT,
    content_hash INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    line INTEGER NOT NULL,
    PRIMARY KEY (source, currency, date)
) STRICT, WITHOUT ROWID;

