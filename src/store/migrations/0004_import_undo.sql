R"sql(
-- An import can be undone as one: its line stays and says so, and each entry of the journal that
-- undid something names the import.
ALTER TABLE data_import ADD COLUMN undone_at @moment;
ALTER TABLE data_import ADD COLUMN undone_by_account_id @id;
ALTER TABLE journal ADD COLUMN undoes_import_id @id;

-- A child that a return held before and, when it came again for its year, no longer holds.
CREATE TABLE absence (
  @child_row,
  year INTEGER NOT NULL,
  outcome TEXT,
  reason TEXT,
  @child_row_keys
) @clustered;
CREATE UNIQUE INDEX absence_once ON absence (authority_id, child_id, year);

-- @only postgres
CREATE SEQUENCE absence_ids;
)sql"
