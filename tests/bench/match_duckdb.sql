-- What an analyst would write in DuckDB to match two lists of companies by name: the name in lower case without
-- punctuation and legal form, pairs that share its first word, Jaro-Winkler of at least 0.9.
CREATE MACRO plain(name) AS trim(regexp_replace(
    regexp_replace(regexp_replace(replace(lower(name), '&', ' and '), '[^a-z0-9 ]', '', 'g'), ' +', ' ', 'g'),
    ' (inc|llc|ltd|limited|gmbh|ag|corp|corporation|plc|sa) ?$', ''));
CREATE TABLE l AS SELECT id, plain(name) AS name, split_part(plain(name), ' ', 1) AS word FROM read_csv_auto('left.csv', all_varchar = true);
CREATE TABLE r AS SELECT id, plain(name) AS name, split_part(plain(name), ' ', 1) AS word FROM read_csv_auto('right.csv', all_varchar = true);
COPY (SELECT l.id AS "left", r.id AS "right" FROM l JOIN r USING (word)
      WHERE jaro_winkler_similarity(l.name, r.name) >= 0.9) TO 'duckdb.csv' (HEADER);
