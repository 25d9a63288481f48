-- Schema 14. How many of the rows that a batch took had no value of a column: what drift of a source is told by. Of
-- earlier batches nobody counted. A table only.

CREATE TABLE batch_field (
    batch_id INTEGER NOT NULL REFERENCES import_batch (batch_id),
    field TEXT NOT NULL,
    empty INTEGER NOT NULL CHECK (empty >= 0),
    PRIMARY KEY (batch_id, field)
) STRICT, WITHOUT ROWID;
