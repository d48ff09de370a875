R"sql(
-- @only sqlite
-- SQLite chooses an index by its statistics, and without any it reads the whole journal of an
-- authority to find one child's entries (each save does so once). The numbers say what holds in every
-- database that is in use: rows in all, then rows for one value of the first column, of the first two
-- and so on.
ANALYZE sqlite_schema;
DELETE FROM sqlite_stat1 WHERE tbl IN ('journal', 'return_check_finding');
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('journal', 'journal', '1000000 500000 1'),
  ('journal', 'journal_by_child', '1000000 500000 100 1'),
  ('return_check_finding', 'return_check_finding', '1000000 500000 10000 1'),
  ('return_check_finding', 'return_check_finding_by_child', '1000000 500000 10000 10 1'),
  ('return_check_finding', 'return_check_finding_by_fingerprint', '1000000 500000 20 1');
ANALYZE sqlite_schema;
)sql"
