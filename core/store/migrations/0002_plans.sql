-- Schema 2. What managers decide: the touch model of each version, and named scenarios. Both are JSON as CONTRACT
-- section 3 writes them, so that a file and a row say the same. Nothing is overwritten: a change is a new version.

CREATE TABLE capacity_model (
    version INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body)),
    saved_at TEXT NOT NULL,
    saved_by TEXT NOT NULL
) STRICT;

CREATE TABLE saved_scenario (
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body)),
    saved_at TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)), -- the latest version says whether the name is still listed
    PRIMARY KEY (name, version)
) STRICT, WITHOUT ROWID;
