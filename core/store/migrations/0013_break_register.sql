-- Schema 13. Every pair of systems has a register of its own: which one it is, and numbers within it. Numbers that were
-- given stay. A break has an owner and a due date where somebody gave it one.

CREATE TABLE break_register_of_pairs (
    break_key TEXT PRIMARY KEY,
    pair INTEGER NOT NULL DEFAULT 1, -- the register: 1 of the pair that had the first break, never given twice
    number INTEGER NOT NULL,
    left_source TEXT NOT NULL,
    right_source TEXT NOT NULL,
    account TEXT NOT NULL,
    field TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    closed TEXT,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'explained', 'to_fix', 'accepted', 'fixed')),
    note TEXT NOT NULL DEFAULT '',
    owner TEXT NOT NULL DEFAULT '', -- who looks after it; empty: the customer's owner does
    due_date TEXT,
    UNIQUE (pair, number)
) STRICT, WITHOUT ROWID;

WITH begun AS (
    SELECT left_source, right_source, row_number() OVER (ORDER BY min(number)) AS pair
    FROM break_register GROUP BY left_source, right_source)
INSERT INTO break_register_of_pairs (
    break_key, pair, number, left_source, right_source, account, field, first_seen, closed, state, note)
SELECT r.break_key, b.pair, r.number, r.left_source, r.right_source, r.account, r.field, r.first_seen, r.closed, r.state,
    r.note
FROM break_register r JOIN begun b USING (left_source, right_source);

DROP TABLE break_register;

ALTER TABLE break_register_of_pairs RENAME TO break_register;
