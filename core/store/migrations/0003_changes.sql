-- Schema 3. What was changed last and by whom, so that another window notices; and what the file should hold, kept
-- apart from it, so that a change behind the program's back shows.

CREATE TABLE workspace_change (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    number INTEGER NOT NULL, -- raised by every transaction that writes
    writer TEXT NOT NULL, -- person, program and process
    what TEXT NOT NULL,
    at TEXT NOT NULL,
    audit_entries INTEGER NOT NULL, -- length of audit_log and hash of its last entry
    audit_head TEXT NOT NULL
) STRICT;
INSERT INTO workspace_change
    SELECT 1, 0, '', 'migrate', '', (SELECT count(*) FROM audit_log),
        coalesce((SELECT hash FROM audit_log ORDER BY audit_id DESC LIMIT 1), '');

-- SHA-256 of the rows of a table, or of one source or batch of it, as the program wrote them last.
CREATE TABLE row_seal (
    table_name TEXT NOT NULL,
    part TEXT NOT NULL,
    rows INTEGER NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (table_name, part)
) STRICT, WITHOUT ROWID;
