-- Schema 5. Which batches were taken for complete: an older file that comes later is closed by them too, and undo knows
-- what rests on them. What nothing ever read goes: when a source is late the settings freshness.SOURCE say.

ALTER TABLE source DROP COLUMN warn_after_days;

ALTER TABLE import_batch ADD COLUMN complete INTEGER;

UPDATE import_batch SET complete = 1 WHERE mapping LIKE '%} --full%' OR mapping LIKE '%} --date-order _ --full%';
