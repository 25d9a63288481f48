-- Schema 11. The metric dictionary: every version of a definition with its approvals, and the register of conflicts.
-- The program's own definitions are not in the file until somebody changes one. The table of schema 1 by this name was
-- never written to.

DROP TABLE metric_definition;
CREATE TABLE metric_definition (
    metric TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    name TEXT NOT NULL,
    plain TEXT NOT NULL,
    formula TEXT NOT NULL,
    edge_cases TEXT NOT NULL,
    owner TEXT NOT NULL,
    sources TEXT NOT NULL CHECK (json_valid(sources)), -- a list of texts
    cadence TEXT NOT NULL,
    unit TEXT NOT NULL,
    class TEXT NOT NULL CHECK (class IN ('operational', 'revenue')),
    variant TEXT NOT NULL,
    in_force_from TEXT, -- missing: since ever for one of the program's, else not approved yet
    status TEXT NOT NULL CHECK (status IN ('draft', 'review', 'approved', 'retired')),
    authors TEXT NOT NULL CHECK (json_valid(authors)), -- a list of names, in the order in which they wrote
    reviews INTEGER NOT NULL, -- times it was submitted
    reason TEXT NOT NULL, -- why it was rejected; empty again once it is submitted
    retired_on TEXT,
    changed_user TEXT NOT NULL, -- the machine's, of the last change
    changed_at TEXT NOT NULL,
    PRIMARY KEY (metric, version)
) STRICT, WITHOUT ROWID;

-- Those of a review that ended in a rejection stay, and count no more.
CREATE TABLE metric_approval (
    metric TEXT NOT NULL,
    version INTEGER NOT NULL,
    review INTEGER NOT NULL, -- as metric_definition.reviews was
    approved_by TEXT NOT NULL, -- as said
    approved_user TEXT NOT NULL, -- the machine's
    approved_on TEXT NOT NULL, -- as said
    approved_at TEXT NOT NULL,
    PRIMARY KEY (metric, version, review, approved_by),
    FOREIGN KEY (metric, version) REFERENCES metric_definition (metric, version)
) STRICT, WITHOUT ROWID;

-- Every version of an entry; the last one of a metric and team counts.
CREATE TABLE metric_conflict (
    conflict_id INTEGER PRIMARY KEY,
    metric TEXT NOT NULL,
    team TEXT NOT NULL,
    convention TEXT NOT NULL, -- how the team computes it
    critical INTEGER NOT NULL CHECK (critical IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('open', 'resolved')),
    decision TEXT NOT NULL,
    entered_by TEXT NOT NULL, -- as said
    entered_user TEXT NOT NULL, -- the machine's
    entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX metric_conflict_by_team ON metric_conflict (metric, team);
