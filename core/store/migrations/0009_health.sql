-- Schema 9. Colours that persons gave customers against their score; every one is kept, the last one made by a day
-- counts on it. A table only.

CREATE TABLE health_override (
    override_id INTEGER PRIMARY KEY,
    account TEXT NOT NULL, -- of the customer; stays when the customer goes
    colour TEXT NOT NULL, -- green, yellow, red; none takes back what was given before
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL, -- as said
    made_user TEXT NOT NULL, -- the machine's
    made_on TEXT NOT NULL, -- first day on which it is known
    until TEXT NOT NULL, -- last day
    made_at TEXT NOT NULL
) STRICT;
CREATE INDEX health_override_by_account ON health_override (account);
