-- Schema 8. What persons say about pairs of records: that they are one customer, or never are. Every version is kept,
-- the last one of a pair counts. Records are named by source and id, whether they are there or not: a decision outlives
-- an import that is undone, and waits for one that is still to come.

CREATE TABLE identity_decision (
    decision_id INTEGER PRIMARY KEY,
    left_source TEXT NOT NULL, -- left is before right in byte order, by source and id
    left_id TEXT NOT NULL,
    right_source TEXT NOT NULL,
    right_id TEXT NOT NULL,
    ruling TEXT NOT NULL CHECK (ruling IN ('link', 'never', 'withdraw')),
    decided_by TEXT NOT NULL, -- as said
    decided_user TEXT NOT NULL, -- the machine's
    decided_at TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX identity_decision_by_pair ON identity_decision (left_source, left_id, right_source, right_id);
