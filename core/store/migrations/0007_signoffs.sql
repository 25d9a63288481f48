-- Schema 7. Reconciliation that Finance signs: what was signed for a period, every version kept; samples with their
-- strata and verdicts. And what a row below zero said that was held back, so that a customer who is missing for it is
-- explained; rows of before have none. Tables and one nullable column only.

ALTER TABLE quarantine ADD COLUMN reading TEXT; -- JSON, of a value below zero only (core/store/negative_rows.h)

-- Amounts are base minor units. A period and pair has versions 1, 2 ...; the last one counts.
CREATE TABLE signoff (
    signoff_id INTEGER PRIMARY KEY,
    period TEXT NOT NULL, -- YYYY-MM or YYYYQn
    left_source TEXT NOT NULL,
    right_source TEXT NOT NULL,
    version INTEGER NOT NULL,
    as_of TEXT NOT NULL, -- the period's last day
    left_total INTEGER NOT NULL,
    right_total INTEGER NOT NULL,
    prepared_by TEXT NOT NULL, -- as said
    prepared_user TEXT NOT NULL, -- the machine's
    prepared_at TEXT NOT NULL,
    signed_by TEXT,
    signed_user TEXT,
    signed_at TEXT,
    hash TEXT NOT NULL,
    UNIQUE (period, left_source, right_source, version)
) STRICT;

CREATE TABLE signoff_step (
    signoff_id INTEGER NOT NULL REFERENCES signoff (signoff_id),
    cause TEXT NOT NULL,
    amount INTEGER NOT NULL,
    customers INTEGER NOT NULL,
    PRIMARY KEY (signoff_id, cause)
) STRICT, WITHOUT ROWID;

CREATE TABLE signoff_break (
    signoff_id INTEGER NOT NULL REFERENCES signoff (signoff_id),
    break_key TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (signoff_id, break_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE signoff_file (
    signoff_id INTEGER NOT NULL REFERENCES signoff (signoff_id),
    sha256 TEXT NOT NULL,
    PRIMARY KEY (signoff_id, sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE sample (
    sample_id INTEGER PRIMARY KEY,
    left_source TEXT NOT NULL,
    right_source TEXT NOT NULL,
    as_of TEXT NOT NULL,
    size INTEGER NOT NULL, -- as asked for
    seed TEXT NOT NULL,
    stratify TEXT NOT NULL, -- a dimension; empty for none
    drawn_by TEXT NOT NULL,
    drawn_at TEXT NOT NULL
) STRICT;

CREATE TABLE sample_stratum (
    sample_id INTEGER NOT NULL REFERENCES sample (sample_id),
    stratum TEXT NOT NULL,
    customers INTEGER NOT NULL, -- in both systems, sampled or not
    PRIMARY KEY (sample_id, stratum)
) STRICT, WITHOUT ROWID;

CREATE TABLE sample_customer (
    sample_id INTEGER NOT NULL REFERENCES sample (sample_id),
    account TEXT NOT NULL,
    stratum TEXT NOT NULL,
    PRIMARY KEY (sample_id, account)
) STRICT, WITHOUT ROWID;

-- The verdicts of one file are one version; the last one counts.
CREATE TABLE sample_verdict (
    sample_id INTEGER NOT NULL REFERENCES sample (sample_id),
    version INTEGER NOT NULL,
    account TEXT NOT NULL,
    field TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('match', 'mismatch', 'unknown')),
    PRIMARY KEY (sample_id, version, account, field)
) STRICT, WITHOUT ROWID;
