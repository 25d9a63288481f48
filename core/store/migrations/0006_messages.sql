-- Schema 6. Messages are kept as words and values (core/base/stored_message.h): "message" and "evidence" hold the words
-- with places %1 to %9, these columns what fills them. Rows of before have none: theirs are finished sentences.

ALTER TABLE quarantine ADD COLUMN message_values TEXT;

ALTER TABLE account_link ADD COLUMN evidence_values TEXT;
