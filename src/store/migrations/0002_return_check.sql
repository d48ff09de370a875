R"sql(
-- What a check of a return found. Its texts are those of the day it was made.
CREATE TABLE return_check (
  authority_id @id NOT NULL REFERENCES authority (id),
  id @id NOT NULL,
  at @moment NOT NULL,
  by_account_id @id REFERENCES account (id),
  collection_year INTEGER NOT NULL,
  rules_year INTEGER NOT NULL,
  own_area TEXT,
  previous_id @id,
  children @id NOT NULL,
  passed @id NOT NULL,
  not_run @id NOT NULL,
  errors @id NOT NULL,
  queries @id NOT NULL,
  new_findings @id NOT NULL,
  gone @id NOT NULL,
  files_kept_until @date,
  PRIMARY KEY (authority_id, id)
) @clustered;
CREATE INDEX return_check_by_kept ON return_check (files_kept_until);

CREATE TABLE return_check_file (
  authority_id @id NOT NULL,
  check_id @id NOT NULL,
  nth @id NOT NULL,
  name TEXT,
  previous @bool NOT NULL,
  size_bytes @id NOT NULL,
  deleted_at @moment,
  PRIMARY KEY (authority_id, check_id, nth),
  FOREIGN KEY (authority_id, check_id) REFERENCES return_check (authority_id, id)
) @clustered;

CREATE TABLE return_check_file_piece (
  authority_id @id NOT NULL,
  check_id @id NOT NULL,
  file_nth @id NOT NULL,
  nth @id NOT NULL,
  bytes @bytes NOT NULL,
  PRIMARY KEY (authority_id, check_id, file_nth, nth),
  FOREIGN KEY (authority_id, check_id, file_nth)
    REFERENCES return_check_file (authority_id, check_id, nth)
) @strict;

CREATE TABLE return_check_table (
  authority_id @id NOT NULL,
  check_id @id NOT NULL,
  nth @id NOT NULL,
  file TEXT,
  table_name TEXT NOT NULL,
  collection_year INTEGER NOT NULL,
  row_count @id NOT NULL,
  PRIMARY KEY (authority_id, check_id, nth),
  FOREIGN KEY (authority_id, check_id) REFERENCES return_check (authority_id, id)
) @clustered;

CREATE TABLE return_check_problem (
  authority_id @id NOT NULL,
  check_id @id NOT NULL,
  nth @id NOT NULL,
  sentence TEXT,
  PRIMARY KEY (authority_id, check_id, nth),
  FOREIGN KEY (authority_id, check_id) REFERENCES return_check (authority_id, id)
) @clustered;

-- first_finding: the findings of a rule are numbered one after the other.
CREATE TABLE return_check_rule (
  authority_id @id NOT NULL,
  check_id @id NOT NULL,
  nth @id NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('found', 'not_run', 'gone')),
  code TEXT NOT NULL,
  sentence TEXT,
  remedy TEXT,
  reading TEXT,
  fields TEXT,
  is_query @bool NOT NULL,
  confirmed @bool NOT NULL,
  why TEXT,
  findings @id NOT NULL,
  children @id NOT NULL,
  new_findings @id NOT NULL,
  first_finding @id NOT NULL,
  PRIMARY KEY (authority_id, check_id, nth),
  FOREIGN KEY (authority_id, check_id) REFERENCES return_check (authority_id, id)
) @clustered;

-- The next three are written once, with their check, a million rows at a time: their foreign keys
-- would cost more than the rows.
CREATE TABLE return_check_child (
  authority_id @id NOT NULL,
  check_id @id NOT NULL,
  nth @id NOT NULL,
  number TEXT,
  errors @id NOT NULL,
  queries @id NOT NULL,
  new_findings @id NOT NULL,
  PRIMARY KEY (authority_id, check_id, nth)
) @clustered;

CREATE TABLE return_check_row (
  authority_id @id NOT NULL,
  check_id @id NOT NULL,
  nth @id NOT NULL,
  table_name TEXT NOT NULL,
  file TEXT,
  source_row INTEGER NOT NULL,
  cells TEXT,
  PRIMARY KEY (authority_id, check_id, nth)
) @clustered;

CREATE TABLE return_check_finding (
  authority_id @id NOT NULL,
  check_id @id NOT NULL,
  nth @id NOT NULL,
  rule_nth @id NOT NULL,
  row_nth @id NOT NULL,
  child_nth @id NOT NULL,
  fingerprint @id NOT NULL,
  is_new @bool NOT NULL,
  PRIMARY KEY (authority_id, check_id, nth)
) @clustered;
CREATE INDEX return_check_finding_by_child
  ON return_check_finding (authority_id, check_id, child_nth, nth);
CREATE INDEX return_check_finding_by_fingerprint
  ON return_check_finding (authority_id, fingerprint, check_id);

-- No part of a check: what the authority has looked at stays accepted in later ones.
CREATE TABLE accepted_finding (
  authority_id @id NOT NULL REFERENCES authority (id),
  id @id NOT NULL,
  fingerprint @id NOT NULL,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  by_account_id @id REFERENCES account (id),
  at @moment NOT NULL,
  PRIMARY KEY (authority_id, id)
) @clustered;
CREATE UNIQUE INDEX accepted_finding_once ON accepted_finding (authority_id, fingerprint);

-- @only postgres
CREATE SEQUENCE return_check_ids;
CREATE SEQUENCE accepted_finding_ids;
)sql"
