-- Schema 12. Health models: every version that was saved, and what became of it. The text of a version never changes
-- and no version goes; one that was taken back is withdrawn.

CREATE TABLE health_model (
    version INTEGER PRIMARY KEY,
    name TEXT NOT NULL, -- as the body says
    body TEXT NOT NULL CHECK (json_valid(body)),
    reason TEXT NOT NULL, -- what it changes and why
    author TEXT NOT NULL, -- as said
    saved_user TEXT NOT NULL, -- the machine's
    saved_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'proposed', 'approved', 'withdrawn')),
    remark TEXT NOT NULL, -- why it was rejected; empty again once it is proposed
    approved_by TEXT NOT NULL, -- as said; empty until then
    approved_on TEXT,
    in_force_from TEXT, -- first day; until the first day of the next approved version
    retired_on TEXT, -- first day without it
    reviewed_on TEXT, -- last review
    changed_user TEXT NOT NULL, -- the machine's, of the last change
    changed_at TEXT NOT NULL
) STRICT;
