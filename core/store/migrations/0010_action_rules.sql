-- Schema 10. Rules that open actions; every version is kept, the last one is in force. What they open are rows of
-- actions with the source quarterdeck. A table only.

CREATE TABLE action_rules (
    version INTEGER PRIMARY KEY,
    body TEXT NOT NULL CHECK (json_valid(body)),
    saved_at TEXT NOT NULL,
    saved_by TEXT NOT NULL
) STRICT;
